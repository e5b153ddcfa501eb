/**
 * Phrases: neighbouring words that stand together far more often than chance become one
 * token, new york → new_york. The score is the discounted lift of Mikolov et al. 2013
 * ("Distributed Representations of Words and Phrases", eq. 6) times the number of tokens
 * N, as word2phrase.c has it:
 *
 *   score(a, b) = (count(a b) − δ) · N / (count(a) · count(b))
 *
 * that is e^PMI with δ counts taken off, so that rare words need more than one chance
 * meeting. Pairs above the threshold are joined from left to right; a further pass joins
 * phrases again, up to 2^passes words.
 */
import type { Progress } from '../work';
import type { GrowingUint32 } from './growing';
import type { Interner } from './interner';
import { pairHash } from './pair-hash';

export interface PhraseOptions {
  /** How often neighbours are joined; 0 joins none. Whole, 0–4. */
  passes: number;
  /** The least score of a phrase, > 0. */
  threshold: number;
  /** δ. */
  discount: number;
}

/** A text as provisional ids; what changes is changed in place. */
export interface ReadText {
  ids: GrowingUint32;
  /** Bounds of the sentences, none of them empty. */
  sentences: Uint32Array;
  /** Bounds of the documents, each a bound of a sentence too. */
  documents: Uint32Array;
  /** Occurrences of every type. */
  counts: GrowingUint32;
  interner: Interner;
}

/** Tokens in a slice: about 10 ms. */
const SLICE = 1 << 18;

/** Join the phrases of a text in place, yielding progress after every slice. */
export function* joinPhrases(text: ReadText, { passes, threshold, discount }: PhraseOptions): Generator<Progress, void> {
  for (let pass = 1; pass <= passes; pass++) {
    const pairs = new Pairs();
    yield* count(text, pairs, threshold, `counting pairs, pass ${pass} of ${passes}`);
    const { counts, ids, interner } = text;
    const total = ids.length;
    pairs.replaceCounts((a, b, together) => {
      const score = ((together - discount) * total) / (counts.at(a) * counts.at(b));
      if (!(score > threshold)) return 0;
      const name = `${interner.word(a)}_${interner.word(b)}`;
      return interner.id(name, 0, name.length) + 1;
    });
    while (counts.length < interner.size) counts.push(0);
    yield* join(text, pairs, `joining phrases, pass ${pass} of ${passes}`);
  }
}

/** Pairs of neighbours that can reach the threshold: at best every occurrence of the rarer word is in one. */
function* count({ ids: { filled: ids }, sentences, counts }: ReadText, pairs: Pairs, threshold: number, stage: string): Generator<Progress, void> {
  const commonest = ids.length / threshold;
  let pause = SLICE;
  for (let s = 1; s < sentences.length; s++) {
    for (let i = sentences[s - 1] + 1; i < sentences[s]; i++) {
      if (counts.at(ids[i]) < commonest && counts.at(ids[i - 1]) < commonest) pairs.increment(ids[i - 1], ids[i]);
    }
    if (sentences[s] < pause) continue;
    pause = sentences[s] + SLICE;
    yield { stage, done: sentences[s], total: ids.length };
  }
}

function* join({ ids: all, sentences, documents, counts }: ReadText, phrases: Pairs, stage: string): Generator<Progress, void> {
  const ids = all.filled;
  let written = 0;
  let document = 0;
  let pause = SLICE;
  for (let s = 0, i = 0; s < sentences.length; s++) {
    const end = sentences[s];
    while (i < end) {
      const phrase = i + 1 < end ? phrases.get(ids[i], ids[i + 1]) : 0;
      if (phrase > 0) {
        counts.add(ids[i], -1);
        counts.add(ids[i + 1], -1);
        counts.add(phrase - 1, 1);
      }
      ids[written++] = phrase > 0 ? phrase - 1 : ids[i];
      i += phrase > 0 ? 2 : 1;
    }
    sentences[s] = written;
    while (documents[document] === end) documents[document++] = written;
    if (end < pause) continue;
    pause = end + SLICE;
    yield { stage, done: end, total: ids.length };
  }
  all.length = written;
}

/** (a, b) → count, by open addressing with linear probing; a and b below 2^23, as Interner gives them. */
class Pairs {
  private keys = new Float64Array(1 << 16).fill(-1);
  private values = new Uint32Array(1 << 16);
  private size = 0;

  increment(a: number, b: number): void {
    const slot = this.slot(a, b);
    if (this.keys[slot] < 0) {
      this.keys[slot] = a * 2 ** 23 + b;
      this.size++;
    }
    this.values[slot]++;
    if (this.size * 2 > this.keys.length) this.widen();
  }

  /** The value of a pair, 0 where it was not counted. */
  get(a: number, b: number): number {
    return this.values[this.slot(a, b)];
  }

  replaceCounts(value: (a: number, b: number, count: number) => number): void {
    this.keys.forEach((key, slot) => {
      if (key >= 0) this.values[slot] = value(Math.floor(key / 2 ** 23), key % 2 ** 23, this.values[slot]);
    });
  }

  private slot(a: number, b: number): number {
    const mask = this.keys.length - 1;
    const key = a * 2 ** 23 + b;
    let slot = pairHash(a, b) & mask;
    while (this.keys[slot] >= 0 && this.keys[slot] !== key) slot = (slot + 1) & mask;
    return slot;
  }

  private widen(): void {
    const { keys, values } = this;
    this.keys = new Float64Array(keys.length * 2).fill(-1);
    this.values = new Uint32Array(keys.length * 2);
    keys.forEach((key, from) => {
      if (key < 0) return;
      const slot = this.slot(Math.floor(key / 2 ** 23), key % 2 ** 23);
      this.keys[slot] = key;
      this.values[slot] = values[from];
    });
  }
}
