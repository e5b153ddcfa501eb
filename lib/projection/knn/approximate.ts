import { KnnKernel, kernelWorks, place, settled, type PlacedKnn, type Placing } from '../../kernels/knn/kernel';
import type { KnnProblem } from '../../kernels/knn/problem';
import type { Matrix } from '../../kernels/matrix';
import { Sliced, type Work } from '../../work';
import type { Neighbours } from '../projection';
import { inverseNorms } from '../rows';
import type { Slices } from '../slices';
import { cellsOf } from './cells';
import { workOf, type Block } from './dense';
import { clamped, exactKnn, FAST_SLICE, SETTLED, type KnnOptions } from './exact';
import { report } from './report';

/** Up to so many rows all pairs are compared; with more, rows of near cells only. */
export const EXACT_ROWS = 50_000;
/**
 * Share of the cells that each is compared with: of the 15 nearest of 100,000 words of GloVe
 * 95.6 % are found, in less than half the time of all pairs.
 */
const SHARE = 0.25;

/** Whether `nearestNeighbours` finds nearly all neighbours of these rows instead of all. */
export function isApproximate(matrix: Matrix): boolean {
  return matrix.kind === 'dense' && matrix.rows > EXACT_ROWS && kernelWorks();
}

/** `exactKnn` where that is quick enough; else by cells, and the answer says `approximate`. */
export function nearestNeighbours(matrix: Matrix, k: number, options: KnnOptions = {}): Work<Neighbours> {
  return isApproximate(matrix) && !options.plain ? approximateKnn(matrix, k, options) : exactKnn(matrix, k, options);
}

/**
 * Nearly all of the k nearest neighbours of dense rows: pairs of near cells are compared as
 * `exactKnn` compares all pairs. Similarities are exact, and the same for any number of threads.
 * @throws WordspaceError where a value is not a finite number
 */
export function approximateKnn(matrix: Matrix, k: number, { metric = 'cosine' }: KnnOptions = {}): Work<Neighbours> {
  if (matrix.kind !== 'dense') return exactKnn(matrix, k, { metric });
  const problem = { matrix, metric, inverse: inverseNorms(matrix) };
  return new Sliced(slices(problem, clamped(matrix, k)), report(0, matrix.rows));
}

function* slices(problem: KnnProblem, k: number): Slices<Neighbours> {
  const { rows, dims } = problem.matrix;
  const { placed, blocks } = yield* placeInCells(problem, k);
  const kernel = new KnnKernel(placed);
  const all = blocks.reduce((sum, block) => sum + workOf(block, dims), 0);
  let done = 0;
  let spent = 0;
  for (const block of blocks) {
    kernel.compare(...block);
    spent += workOf(block, dims);
    if (spent < FAST_SLICE) continue;
    done += spent;
    spent = 0;
    yield report(Math.floor((rows * done) / all), rows);
  }
  for (let from = 0; from < placed.strips; from += SETTLED) {
    kernel.settle(from, Math.min(from + SETTLED, placed.strips), false);
    yield report(rows, rows);
  }
  return { k, metric: problem.metric, approximate: true, ...settled(placed) };
}

/** Rows cell by cell in a memory, and the blocks to compare. */
export function* placeInCells(problem: KnnProblem, k: number, placing: Placing = {}): Slices<{ placed: PlacedKnn; blocks: Block[] }> {
  const { order, blocks } = yield* cellsOf(problem, SHARE);
  return { placed: place(problem, k, { ...placing, order }), blocks };
}
