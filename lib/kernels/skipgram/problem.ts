/**
 * What a skip-gram trainer is given and what it answers: the one signature of the
 * plain twin (twin.ts) and of the WASM kernel (kernel.ts).
 */
import type { Random } from '../random';

/** A corpus as integers and the tables of its random choices. */
export interface SkipgramProblem {
  /** Length of a vector, 1–512. */
  dims: number;
  /** The reach of a center word is drawn from 1 … window tokens to each side, 1–20. */
  window: number;
  /** The reach is always the window, without a draw. */
  fixedWindow?: boolean;
  /** Negative samples a center word, shared by its context words. */
  negative: number;
  /** Words (rows); at most 2^21. */
  vocabulary: number;
  /** Word of every token. */
  ids: Uint32Array;
  /** Sentence s is ids[sentences[s] … sentences[s + 1]), or begins at ids[starts[s]] and is as long as that. */
  sentences: Uint32Array;
  /** Where each sentence begins in `ids`, for those that are to be read in another order than they stand there. */
  starts?: Uint32Array;
  /** Subsampling, one a word: a token stays when a draw of 32 bits is ≤ this. */
  keep: Uint32Array;
  /** Words, from the first, that stand so often in the text that threads may learn of them on copies for a while; default 0. */
  frequent?: number;
  /** Alias table of the negatives, two a word: draw a slot, then 32 bits: ≤ threshold → slot, else alias. */
  negatives: Uint32Array;
  /** Seeds the first vectors; the sampling of thread t is seeded with seed + 1 + t. */
  seed: number;
  /** First vectors in place of random ones: rows × dims each; rows beyond them begin at random (input) or 0 (output). */
  initial?: { input: Float32Array; output?: Float32Array };
}

export interface SkipgramTrainer {
  /** Train on sentences [from, to) at learning rate alpha. */
  train(from: number, to: number, alpha: number): void;
  /** Put what this thread has learned on copies of its own where all threads see it; before it waits, and at its end. */
  join?(): void;
  /** (center, context) pairs trained so far. */
  readonly pairs: number;
  /** Σ over those pairs of −ln σ(positive) − Σ ln σ(−negative), in nats, before each update. */
  readonly loss: number;
  /** Input vectors (the word vectors) of the first `rows` words, by default all: rows × dims, a copy. */
  input(rows?: number): Float32Array;
  /** Output vectors, vocabulary × dims, a copy. */
  output(): Float32Array;
  /** Vectors of the buckets of n-grams, where words have such: buckets × dims, a copy. */
  buckets?(): Float32Array;
}

/**
 * First vectors as in word2vec.c: uniform in ±1/2 divided by dims; rows `stride` floats apart.
 * @param lanes the float of a row that holds each dimension, by default in their order
 */
export function fillInitial(rows: Float32Array, dims: number, stride: number, random: Random, lanes: Uint32Array = Uint32Array.from({ length: dims }, (_, j) => j)): void {
  for (let row = 0; row < rows.length; row += stride) {
    for (let j = 0; j < dims; j++) rows[row + lanes[j]] = (random.uniform() - 0.5) / dims;
  }
}

/** Copy given first vectors, `dims` a row, over rows `stride` floats apart. */
export function copyInitial(rows: Float32Array, given: Float32Array | undefined, dims: number, stride: number): void {
  if (!given) return;
  for (let r = 0; r * dims < given.length; r++) rows.set(given.subarray(r * dims, (r + 1) * dims), r * stride);
}

/** The words in the order of the sentences, written into `into`: what needs a copy anyway shall make no second one. */
export function orderedIds({ ids, sentences, starts }: Pick<SkipgramProblem, 'ids' | 'sentences' | 'starts'>, into = new Uint32Array(ids.length)): Uint32Array {
  if (!starts) {
    into.set(ids);
    return into;
  }
  // Token by token: sentences are short, and a view for each would cost more than its tokens.
  for (let s = 0, to = 0; s < starts.length; s++) {
    const length = sentences[s + 1] - sentences[s];
    for (let from = starts[s]; from < starts[s] + length; from++) into[to++] = ids[from];
  }
  return into;
}

/** Longest run between two bounds. */
export function longestRun(bounds: Uint32Array): number {
  let longest = 0;
  for (let i = 1; i < bounds.length; i++) longest = Math.max(longest, bounds[i] - bounds[i - 1]);
  return longest;
}
