/** Collapsed Gibbs sampling of LDA: what a sampler is given and what it does. */
import { mix, Random } from '../random';
import { PENS } from './pens';

export interface LdaProblem {
  /** The tokens chunk by chunk, words 0 … words − 1. */
  ids: Uint32Array;
  /** Chunk c is ids[chunks[c] … chunks[c + 1]); length = chunks + 1. */
  chunks: Uint32Array;
  words: number;
  topics: number;
  /** Document prior of each topic, length topics. */
  alpha: Float64Array;
  /** Word prior. */
  beta: number;
  /** Topic of every token to begin with; copied. */
  assignments: Uint16Array;
  seed: number;
}

export interface LdaSampler {
  /** Topic of every token as it is now: a live view, not to be written to. */
  readonly assignments: Uint16Array;
  /** Draw about `limit` tokens, at least one and not beyond the end of the sweep; returns how many. */
  advance(limit: number): number;
  /** Other priors from the next sweep on; call between two sweeps. */
  setPriors(alpha: Float64Array, beta: number): void;
}

/**
 * How a token's topic is drawn. 'dense' weighs every topic, four at a time: best for few topics.
 * 'buckets' weighs the topics that the word has and the smoothing as a whole (SparseLDA): best for many.
 */
export type Method = 'dense' | 'buckets';

/** Up to so many topics the dense sampler is the faster one: see VARIANTS.md. */
const FEW_TOPICS = 64;
/** The dense sampler counts a word in 16 bits, and a chunk's tokens in single precision, from which α is taken to the whole number again. */
const MOST_OF_A_WORD = 0xffff;
const LONGEST_CHUNK = 0x3f_ffff;

export function methodFor({ ids, chunks, words, topics }: Pick<LdaProblem, 'ids' | 'chunks' | 'words' | 'topics'>): Method {
  if (topics > FEW_TOPICS) return 'buckets';
  for (let c = 0; c + 1 < chunks.length; c++) if (chunks[c + 1] - chunks[c] > LONGEST_CHUNK) return 'buckets';
  return occurrences(ids, words).some((count) => count > MOST_OF_A_WORD) ? 'buckets' : 'dense';
}

/** Tokens of each word. */
export function occurrences(ids: Uint32Array, words: number): Uint32Array {
  const counts = new Uint32Array(words);
  for (let i = 0; i < ids.length; i++) counts[ids[i]]++;
  return counts;
}

/**
 * The dense sampler divides by a topic's size anew after so many tokens of a chunk, in which
 * a large topic changes by next to nothing; with small ones, after every token.
 */
export function refreshInterval(tokens: number, topics: number): number {
  return Math.max(1, Math.min(64, Math.floor(tokens / (topics * 128))));
}

/**
 * The buckets of three documents side by side hear of each other's changes to a topic's size
 * after so many tokens each; where topics are small, one document after the other (1 pen).
 */
export function bucketPens(tokens: number, topics: number): { used: number; interval: number } {
  if (tokens < topics * 128) return { used: 1, interval: Infinity };
  return { used: PENS, interval: Math.min(1024, Math.floor(tokens / (topics * 8))) };
}

/** Where the random numbers of the n-th block begin; of block 0, as `randomOf` begins. */
export function stateOfBlock(seed: number, n: number): number {
  return mix((mix(seed | 0) + n) | 0) || 0x9e3779b9;
}

export function randomOf(seed: number): Random {
  return new Random(mix(seed | 0));
}
