/**
 * What a bag trainer is given: a corpus, the rows that stand for each word, and how a
 * word is predicted. One hidden vector, the mean of a bag of input rows, is told which
 * words are near it. That covers the rest of word2vec's family beside lib/kernels/skipgram:
 *
 *   CBOW                 bag = the words around, target = the center word
 *   skip-gram            bag = the center word, targets = the words around
 *   subword (fastText)   a word's rows are its own and those of its character n-grams
 *
 * each with negative sampling or a hierarchical softmax.
 */
import { Random } from '../random';
import { copyInitial, fillInitial, longestRun } from '../skipgram/problem';

export interface BagProblem {
  /** Length of a vector, 1–512. */
  dims: number;
  /** The reach of a center word is drawn from 1 … window tokens to each side. */
  window: number;
  /** The reach is always the window, without a draw. */
  fixedWindow: boolean;
  /** The words around predict the center word (CBOW), or it predicts each of them (skip-gram). */
  predicts: 'center' | 'contexts';
  /** Words; at most 2^21. */
  vocabulary: number;
  /** Input rows: the words, then the buckets of n-grams. */
  rows: number;
  /** Input rows of word w: parts[partBounds[w] … partBounds[w + 1]), itself first. */
  parts: Uint32Array;
  partBounds: Uint32Array;
  /** How a word is told apart from the others. */
  objective: Negatives | Hierarchy;
  /** Word of every token. */
  ids: Uint32Array;
  /** Sentence s is ids[sentences[s] … sentences[s + 1]), or begins at ids[starts[s]] and is as long as that. */
  sentences: Uint32Array;
  /** Where each sentence begins in `ids`, for those that are to be read in another order than they stand there. */
  starts?: Uint32Array;
  /** Subsampling, one a word: a token stays when a draw of 32 bits is ≤ this. */
  keep: Uint32Array;
  /** Seeds the first vectors; the sampling of thread t is seeded with seed + 1 + t. */
  seed: number;
  initial?: Initial;
}

/** First vectors in place of random ones. */
export interface Initial {
  /** The words' vectors, rows × dims: with its n-grams each word has just this one. Words beyond begin at random. */
  input: Float32Array;
  /** One a word, 0 for those that begin at random after all; by default none does. */
  known?: Uint8Array;
  /** rows × dims; rows beyond begin at 0. */
  output?: Float32Array;
  /** The rows of the buckets. */
  buckets?: Float32Array;
}

/** Each word against `count` drawn ones. An output row a word. */
export interface Negatives {
  kind: 'negatives';
  count: number;
  /** Alias table, two a word: draw a slot, then 32 bits: ≤ threshold → slot, else alias. */
  table: Uint32Array;
}

/** Each word as a path through a binary tree (Morin & Bengio 2005). An output row an inner node. */
export interface Hierarchy {
  kind: 'hierarchy';
  /** Path of word w: steps[bounds[w] … bounds[w + 1]), from the root: 2 · node + (1 where the path turns to code 1). */
  steps: Uint32Array;
  bounds: Uint32Array;
}

/** Targets of one prediction, at most. */
export function mostTargets(objective: BagProblem['objective']): number {
  return objective.kind === 'negatives' ? objective.count + 1 : longestRun(objective.bounds);
}

/**
 * First vectors into rows `stride` floats apart: words as in word2vec.c, uniform in ±1/2
 * divided by dims; with n-grams twice as far, as in fastText. A bucket that no word uses
 * stays zero, so that it says nothing about unseen words.
 */
export function fillInputs(rows: Float32Array, problem: BagProblem, stride: number): void {
  const { dims, vocabulary, parts, seed, initial } = problem;
  const random = new Random(seed);
  fillInitial(rows.subarray(0, vocabulary * stride), dims, stride, random);
  if (problem.rows > vocabulary) {
    const used = new Uint8Array(problem.rows);
    for (const row of parts) used[row] = 1;
    for (let row = vocabulary; row < problem.rows; row++) {
      if (used[row]) fillInitial(rows.subarray(row * stride, (row + 1) * stride), dims, stride, random);
    }
    for (let i = 0; i < rows.length; i++) rows[i] *= 2;
  }
  if (!initial) return;
  copyInitial(rows.subarray(vocabulary * stride), initial.buckets, dims, stride);
  for (let w = 0; w * dims < initial.input.length; w++) {
    if (initial.known?.[w] !== 0) placeWord(rows, problem, stride, w, initial.input);
  }
}

/** A word's own row: what is missing to its vector when its n-grams, which stand there already, are averaged with it. */
export function placeWord(rows: Float32Array, { dims, parts, partBounds }: Pick<BagProblem, 'dims' | 'parts' | 'partBounds'>, stride: number, word: number, vectors: Float32Array): void {
  for (let d = 0; d < dims; d++) {
    let own = (partBounds[word + 1] - partBounds[word]) * vectors[word * dims + d];
    for (let p = partBounds[word] + 1; p < partBounds[word + 1]; p++) own -= rows[parts[p] * stride + d];
    rows[word * stride + d] = own;
  }
}

type Words = Pick<BagProblem, 'dims' | 'vocabulary' | 'parts' | 'partBounds'>;

/**
 * The vector of every word (or the first ones): the mean of its rows (fastText's), vocabulary × dims.
 * @param rows input rows, `stride` floats apart
 */
export function composed(rows: Float32Array, problem: Words, stride: number, words = problem.vocabulary): Float32Array<ArrayBuffer> {
  const { dims, parts, partBounds } = problem;
  const values = new Float32Array(words * dims);
  const sum = new Float64Array(dims);
  for (let w = 0; w < words; w++) {
    const count = partBounds[w + 1] - partBounds[w];
    sum.fill(0);
    for (let p = partBounds[w]; p < partBounds[w + 1]; p++) {
      for (let j = 0; j < dims; j++) sum[j] += rows[parts[p] * stride + j];
    }
    for (let j = 0; j < dims; j++) values[w * dims + j] = sum[j] / count;
  }
  return values;
}
