import { WordspaceError } from '../error';
import { pickRows, rowNorms, type Matrix } from '../kernels/matrix';
import type { Positions } from './projection';

/** Which rows are projected, and what they must be. */

/** Dense rows whose neighbours are all found sooner (see knn/exact.ts) than a scan in plain TypeScript finds those of some thousand of them: a second for 20,000 of 100 dims. */
export const QUICK_ROWS = 25_000;

/** The first n rows (all where there are fewer), sharing the buffers of the given matrix. */
export function firstRows(matrix: Matrix, n: number): Matrix {
  const rows = Math.max(0, Math.min(Math.floor(n), matrix.rows));
  if (matrix.kind === 'dense') return { ...matrix, rows, values: matrix.values.subarray(0, rows * matrix.dims) };
  const entries = matrix.indptr[rows];
  return {
    ...matrix,
    rows,
    indptr: matrix.indptr.subarray(0, rows + 1),
    indices: matrix.indices.subarray(0, entries),
    values: matrix.values.subarray(0, entries),
  };
}

/** The same in buffers that hold nothing else: to be sent to a worker, which copies whole buffers. */
export function compactRows(matrix: Matrix, n: number): Matrix {
  const rows = firstRows(matrix, n);
  if (rows.rows === matrix.rows) return rows;
  if (rows.kind === 'dense') return { ...rows, values: rows.values.slice() };
  return { ...rows, indptr: rows.indptr.slice(), indices: rows.indices.slice(), values: rows.values.slice() };
}

/** Every `step`-th of the first n rows, the first one first, with a matrix of their own. */
export function everyRow(matrix: Matrix, n: number, step: number): Matrix {
  const head = firstRows(matrix, n);
  if (step === 1) return head;
  return pickRows(head, Array.from({ length: Math.ceil(head.rows / step) }, (_, i) => i * step));
}

/** The buffers of a compact copy of some rows of a matrix, to be handed over; none where it shares those of the matrix. */
export function copiedBuffers(copy: Matrix, of: Matrix): ArrayBuffer[] {
  if (copy.values.buffer === of.values.buffer) return [];
  const parts = copy.kind === 'dense' ? [copy.values] : [copy.indptr, copy.indices, copy.values];
  return parts.map((part) => part.buffer as ArrayBuffer);
}

/** @throws WordspaceError where there is no row to put on the map */
export function demandRows(matrix: Matrix): void {
  if (matrix.rows > 0) return;
  throw new WordspaceError('There is nothing to put on the map: the space has no rows; train it on more text or lower the minimum count.');
}

/** @throws WordspaceError where the positions are not those of the rows */
export function demandPositions({ rows }: Matrix, { dims, values }: Positions): void {
  if (values.length === rows * dims) return;
  throw new WordspaceError(`The map holds ${values.length / dims} points and the space ${rows} rows; judge a map by the rows it was made from.`);
}

/**
 * 1 ÷ length of every row, 0 for zero rows: scaled by it, dot products are cosines
 * and a zero row is at cosine 0 from everything.
 * @throws WordspaceError naming the first row with a value that is not a finite number
 */
export function inverseNorms(matrix: Matrix): Float64Array {
  const norms = rowNorms(matrix);
  for (let row = 0; row < norms.length; row++) {
    if (!Number.isFinite(norms[row])) {
      throw new WordspaceError(`Row ${row + 1} of the space holds a value that is not a finite number; train the space again or mend its file.`);
    }
    norms[row] = norms[row] > 0 ? 1 / norms[row] : 0;
  }
  return norms;
}
