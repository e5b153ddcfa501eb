/** From what a person wrote to a row: the exact name, another case, or a list of what may have been meant. */
import { WordspaceError } from '../error';
import { editDistance } from './edits';
import { fold, type VectorSpace } from './space';

/**
 * The row of a name: as written, else without regard to case.
 * @throws WordspaceError that suggests near names
 */
export function lookup(space: VectorSpace, word: string): number {
  const row = find(space, word);
  if (row >= 0) return row;
  const meant = suggestions(space, word);
  const mend = meant.length > 0 ? `did you mean ${meant.join(', ')}?` : 'try another, or train with a lower min count.';
  throw new WordspaceError(`“${word}” is not among the ${space.size.toLocaleString('en')} words of this space; ${mend}`);
}

/** As `lookup`, with −1 for an unknown name; “new york” finds the phrase new_york. */
export function find(space: VectorSpace, word: string): number {
  const row = space.rowOf(word);
  if (row >= 0) return row;
  const folded = space.rowOfFolded(word.trim());
  return folded >= 0 ? folded : space.rowOfFolded(word.trim().replace(/\s+/g, '_'));
}

/** The names nearest to an unknown word, best first. */
export function suggestions(space: VectorSpace, word: string, limit = 5): string[] {
  return closest(space, word, limit).map((row) => space.names[row]);
}

/**
 * Rows whose names are a few slips away from the word or begin with it, in the
 * order of slips (a longer word with this beginning counts as two at most); among
 * equals those with the same first letter, which people seldom mistype, and then
 * the frequent.
 */
export function closest(space: VectorSpace, word: string, limit: number): number[] {
  const wanted = fold(word.trim());
  if (wanted === '') return [];
  const most = wanted.length < 4 ? 1 : 2;
  const found: { row: number; cost: number }[] = [];
  space.folded.forEach((name, row) => {
    const distance = editDistance(wanted, name, most);
    const begins = wanted.length > 2 && name.startsWith(wanted);
    if (distance > most && !begins) return;
    const slips = begins ? Math.min(distance, 2) : distance;
    const sameStart = name.charCodeAt(0) === wanted.charCodeAt(0);
    found.push({ row, cost: 2 * slips + (sameStart ? 0 : 1) });
  });
  return found.sort((x, y) => x.cost - y.cost || x.row - y.row).slice(0, limit).map(({ row }) => row);
}
