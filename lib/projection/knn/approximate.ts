import { KnnKernel, kernelWorks, place, settled, type Placing } from '../../kernels/knn/kernel';
import type { KnnProblem } from '../../kernels/knn/problem';
import type { Matrix } from '../../kernels/matrix';
import { Sliced, type Work } from '../../work';
import type { Neighbours } from '../projection';
import { inverseNorms } from '../rows';
import type { Slices } from '../slices';
import { cellsOf } from './cells';
import { workOf, type Search } from './dense';
import { clamped, exactKnn, FAST_SLICE, SETTLED, type KnnOptions } from './exact';
import { report } from './report';

/** Up to so many rows all pairs are compared; with more, rows of near cells only. */
const EXACT_ROWS = 30_000;
/**
 * Share of the cells that each is compared with: of the 15 nearest of 50,000 words of GloVe
 * 96.8 % are found, in little more than half the time of all pairs.
 */
const SHARE = 0.35;

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
  const { rows } = problem.matrix;
  const searches = placeInCells(problem, k);
  let next = searches.next();
  for (; !next.done; next = searches.next()) for (const _ of compared(next.value)) yield report(0, rows);
  const { placed, blocks } = next.value;
  const all = blocks.reduce((sum, block) => sum + workOf(block, placed.dims), 0);
  for (const done of compared(next.value)) yield report(Math.floor((rows * done) / all), rows);
  const kernel = new KnnKernel(placed);
  for (let from = 0; from < placed.strips; from += SETTLED) {
    kernel.settle(from, Math.min(from + SETTLED, placed.strips), false);
    yield report(rows, rows);
  }
  return { k, metric: problem.metric, approximate: true, ...settled(placed) };
}

/** All blocks of a search, in slices: the multiply-adds done until then. */
function* compared({ placed, blocks }: Search): Generator<number, void, void> {
  const kernel = new KnnKernel(placed);
  let done = 0;
  let told = 0;
  for (const block of blocks) {
    kernel.compare(...block);
    done += workOf(block, placed.dims);
    if (done - told < FAST_SLICE) continue;
    told = done;
    yield done;
  }
}

/** Rows cell by cell in a memory, and the blocks to compare. Before it goes on, the blocks of each search that it yields must have been compared. */
export function* placeInCells(problem: KnnProblem, k: number, placing: Placing = {}): Generator<Search, Search, void> {
  const { order, blocks } = yield* cellsOf(problem, SHARE, placing);
  return { placed: place(problem, k, { ...placing, order }), blocks };
}
