/**
 * The map of topics (LDAvis, Sievert & Shirley 2014): topics stand as far apart as their
 * words differ. Distances are square roots of Jensen–Shannon divergences, which are a metric
 * (Endres & Schindelin 2003); they are laid out in the plane by classical scaling (Torgerson
 * 1952): with B = −½ J D² J, the coordinates are B's first eigenvectors times √eigenvalue.
 */
import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { Sliced, type Progress, type Work } from '../../../work';
import type { Topics } from '../../model';

export interface IntertopicMap {
  /** Topics × 2. */
  places: Float32Array;
  /** Of the squared distances the share that the plane keeps, 0 … 1; 1 where there is nothing to keep. */
  kept: number;
}

/** Logarithms a slice, some 20 ms. */
const SLICE = 1 << 20;

export function intertopic(topics: Topics): Work<IntertopicMap> {
  return new Sliced(place(topics), { stage: 'comparing topics', done: 0, total: pairs(topics.count) });
}

function* place(topics: Topics): Generator<Progress, IntertopicMap> {
  const { count } = topics;
  const squared = yield* divergences(topics);
  const means = Array.from({ length: count }, (_, a) => squared.subarray(a * count, (a + 1) * count).reduce((sum, d) => sum + d, 0) / count);
  const mean = means.reduce((sum, m) => sum + m, 0) / count;
  const centred = Matrix.zeros(count, count);
  for (let a = 0; a < count; a++) {
    for (let b = 0; b < count; b++) centred.set(a, b, -(squared[a * count + b] - means[a] - means[b] + mean) / 2);
  }
  const { realEigenvalues: values, eigenvectorMatrix: vectors } = new EigenvalueDecomposition(centred, { assumeSymmetric: true });
  // The library gives ascending eigenvalues; rounding leaves some just below zero.
  const axes = [count - 1, count - 2].filter((axis) => axis >= 0 && values[axis] > 0);
  const places = new Float32Array(count * 2);
  axes.forEach((axis, j) => {
    const sign = signOf(vectors.getColumn(axis));
    for (let a = 0; a < count; a++) places[a * 2 + j] = sign * vectors.get(a, axis) * Math.sqrt(values[axis]);
  });
  const all = values.reduce((sum, value) => sum + Math.max(0, value), 0);
  return { places, kept: all > 0 ? axes.reduce((sum, axis) => sum + values[axis], 0) / all : 1 };
}

/** Jensen–Shannon divergences in nats, topics × topics: H((p + q) / 2) − (H(p) + H(q)) / 2. */
function* divergences({ count, phi }: Topics): Generator<Progress, Float64Array> {
  const { words, rows } = usedColumns(phi);
  const squared = new Float64Array(count * count);
  const entropies = Array.from({ length: count }, (_, k) => entropy(rows.subarray(k * words, (k + 1) * words)));
  let done = 0;
  for (let a = 0; a < count; a++) {
    for (let b = 0; b < a; b++) {
      let mixed = 0;
      for (let w = 0; w < words; w++) {
        const p = (rows[a * words + w] + rows[b * words + w]) / 2;
        if (p > 0) mixed -= p * Math.log(p);
      }
      const divergence = Math.max(0, mixed - (entropies[a] + entropies[b]) / 2);
      squared[a * count + b] = squared[b * count + a] = divergence;
      if ((++done * words) % SLICE < words) yield { stage: 'comparing topics', done, total: pairs(count) };
    }
  }
  return squared;
}

/** Phi without the words that were left out. */
function usedColumns({ rows: count, dims, values }: Topics['phi']): { words: number; rows: Float64Array } {
  const used = Array.from({ length: dims }, (_, w) => w).filter((w) => {
    for (let k = 0; k < count; k++) if (values[k * dims + w] > 0) return true;
    return false;
  });
  const rows = new Float64Array(count * used.length);
  for (let k = 0; k < count; k++) used.forEach((w, i) => (rows[k * used.length + i] = values[k * dims + w]));
  return { words: used.length, rows };
}

function entropy(row: Float64Array): number {
  return row.reduce((sum, p) => (p > 0 ? sum - p * Math.log(p) : sum), 0);
}

/** An eigenvector is known but for its sign: its largest entry shall be positive. */
function signOf(vector: number[]): number {
  const largest = vector.reduce((most, v) => (Math.abs(v) > Math.abs(most) + 1e-12 ? v : most), 0);
  return largest < 0 ? -1 : 1;
}

function pairs(count: number): number {
  return (count * (count - 1)) / 2;
}
