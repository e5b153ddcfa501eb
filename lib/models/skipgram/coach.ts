/**
 * What a training can be expected to give, said before it begins, from the counts of
 * tokens and types alone: which questions the vocabulary can be asked, what it costs,
 * and settings that suit the size. The rule for the settings and its evidence are in
 * coach.md beside this file.
 */
import { parseExpression } from '../../space/expression';
import type { Vocabulary } from '../../text/corpus';
import type { OptionValues } from '../../options';

/** Below this many occurrences a word's neighbours change with the seed more than they stay (coach.md). */
export const RARE = 20;

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
    const names = parseExpression(expression, () => true).map((term) => term.name);
    const rare = names.map((word) => ({ word, count: counts[idOf.get(word) ?? -1] ?? RARE })).filter(({ count }) => count < RARE);
    return { expression, missing: names.filter((name) => !idOf.has(name)), rare };
  });
}

/**
 * Bytes that training holds at its height: input and output vectors, the alias table and
 * the keep thresholds of every word, and the integers of the text once for the page and
 * once for the trainer.
 */
export function memoryBytes({ words, tokens }: { words: number; tokens: number }, { dims }: OptionValues): number {
  const row = Math.ceil(dims / 4) * 16;
  return words * (2 * row + 12) + tokens * 4 * 2;
}
