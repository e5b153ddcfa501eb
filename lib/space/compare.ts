/**
 * How differently do two spaces see the same words? Per word the overlap of its
 * nearest neighbours, |N_A(w) ∩ N_B(w)| / k (Hellrich and Hahn 2016; Antoniak
 * and Mimno 2018), and over all the rank correlation of the cosines of pairs.
 * Neighbours are looked for among the words that both spaces have. Where a space was
 * trained with several seeds, overlaps are means over them with their intervals.
 */
import { WordspaceError } from '../error';
import { Random } from '../kernels/random';
import { Sliced, type Progress, type Work } from '../work';
import type { Interval } from './bootstrap';
import { crossed, ofNeighbours, ofWords } from './ensemble/crossed';
import { commonCount, overlap } from './ensemble/overlap';
import { nearest } from './nearest';
import type { NeighbourTable } from './neighbour-table';
import { similarity } from './neighbours';
import { placesIn } from './places';
import type { VectorSpace } from './space';
import { spearman } from './spearman';
import { limited, wholeNumber } from './whole-number';

type Table = NeighbourTable | undefined;

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
  /** The same models with other seeds: the same names in the same order as `a` and as `b`. */
  othersA?: readonly VectorSpace[];
  othersB?: readonly VectorSpace[];
  /** Neighbours found before, of `a` and `othersA` in their order and of `b` and `othersB`, where they are known: the comparison is the same, and sooner there. */
  tablesA?: readonly Table[];
  tablesB?: readonly Table[];
}

export interface WordComparison {
  word: string;
  /** Occurrences, where one of the spaces knows them. */
  count: number | null;
  /** Share of neighbours in common, 0 … 1; over several seeds the mean. */
  overlap: number;
  /** Of the overlap, 95 %, over seeds and the k neighbours, where there are several seeds. */
  interval: Interval | null;
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
  /** Mean over the compared words, with its 95 % interval over seeds and words where there are several seeds. */
  overlap: number;
  interval: Interval | null;
  /** Mean overlap of two seeds of the same model: what no other model can be expected to exceed. */
  own: { a: number | null; b: number | null };
  spearman: number;
  /** The words that pairs are of, in the order of `a`, with their occurrences where one of the spaces knows them. */
  names: string[];
  counts: (number | null)[];
  /** Pairs drawn at random (or all): what cosines of any two words are like. */
  sample: Pairs;
  /** Every pair of a compared word and a neighbour of it in either space. */
  near: Pairs;
  /** The compared words, those that share the fewest neighbours first; among equals those whose neighbours fall farthest in the other space. */
  words: WordComparison[];
}

/** Pairs of words with their cosines in both spaces. */
export interface Pairs {
  /** Indices into `names`. */
  first: Uint32Array;
  second: Uint32Array;
  inA: Float32Array;
  inB: Float32Array;
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
  const seeds: [VectorSpace[], VectorSpace[]] = [[a, ...(options.othersA ?? [])], [b, ...(options.othersB ?? [])]];
  return new Sliced(comparison(seeds, shared, { words, candidates, k, pairs, random, tables: [options.tablesA ?? [], options.tablesB ?? []] }), neighbourProgress('first space', 0, words));
}

interface Plan {
  words: number;
  candidates: number;
  k: number;
  pairs: number;
  random: Random;
  tables: [readonly Table[], readonly Table[]];
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

function* comparison([ofA, ofB]: [VectorSpace[], VectorSpace[]], shared: SharedRows, plan: Plan): Generator<Progress, Comparison, void> {
  const [[a], [b]] = [ofA, ofB];
  const nearA: number[][][] = [];
  for (const space of ofA) nearA.push(yield* neighbourhoods(space, shared.a, plan, seedOf('first', ofA, nearA.length), plan.tables[0][nearA.length]));
  const nearB: number[][][] = [];
  for (const space of ofB) nearB.push(yield* neighbourhoods(space, shared.b, plan, seedOf('second', ofB, nearB.length), plan.tables[1][nearB.length]));
  const sample = yield* cosines(a, b, shared, drawn(plan), 'similarities of pairs');
  const near = yield* cosines(a, b, shared, neighbourPairs(nearA[0], nearB[0]), 'similarities of neighbours');
  const nameOf = (index: number) => a.names[shared.a[index]];
  const countOf = (index: number) => a.counts?.[shared.a[index]] ?? b.counts?.[shared.b[index]] ?? null;
  const falls = fallsOf(near, sample, plan.words);
  const words = nearA[0].map((inA, i) => {
    const inB = nearB[0][i];
    const { mean, interval } = crossed(nearA.map((x) => nearB.map((y) => commonCount(x[i], y[i]) / plan.k)), ofNeighbours(plan.k));
    return {
      word: nameOf(i),
      count: countOf(i),
      overlap: mean,
      interval,
      onlyA: inA.filter((j) => !inB.includes(j)).map(nameOf),
      onlyB: inB.filter((j) => !inA.includes(j)).map(nameOf),
      both: inA.filter((j) => inB.includes(j)).map(nameOf),
    };
  });
  const whole = crossed(nearA.map((x) => nearB.map((y) => x.reduce((sum, inA, i) => sum + commonCount(inA, y[i]), 0) / (plan.k * words.length))), ofWords(words.map((w) => w.overlap)));
  const order = words.map((_, i) => i).sort((x, y) => words[x].overlap - words[y].overlap || falls[y] - falls[x]);
  return {
    shared: shared.a.length,
    k: plan.k,
    overlap: whole.mean,
    interval: whole.interval,
    own: { a: ownOverlap(nearA, plan.k), b: ownOverlap(nearB, plan.k) },
    spearman: spearman(sample.inA, sample.inB),
    names: Array.from({ length: plan.candidates }, (_, i) => nameOf(i)),
    counts: Array.from({ length: plan.candidates }, (_, i) => countOf(i)),
    sample,
    near,
    words: order.map((i) => words[i]),
  };
}

/** For each compared word how far its neighbours in either space stand apart in the other, on average: by their places among random pairs. */
function fallsOf(near: Pairs, sample: Pairs, words: number): Float64Array {
  const [placeA, placeB] = [placesIn(sample.inA), placesIn(sample.inB)];
  const sums = new Float64Array(words);
  const counts = new Uint32Array(words);
  for (let p = 0; p < near.first.length; p++) {
    const fall = Math.abs(placeA(near.inA[p]) - placeB(near.inB[p]));
    for (const word of [near.first[p], near.second[p]]) {
      if (word >= words) continue;
      sums[word] += fall;
      counts[word]++;
    }
  }
  return sums.map((sum, word) => sum / Math.max(1, counts[word]));
}

function seedOf(which: string, spaces: VectorSpace[], at: number): string {
  return spaces.length > 1 ? `${which} space, seed ${at + 1} of ${spaces.length}` : `${which} space`;
}

/** How much the seeds of one model agree with each other; null for one seed. */
function ownOverlap(near: number[][][], k: number): number | null {
  if (near.length < 2) return null;
  return near[0].reduce((sum, _, i) => sum + overlap(near.map((lists) => lists[i]), k), 0) / near[0].length;
}

/** For each compared word its k nearest candidates, as indices into the shared words. */
function* neighbourhoods(space: VectorSpace, shared: Uint32Array, plan: Plan, which: string, table: Table): Generator<Progress, number[][], void> {
  const asked = Uint32Array.from({ length: plan.words }, (_, i) => i);
  const work = nearest(space, shared.subarray(0, plan.candidates), asked, plan.k, table);
  for (;;) {
    const next = work.next();
    if (next.done) return next.value;
    yield neighbourProgress(which, Math.floor(next.value * plan.words), plan.words);
  }
}

function neighbourProgress(which: string, done: number, total: number): Progress {
  return { stage: `neighbours in the ${which}`, done, total };
}

/** The cosines of some pairs in both spaces. */
function* cosines(a: VectorSpace, b: VectorSpace, shared: SharedRows, pairs: { count: number; each: Iterable<[number, number]> }, stage: string): Generator<Progress, Pairs, void> {
  const { count } = pairs;
  const result: Pairs = { first: new Uint32Array(count), second: new Uint32Array(count), inA: new Float32Array(count), inB: new Float32Array(count) };
  let at = 0;
  for (const [i, j] of pairs.each) {
    result.first[at] = i;
    result.second[at] = j;
    result.inA[at] = similarity(a, shared.a[i], shared.a[j]);
    result.inB[at] = similarity(b, shared.b[i], shared.b[j]);
    if (++at % PAIRS_A_SLICE === 0) yield { stage, done: at, total: count };
  }
  return result;
}

/** All pairs of compared words, or a sample where they are more than `pairs`. */
function drawn({ words, pairs, random }: Plan): { count: number; each: Iterable<[number, number]> } {
  const all = (words * (words - 1)) / 2;
  return all <= pairs ? { count: all, each: allPairs(words) } : { count: pairs, each: samplePairs(words, pairs, random) };
}

/** Compared words with their neighbours in either space, each pair once, the frequent word first. */
function neighbourPairs(nearA: number[][], nearB: number[][]): { count: number; each: [number, number][] } {
  const known = new Set<number>();
  const each: [number, number][] = [];
  nearA.forEach((inA, i) => {
    for (const j of [...inA, ...nearB[i]]) {
      const [low, high] = i < j ? [i, j] : [j, i];
      const key = low * 2 ** 26 + high;
      if (known.has(key)) continue;
      known.add(key);
      each.push([low, high]);
    }
  });
  return { count: each.length, each };
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
