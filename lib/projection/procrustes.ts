import { Matrix, SingularValueDecomposition } from 'ml-matrix';
import type { Positions } from './projection';

/**
 * Turn, mirror, scale and shift a layout onto a reference layout by the rows that
 * both show, so that the morph between two maps shows change and not spin:
 * orthogonal Procrustes (Schönemann 1966, "A generalized solution of the orthogonal
 * Procrustes problem"), R = U Vᵀ with U Σ Vᵀ the singular value decomposition of Xᵀ Y.
 *
 * The scale is the ratio of the two spreads instead of the least-squares tr Σ ÷ ‖X‖²,
 * which would shrink a map towards a point the less it agrees with the reference.
 *
 * @param pairs row of `positions` and row of `reference` of what both show; without a
 *   pair the layout is returned as it is. Where the dims differ, the missing ones count as 0.
 * @returns new positions of the same dims, all rows moved
 */
export function align(positions: Positions, reference: Positions, pairs: readonly (readonly [number, number])[]): Positions {
  const { dims, values } = positions;
  if (pairs.length === 0) return { dims, values: values.slice() };
  const own = centred(positions, pairs.map(([row]) => row), dims);
  const target = centred(reference, pairs.map(([, row]) => row), dims);
  const scale = own.spread > 0 && target.spread > 0 ? target.spread / own.spread : 1;
  const { leftSingularVectors, rightSingularVectors } = new SingularValueDecomposition(own.points.transpose().mmul(target.points));
  // Read a million times: as a plain array.
  const turn = leftSingularVectors.mmul(rightSingularVectors.transpose()).to1DArray();

  const moved = new Float32Array(values.length);
  for (let at = 0; at < values.length; at += dims) {
    for (let d = 0; d < dims; d++) {
      let sum = 0;
      for (let e = 0; e < dims; e++) sum += (values[at + e] - own.mean[e]) * turn[e * dims + d];
      moved[at + d] = sum * scale + target.mean[d];
    }
  }
  return { dims, values: moved };
}

/** The named rows in the first `dims` coordinates, around their mean; spread is their Frobenius norm. */
function centred({ dims: width, values }: Positions, rows: number[], dims: number) {
  const points = new Matrix(rows.length, dims);
  const mean = new Float64Array(dims);
  const coordinate = (row: number, d: number) => (d < width ? values[row * width + d] : 0);
  for (const row of rows) for (let d = 0; d < dims; d++) mean[d] += coordinate(row, d) / rows.length;
  rows.forEach((row, i) => {
    for (let d = 0; d < dims; d++) points.set(i, d, coordinate(row, d) - mean[d]);
  });
  return { points, mean, spread: points.norm('frobenius') };
}
