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

/**
 * One pass over all pairs; `positions`, rows × dims, move in place. Written out for three
 * dimensions, of which a map in two uses two: loops over them would take twice as long.
 * @param rate of the steps, 1 as UMAP begins
 */
export function drift(positions: Float32Array, dims: number, { k, indices }: Neighbours, weights: Float32Array, rate: number, random: Random): void {
  const rows = positions.length / dims;
  const deep = dims === 3;
  for (let row = 0; row < rows; row++) {
    const a = row * dims;
    let x = positions[a];
    let y = positions[a + 1];
    let z = deep ? positions[a + 2] : 0;
    for (let n = row * k; n < (row + 1) * k; n++) {
      // As UMAP does: a pair is visited as often as its weight says.
      if (random.uniform() > weights[n]) continue;
      const b = indices[n] * dims;
      const nearX = x - positions[b];
      const nearY = y - positions[b + 1];
      const nearZ = deep ? z - positions[b + 2] : 0;
      const pull = (-2 * A) / (1 + A * (nearX * nearX + nearY * nearY + nearZ * nearZ));
      const moveX = rate * bounded(pull * nearX);
      const moveY = rate * bounded(pull * nearY);
      const moveZ = rate * bounded(pull * nearZ);
      x += moveX;
      y += moveY;
      z += moveZ;
      positions[b] -= moveX;
      positions[b + 1] -= moveY;
      if (deep) positions[b + 2] -= moveZ;
      for (let i = 0; i < NEGATIVES; i++) {
        const c = random.below(rows) * dims;
        if (c === a) continue;
        const farX = x - positions[c];
        const farY = y - positions[c + 1];
        const farZ = deep ? z - positions[c + 2] : 0;
        const far = farX * farX + farY * farY + farZ * farZ;
        const push = 2 / ((0.001 + far) * (1 + A * far));
        x += rate * bounded(push * farX);
        y += rate * bounded(push * farY);
        z += rate * bounded(push * farZ);
      }
    }
    positions[a] = x;
    positions[a + 1] = y;
    if (deep) positions[a + 2] = z;
  }
}

function bounded(step: number): number {
  return step > MOST ? MOST : step < -MOST ? -MOST : step;
}
