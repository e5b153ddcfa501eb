/** Which of the counted types become the vocabulary, and what is said when none does. */
import { UsageError, WordspaceError } from '../error';
import { LONGEST_TOKEN } from './tokenizer';

export interface VocabularyOptions {
  /** Words that occur fewer times are left out. Whole, ≥ 1. Default 5. */
  minCount: number;
  /** At most so many words, the most frequent. Whole, ≥ 1. Default 200,000. */
  maxSize: number;
}

/** @throws WordspaceError for options out of range */
export function checkVocabulary(options: VocabularyOptions): void {
  for (const [name, value] of [['min count', options.minCount], ['max size', options.maxSize]] as const) {
    if (!Number.isInteger(value) || value < 1) {
      throw new UsageError(`The ${name} of the vocabulary must be a whole number from 1, not ${value}.`);
    }
  }
}

/**
 * Types in the order of their vocabulary ids: descending count, ties by first appearance.
 * @param counts one a type, in order of first appearance
 * @param word spells a type, for the error
 * @param name of the corpus
 * @throws WordspaceError for a text without words, and for a min count that leaves nothing
 */
export function chosenTypes(counts: Uint32Array, word: (type: number) => string, name: string, { minCount, maxSize }: VocabularyOptions): number[] {
  if (counts.length === 0) throw new WordspaceError(`“${name}” has no words: bring a text with letters in it and spaces between words; more than ${LONGEST_TOKEN} characters in a row are none.`);
  const frequent: number[] = [];
  counts.forEach((count, type) => {
    if (count >= minCount) frequent.push(type);
  });
  if (frequent.length === 0) {
    const top = counts.indexOf(counts.reduce((most, count) => Math.max(most, count)));
    throw new WordspaceError(
      `No word of “${name}” is left: the most frequent, “${word(top)}”, occurs ${counts[top]} ` +
        `${counts[top] === 1 ? 'time' : 'times'}, fewer than the min count of ${minCount}; lower the min count or bring more text.`,
    );
  }
  return frequent.sort((a, b) => counts[b] - counts[a] || a - b).slice(0, maxSize);
}

const known = new WeakMap<readonly string[], ReadonlyMap<string, number>>();

/** Word → its id, made once for a list of words that changes no more. */
export function idsOf(words: readonly string[]): ReadonlyMap<string, number> {
  let ids = known.get(words);
  if (!ids) known.set(words, (ids = new Map(words.map((word, id) => [word, id]))));
  return ids;
}
