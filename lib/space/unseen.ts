/**
 * Vectors for words that a space has never seen, from their character n-grams: the mean of
 * the n-grams' rows, as in fastText (Bojanowski et al. 2017), but for n-grams that no word of
 * the space has: fastText counts in the rows they would have, untrained or of others, which
 * says nothing. Spaces whose model learned no n-grams have none.
 */
import type { Dense } from '../kernels/matrix';
import { ngramHash, ngrams } from '../text/ngrams';
import { lookup, find } from './suggest';
import type { VectorSpace } from './space';

/** What the model learned about pieces of words. */
export interface Subwords {
  /** Characters in the shortest and the longest n-gram. */
  minn: number;
  maxn: number;
  /** A row a bucket; one that no word of the text uses is zero. */
  buckets: Dense;
  /** Taken from every vector in the end, where the mean was removed. */
  mean?: Float32Array;
}

/** A word without a row of its own. */
export interface Unseen {
  word: string;
  vector: Float32Array;
  /** Its n-grams that words of the space have too, in fastText's order. */
  known: string[];
  /** How many n-grams it has. */
  total: number;
}

/** The vector of a word from its n-grams, whether it has a row or not; null where the space has none, or knows none of the word's. */
export function fromNgrams(space: VectorSpace, text: string): Unseen | null {
  const { subwords } = space;
  if (!subwords) return null;
  const word = space.hasCase ? text.trim() : text.trim().toLowerCase();
  const all = ngrams(word, subwords);
  const known = all.filter((gram) => space.spellings.includes(gram));
  return known.length > 0 ? { word, vector: meanOfNgrams(subwords, known), known, total: all.length } : null;
}

/** The mean of the rows of some n-grams, less the mean that was taken from every vector. */
export function meanOfNgrams({ buckets, mean }: Subwords, grams: string[]): Float32Array {
  const { dims, rows, values } = buckets;
  const sum = new Float64Array(dims);
  for (const gram of grams) {
    const at = (ngramHash(gram) % rows) * dims;
    for (let d = 0; d < dims; d++) sum[d] += values[at + d];
  }
  return Float32Array.from(sum, (s, d) => s / grams.length - (mean?.[d] ?? 0));
}

/**
 * The row of a name, or what its n-grams say.
 * @throws WordspaceError that suggests near names, where neither is to be had
 */
export function vectorOf(space: VectorSpace, word: string): number | Unseen {
  const row = find(space, word);
  return row >= 0 ? row : (fromNgrams(space, word) ?? lookup(space, word));
}
