/**
 * Spherical k-means (Dhillon and Modha 2001): rows of length 1 go to the
 * centroid of highest cosine, centroids are the normalised sums of their rows.
 * Seeded by k-means++ (Arthur and Vassilvitskii 2007): each next centroid is a
 * row drawn with a weight of its squared distance, 2 − 2 cos, to the nearest so far.
 */
import type { Matrix } from '../kernels/matrix';
import { Random } from '../kernels/random';
import { Sliced, type Progress, type Work } from '../work';
import { pairCost } from './cosine-block';
import type { VectorSpace } from './space';
import { limited, wholeNumber } from './whole-number';

export interface ClusterOptions {
  /** Clusters, 1 … 65,535; default 12; fewer where there are fewer rows. */
  k?: number;
  /** Only the first rows (the most frequent) are clustered; default all. */
  limit?: number;
  /** At most this many rounds; ends earlier when no row moves. Default 30. */
  iterations?: number;
  /** Default 1. */
  seed?: number;
}

/** Multiplications in one slice: about 50 ms on a slow machine. */
const SLICE = 3e7;

/**
 * The cluster of every row; cluster 0 is that of the first row, 1 that of the first row outside it, and so on.
 * @returns one number a row, length `limit` or all rows; zero vectors go with the first centroid
 * @throws WordspaceError where an option is no count
 */
export function clusters(space: VectorSpace, options: ClusterOptions = {}): Work<Uint16Array> {
  const rows = limited(space.size, options.limit, 'The number of words clustered');
  const k = Math.min(rows, wholeNumber(options.k ?? 12, 'The number of clusters', 1, 65_535));
  const iterations = wholeNumber(options.iterations ?? 30, 'The number of iterations');
  const random = new Random(options.seed ?? 1);
  return new Sliced(kMeans(space.unit, rows, k, iterations, random), { stage: 'clustering', done: 0, total: k + iterations });
}

function* kMeans(unit: Matrix, rows: number, k: number, iterations: number, random: Random): Generator<Progress, Uint16Array, void> {
  const total = k + iterations;
  const cost = pairCost(unit, Uint32Array.from({ length: rows }, (_, row) => row));
  const centroids = new Float64Array(k * unit.dims);

  const distances = new Float64Array(rows).fill(4);
  for (let c = 0; c < k; c++) {
    const centroid = centroids.subarray(c * unit.dims, (c + 1) * unit.dims);
    add(unit, draw(distances, random), centroid);
    for (let row = 0; row < rows; row++) {
      distances[row] = Math.max(0, Math.min(distances[row], 2 - 2 * dot(unit, row, centroid)));
    }
    yield { stage: 'clustering', done: c + 1, total };
  }

  const assigned = new Uint16Array(rows).fill(k);
  const sums = new Float64Array(centroids.length);
  const rowsASlice = Math.max(1, Math.floor(SLICE / (cost * (k + 1))));
  for (let round = 0; round < iterations; round++) {
    let moved = 0;
    sums.fill(0);
    for (let row = 0; row < rows; row++) {
      const cluster = nearest(unit, row, centroids, k);
      if (cluster !== assigned[row]) moved++;
      assigned[row] = cluster;
      add(unit, row, sums.subarray(cluster * unit.dims, (cluster + 1) * unit.dims));
      if ((row + 1) % rowsASlice === 0) yield { stage: 'clustering', done: k + round, total };
    }
    if (moved === 0) break;
    for (let c = 0; c < k; c++) normalise(sums.subarray(c * unit.dims, (c + 1) * unit.dims), centroids.subarray(c * unit.dims, (c + 1) * unit.dims));
    yield { stage: 'clustering', done: k + round + 1, total };
  }
  return byFirstRow(assigned);
}

/** A row drawn with these weights; uniformly where all are 0. */
function draw(weights: Float64Array, random: Random): number {
  const total = weights.reduce((sum, w) => sum + w, 0);
  if (total === 0) return random.below(weights.length);
  let left = random.uniform() * total;
  let row = 0;
  for (; row < weights.length - 1; row++) {
    left -= weights[row];
    if (left < 0) break;
  }
  return row;
}

function nearest(unit: Matrix, row: number, centroids: Float64Array, k: number): number {
  let best = 0;
  let highest = -Infinity;
  for (let c = 0; c < k; c++) {
    const cosine = dot(unit, row, centroids.subarray(c * unit.dims, (c + 1) * unit.dims));
    if (cosine > highest) {
      highest = cosine;
      best = c;
    }
  }
  return best;
}

/** Row · vector. */
export function dot(m: Matrix, row: number, vector: Float64Array): number {
  let sum = 0;
  if (m.kind === 'dense') {
    const at = row * m.dims;
    for (let d = 0; d < m.dims; d++) sum += m.values[at + d] * vector[d];
  } else {
    for (let e = m.indptr[row]; e < m.indptr[row + 1]; e++) sum += m.values[e] * vector[m.indices[e]];
  }
  return sum;
}

/** Add a row, or `weight` times a row, to a vector. */
export function add(m: Matrix, row: number, to: Float64Array, weight = 1): void {
  if (m.kind === 'dense') {
    const at = row * m.dims;
    for (let d = 0; d < m.dims; d++) to[d] += weight * m.values[at + d];
  } else {
    for (let e = m.indptr[row]; e < m.indptr[row + 1]; e++) to[m.indices[e]] += weight * m.values[e];
  }
}

/** An empty or cancelled sum keeps the old centroid. */
function normalise(sum: Float64Array, into: Float64Array): void {
  const length = Math.sqrt(sum.reduce((squares, v) => squares + v * v, 0));
  if (length > 0) for (let d = 0; d < sum.length; d++) into[d] = sum[d] / length;
}

/** Numbers that do not depend on the order in which centroids were drawn. */
function byFirstRow(assigned: Uint16Array): Uint16Array {
  const numbers = new Map<number, number>();
  return assigned.map((cluster) => {
    if (!numbers.has(cluster)) numbers.set(cluster, numbers.size);
    return numbers.get(cluster) ?? 0;
  });
}
