import { WordspaceError } from '../error';
import type { Column, Corpus } from '../text/corpus';

/** The documents one file gave. */
export interface Part {
  texts: string[];
  titles: string[];
  columns: Column[];
  warnings: string[];
}

/** A file whose whole text is one document. */
export function wholePart(title: string, text: string): Part {
  return { texts: [text], titles: [title], columns: [], warnings: [] };
}

/** The first words of a text, to call a document by that has no title. */
export function opening(text: string): string {
  const line = text.slice(0, 400).trim().replace(/\s+/g, ' ');
  return line.length <= 48 ? line : `${line.slice(0, 48).replace(/\s\S*$/, '')}…`;
}

/**
 * Puts parts together into one corpus: a column that some parts lack is null
 * there, and one that is not a number everywhere becomes a category. Where
 * several files gave documents, a column says which file (or folder) each came from.
 */
export function joinParts(name: string, parts: { path: string; part: Part }[]): Corpus {
  const sizes = parts.map(({ part }) => part.texts.length);
  const total = sizes.reduce((a, b) => a + b, 0);
  if (total === 0) throw new WordspaceError(`${name} holds no text; choose a file with words in it.`);
  const columns = joinColumns(parts.map(({ part }) => part.columns), sizes);
  const add = (label: string, values: string[]) => {
    const free = columns.every((column) => column.name !== label);
    if (free && new Set(values).size > 1) columns.push({ name: label, kind: 'category', values: spread(values, sizes) });
  };
  add('folder', parts.map(({ path }) => path.split('/').slice(0, -1).join('/') || '.'));
  if (total > parts.length) add('file', parts.map(({ path }) => path));
  return {
    name,
    title: name.replace(/(\.(txt|md|csv|tsv|jsonl|ndjson|json|zip|gz))+$/i, ''),
    texts: parts.flatMap(({ part }) => part.texts),
    titles: distinct(parts.flatMap(({ part }) => part.titles)),
    columns,
  };
}

function joinColumns(perPart: Column[][], sizes: number[]): Column[] {
  const names = new Set(perPart.flatMap((columns) => columns.map((column) => column.name)));
  return [...names].map((name): Column => {
    const found = perPart.map((columns) => columns.find((column) => column.name === name));
    const values = found.flatMap((column, p): (string | number | null)[] => column?.values ?? Array.from<null>({ length: sizes[p] }).fill(null));
    const dates = found.some((column) => column?.kind === 'number' && column.dates);
    const numbers = { name, kind: 'number' as const, values: values as (number | null)[] };
    if (dates) Object.assign(numbers, { dates });
    return found.every((column) => !column || column.kind === 'number')
      ? numbers
      : { name, kind: 'category', values: values.map((v) => (v === null ? null : String(v))) };
  });
}

/** One value a part → one value a document. */
function spread(values: string[], sizes: number[]): string[] {
  return values.flatMap((value, p) => Array.from<string>({ length: sizes[p] }).fill(value));
}

/** The same titles, with " (2)", " (3)" … behind repeated ones. */
export function distinct(titles: string[]): string[] {
  const taken = new Set(titles);
  const seen = new Map<string, number>();
  return titles.map((title) => {
    let count = (seen.get(title) ?? 0) + 1;
    let label = title;
    if (count > 1) {
      while (taken.has((label = `${title} (${count})`))) count++;
      taken.add(label);
    }
    seen.set(title, count);
    return label;
  });
}
