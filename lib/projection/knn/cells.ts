/**
 * Rows in cells, so that for near neighbours only near cells have to be looked through
 * (an inverted file: Jégou, Douze & Schmid 2011, "Product Quantization for Nearest Neighbor
 * Search", § IV): cells by k-means on a sample, each row in the cell of its nearest centre.
 */
import { bestOf, NONE, place, STRIP, type Placing } from '../../kernels/knn/kernel';
import { similarityOf, type KnnProblem, type Metric } from '../../kernels/knn/problem';
import { dense, type Dense } from '../../kernels/matrix';
import { inverseNorms } from '../rows';
import type { Block, Search } from './dense';

/** Rows a cell, about. */
const CELL = 128;
/** Rows of the sample, a cell. */
const SAMPLED = 32;
const ROUNDS = 3;

export interface Cells {
  /** Row of every slot, cell after cell, each filled up to whole strips. */
  order: Uint32Array;
  /** The pairs of near cells, as ranges of strips. */
  blocks: Block[];
}

/**
 * Before it goes on, the blocks of each search that it yields must have been compared, here or by several threads.
 * @param share of the cells that each is compared with, the nearest, itself among them
 */
export function* cellsOf(problem: KnnProblem, share: number, placing: Placing = {}): Generator<Search, Cells, void> {
  const { matrix, metric } = problem;
  const count = Math.max(1, Math.round(matrix.rows / CELL));
  const sample = everyNth(matrix, count * SAMPLED);
  let centres = everyNth(matrix, count);
  for (let round = 0; round < ROUNDS; round++) {
    centres = means(sample, yield* nearestCentres(sample, centres, metric, placing), centres, metric);
  }
  const cells = yield* nearestCentres(matrix, centres, metric, placing);
  const sizes = new Uint32Array(count);
  for (const cell of cells) sizes[cell]++;
  const begins = new Uint32Array(count + 1);
  for (let cell = 0; cell < count; cell++) begins[cell + 1] = begins[cell] + Math.ceil(sizes[cell] / STRIP);
  const order = new Uint32Array(begins[count] * STRIP).fill(NONE);
  const next = begins.map((strip) => strip * STRIP);
  cells.forEach((cell, row) => (order[next[cell]++] = row));
  return { order, blocks: nearPairs(centres, metric, Math.min(count, Math.max(1, Math.round(share * count)))).map(([a, b]): Block => [begins[a], begins[a + 1], begins[b], begins[b + 1]]) };
}

function everyNth({ rows, dims, values }: Dense, wanted: number): Dense {
  const count = Math.min(rows, wanted);
  const out = dense(count, dims);
  for (let i = 0; i < count; i++) {
    const row = Math.floor((i * rows) / count);
    out.values.set(values.subarray(row * dims, (row + 1) * dims), i * dims);
  }
  return out;
}

/** The number of the nearest centre of every row: rows and centres stand in one search, and only these are compared. */
function* nearestCentres(matrix: Dense, centres: Dense, metric: Metric, placing: Placing): Generator<Search, Uint32Array, void> {
  const { rows, dims } = matrix;
  const all = dense(rows + centres.rows, dims);
  all.values.set(matrix.values);
  all.values.set(centres.values, rows * dims);
  const first = Math.ceil(rows / STRIP);
  const order = new Uint32Array((first + Math.ceil(centres.rows / STRIP)) * STRIP).fill(NONE);
  for (let row = 0; row < rows; row++) order[row] = row;
  for (let c = 0; c < centres.rows; c++) order[first * STRIP + c] = rows + c;
  const placed = place({ matrix: all, metric, inverse: inverseNorms(all) }, 1, { ...placing, order, spare: 0 });
  const blocks: Block[] = [];
  for (let left = 0; left < first; left += STRIP) blocks.push([left, Math.min(left + STRIP, first), first, placed.strips]);
  yield { placed, blocks };
  const best = bestOf(placed);
  const out = new Uint32Array(rows);
  for (let row = 0; row < rows; row++) out[row] = best(row) - rows;
  return out;
}

/** The mean of the rows of each cell (by cosine, of rows of length 1); an empty cell keeps its centre. */
function means(sample: Dense, cells: Uint32Array, before: Dense, metric: Metric): Dense {
  const { rows, dims, values } = sample;
  const sums = new Float64Array(before.rows * dims);
  const counts = new Uint32Array(before.rows);
  const inverse = metric === 'cosine' ? inverseNorms(sample) : new Float64Array(rows).fill(1);
  for (let row = 0; row < rows; row++) {
    const to = cells[row] * dims;
    counts[cells[row]]++;
    for (let d = 0; d < dims; d++) sums[to + d] += values[row * dims + d] * inverse[row];
  }
  const out = dense(before.rows, dims);
  for (let at = 0; at < sums.length; at++) {
    const count = counts[Math.floor(at / dims)];
    out.values[at] = count > 0 ? sums[at] / count : before.values[at];
  }
  return out;
}

/** Pairs a ≤ b of cells of which one is among the nearest `most` of the other; the nearest first, so that lists soon hold what stays in them. */
function nearPairs(centres: Dense, metric: Metric, most: number): [number, number][] {
  const count = centres.rows;
  const similarity = similarityOf({ matrix: centres, metric, inverse: inverseNorms(centres) });
  const orders = Array.from({ length: count }, (_, a) => {
    const own = Float64Array.from({ length: count }, (_, b) => (a === b ? Infinity : similarity(a, b)));
    return Uint32Array.from(own.keys()).sort((x, y) => own[y] - own[x] || x - y).slice(0, most);
  });
  const met = new Uint8Array(count * count);
  const pairs: [number, number][] = [];
  for (let rank = 0; rank < most; rank++) {
    for (let cell = 0; cell < count; cell++) {
      const a = Math.min(cell, orders[cell][rank]);
      const b = Math.max(cell, orders[cell][rank]);
      if (met[a * count + b]++ === 0) pairs.push([a, b]);
    }
  }
  return pairs;
}
