import { transpose, type Csr, type Dense, type Matrix } from '../../kernels/matrix';
import { inverseNorms } from '../rows';

/**
 * Writes the cosine of one row with every row into `out`, length rows, rounded to single
 * precision. Returns the multiply-adds it took: for cutting work into slices.
 */
export type CosineScores = (row: number, out: Float32Array) => number;

/** Cosines of single rows against the whole matrix; the matrix is never copied into unit rows. */
export function cosineScores(matrix: Matrix): CosineScores {
  return matrix.kind === 'dense' ? denseScores(matrix) : sparseScores(matrix);
}

function denseScores(matrix: Dense): CosineScores {
  const { rows, dims, values } = matrix;
  const inverse = inverseNorms(matrix);
  const own = new Float64Array(dims);
  return (row, out) => {
    for (let d = 0; d < dims; d++) own[d] = values[row * dims + d] * inverse[row];
    for (let other = 0; other < rows; other += 4) {
      // Four rows at a time, for four sums that do not wait for each other; past the end the last row again.
      const a = other * dims;
      const b = Math.min(other + 1, rows - 1) * dims;
      const c = Math.min(other + 2, rows - 1) * dims;
      const e = Math.min(other + 3, rows - 1) * dims;
      let toA = 0, toB = 0, toC = 0, toE = 0;
      for (let d = 0; d < dims; d++) {
        const x = own[d];
        toA += x * values[a + d];
        toB += x * values[b + d];
        toC += x * values[c + d];
        toE += x * values[e + d];
      }
      out[other] = toA * inverse[other];
      if (other + 1 < rows) out[other + 1] = toB * inverse[other + 1];
      if (other + 2 < rows) out[other + 2] = toC * inverse[other + 2];
      if (other + 3 < rows) out[other + 3] = toE * inverse[other + 3];
    }
    return rows * dims;
  };
}

/** Through the transpose: only rows that share a column with the row are touched. */
function sparseScores(matrix: Csr): CosineScores {
  const inverse = inverseNorms(matrix);
  const columns = transpose(matrix);
  const sums = new Float64Array(matrix.rows);
  return (row, out) => {
    sums.fill(0);
    let cost = sums.length;
    for (let e = matrix.indptr[row]; e < matrix.indptr[row + 1]; e++) {
      const weight = matrix.values[e] * inverse[row];
      const from = columns.indptr[matrix.indices[e]];
      const to = columns.indptr[matrix.indices[e] + 1];
      for (let p = from; p < to; p++) sums[columns.indices[p]] += weight * columns.values[p];
      cost += to - from;
    }
    for (let other = 0; other < sums.length; other++) out[other] = sums[other] * inverse[other];
    return cost;
  };
}
