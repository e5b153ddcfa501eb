import { dense } from '../kernels/matrix';
import type { SpaceData } from '../space/space';

/**
 * A dense space at a byte a value: value = scale of its row × an integer in
 * −127 … 127 (symmetric, as Jacob et al. 2018, eq. 1 with Z = 0). A cosine moves by
 * less than a thousandth; a quarter of the bytes to download.
 */
export interface QuantisedSpace extends Omit<SpaceData, 'matrix'> {
  dims: number;
  /** Rows × dims, row-major. */
  values: Int8Array;
  /** One a row: the row's largest absolute value / 127. */
  scales: Float32Array;
}

/** @throws TypeError for a sparse space */
export function quantise({ names, matrix, columns, provenance }: SpaceData): QuantisedSpace {
  if (matrix.kind !== 'dense') throw new TypeError('only a dense space can be quantised');
  const { rows, dims } = matrix;
  const values = new Int8Array(rows * dims);
  const scales = new Float32Array(rows);
  for (let r = 0; r < rows; r++) {
    let largest = 0;
    for (let i = r * dims; i < (r + 1) * dims; i++) largest = Math.max(largest, Math.abs(matrix.values[i]));
    scales[r] = largest / 127;
    if (scales[r] === 0) continue;
    // A subnormal scale rounds coarsely: the bound keeps its row within a byte.
    for (let i = r * dims; i < (r + 1) * dims; i++) {
      values[i] = Math.max(-127, Math.min(127, Math.round(matrix.values[i] / scales[r])));
    }
  }
  return { names, columns, provenance, dims, values, scales };
}

/** The dense space again; each value is off by at most half its row's scale. */
export function restore({ names, columns, provenance, dims, values, scales }: QuantisedSpace): SpaceData {
  const matrix = dense(scales.length, dims);
  for (let r = 0; r < scales.length; r++) {
    for (let i = r * dims; i < (r + 1) * dims; i++) matrix.values[i] = values[i] * scales[r];
  }
  return { names, matrix, columns, provenance };
}
