/** Word for word, how far the neighbourhood on the map is the one in the space. */
import { dense, type Matrix } from '../kernels/matrix';
import { Sliced, type Progress, type Work } from '../work';
import { exactKnn } from './knn/exact';
import type { Positions } from './projection';
import { demandPositions, demandRows } from './rows';
import { SLICE, slicesOf, type Slices } from './slices';

export interface KeptNeighbours {
  /** Neighbours looked at; less than was asked for where there are fewer rows. */
  k: number;
  /** Rows × k, nearest first: the true neighbours, by cosine. */
  inSpace: Uint32Array;
  /** Rows × k, nearest first: those by distance on the map. */
  onMap: Uint32Array;
  /**
   * How many of a row's k true neighbours are among its k on the map. Divided by k it is the
   * row's recall; so many are missing of the true ones as are false of those on the map.
   */
  kept: Uint16Array;
}

/**
 * For every row its k true neighbours, its k on the map and how many are the same, all exact:
 * the local side of the recall of Lee & Verleysen 2009 ("Quality assessment of
 * dimensionality reduction", Q_NX), whose mean over the rows is `Trust.recall` over all of them.
 * Takes rows² ÷ 2 × dims multiply-adds.
 * @param k default 15
 * @throws WordspaceError where the matrix is empty, holds what is not a number, or the positions are not of its rows
 */
export function keptNeighbours(matrix: Matrix, positions: Positions, { k = 15 }: { k?: number } = {}): Work<KeptNeighbours> {
  demandRows(matrix);
  demandPositions(matrix, positions);
  return new Sliced(slices(matrix, positions, k), judging(0, matrix.rows));
}

function* slices(matrix: Matrix, { dims, values }: Positions, wanted: number): Slices<KeptNeighbours> {
  const { rows } = matrix;
  // The map has few dimensions, so its search is a small part of the time.
  const { k, indices: inSpace } = yield* told(exactKnn(matrix, wanted), rows, 0, 0.8);
  const { indices: onMap } = yield* told(exactKnn(dense(rows, dims, values.slice()), wanted, { metric: 'euclidean' }), rows, 0.8, 1);
  const kept = new Uint16Array(rows);
  const perSlice = Math.max(1, Math.floor(SLICE / (k * k + 1)));
  for (let row = 0; row < rows; row++) {
    const seen = onMap.subarray(row * k, (row + 1) * k);
    for (let n = row * k; n < (row + 1) * k; n++) if (seen.includes(inSpace[n])) kept[row]++;
    if ((row + 1) % perSlice === 0) yield judging(rows, rows);
  }
  return { k, inSpace, onMap, kept };
}

/** A search as the part from `from` to `to` of the whole. */
function* told<Result>(work: Work<Result>, rows: number, from: number, to: number): Slices<Result> {
  const parts = slicesOf(work);
  for (let next = parts.next(); ; next = parts.next()) {
    if (next.done) return next.value;
    yield judging(Math.floor(rows * from + (to - from) * next.value.done), rows);
  }
}

function judging(done: number, total: number): Progress {
  return { stage: 'judging each word’s place', done, total };
}
