/** From the words at the two ends of an axis to its direction in the space. */
import { WordspaceError } from '../../error';
import type { Matrix } from '../../kernels/matrix';

/** Rows at either end: one at least, none at both. */
export interface AxisEnds {
  from: number[];
  to: number[];
}

/**
 * The mean of the rows at `to` less that of those at `from`, all of them and the result of length 1.
 * @throws WordspaceError where an end is empty, a row is at both ends, or the ends are the same
 */
export function directionOf(matrix: Matrix, ends: AxisEnds): Float64Array {
  if (ends.from.length === 0 || ends.to.length === 0) throw new WordspaceError('An axis needs at least one word at either end.');
  if (ends.from.some((row) => ends.to.includes(row))) throw new WordspaceError('One word is at both ends of an axis; take it away from one of them.');
  const direction = between(matrix, ends);
  if (!direction) throw new WordspaceError('The words at the two ends of an axis have the same vectors, or none: choose others.');
  return direction;
}

/** As `directionOf`; null where the ends do not differ. */
export function between(matrix: Matrix, { from, to }: AxisEnds): Float64Array | null {
  const sum = new Float64Array(matrix.dims);
  for (const row of to) add(matrix, row, 1 / to.length, sum);
  for (const row of from) add(matrix, row, -1 / from.length, sum);
  let squares = 0;
  for (const x of sum) squares += x * x;
  if (!(squares > 1e-12)) return null;
  const scale = 1 / Math.sqrt(squares);
  return sum.map((x) => x * scale);
}

function add(matrix: Matrix, row: number, weight: number, sum: Float64Array): void {
  const sparse = matrix.kind === 'csr';
  const from = sparse ? matrix.indptr[row] : row * matrix.dims;
  const to = sparse ? matrix.indptr[row + 1] : from + matrix.dims;
  let squares = 0;
  for (let e = from; e < to; e++) squares += matrix.values[e] * matrix.values[e];
  const scale = squares > 0 ? weight / Math.sqrt(squares) : 0;
  for (let e = from; e < to; e++) sum[sparse ? matrix.indices[e] : e - from] += scale * matrix.values[e];
}
