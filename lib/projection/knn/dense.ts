/** Exact neighbours of dense rows: what has to be compared, in which order, and how finely. */
import { KnnKernel, place, STRIP, type PlacedKnn, type Placing } from '../../kernels/knn/kernel';
import type { KnnProblem } from '../../kernels/knn/problem';

/** Strips of a block: 64 rows stay in the first-level cache while 512 pass by. */
const LEFT = 8;
const RIGHT = 64;
/** Above this share of doubtful rows among the first, all are compared in single precision. */
const DOUBT = 0.25;

/** Ranges of strips whose rows are compared with each other: left, leftEnd, right, rightEnd. */
export type Block = [number, number, number, number];

/** Rows in a memory, and what to compare there. */
export interface Search {
  placed: PlacedKnn;
  blocks: Block[];
}

/** The blocks of all pairs that a thread takes on, of about equal work for all threads, without those that `placeFor` has compared. */
export function* allPairs(strips: number, thread = 0, threads = 1): Generator<Block> {
  for (let left = LEFT, turn = 0; left < strips; left += LEFT, turn++) {
    // Later blocks meet fewer rows: deal them out there and back.
    const place = turn % (2 * threads);
    if (Math.min(place, 2 * threads - 1 - place) !== thread) continue;
    for (let right = left; right < strips; right += RIGHT) yield [left, Math.min(left + LEFT, strips), right, Math.min(right + RIGHT, strips)];
  }
}

/** Multiply-adds of a block. */
export function workOf([left, leftEnd, right, rightEnd]: Block, dims: number): number {
  return (leftEnd - left) * (rightEnd - right) * STRIP * STRIP * dims;
}

/**
 * Place the rows, as int16 where that tells neighbours apart: which is tried on the first
 * strips, so that the first thread has compared these with all when it is found out. Either way the neighbours are the same.
 */
export function placeFor(problem: KnnProblem, k: number, placing: Placing = {}): PlacedKnn {
  const placed = place(problem, k, placing);
  const kernel = firstCompared(placed);
  const tried = Math.min(LEFT, placed.strips);
  kernel.settle(0, tried, true);
  if (kernel.doubtful <= DOUBT * tried * STRIP) return placed;
  const finer = place(problem, k, { ...placing, rounding: 'float32' });
  firstCompared(finer);
  return finer;
}

function firstCompared(placed: PlacedKnn): KnnKernel {
  const kernel = new KnnKernel(placed);
  kernel.compare(0, Math.min(LEFT, placed.strips), 0, placed.strips);
  return kernel;
}
