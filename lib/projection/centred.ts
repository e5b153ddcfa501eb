import type { Matrix } from '../kernels/matrix';
import { inverseNorms } from './rows';

/**
 * A matrix seen with its mean row taken away, and nothing copied: the mean is
 * subtracted from products, never from entries, so that a sparse matrix stays sparse.
 */
export class CentredRows {
  readonly rows: number;
  readonly dims: number;
  readonly mean: Float64Array;
  /** Σ of squares of the centred entries ÷ rows: the variance over all dims; 0 where it is rounding noise. */
  readonly variance: number;
  private readonly scale: Float64Array;

  /** @param unit look at rows scaled to length 1 */
  constructor(
    private readonly matrix: Matrix,
    unit: boolean,
  ) {
    this.rows = matrix.rows;
    this.dims = matrix.dims;
    const inverse = inverseNorms(matrix);
    this.scale = unit ? inverse : new Float64Array(matrix.rows).fill(1);
    this.mean = this.meanRow();
    this.variance = this.totalVariance();
  }

  /** One row, centred, into `out` of length dims; for dense matrices. */
  row(row: number, out: Float64Array): void {
    const { matrix, dims, scale, mean } = this;
    for (let d = 0; d < dims; d++) out[d] = matrix.values[row * dims + d] * scale[row] - mean[d];
  }

  /** X · V: rows × width, from V, dims × width, both row-major. */
  times(v: Float64Array, width: number): Float64Array {
    const out = new Float64Array(this.rows * width);
    const shift = new Float64Array(width);
    for (let d = 0; d < this.dims; d++) for (let c = 0; c < width; c++) shift[c] += this.mean[d] * v[d * width + c];
    for (let row = 0; row < this.rows; row++) {
      const at = row * width;
      for (let c = 0; c < width; c++) out[at + c] = 0 - shift[c];
      this.each(row, (d, value) => {
        for (let c = 0; c < width; c++) out[at + c] += value * v[d * width + c];
      });
    }
    return out;
  }

  /** Xᵀ · Y: dims × width, from Y = X · V, whose columns sum to 0, so that the mean drops out. */
  transposedTimes(y: Float64Array, width: number): Float64Array {
    const out = new Float64Array(this.dims * width);
    for (let row = 0; row < this.rows; row++) {
      const at = row * width;
      this.each(row, (d, value) => {
        for (let c = 0; c < width; c++) out[d * width + c] += value * y[at + c];
      });
    }
    return out;
  }

  private each(row: number, visit: (dim: number, value: number) => void): void {
    const { matrix, scale } = this;
    const sparse = matrix.kind === 'csr';
    const from = sparse ? matrix.indptr[row] : row * matrix.dims;
    const to = sparse ? matrix.indptr[row + 1] : from + matrix.dims;
    for (let e = from; e < to; e++) visit(sparse ? matrix.indices[e] : e - from, matrix.values[e] * scale[row]);
  }

  private meanRow(): Float64Array {
    const mean = new Float64Array(this.dims);
    for (let row = 0; row < this.rows; row++) this.each(row, (d, value) => (mean[d] += value / this.rows));
    return mean;
  }

  private totalVariance(): number {
    let squares = 0;
    for (const m of this.mean) squares += m * m;
    const ofMean = squares;
    for (let row = 0; row < this.rows; row++) {
      // (x − m)² = m² + x (x − 2m): entries that are 0 need only the first part.
      this.each(row, (d, value) => (squares += (value * (value - 2 * this.mean[d])) / this.rows));
    }
    return squares > 1e-12 * ofMean ? squares : 0;
  }
}
