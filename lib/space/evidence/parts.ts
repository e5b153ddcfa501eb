/**
 * A cosine taken apart: cos(u, v) = Σ_j u_j v_j / (|u| |v|), a part for every dimension
 * that both share. In spaces whose dimensions mean something (documents, topics, context
 * words, singular directions) the parts are the reason for the similarity; all of them
 * together are the similarity, to the last digits of double precision.
 */
import type { Csr } from '../../kernels/matrix';
import { lengthOf } from '../length';
import type { VectorSpace } from '../space';

export interface CosinePart {
  dimension: number;
  /** u_j / |u| and v_j / |v|. */
  a: number;
  b: number;
  /** Their product: what the dimension adds to the cosine. */
  value: number;
}

/** One vector: its dimensions that are not 0, ascending. */
export interface SparseVector {
  indices: ArrayLike<number>;
  values: ArrayLike<number>;
}

/** A row of a space as it stands there. */
interface RowVector {
  indices: Uint32Array;
  values: Float32Array;
}

/** The parts of the cosine of two rows, the largest by size first; none where a row is all zeros. */
export function cosineParts(space: VectorSpace, rowA: number, rowB: number): CosinePart[] {
  return partsOf(vectorOfRow(space, rowA), vectorOfRow(space, rowB));
}

/** The same of any two vectors of one space. */
export function partsOf(u: SparseVector, v: SparseVector): CosinePart[] {
  const lengths = lengthOf(u.values) * lengthOf(v.values);
  const parts: CosinePart[] = [];
  if (!(lengths > 0)) return parts;
  const [toUnitA, toUnitB] = [1 / lengthOf(u.values), 1 / lengthOf(v.values)];
  let i = 0;
  let j = 0;
  while (i < u.indices.length && j < v.indices.length) {
    const ahead = u.indices[i] - v.indices[j];
    if (ahead === 0) {
      const a = u.values[i] * toUnitA;
      const b = v.values[j] * toUnitB;
      if (a !== 0 && b !== 0) parts.push({ dimension: u.indices[i], a, b, value: a * b });
    }
    if (ahead <= 0) i++;
    if (ahead >= 0) j++;
  }
  return parts.sort((x, y) => Math.abs(y.value) - Math.abs(x.value) || x.dimension - y.dimension);
}

export function vectorOfRow({ matrix }: VectorSpace, row: number): RowVector {
  if (matrix.kind === 'dense') return vectorOfArray(matrix.values.subarray(row * matrix.dims, (row + 1) * matrix.dims));
  return vectorOfCsr(matrix, row);
}

function vectorOfArray(values: Float32Array): RowVector {
  return { indices: Uint32Array.from(values, (_, d) => d), values };
}

function vectorOfCsr({ indptr, indices, values }: Csr, row: number): RowVector {
  return { indices: indices.subarray(indptr[row], indptr[row + 1]), values: values.subarray(indptr[row], indptr[row + 1]) };
}
