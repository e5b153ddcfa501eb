import type { Matrix } from '../kernels/matrix';
import type { SpaceData } from './space';

/** The rows whose names pass. */
export function passing({ names }: Pick<SpaceData, 'names'>, passes: (name: string) => boolean): number[] {
  return names.flatMap((name, row) => (passes(name) ? [row] : []));
}

/** The given rows, in the given order, with a matrix of their own. */
export function rowsOf(space: SpaceData, rows: number[]): SpaceData {
  return {
    names: rows.map((row) => space.names[row]),
    matrix: pickRows(space.matrix, rows),
    columns: space.columns.map((c) => (c.kind === 'number' ? { ...c, values: rows.map((r) => c.values[r]) } : { ...c, values: rows.map((r) => c.values[r]) })),
    provenance: space.provenance,
  };
}

function pickRows(matrix: Matrix, rows: number[]): Matrix {
  const bounds = (row: number) => (matrix.kind === 'dense' ? [row * matrix.dims, (row + 1) * matrix.dims] : [matrix.indptr[row], matrix.indptr[row + 1]]);
  const indptr = new Uint32Array(rows.length + 1);
  rows.forEach((row, i) => {
    const [from, to] = bounds(row);
    indptr[i + 1] = indptr[i] + to - from;
  });
  const values = new Float32Array(indptr[rows.length]);
  rows.forEach((row, i) => values.set(matrix.values.subarray(...bounds(row)), indptr[i]));
  if (matrix.kind === 'dense') return { ...matrix, rows: rows.length, values };
  const indices = new Uint32Array(values.length);
  rows.forEach((row, i) => indices.set(matrix.indices.subarray(...bounds(row)), indptr[i]));
  return { ...matrix, rows: rows.length, indptr, indices, values };
}
