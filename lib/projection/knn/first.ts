import { WordspaceError } from '../../error';
import type { Neighbours } from '../projection';

/**
 * The k nearest of neighbours that may be more.
 * @throws WordspaceError where they are fewer, or of other rows
 */
export function firstNeighbours(table: Neighbours, rows: number, k: number): Neighbours {
  if (table.k < k || table.indices.length !== rows * table.k) throw new WordspaceError(`${table.k} neighbours of ${table.indices.length / table.k} rows are given, and ${k} of ${rows} are needed.`);
  if (table.k === k) return table;
  const indices = new Uint32Array(rows * k);
  const similarities = new Float32Array(rows * k);
  for (let row = 0; row < rows; row++) {
    indices.set(table.indices.subarray(row * table.k, row * table.k + k), row * k);
    similarities.set(table.similarities.subarray(row * table.k, row * table.k + k), row * k);
  }
  return { ...table, k, indices, similarities };
}
