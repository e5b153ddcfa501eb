/**
 * Cosines of many rows with many rows: the blocked matrix product under
 * evaluation and comparison. Dense blocks are computed 4 × 2 at a time, which
 * keeps the sums in registers; sparse blocks through a small inverted index of
 * the block's own rows.
 */
import { pickRows, transpose, type Csr, type Dense, type Matrix } from '../kernels/matrix';

/**
 * Prepare `right` rows of a matrix of unit rows.
 * @returns a function that writes cos(left[i], right[j]) to out[i × right.length + j]
 */
export function cosineBlock(unit: Matrix, right: Uint32Array): (left: Uint32Array, out: Float32Array) => void {
  if (unit.kind === 'dense') return (left, out) => denseBlock(unit, left, right, out);
  const index = transpose(pickRows(unit, right));
  return (left, out) => sparseBlock(unit, left, index, out);
}

/** Multiplications a pair of rows costs, at most on average: to cut slices by. */
export function pairCost(unit: Matrix, rows: Uint32Array): number {
  if (unit.kind === 'dense') return unit.dims;
  let entries = 0;
  for (const row of rows) entries += unit.indptr[row + 1] - unit.indptr[row];
  return Math.ceil(entries / rows.length) + 1;
}

/** At the borders the last row or column is simply computed again into the same place. */
function denseBlock({ values: m, dims }: Dense, left: Uint32Array, right: Uint32Array, out: Float32Array): void {
  const width = right.length;
  for (let i = 0; i < left.length; i += 4) {
    const i1 = Math.min(i + 1, left.length - 1);
    const i2 = Math.min(i + 2, left.length - 1);
    const i3 = Math.min(i + 3, left.length - 1);
    const a0 = left[i] * dims;
    const a1 = left[i1] * dims;
    const a2 = left[i2] * dims;
    const a3 = left[i3] * dims;
    for (let j = 0; j < width; j += 2) {
      const j1 = Math.min(j + 1, width - 1);
      const b0 = right[j] * dims;
      const b1 = right[j1] * dims;
      let s00 = 0, s01 = 0, s10 = 0, s11 = 0, s20 = 0, s21 = 0, s30 = 0, s31 = 0;
      for (let d = 0; d < dims; d++) {
        const x = m[b0 + d];
        const y = m[b1 + d];
        const v0 = m[a0 + d];
        const v1 = m[a1 + d];
        const v2 = m[a2 + d];
        const v3 = m[a3 + d];
        s00 += v0 * x;
        s01 += v0 * y;
        s10 += v1 * x;
        s11 += v1 * y;
        s20 += v2 * x;
        s21 += v2 * y;
        s30 += v3 * x;
        s31 += v3 * y;
      }
      out[i * width + j] = s00;
      out[i * width + j1] = s01;
      out[i1 * width + j] = s10;
      out[i1 * width + j1] = s11;
      out[i2 * width + j] = s20;
      out[i2 * width + j1] = s21;
      out[i3 * width + j] = s30;
      out[i3 * width + j1] = s31;
    }
  }
}

function sparseBlock(unit: Csr, left: Uint32Array, index: Csr, out: Float32Array): void {
  const width = index.dims;
  const sums = new Float64Array(width);
  for (let i = 0; i < left.length; i++) {
    sums.fill(0);
    for (let e = unit.indptr[left[i]]; e < unit.indptr[left[i] + 1]; e++) {
      const column = unit.indices[e];
      const weight = unit.values[e];
      for (let p = index.indptr[column]; p < index.indptr[column + 1]; p++) sums[index.indices[p]] += weight * index.values[p];
    }
    out.set(sums, i * width);
  }
}
