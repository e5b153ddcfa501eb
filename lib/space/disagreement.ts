/**
 * Pairs of words that two spaces see differently. Cosines of two models do not compare (one
 * model's .3 is another's .8), their places among the cosines of any two words do: every
 * similarity becomes the share of random pairs that are below it, and a pair that is a
 * neighbour in one space is listed by how far it falls in the other.
 */
import type { EncodedCorpus } from '../text/corpus';
import { idsOf } from '../text/vocabulary';
import type { Progress } from '../work';
import type { Comparison, Pairs } from './compare';
import { meaningOf } from './evidence/meaning';
import { placesIn } from './places';
import type { VectorSpace } from './space';

export interface DisagreedPair {
  first: string;
  second: string;
  /** Occurrences of the rarer word; null where counts are not known. */
  count: number | null;
  inA: number;
  inB: number;
  /** Share of random pairs that are less similar, 0 … 1. */
  shareA: number;
  shareB: number;
  /** Sentences that hold both, where a text was given. */
  together: number | null;
}

export interface DisagreementOptions {
  /** Both words occur at least so often … */
  from?: number;
  /** … and less often than this. */
  to?: number;
  /** Which words count; default all. */
  keeps?: (word: string) => boolean;
  /** Only pairs that share no sentence; default false. */
  apart?: boolean;
  /** Default 100. */
  limit?: number;
}

/**
 * Pairs that are near in one space and far in the other, the widest gap first.
 * @param nearIn the space they are near in
 * @param together sentences with both words, a number for every pair of `comparison.near` (see `sentencesTogether`)
 */
export function disagreements(comparison: Comparison, nearIn: 'a' | 'b', together: ArrayLike<number> | null, { from = 0, to = Infinity, keeps = () => true, apart = false, limit = 100 }: DisagreementOptions = {}): DisagreedPair[] {
  const { near, names, counts, sample } = comparison;
  const [placeA, placeB] = [placesIn(sample.inA), placesIn(sample.inB)];
  const found: { pair: DisagreedPair; gap: number; close: number }[] = [];
  for (let p = 0; p < near.first.length; p++) {
    const [first, second] = [names[near.first[p]], names[near.second[p]]];
    const [one, other] = [counts[near.first[p]], counts[near.second[p]]];
    const count = one === null || other === null ? null : Math.min(one, other);
    if (count !== null && (count < from || Math.max(one ?? 0, other ?? 0) >= to)) continue;
    if (apart && together && together[p] > 0) continue;
    if (!keeps(first) || !keeps(second)) continue;
    const [shareA, shareB] = [placeA(near.inA[p]), placeB(near.inB[p])];
    const gap = nearIn === 'a' ? shareA - shareB : shareB - shareA;
    if (gap <= 0) continue;
    const [inA, inB] = [near.inA[p], near.inB[p]];
    found.push({ pair: { first, second, count, inA, inB, shareA, shareB, together: together ? together[p] : null }, gap, close: nearIn === 'a' ? inA : inB });
  }
  found.sort((x, y) => y.gap - x.gap || y.close - x.close);
  return found.slice(0, limit).map(({ pair }) => pair);
}

/** Steps of the merge in one slice: about 20 ms. */
const SLICE = 4e6;

/**
 * For every pair the number of sentences that hold both words, by merging the lists of
 * their sentences; 0 for words that the corpus does not have. Yields its progress.
 */
export function* sentencesTogether({ first, second }: Pairs, names: string[], { ids, sentences, vocabulary }: EncodedCorpus): Generator<Progress, Uint32Array, void> {
  const idOf = idsOf(vocabulary.words);
  const { starts, listed } = postings(ids, sentences, vocabulary.words.length);
  const counts = new Uint32Array(first.length);
  let steps = 0;
  for (let p = 0; p < first.length; p++) {
    const [a, b] = [idOf.get(names[first[p]]), idOf.get(names[second[p]])];
    if (a === undefined || b === undefined) continue;
    let [i, j] = [starts[a], starts[b]];
    steps += starts[a + 1] - i + starts[b + 1] - j;
    while (i < starts[a + 1] && j < starts[b + 1]) {
      const ahead = listed[i] - listed[j];
      if (ahead === 0) counts[p]++;
      if (ahead <= 0) i++;
      if (ahead >= 0) j++;
    }
    if (steps < SLICE) continue;
    steps = 0;
    yield { stage: 'looking for sentences', done: p, total: first.length };
  }
  return counts;
}

/** The sentences of every word, ascending, each once. */
function postings(ids: Uint32Array, sentences: Uint32Array, words: number): { starts: Uint32Array; listed: Uint32Array } {
  const starts = new Uint32Array(words + 1);
  const last = new Uint32Array(words);
  const each = (visit: (id: number, sentence: number) => void) => {
    last.fill(0);
    for (let s = 0; s + 1 < sentences.length; s++) {
      for (let at = sentences[s]; at < sentences[s + 1]; at++) {
        if (last[ids[at]] === s + 1) continue;
        last[ids[at]] = s + 1;
        visit(ids[at], s);
      }
    }
  };
  each((id) => starts[id + 1]++);
  for (let w = 0; w < words; w++) starts[w + 1] += starts[w];
  const next = starts.slice(0, words);
  const listed = new Uint32Array(starts[words]);
  each((id, s) => (listed[next[id]++] = s));
  return { starts, listed };
}

/** What makes words similar in a space: that they share documents, or that they share contexts. */
export function sees(space: VectorSpace): 'topics' | 'contexts' {
  const { model } = space.provenance;
  if (model === 'ppmi-svd') return 'contexts';
  const meaning = meaningOf(space);
  return meaning === 'documents' || meaning === 'topics' || meaning === 'directions' ? 'topics' : 'contexts';
}

/** What the two lists are called: by what the spaces see where that differs, else by where the pairs are near. */
export function listNames(a: 'topics' | 'contexts', b: 'topics' | 'contexts'): { a: string; b: string } {
  const name = (mine: string, other: string) => (mine === other ? null : mine === 'topics' ? 'Same topic, different meaning' : 'Same meaning, never together');
  return { a: name(a, b) ?? 'Near in the first space only', b: name(b, a) ?? 'Near in the second space only' };
}
