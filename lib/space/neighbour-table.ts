/**
 * Neighbours that were found before, for a map of the space's first rows: a list or a comparison
 * that asks for some of them need not look at every row again. Its answer is the scan's to
 * the last bit, or none, and then the scan is made.
 */
import { Top } from './top';

/** The k nearest of every one of the first rows among these rows, by cosine: a table of `lib/projection/knn`. */
export interface NeighbourTable {
  k: number;
  /** Rows × k, nearest first; `LEFT_OUT` for a row that is no longer there. */
  indices: Uint32Array;
  similarities: Float32Array;
  metric?: 'cosine' | 'euclidean';
  /** Some neighbours may be missing: such a table answers nothing. */
  approximate?: boolean;
  /** How many rows the lists were made among, where some of them are left out now. */
  among?: number;
}

const LEFT_OUT = 0xffffffff;
/** A table and a scan round the same cosine differently, by less than this. */
const ROUNDING = 1e-6;

/** Whether every one of the first rows of a space has a list. */
export function covers(table: NeighbourTable, rows: number): boolean {
  return (table.metric ?? 'cosine') === 'cosine' && !table.approximate && rowCount(table) >= rows;
}

/**
 * The k best of the rows listed for `row`, ties by rank; null where rows that are not listed may be among them.
 * @param rankOf the place of a row among the candidates, which decides between equal scores; −1 for one that is none
 * @param score the similarity of a candidate as the scan would find it
 */
export function listed(table: NeighbourTable, row: number, k: number, rankOf: (row: number) => number, score: (row: number) => number): { row: number; score: number }[] | null {
  const list = table.indices.subarray(row * table.k, (row + 1) * table.k);
  const best = new Top(k);
  for (const other of list) {
    const rank = other === LEFT_OUT ? -1 : rankOf(other);
    if (rank >= 0) best.offer(rank, score(other));
  }
  const found = best.ranked();
  // Every other row is listed.
  if (table.k >= among(table) - 1) return found;
  // Rows that are not listed are no nearer than the last that is.
  const beyond = table.similarities[(row + 1) * table.k - 1] + ROUNDING;
  return found.length === k && found[k - 1].score > beyond ? found : null;
}

/** The table of a space of which only these rows are left, ascending: of the first ones, as many as it had. */
export function tableOfRows(table: NeighbourTable, kept: ArrayLike<number>): NeighbourTable {
  const { k } = table;
  const rows = rowCount(table);
  const places = new Uint32Array(rows).fill(LEFT_OUT);
  let count = 0;
  for (; count < kept.length && kept[count] < rows; count++) places[kept[count]] = count;
  const indices = new Uint32Array(count * k);
  const similarities = new Float32Array(count * k);
  for (let row = 0; row < count; row++) {
    const from = kept[row] * k;
    for (let n = 0; n < k; n++) indices[row * k + n] = places[table.indices[from + n]];
    similarities.set(table.similarities.subarray(from, from + k), row * k);
  }
  return { ...table, indices, similarities, among: among(table) };
}

/** A single row has no neighbours. */
function rowCount({ k, indices }: NeighbourTable): number {
  return k > 0 ? indices.length / k : 1;
}

function among(table: NeighbourTable): number {
  return table.among ?? rowCount(table);
}

