import type { Csr } from '../kernels/matrix';
import { transpose } from '../kernels/matrix';
import type { Neighbours } from './projection';

/** Every row's neighbours as a sparse matrix. @param values of each, rows × k */
export function graphOf({ k, indices }: Neighbours, values: Float32Array, rows: number): Csr {
  return { kind: 'csr', rows, dims: rows, indptr: Uint32Array.from({ length: rows + 1 }, (_, row) => row * k), indices, values };
}

/** A square matrix with every pair of opposite entries joined into one value that both get; an absent one counts as 0. Its columns ascend. */
export function symmetric(given: Csr, join: (forth: number, back: number) => number): Csr {
  const { rows } = given;
  const other = transpose(given);
  // Transposed twice, the columns of every row ascend.
  const graph = transpose(other);
  const indptr = new Uint32Array(rows + 1);
  const indices = new Uint32Array(2 * graph.indices.length);
  const values = new Float32Array(2 * graph.indices.length);
  let at = 0;
  for (let row = 0; row < rows; row++) {
    let i = graph.indptr[row];
    let j = other.indptr[row];
    const iEnd = graph.indptr[row + 1];
    const jEnd = other.indptr[row + 1];
    while (i < iEnd || j < jEnd) {
      const a = i < iEnd ? graph.indices[i] : Infinity;
      const b = j < jEnd ? other.indices[j] : Infinity;
      const forth = a <= b ? graph.values[i++] : 0;
      const back = b <= a ? other.values[j++] : 0;
      indices[at] = Math.min(a, b);
      values[at++] = join(forth, back);
    }
    indptr[row + 1] = at;
  }
  return { kind: 'csr', rows, dims: rows, indptr, indices: indices.slice(0, at), values: values.slice(0, at) };
}
