import { WordspaceError } from '../error';
import type { Column } from '../text/corpus';
import { yearOf } from '../text/dates';
import { opening, type Part } from './part';

/** A table read from CSV or JSON lines: rows of cells as text, null where empty. */
export interface Table {
  headers: string[];
  rows: (string | null)[][];
}

const TITLES = ['title', 'name', 'headline', 'subject', 'id'];

/**
 * One document a row. The text column is the one asked for, else one that is
 * called text, body, content …, else the one with the longest cells on average.
 * A column called title, name, headline, subject or id names the documents; the
 * rest become metadata: numbers or dates where every cell is one, else categories.
 * Rows without text are left out and counted in a warning.
 */
export function tablePart({ headers, rows }: Table, file: string, textColumn?: string): Part {
  const text = textColumn === undefined ? guessText(headers, rows) : headers.indexOf(textColumn);
  if (text < 0) {
    throw new WordspaceError(`${file} has no column "${textColumn}"; its columns are ${headers.slice(0, 30).map((h) => `"${h}"`).join(', ')}.`);
  }
  const kept = rows.filter((row) => !isEmpty(row[text]));
  const skipped = rows.length - kept.length;
  const texts = kept.map((row) => row[text] ?? '');
  const title = TITLES.map((t) => headers.findIndex((h, i) => i !== text && h.toLowerCase() === t)).find((i) => i >= 0);
  return {
    texts,
    titles: kept.map((row, i) => (title === undefined ? null : row[title]) || opening(texts[i])),
    columns: headers.flatMap((name, i) => (i === text || i === title ? [] : (column(name, kept.map((row) => row[i] ?? null)) ?? []))),
    warnings: skipped > 0 ? [`${file}: left out ${skipped} of ${rows.length} rows, which have nothing in the column "${headers[text]}".`] : [],
  };
}

const TEXTS = new Set(['text', 'body', 'content', 'contents', 'document', 'article', 'abstract', 'message', 'review', 'comment', 'sentence']);

function guessText(headers: string[], rows: (string | null)[][]): number {
  const lengths = headers.map((_, i) => rows.reduce((sum, row) => sum + (row[i]?.length ?? 0), 0));
  const named = headers.flatMap((h, i) => (TEXTS.has(h.toLowerCase()) ? [i] : []));
  const candidates = named.length > 0 ? named : headers.map((_, i) => i);
  return candidates.reduce((best, i) => (lengths[i] > lengths[best] ? i : best));
}

/** A metadata column, or undefined when it is empty: numbers or dates where all cells are, beside such as stand for none; else categories. */
export function column(name: string, cells: (string | null)[]): Column | undefined {
  if (cells.every(isEmpty)) return undefined;
  const told = cells.map((cell) => (cell === null || NONE.has(cell.trim().toLowerCase()) ? null : cell));
  const numbers = valuesBy(told, Number);
  if (numbers) return { name, kind: 'number', values: numbers };
  const dates = valuesBy(told, yearOf);
  if (dates) return { name, kind: 'number', values: dates, dates: true };
  return { name, kind: 'category', values: cells.map((cell) => (isEmpty(cell) ? null : cell)) };
}

/** A number a cell; undefined where one cannot be read, or there is none at all. */
function valuesBy(cells: (string | null)[], read: (cell: string) => number | undefined): (number | null)[] | undefined {
  const values: (number | null)[] = [];
  for (const cell of cells) {
    const value = cell === null ? null : read(cell);
    if (value === undefined || (value !== null && !Number.isFinite(value))) return undefined;
    values.push(value);
  }
  return values.every((value) => value === null) ? undefined : values;
}

/** What is written in a column of numbers where there is none. */
const NONE = new Set(['', 'n/a', 'na', 'nan', 'null', 'none', '-', '–', '—', '?']);

function isEmpty(cell: string | null): boolean {
  return cell === null || cell.trim() === '';
}
