/**
 * The fuzzy graph of UMAP (McInnes, Healy & Melville 2018, § 3.1 and algorithms 2–3) in
 * flat arrays, with umap-learn's rules for what the paper leaves open: a row's nearest
 * neighbour that is not the same point has membership 1, the others fall exponentially
 * with what they are farther, at a rate by which all memberships of a row sum to log₂ k.
 */
import { exponential, logarithm } from '../../kernels/elementary';
import type { Csr } from '../../kernels/matrix';
import type { Neighbours } from '../projection';
import type { Slices } from '../slices';
import { graphOf, symmetric } from '../symmetric';

/** The sum of memberships is right within this; umap-learn's is within 1e-5. */
const TOLERANCE = 1e-7;
/** Five are usual. */
const MOST_STEPS = 100;
/** The rate falls no lower than this share of the mean distance. */
const LEAST_RATE = 1e-3;
/** Rows in a slice. */
const ROWS = 4000;

/** Distances to the k neighbours of each row: 1 − cosine, or Euclidean. */
export function distancesOf({ similarities, metric = 'cosine' }: Neighbours): Float32Array {
  return metric === 'cosine' ? similarities.map((s) => Math.max(0, 1 - s)) : similarities.map((s) => -s);
}

/**
 * Memberships of the neighbours in each row's neighbourhood, rows × k, from 0 to 1.
 * @param kept 1 for a neighbour that counts, 0 for one that does not (links.ts); by default all count
 * @param connected the nearest neighbour that is elsewhere is a full member; not so for new points among placed ones
 */
export function* memberships(neighbours: Neighbours, { kept, connected = true }: { kept?: Uint8Array; connected?: boolean } = {}): Slices<Float32Array> {
  const { k } = neighbours;
  const distances = distancesOf(neighbours);
  const rows = distances.length / k;
  // umap-learn counts the row itself, at distance 0, among its neighbours.
  const target = logarithm(k + 1) / Math.LN2;
  const overall = sumOf(distances) / (rows * (k + 1));
  const out = new Float32Array(distances.length);
  const held = new Float32Array(k);
  const fill = (row: number): void => {
    let members = 0;
    for (let n = row * k; n < (row + 1) * k; n++) if (!kept || kept[n]) held[members++] = distances[n];
    const own = held.subarray(0, members);
    const rho = connected ? firstAbove0(own) : 0;
    let rate = rateOf(own, rho, target);
    rate = Math.max(rate, LEAST_RATE * (rho > 0 ? sumOf(own) / (members + 1) : overall));
    for (let n = row * k; n < (row + 1) * k; n++) {
      if (kept && !kept[n]) continue;
      out[n] = distances[n] <= rho || rate === 0 ? 1 : exponential(-(distances[n] - rho) / rate);
    }
  };
  for (let row = 0; row < rows; row++) {
    fill(row);
    if ((row + 1) % ROWS === 0) yield { stage: 'linking neighbours', done: row + 1, total: rows };
  }
  return out;
}

function sumOf(values: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return sum;
}

function firstAbove0(ascending: Float32Array): number {
  for (const value of ascending) if (value > 0) return value;
  return 0;
}

/**
 * σ with Σ e^(−max(0, d − ρ) ÷ σ) = target, by Newton's method on t = 1 ÷ σ: the sum falls in t
 * and is convex, so that from below no step goes too far. Were all distances equal, t would be
 * that of the beginning; it is greater where they differ (Jensen). 0 where so many distances are
 * within ρ that no σ will do.
 */
function rateOf(distances: Float32Array, rho: number, target: number): number {
  let whole = 0;
  for (let i = 0; i < distances.length; i++) whole += Math.max(0, distances[i] - rho);
  let t = distances.length > target && whole > 0 ? (logarithm(distances.length / target) * distances.length) / whole : 0;
  for (let i = 0; i < MOST_STEPS; i++) {
    let sum = 0;
    let slope = 0;
    for (const d of distances) {
      const beyond = Math.max(0, d - rho);
      const member = beyond > 0 ? exponential(-beyond * t) : 1;
      sum += member;
      slope += beyond * member;
    }
    if (sum - target < TOLERANCE) break;
    if (slope === 0) return 0;
    t += (sum - target) / slope;
  }
  return t > 0 ? 1 / t : 1;
}

/** The fuzzy union of all neighbourhoods: symmetric, columns ascending. @param kept as in `memberships` */
export function* fuzzyGraph(neighbours: Neighbours, rows: number, kept?: Uint8Array): Slices<Csr> {
  const values = yield* memberships(neighbours, { kept });
  return symmetric(graphOf(neighbours, values, rows), union);
}

/** The fuzzy union of two memberships. */
function union(a: number, b: number): number {
  return a + b - a * b;
}

/** What a row belongs to, as a number; below 0 where it is not known. */
export type Labels = Int32Array;

/**
 * The graph with what is known of its rows: entries between rows of different labels are
 * weakened by e^−far, those with an unknown one by 1 ÷ e, and every row's strongest entry
 * is made 1 again before the union (umap-learn's categorical intersection).
 * @param weight of the labels, 0 (hardly any) to 1 (labels alone)
 */
export function withLabels(graph: Csr, labels: Labels, weight: number): Csr {
  const far = weight < 1 ? exponential(-2.5 / (1 - weight)) : 0;
  const unknown = exponential(-1);
  const values = new Float32Array(graph.values.length);
  for (let row = 0; row < graph.rows; row++) {
    let strongest = 0;
    for (let e = graph.indptr[row]; e < graph.indptr[row + 1]; e++) {
      const other = labels[graph.indices[e]];
      let factor = 1;
      if (labels[row] < 0 || other < 0) factor = unknown;
      else if (labels[row] !== other) factor = far;
      values[e] = graph.values[e] * factor;
      strongest = Math.max(strongest, values[e]);
    }
    if (strongest > 0) for (let e = graph.indptr[row]; e < graph.indptr[row + 1]; e++) values[e] /= strongest;
  }
  return symmetric({ ...graph, values }, union);
}
