import type { Neighbours } from '../projection';
import type { Slices } from '../slices';
import { graphOf, symmetric } from '../symmetric';

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
  const { indptr, indices: known } = symmetric(graphOf(neighbours, new Float32Array(indices.length), rows), () => 0);
  const marks = new Uint32Array(rows);
  for (let row = 0; row < rows; row++) {
    for (let e = indptr[row]; e < indptr[row + 1]; e++) marks[known[e]] = row + 1;
    out[row * k] = 1;
    for (let n = row * k + 1; n < (row + 1) * k; n++) {
      let third = indptr[indices[n]];
      const end = indptr[indices[n] + 1];
      while (third < end && marks[known[third]] !== row + 1) third++;
      out[n] = Number(third < end);
    }
    if ((row + 1) % ROWS === 0) yield { stage: 'linking neighbours', done: row + 1, total: rows };
  }
  return out;
}
