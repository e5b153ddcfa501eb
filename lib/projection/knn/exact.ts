import { KnnKernel, kernelWorks, settled } from '../../kernels/knn/kernel';
import type { KnnProblem, Metric } from '../../kernels/knn/problem';
import { KnnTwin } from '../../kernels/knn/twin';
import type { Dense, Matrix } from '../../kernels/matrix';
import { Sliced, type Work } from '../../work';
import type { Neighbours } from '../projection';
import { inverseNorms } from '../rows';
import { SLICE, type Slices } from '../slices';
import { allPairs, placeFor, workOf } from './dense';
import { report } from './report';
import { sparseNeighbours } from './sparse';

export interface KnnOptions {
  /** Default cosine. */
  metric?: Metric;
  /** Compare dense rows without WebAssembly; the neighbours are the same. */
  plain?: boolean;
}

type Lists = Pick<Neighbours, 'indices' | 'similarities'>;

/** Multiply-adds of a slice in SIMD. */
export const FAST_SLICE = 16 * SLICE;
/** Strips settled in a slice. */
export const SETTLED = 64;

/**
 * The exact k nearest neighbours of every row, the row itself left out, nearest first,
 * ties by row. k is clamped to rows − 1. By cosine a zero row is at similarity 0 from
 * every other; by Euclidean distance a similarity is minus the distance.
 *
 * Dense rows are compared in WebAssembly SIMD, each pair once (rows² ÷ 2 × dims
 * multiply-adds); sparse rows through an inverted index.
 * @throws WordspaceError where a value is not a finite number
 */
export function exactKnn(matrix: Matrix, k: number, options: KnnOptions = {}): Work<Neighbours> {
  return new Sliced(slices(matrix, clamped(matrix, k), options), report(0, matrix.rows));
}

/** Neighbours that there are. */
export function clamped({ rows }: Matrix, k: number): number {
  return Math.max(0, Math.min(k, rows - 1));
}

function* slices(matrix: Matrix, k: number, { metric = 'cosine', plain = !kernelWorks() }: KnnOptions): Slices<Neighbours> {
  const inverse = inverseNorms(matrix);
  if (k === 0) return { k, metric, indices: new Uint32Array(0), similarities: new Float32Array(0) };
  const problem = (dense: Dense): KnnProblem => ({ matrix: dense, metric, inverse });
  let lists;
  if (matrix.kind === 'csr') lists = yield* sparseNeighbours(matrix, k, metric);
  else lists = yield* plain ? byTwin(problem(matrix), k) : byKernel(problem(matrix), k);
  return { k, metric, indices: lists.indices, similarities: lists.similarities };
}

function* byTwin(problem: KnnProblem, k: number): Slices<Lists> {
  const { rows, dims } = problem.matrix;
  const twin = new KnnTwin(problem, k);
  for (let from = 0, to = 0; from < rows; from = to) {
    to = Math.min(rows, from + Math.ceil(SLICE / ((rows - from) * dims)));
    twin.compare(from, to);
    yield report(to, rows);
  }
  return twin.lists;
}

function* byKernel(problem: KnnProblem, k: number): Slices<Lists> {
  const { rows, dims } = problem.matrix;
  const placed = placeFor(problem, k);
  const kernel = new KnnKernel(placed);
  const all = (rows * rows * dims) / 2;
  let done = 0;
  let spent = 0;
  for (const block of allPairs(placed.strips)) {
    kernel.compare(...block);
    spent += workOf(block, dims);
    if (spent < FAST_SLICE) continue;
    done += spent;
    spent = 0;
    // Work is quadratic, so a share of the pairs; blocks on the diagonal are counted whole.
    yield report(Math.min(rows, Math.floor((rows * done) / all)), rows);
  }
  for (let from = 0; from < placed.strips; from += SETTLED) {
    kernel.settle(from, Math.min(from + SETTLED, placed.strips), true);
    yield report(rows, rows);
  }
  return settled(placed);
}
