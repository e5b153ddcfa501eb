/**
 * From the Lanczos basis to the rows of both sides of A ≈ U Σ Vᵀ. M is A or Aᵀ, whichever
 * is taller. With X = Q S the singular vectors of M's short side, the rows of the short
 * side are X Σ and those of the long side M X: no other orthogonalisation is needed.
 */
import { dense, type Csr, type Dense } from '../../kernels/matrix';
import type { Progress, Work } from '../../work';
import type { Spectrum } from './lanczos';

/** Multiplications in one step: about 10 ms. */
const SLICE = 1 << 23;

export interface Sides {
  /** X: M's columns × k, columns of length 1. */
  vectors: Dense;
  /** M X: M's rows × k. */
  long: Dense;
}

export class Projection implements Work<Sides> {
  private readonly vectors: Dense;
  private readonly long: Dense;
  private shortDone = 0;
  private longDone = 0;

  constructor(private readonly matrix: Csr, private readonly basis: Float64Array[], private readonly spectrum: Spectrum) {
    const k = spectrum.singularValues.length;
    this.vectors = dense(matrix.dims, k);
    this.long = dense(matrix.rows, k);
  }

  step(): boolean {
    if (this.shortDone < this.matrix.dims) this.combineBasis();
    else this.multiply();
    return this.longDone === this.matrix.rows;
  }

  progress(): Progress {
    const { rows, dims } = this.matrix;
    return { stage: 'placing words and documents', done: this.shortDone + this.longDone, total: rows + dims };
  }

  result(): Sides {
    return { vectors: this.vectors, long: this.long };
  }

  /** Some rows of X = Q S, in double precision. */
  private combineBasis(): void {
    const { basis, spectrum, vectors } = this;
    const k = vectors.dims;
    const rows = Math.max(1, Math.floor(SLICE / (basis.length * k)));
    const to = Math.min(this.shortDone + rows, vectors.rows);
    const block = new Float64Array(rows);
    for (let j = 0; j < k; j++) {
      block.fill(0);
      basis.forEach((q, b) => {
        const weight = spectrum.coordinates[j][b];
        for (let r = this.shortDone; r < to; r++) block[r - this.shortDone] += weight * q[r];
      });
      for (let r = this.shortDone; r < to; r++) vectors.values[r * k + j] = block[r - this.shortDone];
    }
    this.shortDone = to;
  }

  /** Some rows of M X. */
  private multiply(): void {
    const { indptr, rows } = this.matrix;
    const entries = SLICE / this.long.dims;
    const from = this.longDone;
    while (this.longDone < rows && indptr[this.longDone] - indptr[from] < entries) {
      const r = this.longDone++;
      this.long.values.set(rowTimes(this.matrix, r, this.vectors), r * this.long.dims);
    }
  }
}

/** Row r of a sparse matrix times a dense one, summed in double precision. */
export function rowTimes({ indptr, indices, values }: Csr, r: number, right: Dense): Float64Array {
  const k = right.dims;
  const sums = new Float64Array(k);
  for (let e = indptr[r]; e < indptr[r + 1]; e++) {
    const weight = values[e];
    const from = indices[e] * k;
    for (let j = 0; j < k; j++) sums[j] += weight * right.values[from + j];
  }
  return sums;
}
