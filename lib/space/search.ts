/** Names as one types them: what begins with the letters, then what contains them, then what nearly matches. */
import { WordspaceError } from '../error';
import { fold, type VectorSpace } from './space';
import { closest, find } from './suggest';
import { wholeNumber } from './whole-number';

export interface Found {
  row: number;
  name: string;
}

/** Shorter typing matches nearly everything by a slip or two. */
const FUZZY_FROM = 3;

/**
 * At most `limit` names without regard to case: the name itself first, and
 * within each kind of match in row order (the most frequent first). Nothing
 * typed finds the first rows.
 * @throws WordspaceError where limit is no count
 */
export function searchNames(space: VectorSpace, text: string, limit: number): Found[] {
  wholeNumber(limit, 'The number of names');
  const wanted = fold(text.trim());
  const rows = new Set<number>();
  const exact = find(space, text.trim());
  if (exact >= 0) rows.add(exact);
  const within: number[] = [];
  for (let row = 0; row < space.size && rows.size < limit; row++) {
    const at = space.folded[row].indexOf(wanted);
    if (at === 0) rows.add(row);
    else if (at > 0 && within.length < limit) within.push(row);
  }
  for (const row of within) rows.add(row);
  if (rows.size < limit && wanted.length >= FUZZY_FROM) {
    for (const row of closest(space, wanted, limit)) rows.add(row);
  }
  return [...rows].slice(0, limit).map((row) => ({ row, name: space.names[row] }));
}

/** What is written between slashes is a pattern: `/^wh.*e$/`. */
export function isPattern(text: string): boolean {
  return /^\/.+\/$/.test(text.trim());
}

/**
 * All names that hold the letters typed, or that a pattern (a regular expression between slashes) fits, without
 * regard to case, in row order.
 * @throws WordspaceError for a pattern that is none
 */
export function matchingNames(space: VectorSpace, text: string): string[] {
  const typed = text.trim();
  if (!isPattern(typed)) {
    const wanted = fold(typed);
    return wanted === '' ? [] : space.names.filter((_, row) => space.folded[row].includes(wanted));
  }
  const pattern = patternOf(typed.slice(1, -1));
  return space.names.filter((name) => pattern.test(name));
}

function patternOf(source: string): RegExp {
  try {
    return new RegExp(source, 'iu');
  } catch (error) {
    throw new WordspaceError(`/${source}/ is no pattern (${(error as Error).message.replace(/^.*: /, '')}); try /^wh.*e$/ for words from wh to e.`);
  }
}
