/** Which document is meant on the command line. */
import { WordspaceError } from '../error';
import { warn } from './terminal';

/**
 * The row of the document with this title, else with this number counted from 1, else with this in its title.
 * Of several it is the first, which a note says: titles may repeat.
 * @throws WordspaceError where there is none
 */
export function documentNamed(titles: readonly string[], asked: string): number {
  const called = rowsWhere(titles, (title) => title === asked);
  const number = /^\d+$/.test(asked) ? Number(asked) : 0;
  if (called.length === 0 && number >= 1 && number <= titles.length) return number - 1;
  const found = called.length > 0 ? called : rowsWhere(titles, (title) => title.toLowerCase().includes(asked.toLowerCase()));
  if (found.length === 0) throw new WordspaceError(`There is no document “${asked}”: give its title (the first is “${titles[0]}”), or a number from 1 to ${titles.length}.`);
  if (found.length > 1) {
    const namesakes = called.length > 0 ? `are called “${asked}”` : `have “${asked}” in their titles`;
    warn(`${found.length.toLocaleString('en')} documents ${namesakes}; this is the first, number ${found[0] + 1}. Give a number for another.`);
  }
  return found[0];
}

function rowsWhere(titles: readonly string[], holds: (title: string) => boolean): number[] {
  return titles.flatMap((title, row) => (holds(title) ? [row] : []));
}
