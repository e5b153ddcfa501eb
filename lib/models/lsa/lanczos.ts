/**
 * The largest singular values of a sparse matrix M and its singular vectors on one side,
 * by the Lanczos process on G = MᵀM with full reorthogonalisation of that side only
 * (Golub and Kahan 1965; Simon and Zha 2000, "Low-rank matrix approximation using the
 * Lanczos bidiagonalization process"), begun with a random vector:
 *   w = G qⱼ − βⱼ₋₁ qⱼ₋₁,  αⱼ = qⱼᵀ w,  w ← w − αⱼ qⱼ,  βⱼ = ‖w‖,  qⱼ₊₁ = w / βⱼ.
 * With T = tridiag(α, β) = S Θ Sᵀ: σᵢ = √θᵢ, and Q S are the vectors. Text's singular values
 * fall off slowly: where 3 steps a dimension are exact here, the power iterations of a
 * randomised range finder (Halko, Martinsson and Tropp 2011) are still off by percents.
 * Uses + − × ÷ √ only, so the same seed gives the same bits in every engine.
 */
import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import type { Csr } from '../../kernels/matrix';
import type { Random } from '../../kernels/random';

/** Below this share of the largest α or β, a β says that the vectors so far span a closed space. */
const CLOSED = 1e-10;

/** A singular value below this share of the largest is 0 but for rounding. */
const RANK = 1e-6;

export interface Spectrum {
  /** Descending. */
  singularValues: Float64Array;
  /** Row i holds the coordinates of singular vector i in the basis of Lanczos vectors. */
  coordinates: Float64Array[];
  /** Bound of the relative error of the worst of these singular values: β |last coordinate| / 2θ. */
  error: number;
}

export class Lanczos {
  /** The orthonormal vectors qⱼ, each of length M.dims. */
  readonly basis: Float64Array[] = [];
  private readonly alphas: number[] = [];
  private readonly betas: number[] = [];
  private scale = 0;
  /** βⱼ qⱼ₊₁, or undefined where the next vector begins anew. */
  private residual?: Float64Array;

  /** @param matrix M, any shape; fastest when it has at least as many rows as columns */
  constructor(private readonly matrix: Csr, private readonly random: Random) {}

  /** Add one vector to the basis; to be called at most M.dims times. */
  step(): void {
    const q = this.residual ? scaled(this.residual, 1 / this.betas[this.betas.length - 1]) : this.freshVector();
    this.basis.push(q);
    const w = gramTimes(this.matrix, q);
    const alpha = dot(q, w);
    // These two are nearly all there is to take out; what rounding leaves needs one more pass, seldom two.
    subtract(w, alpha, q);
    if (this.basis.length > 1) subtract(w, this.betas[this.betas.length - 1], this.basis[this.basis.length - 2]);
    orthogonalise(w, this.basis);
    const beta = Math.sqrt(dot(w, w));
    this.scale = Math.max(this.scale, alpha, beta);
    const closed = beta <= CLOSED * this.scale;
    this.alphas.push(alpha);
    this.betas.push(closed ? 0 : beta);
    this.residual = closed ? undefined : w;
  }

  /** The best approximations so far: k, or fewer where M has not that many independent rows. */
  spectrum(k: number): Spectrum {
    const steps = this.alphas.length;
    const t = Matrix.zeros(steps, steps);
    for (let j = 0; j < steps; j++) {
      t.set(j, j, this.alphas[j]);
      if (j === 0) continue;
      t.set(j, j - 1, this.betas[j - 1]);
      t.set(j - 1, j, this.betas[j - 1]);
    }
    const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(t, { assumeSymmetric: true });
    const order = realEigenvalues.map((_, i) => i).sort((a, b) => realEigenvalues[b] - realEigenvalues[a]);
    const largest = order.slice(0, k).filter((i) => realEigenvalues[i] > RANK * RANK * realEigenvalues[order[0]]);
    const errors = largest.map((i) => Math.abs(this.betas[steps - 1] * eigenvectorMatrix.get(steps - 1, i)) / (2 * realEigenvalues[i]));
    return {
      singularValues: Float64Array.from(largest, (i) => Math.sqrt(realEigenvalues[i])),
      coordinates: largest.map((i) => Float64Array.from(eigenvectorMatrix.getColumn(i))),
      error: Math.max(...errors),
    };
  }

  /** A random direction orthogonal to the basis. */
  private freshVector(): Float64Array {
    const vector = Float64Array.from({ length: this.matrix.dims }, () => this.random.uniform() - 0.5);
    orthogonalise(vector, this.basis);
    return scaled(vector, 1 / Math.sqrt(dot(vector, vector)));
  }
}

/** Mᵀ(M x), reading M once: row by row, the row's dot product times the row. */
function gramTimes({ indptr, indices, values, rows, dims }: Csr, x: Float64Array): Float64Array {
  const result = new Float64Array(dims);
  for (let r = 0; r < rows; r++) {
    const end = indptr[r + 1];
    let sum = 0;
    for (let e = indptr[r]; e < end; e++) sum += values[e] * x[indices[e]];
    if (sum === 0) continue;
    for (let e = indptr[r]; e < end; e++) result[indices[e]] += values[e] * sum;
  }
  return result;
}

/**
 * Take out of w what lies along the orthonormal vectors, twice where the first pass took
 * most of it ("twice is enough": Giraud, Langou and Rozložník 2005).
 */
function orthogonalise(w: Float64Array, basis: Float64Array[]): void {
  for (let before = dot(w, w), after = 0; ; before = after) {
    let j = 0;
    for (; j + 3 < basis.length; j += 4) takeOutFour(w, basis[j], basis[j + 1], basis[j + 2], basis[j + 3]);
    for (; j < basis.length; j++) subtract(w, dot(basis[j], w), basis[j]);
    after = dot(w, w);
    if (after > before / 2 || after === 0) return;
  }
}

/** Four vectors at a time: half the time of one by one, for w is read a quarter as often. */
function takeOutFour(w: Float64Array, a: Float64Array, b: Float64Array, c: Float64Array, d: Float64Array): void {
  let alongA = 0, alongB = 0, alongC = 0, alongD = 0;
  for (let i = 0; i < w.length; i++) {
    const x = w[i];
    alongA += a[i] * x;
    alongB += b[i] * x;
    alongC += c[i] * x;
    alongD += d[i] * x;
  }
  for (let i = 0; i < w.length; i++) w[i] -= alongA * a[i] + alongB * b[i] + (alongC * c[i] + alongD * d[i]);
}

/** w ← w − factor × q. */
function subtract(w: Float64Array, factor: number, q: Float64Array): void {
  for (let i = 0; i < w.length; i++) w[i] -= factor * q[i];
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

function scaled(vector: Float64Array, factor: number): Float64Array {
  return vector.map((x) => x * factor);
}
