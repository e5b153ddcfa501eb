import { EigenvalueDecomposition, Matrix as MlMatrix } from 'ml-matrix';
import type { Csr } from '../../kernels/matrix';
import type { Random } from '../../kernels/random';
import type { Positions } from '../projection';
import type { Slices } from '../slices';
import { dot, orthonormalise } from './components';

/** Vectors beyond those wanted: they take up what would slow the wanted ones down. */
const OVERSAMPLING = 5;
const ROUNDS = 15;
/** Products with the graph in a round. */
const DEGREE = 8;

/**
 * The arrangement by the smoothest functions on the graph (Belkin & Niyogi 2003, “Laplacian
 * eigenmaps”): the leading eigenvectors, after the first, of S = D^−½ W D^−½. Found by
 * subspace iteration with a Chebyshev filter (Zhou & Saad 2007, “A Chebyshev–Davidson
 * algorithm”, § 2): between Rayleigh–Ritz steps a polynomial of S that is small on the
 * part of the spectrum not wanted. A first arrangement need not be exact: so many rounds
 * and no more.
 */
export function* spectral(graph: Csr, dims: 2 | 3, random: Random): Slices<Positions> {
  const { rows } = graph;
  const scaled = normalised(graph);
  const width = Math.min(rows, dims + 1 + OVERSAMPLING);
  let block: Float64Array[] = Array.from({ length: width }, () => Float64Array.from({ length: rows }, () => random.uniform() - 0.5));
  let cut = 0;
  for (let round = 0; round < ROUNDS; round++) {
    block = block.map((column) => filtered(scaled, column, cut));
    orthonormalise(block);
    const { values, vectors } = ritz(scaled, block);
    block = vectors;
    cut = Math.min(0.999, Math.max(0, values[width - 1]));
    yield { stage: 'finding components', done: round + 1, total: ROUNDS };
  }
  const out = new Float32Array(rows * dims);
  for (let d = 0; d < Math.min(dims, width - 1); d++) for (let row = 0; row < rows; row++) out[row * dims + d] = block[d + 1][row];
  return { dims, values: out };
}

/** D^−½ W D^−½, with 0 for rows without an edge. */
function normalised(graph: Csr): Csr {
  const scale = new Float64Array(graph.rows);
  for (let row = 0; row < graph.rows; row++) {
    let degree = 0;
    for (let e = graph.indptr[row]; e < graph.indptr[row + 1]; e++) degree += graph.values[e];
    scale[row] = degree > 0 ? 1 / Math.sqrt(degree) : 0;
  }
  const values = graph.values.slice();
  for (let row = 0; row < graph.rows; row++) for (let e = graph.indptr[row]; e < graph.indptr[row + 1]; e++) values[e] *= scale[row] * scale[graph.indices[e]];
  return { ...graph, values };
}

function times({ rows, indptr, indices, values }: Csr, x: Float64Array): Float64Array {
  const out = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    let sum = 0;
    for (let e = indptr[row]; e < indptr[row + 1]; e++) sum += values[e] * x[indices[e]];
    out[row] = sum;
  }
  return out;
}

/** The Chebyshev polynomial of S that stays within ±1 on [−1, cut] and grows beyond. */
function filtered(graph: Csr, x: Float64Array, cut: number): Float64Array {
  const half = (cut + 1) / 2;
  const centre = (cut - 1) / 2;
  const step = (v: Float64Array) => {
    const product = times(graph, v);
    return product.map((p, i) => (p - centre * v[i]) / half);
  };
  let last = x;
  let now = step(x);
  for (let degree = 2; degree <= DEGREE; degree++) {
    const before = last;
    last = now;
    now = step(now).map((p, i) => 2 * p - before[i]);
  }
  return now;
}

/** The best approximations of eigenvectors within a block, greatest eigenvalue first. */
function ritz(graph: Csr, block: Float64Array[]): { values: number[]; vectors: Float64Array[] } {
  const products = block.map((column) => times(graph, column));
  const small = new MlMatrix(block.map((a) => products.map((b) => dot(a, b))));
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(small.add(small.transpose()).div(2), { assumeSymmetric: true });
  const order = realEigenvalues.map((_, i) => i).sort((a, b) => realEigenvalues[b] - realEigenvalues[a] || a - b);
  const vectors = order.map((from) => {
    const out = new Float64Array(graph.rows);
    block.forEach((column, c) => {
      const weight = eigenvectorMatrix.get(c, from);
      for (let i = 0; i < out.length; i++) out[i] += weight * column[i];
    });
    return out;
  });
  return { values: order.map((i) => realEigenvalues[i]), vectors };
}
