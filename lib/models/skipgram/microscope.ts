/**
 * One step of skip-gram under the microscope: what training does at one token of the
 * text, with every choice and every number on the way (Mikolov et al. 2013, "Distributed
 * Representations of Words and Phrases"). Nothing is computed a second way: the choices
 * come from the kernel's twin, run without vectors since no choice depends on them, and
 * the numbers from the twin's `descend` on the rows it touches.
 */
import { firstThat } from '../../kernels/bisect';
import type { Dense } from '../../kernels/matrix';
import { descend, SkipgramTwin } from '../../kernels/skipgram/twin';
import type { EncodedCorpus } from '../../text/corpus';
import type { OptionValues } from '../../options';
import { FIXED } from './options';
import { LONGEST } from './prepare';
import { keepThresholds, negativeTable } from './sampling';

/** Draws and thresholds are integers of 32 bits; here they are shares of this. */
const WHOLE = 0x1_0000_0000;

/** What training reads and writes: row i of both belongs to word i of the vocabulary. */
export interface Network {
  /** Word vectors. */
  input: Dense;
  /** Output vectors. */
  output: Dense;
}

export interface Step {
  /** Every token of the sentence that the chosen token stands in, at most 1000. */
  coins: Coin[];
  /** Number of the chosen token among them. */
  chosen: number;
  /** Null where this token is not trained on this time. */
  update: Update | null;
  /** Why not: the coin left the token out, or left it no word beside it. */
  idle: 'left out' | 'alone' | null;
}

/** Subsampling of one token: it stays when the draw is at most the probability. */
export interface Coin {
  word: number;
  probability: number;
  draw: number;
  stays: boolean;
}

export interface Update {
  center: number;
  /** Drawn from 1 … window: so many of the tokens that stayed count to each side. */
  reach: number;
  /** Context words from left to right. `coin` is the token's number in `Step.coins`. */
  contexts: { word: number; coin: number; distance: number }[];
  negatives: Negative[];
  /** The center (label 1), then the negatives that count (label 0). */
  targets: { word: number; label: 0 | 1 }[];
  /** Contexts × targets, row by row. */
  pairs: Pair[];
  /** Σ of the pairs' losses, in nats, before the step. */
  loss: number;
  /** The same sum over the same pairs after it. */
  lossAfter: number;
  /** Rows that moved: contexts' word vectors, then targets' output vectors, each once. */
  moves: Move[];
}

/** One draw of a negative: a slot, and a second draw that takes the slot's word or its alias. */
export interface Negative {
  slot: number;
  alias: number;
  threshold: number;
  draw: number;
  word: number;
  /** Share of all draws that this word gets, in proportion to count^¾. */
  probability: number;
  /** Equal to the center word, so left out. */
  rejected: boolean;
}

export interface Pair {
  context: number;
  target: number;
  label: 0 | 1;
  /** Dot product of the context's word vector and the target's output vector. */
  dot: number;
  /** σ(dot), what the network believes: the probability that the pair is a true one. */
  sigma: number;
  /** −ln of the probability given to the truth, in nats. */
  loss: number;
  /** alpha · (label − σ): by so much the two rows move along each other. */
  gradient: number;
}

export interface Move {
  word: number;
  side: 'input' | 'output';
  before: Float32Array;
  after: Float32Array;
}

/** How a row has moved: the distance, its length before and after, and its cosine with another row's, both before and after. */
export function movement({ before, after }: Move, other: Move) {
  return {
    distance: length(after.map((x, j) => x - before[j])),
    length: [length(before), length(after)] as const,
    cosine: [cosine(before, other.before), cosine(after, other.after)] as const,
  };
}

/**
 * The step at one token: what `SkipgramTwin.train` does there when it reads this
 * sentence from this state of the network with this seed (the tokens before it have
 * then already been trained on).
 * @param options of the training: window, windowKind, negative, sample
 * @param token number of the token in `corpus.ids`
 * @param alpha learning rate
 */
export function oneStep(corpus: EncodedCorpus, options: OptionValues, network: Network, token: number, seed: number, alpha: number): Step {
  const [from, to] = sentenceAround(corpus.sentences, token);
  const ids = corpus.ids.slice(from, to);
  const { counts } = corpus.vocabulary;
  const tables = tablesOf(corpus, options);
  const chosen = token - from;
  const choices = draw(ids, tables, { ...options, seed });
  const coins = choices.coins;
  if (!coins[chosen].stays) return { coins, chosen, update: null, idle: 'left out' };
  if (choices.centers.length === 0) return { coins, chosen, update: null, idle: 'alone' };

  const rows = Rows.of(network, choices.centers.flatMap(({ groups }) => groups.flatMap((g) => [...g.contexts, ...g.targets])));
  for (const earlier of choices.centers) {
    if (earlier.coin === chosen) return { coins, chosen, update: update(earlier, choices.kept, tables.negatives, counts, rows, alpha), idle: null };
    for (const { contexts, targets } of earlier.groups) rows.descend(contexts, targets, earlier.word, alpha);
  }
  throw new Error('a token that stayed was not trained on');
}

/** Coins tossed before giving up. */
const TOSSES = 2000;

/**
 * The first seed after `seed` with which a token is trained on: frequent words are left
 * out by nearly every coin. Null when none of 2000 lets it stay.
 */
export function seedThatStays(corpus: EncodedCorpus, options: OptionValues, token: number, seed: number): number | null {
  const [from, to] = sentenceAround(corpus.sentences, token);
  const ids = corpus.ids.slice(from, to);
  const tables = tablesOf(corpus, options);
  for (let next = seed + 1; next <= seed + TOSSES; next++) {
    if (draw(ids, tables, { ...options, seed: next }).centers.some(({ coin }) => coin === token - from)) return next;
  }
  return null;
}

/** First token of the sentence around a token and the one after its last, cut where training cuts it. */
export function sentenceAround(sentences: Uint32Array, token: number): [number, number] {
  const next = firstThat(0, sentences.length - 1, (at) => sentences[at] > token);
  const begin = sentences[next - 1];
  const from = begin + LONGEST * Math.floor((token - begin) / LONGEST);
  return [from, Math.min(from + LONGEST, sentences[next])];
}

interface Tables {
  keep: Uint32Array;
  negatives: Uint32Array;
}

function tablesOf({ vocabulary: { counts } }: EncodedCorpus, { sample }: OptionValues): Tables {
  return { keep: keepThresholds(counts, sample), negatives: negativeTable(counts) };
}

interface Center {
  word: number;
  coin: number;
  /** Number among the tokens that stayed. */
  at: number;
  reach: number;
  draws: { slot: number; draw: number; word: number }[];
  groups: { contexts: number[]; targets: number[] }[];
}

/** All choices of one sentence, from a twin whose vectors have no numbers. */
function draw(ids: Uint32Array, { keep, negatives }: Tables, { window, windowKind, negative, seed }: OptionValues) {
  const coins: Coin[] = [];
  const kept: number[] = [];
  const centers: Center[] = [];
  const twin = new SkipgramTwin(
    { dims: 0, window, fixedWindow: windowKind === FIXED, negative, vocabulary: keep.length, ids, sentences: Uint32Array.of(0, ids.length), keep, negatives, seed },
    {
      coin: (token, drawn, stays) => {
        if (stays) kept.push(token);
        coins.push({ word: ids[token], probability: (keep[ids[token]] + 1) / WHOLE, draw: drawn / WHOLE, stays });
      },
      window: (at, reach) => centers.push({ word: ids[kept[at]], coin: kept[at], at, reach, draws: [], groups: [] }),
      negative: (slot, drawn, word) => centers.at(-1)!.draws.push({ slot, draw: drawn, word }),
      group: (contexts, targets) => centers.at(-1)!.groups.push({ contexts, targets }),
    },
  );
  twin.train(0, 1, 0);
  return { coins, kept, centers };
}

function update(center: Center, kept: number[], table: Uint32Array, counts: Uint32Array, rows: Rows, alpha: number): Update {
  const { word, at, reach, groups } = center;
  const targets = groups.flatMap((g) => g.targets).map((target, i) => ({ word: target, label: i === 0 ? 1 : 0 }) as const);
  const before = rows.copy();
  const pairs: Pair[] = Array.from({ length: groups[0].contexts.length * targets.length });
  let [loss, lossAfter, first] = [0, 0, 0];
  for (const group of groups) {
    loss += rows.descend(group.contexts, group.targets, word, alpha, (context, target, dot, sign, missed, lost) => {
      const sigma = sign > 0 ? 1 - missed : missed;
      pairs[context * targets.length + first + target] = {
        context, target: first + target, label: sign > 0 ? 1 : 0, dot, sigma, loss: lost, gradient: alpha * sign * missed,
      };
    });
    first += group.targets.length;
  }
  for (const group of groups) lossAfter += rows.descend(group.contexts, group.targets, word, 0);
  const contexts = kept
    .map((coin, i) => ({ coin, distance: i - at }))
    .filter(({ distance }) => distance !== 0 && Math.abs(distance) <= reach)
    .map(({ coin, distance }, i) => ({ word: groups[0].contexts[i], coin, distance }));
  const moved = (side: Move['side'], words: number[]): Move[] =>
    [...new Set(words)].map((w) => ({ word: w, side, before: before.row(side, w), after: rows.row(side, w) }));
  return {
    center: word,
    reach,
    contexts,
    negatives: explained(center, table, counts),
    targets,
    pairs,
    loss,
    lossAfter,
    moves: [...moved('input', groups[0].contexts), ...moved('output', targets.map((t) => t.word))],
  };
}

function explained({ word: center, draws }: Center, table: Uint32Array, counts: Uint32Array): Negative[] {
  const weight = (count: number) => Math.sqrt(count) * Math.sqrt(Math.sqrt(count));
  const total = counts.reduce((sum, count) => sum + weight(count), 0);
  return draws.map(({ slot, draw: drawn, word }) => ({
    slot,
    alias: table[2 * slot + 1],
    threshold: (table[2 * slot] + 1) / WHOLE,
    draw: drawn / WHOLE,
    word,
    probability: weight(counts[word]) / total,
    rejected: word === center,
  }));
}

/** The few rows a sentence touches, apart from the network, which stays as it is. */
class Rows {
  private constructor(
    private readonly local: Map<number, number>,
    private readonly dims: number,
    private readonly input: Float32Array,
    private readonly output: Float32Array,
  ) {}

  static of({ input, output }: Network, words: number[]): Rows {
    const { dims } = input;
    const local = new Map([...new Set(words)].map((word, i) => [word, i]));
    const gathered = ({ values }: Dense) => {
      const rows = new Float32Array(local.size * dims);
      for (const [word, i] of local) rows.set(values.subarray(word * dims, (word + 1) * dims), i * dims);
      return rows;
    };
    return new Rows(local, dims, gathered(input), gathered(output));
  }

  copy(): Rows {
    return new Rows(this.local, this.dims, this.input.slice(), this.output.slice());
  }

  row(side: Move['side'], word: number): Float32Array {
    const at = this.local.get(word)! * this.dims;
    return this[side].slice(at, at + this.dims);
  }

  descend(contexts: number[], targets: number[], center: number, alpha: number, watch?: Parameters<typeof descend>[7]): number {
    const at = (word: number) => this.local.get(word)!;
    return descend(this.input, this.output, this.dims, contexts.map(at), targets.map(at), at(center), alpha, watch);
  }
}

function length(vector: Float32Array): number {
  return Math.sqrt(dot(vector, vector));
}

/** 0 where one of the two has no length. */
function cosine(a: Float32Array, b: Float32Array): number {
  return dot(a, b) / (length(a) * length(b) || 1);
}

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, x, j) => sum + x * b[j], 0);
}
