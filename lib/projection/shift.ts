/**
 * Where a small change of one row's vector would carry it on a map. A layout such as
 * UMAP is no function of the vector, so one is made for the neighbourhood: the linear
 * map that takes the neighbours' vectors to their places with least squares and a ridge
 * (Hoerl & Kennard 1970, "Ridge Regression"), applied to the row before and after. Since
 * layouts compare directions (cosine), all vectors are scaled to length 1 first.
 *
 * With U the neighbours' vectors around their mean, Y their places around theirs, the
 * row's change δ moves it by Yᵀ (U Uᵀ + λ I)⁻¹ U δ.
 */
import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import type { Dense } from '../kernels/matrix';
import type { Positions } from './projection';

/** λ as a share of the neighbours' mean squared distance from their mean. */
const RIDGE = 0.01;

/**
 * @param row whose vector changes
 * @param after its vector after the change, in the units of `matrix`
 * @param near rows of its neighbours, all on the map; some 20 or 30
 * @returns the move in the units of `positions`, length positions.dims; zeros without neighbours
 *   that differ, or where the row has no direction before or after
 */
export function shiftOnMap(matrix: Dense, positions: Positions, row: number, after: Float32Array, near: ArrayLike<number>): Float32Array {
  const { dims } = positions;
  const move = new Float32Array(dims);
  const from = unit(matrix, row);
  const to = scaled(after);
  const rows = Array.from(near);
  const vectors = centred(rows.map((r) => unit(matrix, r)));
  const places = centred(rows.map((r) => positions.values.subarray(r * dims, (r + 1) * dims)));
  const spread = vectors.reduce((sum, v) => sum + dot(v, v), 0) / Math.max(1, rows.length);
  if (spread === 0 || dot(from, from) === 0 || dot(to, to) === 0) return move;
  const change = to.map((x, j) => x - from[j]);
  const gram = new Matrix(vectors.map((u, i) => vectors.map((v, k) => dot(u, v) + (i === k ? RIDGE * spread : 0))));
  const weights = new CholeskyDecomposition(gram).solve(Matrix.columnVector(vectors.map((v) => dot(v, change))));
  places.forEach((place, i) => place.forEach((y, axis) => (move[axis] += weights.get(i, 0) * y)));
  return move;
}

function unit({ values, dims }: Dense, row: number): Float64Array {
  return scaled(values.subarray(row * dims, (row + 1) * dims));
}

function scaled(vector: Float32Array): Float64Array {
  const length = Math.sqrt(dot(vector, vector));
  return Float64Array.from(vector, (x) => (length > 0 ? x / length : 0));
}

function centred(rows: ArrayLike<number>[]): Float64Array[] {
  const mean = new Float64Array(rows[0]?.length ?? 0);
  for (const row of rows) for (let j = 0; j < mean.length; j++) mean[j] += row[j] / rows.length;
  return rows.map((row) => mean.map((m, j) => row[j] - m));
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let j = 0; j < a.length; j++) sum += a[j] * b[j];
  return sum;
}
