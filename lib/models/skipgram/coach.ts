/**
 * What a training can be expected to give, said before it begins, from the counts of
 * tokens and types alone: which questions the vocabulary can be asked, what it costs,
 * and settings that suit the size. The rule for the settings and its evidence are in
 * coach.md beside this file.
 */
import { parseExpression } from '../../space/expression';
import type { EncodedCorpus, Vocabulary } from '../../text/corpus';
import type { Option, OptionValues } from '../../options';
import type { Preset } from '../model';
import { HIERARCHICAL_SOFTMAX } from './options';
import { sampleFor } from './subsampled';

/** Below this many occurrences nearly half of a word's neighbours change with the seed (coach.md): a judgement. */
export const RARE = 20;

/** Larger rates were not measured, and vectors may grow beyond all bounds with them. */
export const LARGEST_RATE = 0.1;

/** Options as they are worth being asked for with these values: without those that nothing reads, and warning of a large rate. */
export function advised(options: Option[], values: OptionValues): Option[] {
  const read = values.objective === HIERARCHICAL_SOFTMAX ? options.filter((o) => o.name !== 'negative') : options;
  return read.map((o) => (o.name === 'alpha' ? withCaution(o, values.alpha) : o));
}

/** A learning rate's option, with a warning for its help where the value asks for one. */
export function withCaution(option: Option, rate: number): Option {
  return rate > LARGEST_RATE ? { ...option, help: `Above ${LARGEST_RATE} the vectors may grow beyond all bounds, and the training is lost.` } : option;
}

/**
 * Settings by size, measured on cuts of one text from 0.25 to 4 million tokens (coach.md):
 * scores stop rising after some 30 passes, sooner in larger texts; fewer passes at twice
 * the rate come near; below 2 million tokens 50 dimensions do as well as 100. Below 0.25
 * million tokens the number of tokens seen is kept instead: vectors need some millions of
 * steps to part from each other at all. Subsampling is eased where it would leave out nearly all.
 */
export function presets({ tokens, vocabulary }: Pick<EncodedCorpus, 'tokens' | 'vocabulary'>): Record<Preset, OptionValues> {
  const dims = tokens < 2e6 ? 50 : 100;
  const sample = sampleFor(vocabulary.counts);
  return {
    fast: { dims, sample, epochs: passes(tokens, { small: 3.75e6, large: 12e6, least: 3, most: 15 }), alpha: tokens < 1e6 ? 0.05 : LARGEST_RATE },
    quality: { dims, sample, epochs: passes(tokens, { small: 7.5e6, large: 100e6, least: 5, most: 30 }), alpha: 0.05 },
  };
}

/** Tokens to see in all passes, in a small and in a large text, and the passes of those between. */
interface Reading {
  small: number;
  large: number;
  least: number;
  most: number;
}

function passes(tokens: number, { small, large, least, most }: Reading): number {
  const wanted = Math.max(small / tokens, Math.min(most, Math.max(least, large / tokens)));
  return Math.round(Math.min(200, wanted));
}

/**
 * What such a training reached on a text of about this size (an encyclopedia; coach.md):
 * agreement with people's judgements of similarity, and the share of analogy questions
 * answered among those whose words it knew. null for a text far below the smallest measured.
 */
export function expectation(tokens: number): (typeof REACHED)[number] | null {
  return REACHED.findLast((row) => tokens >= row.tokens / 2) ?? null;
}

const REACHED = [
  { tokens: 250_000, similarity: 0.5, analogies: 0.03 },
  { tokens: 1_000_000, similarity: 0.5, analogies: 0.09 },
  { tokens: 4_000_000, similarity: 0.62, analogies: 0.23 },
];

/** Asked where nothing is known of the text: among the best known analogies. */
export const USUAL = ['king - man + woman', 'uncle - man + woman', 'large - small + smaller'];

/** What stands in the way of asking an expression; nothing does where both lists are empty. */
export interface Askable {
  expression: string;
  /** Words that are not in the vocabulary. */
  missing: string[];
  /** Words with fewer than RARE occurrences: there is an answer, and it is a guess. */
  rare: { word: string; count: number }[];
}

/** Whether a vocabulary can be asked each expression. */
export function askable({ words, counts }: Vocabulary, expressions: string[]): Askable[] {
  const idOf = new Map(words.map((word, id) => [word, id]));
  return expressions.map((expression) => {
    const names = namesIn(expression);
    const rare = names.map((word) => ({ word, count: counts[idOf.get(word) ?? -1] ?? RARE })).filter(({ count }) => count < RARE);
    return { expression, missing: names.filter((name) => !idOf.has(name)), rare };
  });
}

/** Whether a vocabulary has not one word of the expressions, as of a text in another language. */
export function knowsNone({ words }: Vocabulary, expressions: string[]): boolean {
  const asked = new Set(expressions.flatMap(namesIn));
  return !words.some((word) => asked.has(word));
}

function namesIn(expression: string): string[] {
  return parseExpression(expression, () => true).map((term) => term.name);
}
