/**
 * The King James Bible from kjv: `json/verses-1769.json` maps "Genesis 1:1" to its
 * verse; `#` opens a paragraph and […] marks words that the translators added.
 */
import type { Corpus } from '../../lib/text/corpus';
import { packageFolder, packageText } from './package';

const FIRST_OF_NEW_TESTAMENT = 'Matthew';

/** One document a chapter, a verse a line; columns book, testament, chapter. */
export function kjv(): Corpus {
  const verses = JSON.parse(packageText(packageFolder('kjv'), 'json', 'verses-1769.json')) as Record<string, string>;
  const chapters = new Map<string, string[]>();
  for (const [reference, verse] of Object.entries(verses)) {
    const title = reference.slice(0, reference.lastIndexOf(':'));
    const lines = chapters.get(title) ?? [];
    if (lines.length === 0) chapters.set(title, lines);
    lines.push(verse.replace(/[#[\]]/g, '').trim());
  }
  const titles = [...chapters.keys()];
  const books = titles.map((title) => title.slice(0, title.lastIndexOf(' ')));
  const newTestament = books.indexOf(FIRST_OF_NEW_TESTAMENT);
  return {
    name: 'kjv',
    title: 'King James Bible',
    texts: [...chapters.values()].map((lines) => lines.join('\n')),
    titles,
    columns: [
      { name: 'book', kind: 'category', values: books },
      { name: 'testament', kind: 'category', values: books.map((_, i) => (i < newTestament ? 'Old Testament' : 'New Testament')) },
      { name: 'chapter', kind: 'number', values: titles.map((title) => Number(title.slice(title.lastIndexOf(' ') + 1))) },
    ],
  };
}
