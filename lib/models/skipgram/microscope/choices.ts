/** The choices of one sentence, written down as a twin makes them: they depend on no vector. */
import type { Watcher } from '../../../kernels/skipgram/twin';
import type { OptionValues } from '../../../options';
import type { EncodedCorpus } from '../../../text/corpus';
import { keepThresholds, negativeTable } from '../sampling';
import { sentenceAround, type Coin, type Context, type Negative, type Step } from './step';

/** Draws and thresholds are integers of 32 bits; here they are shares of this. */
const WHOLE = 0x1_0000_0000;

/** The sentence that is read, and the tables of its random choices. */
export interface Reading {
  ids: Uint32Array;
  /** Number of the chosen token in `ids`. */
  chosen: number;
  counts: Uint32Array;
  keep: Uint32Array;
  negatives: Uint32Array;
}

export function readingOf({ ids, sentences, vocabulary: { counts } }: EncodedCorpus, { sample }: OptionValues, token: number): Reading {
  const [from, to] = sentenceAround(sentences, token);
  return { ids: ids.slice(from, to), chosen: token - from, counts, keep: keepThresholds(counts, sample), negatives: negativeTable(counts) };
}

/** What a center word is given: `parts` are the twin's own steps, in order. */
export interface Center<Part> {
  word: number;
  /** Number of its token in the sentence. */
  coin: number;
  /** Number among the tokens that stayed. */
  at: number;
  reach: number;
  draws: Draw[];
  parts: Part[];
}

interface Draw {
  slot: number;
  draw: number;
  word: number;
}

export class Choices<Part> {
  readonly coins: Coin[] = [];
  readonly centers: Center<Part>[] = [];
  private readonly kept: number[] = [];
  readonly watcher: Required<Pick<Watcher, 'coin' | 'window' | 'negative'>>;

  constructor(private readonly reading: Reading) {
    const { ids, keep } = reading;
    const { coins, centers, kept } = this;
    this.watcher = {
      coin: (token, drawn, stays) => {
        if (stays) kept.push(token);
        coins.push({ word: ids[token], probability: (keep[ids[token]] + 1) / WHOLE, draw: drawn / WHOLE, stays });
      },
      window: (at, reach) => centers.push({ word: ids[kept[at]], coin: kept[at], at, reach, draws: [], parts: [] }),
      negative: (slot, draw, word) => centers.at(-1)!.draws.push({ slot, draw, word }),
    };
  }

  add(part: Part): void {
    this.centers.at(-1)!.parts.push(part);
  }

  /**
   * The step at the chosen token.
   * @param look at its center word, once those before it are trained on
   * @param pass over one of those
   */
  step<Update>(look: (center: Center<Part>) => Update, pass: (earlier: Center<Part>) => void): Step<Update> {
    const { coins, centers, reading: { chosen } } = this;
    if (!coins[chosen].stays) return { coins, chosen, update: null, idle: 'left out' };
    if (centers.length === 0) return { coins, chosen, update: null, idle: 'alone' };
    const here = centers.findIndex(({ coin }) => coin === chosen);
    centers.slice(0, here).forEach(pass);
    return { coins, chosen, update: look(centers[here]), idle: null };
  }

  contextsOf({ at, reach }: Center<Part>): Context[] {
    const contexts = this.kept.map((coin, i) => ({ word: this.coins[coin].word, coin, distance: i - at }));
    return contexts.filter(({ distance }) => distance !== 0 && Math.abs(distance) <= reach);
  }

  /** Draws of negatives with what decided them. */
  negatives(word: number, draws: Draw[]): Negative[] {
    const { counts, negatives: table } = this.reading;
    const weight = (count: number) => Math.sqrt(count) * Math.sqrt(Math.sqrt(count));
    const total = counts.reduce((sum, count) => sum + weight(count), 0);
    return draws.map((drawn) => ({
      slot: drawn.slot,
      alias: table[2 * drawn.slot + 1],
      threshold: (table[2 * drawn.slot] + 1) / WHOLE,
      draw: drawn.draw / WHOLE,
      word: drawn.word,
      probability: weight(counts[drawn.word]) / total,
      rejected: drawn.word === word,
    }));
  }
}
