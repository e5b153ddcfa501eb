import { transpose, type Csr, type Dense } from '../../kernels/matrix';
import { Random } from '../../kernels/random';
import type { Progress, Work } from '../../work';
import { Lanczos, type Spectrum } from './lanczos';
import { Projection, type Sides } from './projection';

/** The k largest singular values of A ≈ U Σ Vᵀ and both sides, scaled by them. */
export interface Svd {
  /** Descending; k is fewer than asked where A has not that many independent rows. */
  singularValues: Float64Array;
  /** U Σ: A's rows × k. */
  rows: Dense;
  /** V Σ: A's columns × k; in every dimension the largest entry by size is positive. */
  columns: Dense;
  /** Bound of the relative error of the worst singular value. */
  error: number;
}

export interface SvdOptions {
  /** Singular values wanted, ≥ 1. */
  dims: number;
  /** Lanczos steps a dimension, ≥ 1. */
  iterations: number;
  seed: number;
}

/** Steps beyond those for each dimension, so that a few dimensions are as exact as many. */
const EXTRA_STEPS = 20;

/** Truncated singular value decomposition of a sparse matrix: one Lanczos step a slice, then the rows. */
export class TruncatedSvd implements Work<Svd> {
  private readonly wide: boolean;
  private readonly tall: Csr;
  private readonly lanczos: Lanczos;
  private readonly steps: number;
  private spectrum?: Spectrum;
  private projection?: Projection;
  private svd?: Svd;

  constructor(matrix: Csr, private readonly options: SvdOptions) {
    this.wide = matrix.dims > matrix.rows;
    this.tall = this.wide ? transpose(matrix) : matrix;
    this.lanczos = new Lanczos(this.tall, new Random(options.seed));
    this.steps = Math.min(this.tall.dims, options.iterations * options.dims + EXTRA_STEPS);
  }

  step(): boolean {
    if (this.projection && this.spectrum) {
      if (this.projection.step()) this.svd ??= this.orient(this.spectrum, this.projection.result());
    } else if (this.lanczos.basis.length < this.steps) {
      this.lanczos.step();
    } else {
      this.spectrum = this.lanczos.spectrum(this.options.dims);
      this.projection = new Projection(this.tall, this.lanczos.basis, this.spectrum);
    }
    return this.svd !== undefined;
  }

  progress(): Progress {
    return this.projection?.progress() ?? { stage: 'factorising', done: this.lanczos.basis.length, total: this.steps };
  }

  result(): Svd {
    if (!this.svd) throw new TypeError('the matrix is not factorised yet');
    return this.svd;
  }

  private orient({ singularValues, error }: Spectrum, { vectors, long }: Sides): Svd {
    scaleColumns(vectors, singularValues);
    const [rows, columns] = this.wide ? [vectors, long] : [long, vectors];
    const signs = signsOfLargest(columns);
    scaleColumns(rows, signs);
    scaleColumns(columns, signs);
    return { singularValues, rows, columns, error };
  }
}

/** In place. */
export function scaleColumns({ values, dims }: Dense, factors: ArrayLike<number>): void {
  for (let i = 0; i < values.length; i++) values[i] *= factors[i % dims];
}

/** −1 for the columns whose largest entry by size is negative: a singular vector's sign is free, so choose. */
function signsOfLargest({ values, dims }: Dense): Float64Array {
  const largest = new Float64Array(dims);
  for (let i = 0; i < values.length; i++) {
    if (Math.abs(values[i]) > Math.abs(largest[i % dims])) largest[i % dims] = values[i];
  }
  return largest.map((x) => (x < 0 ? -1 : 1));
}
