/** The words at the two ends of an axis, as a person writes them: `good, nice : bad, evil`. */
import { UsageError } from '../error';
import type { VectorSpace } from './space';
import { lookup } from './suggest';

export interface AxisWords {
  from: string[];
  to: string[];
}

/**
 * Words apart by commas, the ends by a colon.
 * @throws WordspaceError where there are not two ends with a word each
 */
export function parseAxis(text: string): AxisWords {
  const ends = text.split(':').map(parseEnd);
  if (ends.length !== 2 || ends.some((words) => words.length === 0)) {
    throw new UsageError(`“${text}” is not an axis: name the words of one end, a colon, and those of the other, such as good,nice:bad,evil.`);
  }
  return { from: ends[0], to: ends[1] };
}

/** The words of one end. */
export function parseEnd(text: string): string[] {
  return text.split(',').map((word) => word.trim()).filter((word) => word !== '');
}

export function axisText({ from, to }: AxisWords): string {
  return `${from.join(',')}:${to.join(',')}`;
}

/**
 * The rows of the words, each once.
 * @throws WordspaceError for a word that the space does not know, with those that may be meant
 */
export function rowsOfAxis(space: VectorSpace, { from, to }: AxisWords): { from: number[]; to: number[] } {
  const rows = (words: string[]) => [...new Set(words.map((word) => lookup(space, word)))];
  return { from: rows(from), to: rows(to) };
}
