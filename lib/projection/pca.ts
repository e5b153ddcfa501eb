import { EigenvalueDecomposition, Matrix as MlMatrix } from 'ml-matrix';
import { WordspaceError } from '../error';
import { Random } from '../kernels/random';
import type { Matrix } from '../kernels/matrix';
import { CentredRows } from './centred';
import type { Facts, Positions } from './projection';
import { demandRows } from './rows';
import { SLICE, SlicedLayout, type Slices } from './slices';

export interface PcaOptions {
  dims: 2 | 3;
  /** Starts the iteration for sparse and wide matrices; default 1. */
  seed?: number;
  /** Project rows scaled to length 1, so that only directions count; default false. */
  unit?: boolean;
  /** Which component each axis of the map shows, from 1 for the one of the greatest variance; default 1, 2 (, 3). */
  components?: number[];
  /** Orthonormal directions, length dims each, that are left out of the rows first. */
  without?: Float64Array[];
  /** Of how many components the variance is told, at least; default as many as are shown. */
  told?: number;
}

/** Up to here the covariance is decomposed in one slice (100 dims 40 ms, 300 dims 160 ms). */
const EXACT_DIMS = 300;

/**
 * Principal components (Pearson 1901; Jolliffe 2002): positions are the centred rows
 * times the eigenvectors of the covariance with the greatest eigenvalues, in the
 * vectors' own units. The sign of an axis is chosen so that its greatest loading is
 * positive. Components that the data does not have (fewer dims or rows) are 0.
 * @throws WordspaceError for an empty matrix, values that are not finite, other dims than 2 or 3
 */
export function pca(matrix: Matrix, options: PcaOptions): Pca {
  demandRows(matrix);
  const { dims, seed = 1, unit = false, components = [1, 2, 3].slice(0, dims), told = 0, without = [] } = options;
  if (dims !== 2 && dims !== 3) throw new WordspaceError(`PCA draws in 2 or 3 dims, not ${String(dims)}.`);
  if (components.length !== dims || !components.every((c) => Number.isInteger(c) && c >= 1) || new Set(components).size < dims) {
    throw new WordspaceError(`PCA: a map of ${dims} dimensions shows ${dims} different components, counted from 1, not ${components.join(', ')}.`);
  }
  return new Pca(matrix, { dims, seed, unit, components, told, without });
}

export class Pca extends SlicedLayout {
  /** Share of the whole variance that each axis shows, length dims; filled when finished. */
  readonly explained: Float64Array;

  constructor(matrix: Matrix, settings: Required<PcaOptions>) {
    const { dims, components } = settings;
    const positions: Positions = { dims, values: new Float32Array(matrix.rows * dims) };
    const explained = new Float64Array(dims);
    const facts: Facts = { components };
    super(positions, slices(matrix, positions, settings, explained, facts), { stage: 'finding components', done: 0, total: 1 }, facts);
    this.explained = explained;
  }
}

function* slices(matrix: Matrix, positions: Positions, { seed, unit, components, told, without }: Required<PcaOptions>, explained: Float64Array, facts: Facts): Slices<Positions> {
  const rows = new CentredRows(matrix, unit);
  const exact = matrix.kind === 'dense' && matrix.dims <= EXACT_DIMS;
  const wanted = Math.max(told, ...components);
  const axes = exact ? yield* decomposed(rows, without) : yield* iterated(rows, Math.min(wanted, rows.dims), without, new Random(seed));
  const width = positions.dims;
  const loadings = new Float64Array(rows.dims * width);
  const noise = rows.variance > 0 ? DEPENDENT * rows.variance : Infinity;
  const shares = Array.from(axes.values.subarray(0, wanted), (value) => (value > noise ? value / rows.variance : 0));
  components.forEach((component, axis) => {
    const c = component - 1;
    if (!(shares[c] > 0)) return;
    const sign = signOf(axes, c);
    for (let d = 0; d < rows.dims; d++) loadings[d * width + axis] = sign * axes.vectors[d * axes.values.length + c];
    explained[axis] = shares[c];
  });
  facts.explainedVariance = shares;
  positions.values.set(rows.times(loadings, width));
  return positions;
}

/** Eigenvectors in the columns of dims × values.length (row-major), greatest eigenvalue first. */
interface Axes {
  vectors: Float64Array;
  values: Float64Array;
}

/** All eigenvectors of the covariance, summed a row at a time. */
function* decomposed(rows: CentredRows, without: Float64Array[]): Slices<Axes> {
  const { dims } = rows;
  const covariance = new Float64Array(dims * dims);
  const row = new Float64Array(dims);
  const perSlice = Math.ceil(SLICE / (dims * dims));
  for (let r = 0; r < rows.rows; r++) {
    rows.row(r, row);
    for (let i = 0; i < dims; i++) {
      const x = row[i] / rows.rows;
      for (let j = 0; j <= i; j++) covariance[i * dims + j] += x * row[j];
    }
    if ((r + 1) % perSlice === 0) yield { stage: 'finding components', done: r + 1, total: rows.rows };
  }
  for (let i = 0; i < dims; i++) for (let j = 0; j < i; j++) covariance[j * dims + i] = covariance[i * dims + j];
  for (const direction of without) deflate(covariance, direction);
  return eigen(covariance, dims);
}

/** (I − ddᵀ) C (I − ddᵀ) in place. */
function deflate(covariance: Float64Array, direction: Float64Array): void {
  const dims = direction.length;
  const image = direction.map((_, i) => direction.reduce((sum, x, j) => sum + x * covariance[i * dims + j], 0));
  const own = direction.reduce((sum, x, i) => sum + x * image[i], 0);
  for (let i = 0; i < dims; i++) {
    for (let j = 0; j < dims; j++) covariance[i * dims + j] += own * direction[i] * direction[j] - direction[i] * image[j] - image[i] * direction[j];
  }
}

/** The columns of a basis, dims × width, without their parts along orthonormal directions; in place. */
function cleared(basis: Float64Array, width: number, without: Float64Array[]): Float64Array {
  for (const direction of without) {
    for (let c = 0; c < width; c++) {
      let part = 0;
      for (let d = 0; d < direction.length; d++) part += direction[d] * basis[d * width + c];
      for (let d = 0; d < direction.length; d++) basis[d * width + c] -= part * direction[d];
    }
  }
  return basis;
}

/** Vectors beyond those wanted: they take up what would slow the wanted ones down. */
const OVERSAMPLING = 5;
/** Reached only where no axis stands out, and one is as good as another. */
const MOST_ITERATIONS = 30;
/** Relative change of the wanted eigenvalues at which they count as found. */
const TOLERANCE = 1e-6;

/**
 * The leading eigenvectors by orthogonal iteration with a Rayleigh–Ritz step on a
 * random block (Halko, Martinsson & Tropp 2011, "Finding structure with randomness",
 * algorithm 4.4, run until the eigenvalues stand still): two products with the
 * matrix an iteration, memory (rows + dims) × block.
 */
function* iterated(rows: CentredRows, wanted: number, without: Float64Array[], random: Random): Slices<Axes> {
  const width = Math.min(wanted + OVERSAMPLING, rows.dims);
  let basis = orthonormalised(cleared(new Float64Array(rows.dims * width).map(() => random.uniform() - 0.5), width, without), width);
  let last = 0;
  for (let i = 1; ; i++) {
    const product = rows.times(basis, width);
    yield { stage: 'finding components', done: 2 * i - 1, total: 2 * MOST_ITERATIONS };
    const ritz = eigen(gram(product, width, rows.rows), width);
    const sum = ritz.values.subarray(0, wanted).reduce((a, b) => a + b, 0);
    if (i === MOST_ITERATIONS || Math.abs(sum - last) <= TOLERANCE * sum) {
      return { vectors: turned(basis, ritz.vectors, width), values: ritz.values };
    }
    last = sum;
    basis = orthonormalised(cleared(rows.transposedTimes(product, width), width, without), width);
    yield { stage: 'finding components', done: 2 * i, total: 2 * MOST_ITERATIONS };
  }
}

/** Eigenvectors of a symmetric matrix, greatest eigenvalue first. */
function eigen(symmetric: Float64Array, size: number): Axes {
  const rows = Array.from({ length: size }, (_, r) => symmetric.subarray(r * size, (r + 1) * size));
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(new MlMatrix(rows), { assumeSymmetric: true });
  const order = realEigenvalues.map((_, i) => i).sort((a, b) => realEigenvalues[b] - realEigenvalues[a] || a - b);
  const vectors = new Float64Array(size * size);
  order.forEach((from, to) => {
    for (let d = 0; d < size; d++) vectors[d * size + to] = eigenvectorMatrix.get(d, from);
  });
  return { vectors, values: Float64Array.from(order, (i) => realEigenvalues[i]) };
}

/** Yᵀ Y ÷ rows. */
function gram(y: Float64Array, width: number, rows: number): Float64Array {
  const out = new Float64Array(width * width);
  for (let at = 0; at < y.length; at += width) {
    for (let i = 0; i < width; i++) for (let j = 0; j < width; j++) out[i * width + j] += y[at + i] * y[at + j];
  }
  return out.map((sum) => sum / rows);
}

/** A · W, A of any height, W square of size width. */
function turned(a: Float64Array, w: Float64Array, width: number): Float64Array {
  const out = new Float64Array(a.length);
  for (let at = 0; at < a.length; at += width) {
    for (let i = 0; i < width; i++) for (let j = 0; j < width; j++) out[at + j] += a[at + i] * w[i * width + j];
  }
  return out;
}

/**
 * An orthonormal basis of the same columns' span: A · D W Λ^−½, with D scaling the
 * columns to length 1 and W Λ Wᵀ = D Aᵀ A D. Two passes over A; directions that
 * depend on others within rounding become columns of 0.
 */
function orthonormalised(a: Float64Array, width: number): Float64Array {
  const squares = gram(a, width, 1);
  const greatest = Math.max(...Array.from({ length: width }, (_, c) => squares[c * width + c]));
  const scale = Array.from({ length: width }, (_, c) => inverseRoot(squares[c * width + c], DEPENDENT * greatest));
  const { vectors, values } = eigen(squares.map((v, at) => v * scale[Math.floor(at / width)] * scale[at % width]), width);
  return turned(a, vectors.map((v, at) => v * scale[Math.floor(at / width)] * inverseRoot(values[at % width], DEPENDENT)), width);
}

/** Square of the relative length below which a direction is rounding noise. */
const DEPENDENT = 1e-12;

function inverseRoot(value: number, least: number): number {
  return value > least ? 1 / Math.sqrt(value) : 0;
}

function signOf({ vectors, values }: Axes, column: number): 1 | -1 {
  let greatest = 0;
  for (let at = column; at < vectors.length; at += values.length) {
    if (Math.abs(vectors[at]) > Math.abs(greatest)) greatest = vectors[at];
  }
  return greatest < 0 ? -1 : 1;
}
