/** Word for word, how far the neighbourhood on the map is the one in the space. */
import { WordspaceError } from '../error';
import { dense } from '../kernels/matrix';
import { Sliced, type Progress, type Work } from '../work';
import { exactKnn } from './knn/exact';
import { firstNeighbours } from './knn/first';
import type { Neighbours, Positions } from './projection';
import { SLICE, type Slices } from './slices';

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
 * For every row its k true neighbours, its k on the map and how many are the same: the
 * local side of the recall of Lee & Verleysen 2009 ("Quality assessment of dimensionality
 * reduction", Q_NX), whose mean over the rows is `Trust.recall` over all of them.
 * @param table the true neighbours of every row, by cosine, at least k where there are so many
 * @param k default 15
 * @throws WordspaceError where the positions are not of the rows of the table
 */
export function keptNeighbours(table: Neighbours, positions: Positions, { k = 15 }: { k?: number } = {}): Work<KeptNeighbours> {
  const rows = positions.values.length / positions.dims;
  if (table.indices.length !== table.k * rows) throw new WordspaceError(`The map holds ${rows} points and the table neighbours of ${table.indices.length / Math.max(1, table.k)}; judge a map by the rows it was made from.`);
  return new Sliced(slices(table, rows, positions, Math.min(k, table.k)), judging(0, rows));
}

function* slices(table: Neighbours, rows: number, { dims, values }: Positions, k: number): Slices<KeptNeighbours> {
  const { indices: onMap } = yield* told(exactKnn(dense(rows, dims, values.slice()), k, { metric: 'euclidean' }), rows);
  const inSpace = firstNeighbours(table, rows, k).indices;
  const kept = new Uint16Array(rows);
  const perSlice = Math.max(1, Math.floor(SLICE / (k * k + 1)));
  for (let row = 0; row < rows; row++) {
    const seen = onMap.subarray(row * k, (row + 1) * k);
    for (let n = row * k; n < (row + 1) * k; n++) if (seen.includes(inSpace[n])) kept[row]++;
    if ((row + 1) % perSlice === 0) yield judging(rows, rows);
  }
  return { k, inSpace, onMap, kept };
}

/** A search as the whole of the work. */
function* told<Result>(work: Work<Result>, rows: number): Slices<Result> {
  while (!work.step()) yield judging(work.progress().done, rows);
  return work.result();
}

function judging(done: number, total: number): Progress {
  return { stage: 'judging each word’s place', done, total };
}
