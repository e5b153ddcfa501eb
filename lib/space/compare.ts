/**
 * How differently do two spaces see the same words? Per word the overlap of its
 * nearest neighbours, |N_A(w) ∩ N_B(w)| / k (Hellrich and Hahn 2016; Antoniak
 * and Mimno 2018), and over all the rank correlation of the cosines of pairs.
 * Neighbours are looked for among the words that both spaces have.
 */
import { WordspaceError } from '../error';
import { Random } from '../kernels/random';
import { Sliced, type Progress, type Work } from '../work';
import { nearest } from './nearest';
import { similarity } from './neighbours';
import type { VectorSpace } from './space';
import { spearman } from './spearman';
import { limited, wholeNumber } from './whole-number';

export interface CompareOptions {
  /** Neighbours a word, 1 or more; default 10. */
  k?: number;
  /** How many of the most frequent shared words are compared; default 5,000. */
  limit?: number;
  /** How many of the most frequent shared words may be neighbours; default all. */
  vocabulary?: number;
  /** Sampled pairs for the rank correlation, at most ten million; default 20,000 (all pairs where there are fewer). */
  pairs?: number;
  /** Default 1. */
  seed?: number;
}

export interface WordComparison {
  word: string;
  /** Share of neighbours in common, 0 … 1. */
  overlap: number;
  /** Neighbours in one space only, and in both, nearest first (by `a` for both). */
  onlyA: string[];
  onlyB: string[];
  both: string[];
}

export interface Comparison {
  /** Words with a vector in both spaces. */
  shared: number;
  /** Neighbours a word: as asked, or all other words of a small vocabulary. */
  k: number;
  /** Mean over the compared words. */
  overlap: number;
  spearman: number;
  /** The compared words, most different first, the frequent first among equals. */
  words: WordComparison[];
}

const PAIRS_A_SLICE = 500;
/** Both similarities of every pair are held. */
const MOST_PAIRS = 1e7;

/**
 * Compare two spaces of any kind by the words they share, in the order (frequency) of `a`.
 * @throws WordspaceError for spaces with fewer than three words in common or options that are no counts
 */
export function compare(a: VectorSpace, b: VectorSpace, options: CompareOptions = {}): Work<Comparison> {
  const asked = wholeNumber(options.k ?? 10, 'The number of neighbours');
  const pairs = wholeNumber(options.pairs ?? 20_000, 'The number of pairs', 1, MOST_PAIRS);
  const shared = sharedRows(a, b);
  const count = shared.a.length;
  if (count < 3) {
    const whose = count === 1 ? 'one word' : `${count === 0 ? 'no' : count} words`;
    throw new WordspaceError(`The two spaces have ${whose} in common; compare spaces that share at least three.`);
  }
  const candidates = Math.max(3, limited(count, options.vocabulary, 'The number of words that may be neighbours'));
  const words = Math.min(candidates, limited(count, options.limit ?? 5000, 'The number of words compared'));
  const k = Math.min(asked, candidates - 1);
  const random = new Random(options.seed ?? 1);
  return new Sliced(comparison(a, b, shared, { words, candidates, k, pairs, random }), neighbourProgress('first', 0, words));
}

interface Plan {
  words: number;
  candidates: number;
  k: number;
  pairs: number;
  random: Random;
}

/** Row a[i] and row b[i] are the same word. */
interface SharedRows {
  a: Uint32Array;
  b: Uint32Array;
}

function sharedRows(a: VectorSpace, b: VectorSpace): SharedRows {
  const rowsA: number[] = [];
  const rowsB: number[] = [];
  a.names.forEach((name, row) => {
    const other = b.rowOf(name);
    // a name given twice counts once; a zero vector has no neighbours to compare
    if (other < 0 || a.rowOf(name) !== row || a.norms[row] === 0 || b.norms[other] === 0) return;
    rowsA.push(row);
    rowsB.push(other);
  });
  return { a: Uint32Array.from(rowsA), b: Uint32Array.from(rowsB) };
}

function* comparison(a: VectorSpace, b: VectorSpace, shared: SharedRows, plan: Plan): Generator<Progress, Comparison, void> {
  const nearA = yield* neighbourhoods(a, shared.a, plan, 'first');
  const nearB = yield* neighbourhoods(b, shared.b, plan, 'second');
  const correlation = yield* pairCorrelation(a, b, shared, plan);
  const words = nearA.map((inA, i) => {
    const inB = nearB[i];
    const names = (indices: number[]) => indices.map((j) => a.names[shared.a[j]]);
    const both = inA.filter((j) => inB.includes(j));
    return {
      word: a.names[shared.a[i]],
      overlap: both.length / plan.k,
      onlyA: names(inA.filter((j) => !inB.includes(j))),
      onlyB: names(inB.filter((j) => !inA.includes(j))),
      both: names(both),
    };
  });
  const overlap = words.reduce((sum, w) => sum + w.overlap, 0) / words.length;
  // sort is stable: equally different words stay in order of frequency
  words.sort((x, y) => x.overlap - y.overlap);
  return { shared: shared.a.length, k: plan.k, overlap, spearman: correlation, words };
}

/** For each compared word its k nearest candidates, as indices into the shared words. */
function* neighbourhoods(space: VectorSpace, shared: Uint32Array, plan: Plan, which: string): Generator<Progress, number[][], void> {
  const asked = Uint32Array.from({ length: plan.words }, (_, i) => i);
  const work = nearest(space, shared.subarray(0, plan.candidates), asked, plan.k);
  for (;;) {
    const next = work.next();
    if (next.done) return next.value;
    yield neighbourProgress(which, Math.floor(next.value * plan.words), plan.words);
  }
}

function neighbourProgress(which: string, done: number, total: number): Progress {
  return { stage: `neighbours in the ${which} space`, done, total };
}

/** Spearman over all pairs of compared words, or over a sample where they are more than `pairs`. */
function* pairCorrelation(a: VectorSpace, b: VectorSpace, shared: SharedRows, { words, pairs, random }: Plan): Generator<Progress, number, void> {
  const all = (words * (words - 1)) / 2;
  const drawn = all <= pairs ? allPairs(words) : samplePairs(words, pairs, random);
  const inA: number[] = [];
  const inB: number[] = [];
  for (const [i, j] of drawn) {
    inA.push(similarity(a, shared.a[i], shared.a[j]));
    inB.push(similarity(b, shared.b[i], shared.b[j]));
    if (inA.length % PAIRS_A_SLICE === 0) yield { stage: 'similarities of pairs', done: inA.length, total: Math.min(all, pairs) };
  }
  return spearman(inA, inB);
}

function* allPairs(words: number): Generator<[number, number]> {
  for (let i = 1; i < words; i++) for (let j = 0; j < i; j++) yield [i, j];
}

/** Uniform over pairs of two different words, with replacement. */
function* samplePairs(words: number, pairs: number, random: Random): Generator<[number, number]> {
  for (let p = 0; p < pairs; p++) {
    const i = random.below(words);
    yield [i, (i + 1 + random.below(words - 1)) % words];
  }
}
