import { KnnKernel, kernelWorks, NONE, place, settled, STRIP } from '../../kernels/knn/kernel';
import { NearestLists } from '../../kernels/knn/nearest';
import { similarityOf, type Metric } from '../../kernels/knn/problem';
import { dense, rowNorms, type Csr, type Dense, type Matrix } from '../../kernels/matrix';
import type { Neighbours } from '../projection';
import { inverseNorms } from '../rows';
import { SLICE, type Slices } from '../slices';
import { clamped, FAST_SLICE } from './exact';
import { report } from './report';
import { cosineScores } from './scores';

/**
 * The exact k nearest of the rows of `placed` for every row of `added` (of the same columns),
 * nearest first, ties by row.
 * @throws WordspaceError where a value is not a finite number
 */
export function* nearestAmong(placed: Matrix, added: Matrix, wanted: number, metric: Metric): Slices<Neighbours> {
  const k = clamped({ ...placed, rows: placed.rows + 1 }, wanted);
  const { kind } = placed;
  if (kind === 'csr' || added.kind === 'csr') {
    if (kind !== 'csr' || added.kind !== 'csr') throw new TypeError('both matrices must be of one kind');
    return { k, metric, ...(yield* sparseAmong(placed, added, k, metric)) };
  }
  const all = dense(placed.rows + added.rows, placed.dims);
  all.values.set(placed.values.subarray(0, placed.rows * placed.dims));
  all.values.set(added.values.subarray(0, added.rows * placed.dims), placed.rows * placed.dims);
  return { k, metric, ...(yield* kernelWorks() ? byKernel(all, placed.rows, k, metric) : byTwin(all, placed.rows, k, metric)) };
}

type Lists = Pick<Neighbours, 'indices' | 'similarities'>;

function* byKernel(all: Dense, first: number, k: number, metric: Metric): Slices<Lists> {
  const before = Math.ceil(first / STRIP);
  const added = all.rows - first;
  const order = new Uint32Array((before + Math.ceil(added / STRIP)) * STRIP).fill(NONE);
  for (let row = 0; row < all.rows; row++) order[row < first ? row : before * STRIP + row - first] = row;
  const search = place({ matrix: all, metric, inverse: inverseNorms(all) }, k, { order });
  const kernel = new KnnKernel(search);
  const perSlice = Math.max(1, Math.floor(FAST_SLICE / (first * all.dims * STRIP)));
  for (let strip = before; strip < search.strips; strip += perSlice) {
    const end = Math.min(search.strips, strip + perSlice);
    kernel.compare(0, before, strip, end);
    kernel.settle(strip, end, true, before);
    yield report(Math.min(added, (end - before) * STRIP), added);
  }
  const { indices, similarities } = settled(search);
  return { indices: indices.slice(first * k), similarities: similarities.slice(first * k) };
}

function* byTwin(all: Dense, first: number, k: number, metric: Metric): Slices<Lists> {
  const similarity = similarityOf({ matrix: all, metric, inverse: inverseNorms(all) });
  const lists = new NearestLists(all.rows - first, k);
  const perSlice = Math.max(1, Math.floor(SLICE / (first * all.dims)));
  for (let row = first; row < all.rows; row++) {
    for (let other = 0; other < first; other++) lists.offer(row - first, other, similarity(row, other));
    if ((row - first + 1) % perSlice === 0) yield report(row - first + 1, all.rows - first);
  }
  return lists;
}

function* sparseAmong(placed: Csr, added: Csr, k: number, metric: Metric): Slices<Lists> {
  const all = stacked(placed, added);
  const lengths = rowNorms(all);
  const scores = cosineScores(all);
  const cosines = new Float32Array(all.rows);
  const lists = new NearestLists(added.rows, k);
  let spent = 0;
  for (let row = 0; row < added.rows; row++) {
    const own = placed.rows + row;
    spent += scores(own, cosines);
    for (let other = 0; other < placed.rows; other++) {
      const square = lengths[own] ** 2 + lengths[other] ** 2 - 2 * cosines[other] * lengths[own] * lengths[other];
      lists.offer(row, other, metric === 'cosine' ? cosines[other] : -Math.fround(Math.sqrt(Math.max(0, square))));
    }
    if (spent < SLICE) continue;
    spent = 0;
    yield report(row + 1, added.rows);
  }
  return lists;
}

/** The rows of one after those of the other. */
function stacked(a: Csr, b: Csr): Csr {
  const entries = a.indptr[a.rows];
  const indptr = new Uint32Array(a.rows + b.rows + 1);
  indptr.set(a.indptr.subarray(0, a.rows + 1));
  for (let row = 1; row <= b.rows; row++) indptr[a.rows + row] = entries + b.indptr[row];
  const indices = new Uint32Array(entries + b.indptr[b.rows]);
  const values = new Float32Array(indices.length);
  indices.set(a.indices.subarray(0, entries));
  indices.set(b.indices.subarray(0, b.indptr[b.rows]), entries);
  values.set(a.values.subarray(0, entries));
  values.set(b.values.subarray(0, b.indptr[b.rows]), entries);
  return { kind: 'csr', rows: a.rows + b.rows, dims: a.dims, indptr, indices, values };
}
