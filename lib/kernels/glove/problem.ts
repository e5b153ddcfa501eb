/**
 * What a descent on GloVe's objective is given and what it answers: the one signature of the
 * plain twin (twin.ts) and of the WASM kernel (kernel.ts).
 *
 *   J = Σ f(X_ij) (w_i · w̃_j + b_i + b̃_j − ln X_ij)²      (Pennington, Socher and Manning 2014, eq. 8)
 *
 * by AdaGrad (Duchi, Hazan and Singer 2011) as the authors' program has it: the squared
 * gradients begin at 1 and include the learning rate.
 */
import { Random } from '../random';

/** Lanes of the sums over dimensions. */
export const LANES = 4;

export interface GloveProblem {
  words: number;
  dims: number;
  /** Learning rate η. */
  rate: number;
  seed: number;
}

/** Pairs: word i, context j, their target ln X_ij and weight f(X_ij). */
export interface Pairs {
  words: Uint32Array;
  contexts: Uint32Array;
  targets: Float32Array;
  weights: Float32Array;
}

export interface GloveDescent {
  /** Take the pairs [from, to) one after the other. @returns Σ ½ f (…)², before each step */
  train(pairs: Pairs, from: number, to: number): number;
  /** The vectors w_i + w̃_i, words × dims, into `out`: the sum is a little better than either (section 4.2). */
  copySums(out: Float32Array): void;
  /** The parameters of all words, then of all contexts: each a line of `stride`: the vector, zeros, the bias. */
  parameters(): Float32Array;
}

/** Floats of a word: its vector padded to whole lanes, then its bias and three zeros. */
export function strideOf(dims: number): number {
  return Math.ceil(dims / LANES) * LANES + LANES;
}

/** The first parameters: uniform in (−½, ½) ÷ dims, biases too, as the authors' program begins. */
export function firstParameters({ words, dims, seed }: GloveProblem): Float32Array {
  const stride = strideOf(dims);
  const random = new Random(seed);
  const values = new Float32Array(2 * words * stride);
  for (let row = 0; row < values.length; row += stride) {
    for (let d = 0; d < dims; d++) values[row + d] = (random.uniform() - 0.5) / dims;
    values[row + stride - LANES] = (random.uniform() - 0.5) / dims;
  }
  return values;
}

/** w_i + w̃_i out of the parameters. */
export function addSides(values: Float32Array, { words, dims }: GloveProblem, out: Float32Array): void {
  const stride = strideOf(dims);
  for (let w = 0; w < words; w++) for (let d = 0; d < dims; d++) out[w * dims + d] = values[w * stride + d] + values[(words + w) * stride + d];
}
