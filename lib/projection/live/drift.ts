/**
 * Gradient descent on UMAP's cross entropy (McInnes, Healy & Melville 2018, § 3.2) from
 * wherever the points are: neighbours draw each other, points drawn by chance are pushed
 * away. With the curve 1 ÷ (1 + a·d²), UMAP's with b = 1, no power has to be taken.
 */
import type { Random } from '../../kernels/random';
import type { Neighbours } from '../projection';

/** 1 ÷ (1 + a·d²) fits a least distance of 0.1 at spread 1. */
const A = 1.6;
/** No single pull or push moves a point farther, before the rate: umap-learn's bound. */
const MOST = 4;
/** Points pushed away a pair drawn together. */
const NEGATIVES = 4;

/** How strongly each neighbour draws, 0 … 1: the nearest by 1, the others falling with their distance 1 − cosine beyond it. */
export function pulls({ k, similarities }: Neighbours): Float32Array {
  const weights = new Float32Array(similarities.length);
  for (let from = 0; from < weights.length; from += k) {
    let beyond = 0;
    for (let at = from; at < from + k; at++) beyond += similarities[from] - similarities[at];
    for (let at = from; at < from + k; at++) {
      weights[at] = beyond > 0 ? Math.exp(-((similarities[from] - similarities[at]) * k) / beyond) : 1;
    }
  }
  return weights;
}

/** One pass over all pairs; `positions`, rows × dims, move in place. @param rate of the steps, 1 as UMAP begins */
export function drift(positions: Float32Array, dims: number, { k, indices }: Neighbours, weights: Float32Array, rate: number, random: Random): void {
  const rows = positions.length / dims;
  const apart = new Float64Array(dims);
  for (let row = 0; row < rows; row++) {
    const a = row * dims;
    for (let n = row * k; n < (row + 1) * k; n++) {
      // As UMAP does: a pair is visited as often as its weight says.
      if (random.uniform() > weights[n]) continue;
      const b = indices[n] * dims;
      const near = distance(positions, a, b, dims, apart);
      const pull = (-2 * A) / (1 + A * near);
      for (let d = 0; d < dims; d++) {
        const move = rate * bounded(pull * apart[d]);
        positions[a + d] += move;
        positions[b + d] -= move;
      }
      for (let i = 0; i < NEGATIVES; i++) {
        const c = random.below(rows) * dims;
        if (c === a) continue;
        const far = distance(positions, a, c, dims, apart);
        const push = 2 / ((0.001 + far) * (1 + A * far));
        for (let d = 0; d < dims; d++) positions[a + d] += rate * bounded(push * apart[d]);
      }
    }
  }
}

/** The squared distance; the difference goes into `apart`. */
function distance(positions: Float32Array, a: number, b: number, dims: number, apart: Float64Array): number {
  let sum = 0;
  for (let d = 0; d < dims; d++) {
    apart[d] = positions[a + d] - positions[b + d];
    sum += apart[d] * apart[d];
  }
  return sum;
}

function bounded(step: number): number {
  return Math.max(-MOST, Math.min(MOST, step));
}
