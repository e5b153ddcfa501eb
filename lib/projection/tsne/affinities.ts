/**
 * How strongly t-SNE ties points (van der Maaten & Hinton 2008, § 2 and 3.1): of every row a
 * distribution over its neighbours, pⱼ|ᵢ ∝ e^(−β dᵢⱼ²), with β such that its perplexity, e to
 * its entropy, is the one asked for; then the mean of both ways over all rows.
 */
import { exponential, logarithm } from '../../kernels/elementary';
import type { Csr } from '../../kernels/matrix';
import type { Neighbours } from '../projection';
import type { Slices } from '../slices';
import { graphOf, symmetric } from '../symmetric';

/** The entropy is right within this, scikit-learn's. */
const TOLERANCE = 1e-5;
/** Some five are usual; where more rows are equal than the perplexity says, no β will do. */
const MOST_STEPS = 50;
/** Greatest step of ln β. */
const STRIDE = 2;
/** Rows in a slice. */
const ROWS = 1000;

/** Joint probabilities of all pairs of neighbours: symmetric, with the sum 1, columns ascending. */
export function* affinities(neighbours: Neighbours, rows: number, perplexity: number): Slices<Csr> {
  const { k, similarities, metric = 'cosine' } = neighbours;
  const values = new Float32Array(similarities.length);
  const target = logarithm(perplexity);
  const squares = new Float64Array(k);
  const shares = new Float64Array(k);
  for (let row = 0, start = 0; row < rows; row++) {
    const own = similarities.subarray(row * k, (row + 1) * k);
    // Rows of length 1 are at the squared distance 2 − 2 cos.
    for (let n = 0; n < k; n++) squares[n] = metric === 'cosine' ? Math.max(0, 2 - 2 * own[n]) : own[n] * own[n];
    // Rows of one space are about equally close: each begins where the one before ended.
    start = calibrate(squares, target, start, shares);
    for (let n = 0; n < k; n++) values[row * k + n] = shares[n];
    if ((row + 1) % ROWS === 0) yield { stage: 'linking neighbours', done: row + 1, total: rows };
  }
  return symmetric(graphOf(neighbours, values, rows), (forth, back) => (forth + back) / (2 * rows));
}

/**
 * The distribution over squared distances (ascending) with the entropy `target`, into `shares`.
 * By Newton's method on t = ln β, of which the entropy is a falling function with the slope
 * −β² var(d²), kept within the bounds found so far.
 * @param t where to begin
 * @returns t
 */
export function calibrate(squares: Float64Array, target: number, t: number, shares: Float64Array): number {
  const nearest = squares[0];
  let [least, most] = [-Infinity, Infinity];
  for (let i = 0; ; i++) {
    const beta = exponential(t);
    let sum = 0;
    let mean = 0;
    let square = 0;
    for (let n = 0; n < squares.length; n++) {
      const beyond = squares[n] - nearest;
      const share = exponential(-beta * beyond);
      shares[n] = share;
      sum += share;
      mean += share * beyond;
      square += share * beyond * beyond;
    }
    mean /= sum;
    const excess = logarithm(sum) + beta * mean - target;
    const slope = beta * beta * (square / sum - mean * mean);
    if (Math.abs(excess) < TOLERANCE || i === MOST_STEPS || slope === 0) {
      for (let n = 0; n < shares.length; n++) shares[n] /= sum;
      return slope === 0 ? 0 : t;
    }
    if (excess > 0) least = t;
    else most = t;
    t += Math.max(-STRIDE, Math.min(STRIDE, excess / slope));
    if (t <= least || t >= most) t = (least + most) / 2;
  }
}
