import { transpose } from '../../kernels/matrix';
import type { Neighbours } from '../projection';
import type { Slices } from '../slices';
import { graphOf } from '../symmetric';

/**
 * With fewer neighbours than this all count: they need not be each other's then, as on a square
 * lattice none of four is.
 */
const ENOUGH = 10;
/** Rows in a slice. */
const ROWS = 4000;

/**
 * Which neighbours to link a row with, rows × k, 1 or 0: the nearest, and those that have a third
 * row for a neighbour, of either's list, which the row has too.
 *
 * A neighbour with whom a row shares no other is near by one of the chances of many dimensions, and
 * a link to it draws places together that have nothing else in common. umap-learn's search, from
 * neighbours to their neighbours, misses most of them: of 50,000 words of GloVe a twentieth of all
 * neighbours, and that is all its maps were truer by than ours of the exact ones (kernels/umap/VARIANTS.md).
 */
export function* backed(neighbours: Neighbours, rows: number): Slices<Uint8Array> {
  const { k, indices } = neighbours;
  const out = new Uint8Array(indices.length).fill(Number(k < ENOUGH));
  if (k < ENOUGH) return out;
  /** In whose lists a row stands. */
  const back = transpose(graphOf(neighbours, new Float32Array(indices.length), rows));
  const marks = new Uint32Array(rows);
  const fill = (row: number): void => {
    for (let n = row * k; n < (row + 1) * k; n++) marks[indices[n]] = row + 1;
    for (let n = back.indptr[row]; n < back.indptr[row + 1]; n++) marks[back.indices[n]] = row + 1;
    out[row * k] = 1;
    for (let n = row * k + 1; n < (row + 1) * k; n++) {
      const other = indices[n];
      out[n] = Number(some(indices, other * k, (other + 1) * k, marks, row + 1) || some(back.indices, back.indptr[other], back.indptr[other + 1], marks, row + 1));
    }
  };
  for (let row = 0; row < rows; row++) {
    fill(row);
    if ((row + 1) % ROWS === 0) yield { stage: 'linking neighbours', done: row + 1, total: rows };
  }
  return out;
}

/** Whether one of the rows listed from … to bears the mark. */
function some(list: Uint32Array, from: number, to: number, marks: Uint32Array, mark: number): boolean {
  for (let at = from; at < to; at++) if (marks[list[at]] === mark) return true;
  return false;
}
