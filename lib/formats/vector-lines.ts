/** What the first lines of a text file have in common, where they are the rows of vectors. */
import { readHeader } from './vector-text';

export interface FirstRows {
  /** How many lines were looked at, and how many numbers each has. */
  lines: number;
  dims: number;
  /** Whether a name stands before the numbers of a line: not, where all of the lines are numbers throughout. */
  named: boolean;
}

/** So many lines tell. */
const LINES = 20;
/** They stand in so many bytes, of which the whole ones are looked at. */
export const BEGINNING = 1 << 18;

/**
 * Undefined where the lines do not all end in as many numbers.
 * @param most lines to look at, with the line “rows dims” that may stand before the rows
 */
export function firstRows(bytes: Uint8Array, most = LINES): FirstRows | undefined {
  const rows = linesOf(bytes, most).map((line) => line.trim().split(/[ \t]+/));
  const header = readHeader(bytes);
  // What looks like a header may be the first of rows that are two numbers each.
  const headed = header && (rows.length < 2 || rows[1].length > header.dims);
  if (headed) rows.shift();
  if (rows.length === 0) return undefined;
  const width = rows[0].length;
  if (!headed && width > 1 && rows.every((row) => row.length === width && row.every(isNumber))) return { lines: rows.length, dims: width, named: false };
  // A name may hold spaces, but without a header the first must not: it says how many numbers there are.
  const dims = headed ? header.dims : width - 1;
  const named = dims > 0 && rows.every((row) => row.length > dims && row.slice(-dims).every(isNumber));
  return named ? { lines: rows.length, dims, named } : undefined;
}

/** Those with something on them; the last one may be cut, in the middle of a letter too. */
export function linesOf(bytes: Uint8Array, most: number): string[] {
  const beginning = bytes.subarray(0, BEGINNING);
  if (beginning.includes(0)) return [];
  const lines = new TextDecoder().decode(beginning).split('\n');
  if (bytes.length > BEGINNING) lines.pop();
  return lines.filter((line) => line.trim() !== '').slice(0, most);
}

export function isNumber(field: string): boolean {
  return field !== '' && Number.isFinite(Number(field));
}
