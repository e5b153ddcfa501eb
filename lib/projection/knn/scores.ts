import { transpose, type Csr, type Dense, type Matrix } from '../../kernels/matrix';
import { inverseNorms } from '../rows';

/** Writes the cosine of one row with every row into `out`, length rows, rounded to single precision. */
export type CosineScores = (row: number, out: Float32Array) => void;

/** Cosines of single rows against the whole matrix; the matrix is never copied into unit rows. */
export function cosineScores(matrix: Matrix): CosineScores {
  return matrix.kind === 'dense' ? denseScores(matrix) : sparseScores(matrix);
}

function denseScores({ rows, dims, values }: Dense): CosineScores {
  const inverse = inverseNorms({ kind: 'dense', rows, dims, values });
  const own = new Float64Array(dims);
  return (row, out) => {
    for (let d = 0; d < dims; d++) own[d] = values[row * dims + d] * inverse[row];
    for (let other = 0, at = 0; other < rows; other++) {
      let sum = 0;
      for (let d = 0; d < dims; d++) sum += own[d] * values[at++];
      out[other] = sum * inverse[other];
    }
  };
}

/** Through the transpose: only rows that share a column with the row are touched. */
function sparseScores(matrix: Csr): CosineScores {
  const inverse = inverseNorms(matrix);
  const columns = transpose(matrix);
  const sums = new Float64Array(matrix.rows);
  return (row, out) => {
    sums.fill(0);
    for (let e = matrix.indptr[row]; e < matrix.indptr[row + 1]; e++) {
      const weight = matrix.values[e] * inverse[row];
      const column = matrix.indices[e];
      for (let p = columns.indptr[column]; p < columns.indptr[column + 1]; p++) {
        sums[columns.indices[p]] += weight * columns.values[p];
      }
    }
    for (let other = 0; other < sums.length; other++) out[other] = sums[other] * inverse[other];
  };
}

/** Multiply-adds that scoring one row costs on average: for cutting work into slices. */
export function scoreCost(matrix: Matrix): number {
  if (matrix.kind === 'dense') return matrix.rows * matrix.dims + 1;
  const counts = new Uint32Array(matrix.dims);
  for (const column of matrix.indices) counts[column]++;
  return matrix.rows + counts.reduce((sum, n) => sum + n * n, 0) / Math.max(1, matrix.rows);
}
