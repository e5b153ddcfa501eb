/**
 * What a table beside vectors says of their words: `mine.metadata.tsv` (or .csv) beside
 * `mine.vec`, a row a word. A column that names the words joins the two; where none does, rows
 * go by their order, one a vector. The rest become columns, as those of documents do (table.ts).
 */
import { WordspaceError } from '../error';
import type { VectorSpace } from '../space/space';
import type { Column } from '../text/corpus';
import type { NamedBytes } from './corpora';
import { distinctHeaders, headerLike } from './delimited';
import { metadataRows } from './metadata-rows';
import { column } from './table';
import { fieldName } from './vector-text';
import { lacksNames, readVectors, repairs } from './vectors';

/** Of the rows, or of the words where they are fewer, so many must meet: a column of kinds holds words of a space too. */
const LEAST_MET = 0.1;
/** What a column of words is called, also in spaces that know these words. */
const HEADINGS = new Set(['word', 'words', 'name', 'label', 'token', 'term', 'lemma', 'id']);

export interface Metadata {
  columns: Column[];
  /** Words that a row was found for. */
  words: number;
  /** Rows that name no word of the space, or one again: told, and left out. */
  note?: string;
}

/** A vector file and what is told beside it: a table that does not fit leaves the vectors as they are. */
export interface Described {
  space: VectorSpace;
  notes: string[];
  /** What the table beside the vectors has added. */
  added?: Metadata;
  /** Why the table beside the vectors is left out. */
  unfit?: string;
}

/**
 * A vector file with what a table beside it says of its rows: their names where it has none, else more columns.
 * @throws WordspaceError as `readVectors` does
 */
export function readDescribed({ name, bytes }: NamedBytes, metadata?: NamedBytes): Described {
  const nameless = metadata !== undefined && lacksNames(bytes);
  const space = readVectors(name, bytes, nameless ? metadata : undefined);
  const notes = repairs(space.provenance);
  if (!metadata || nameless) return { space, notes };
  try {
    const added = readMetadata(metadata, space, name);
    return { space: space.with(withColumns(space.columns, added.columns)), notes: added.note ? [...notes, added.note] : notes, added };
  } catch (error) {
    if (!(error instanceof WordspaceError)) throw error;
    return { space, notes, unfit: error.message };
  }
}

/** The columns of a space and others, which take the place of those of the same name. */
export function withColumns(columns: readonly Column[], others: readonly Column[]): Column[] {
  const taken = new Set(others.map(({ name }) => name));
  return [...others, ...columns.filter(({ name }) => !taken.has(name))];
}

/**
 * The columns that a table gives to the words of a space.
 * @param of what the space is called
 * @throws WordspaceError where its rows are not of these words, or say nothing of them
 */
export function readMetadata(file: NamedBytes, space: Pick<VectorSpace, 'names' | 'rowOf'>, of: string): Metadata {
  const rows = metadataRows(file);
  if (!rows.some((row) => row.some((cell) => cell.trim() !== ''))) throw new WordspaceError(`${file.name} is empty: it needs a row a word, such as word<TAB>kind.`);
  const { names } = space;
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const found = mostNaming(rows, width, space);
  const met = found.count >= Math.max(1, LEAST_MET * Math.min(rows.length - 1, names.length));
  const headed = rows.length === names.length + 1 || (met ? isHeading(rows, found.column, space) : headerLike(rows) && (rows.length !== names.length || rows[0].some(isUsualHeading)));
  const body = headed ? rows.slice(1) : rows;
  const headers = distinctHeaders(Array.from({ length: width }, (_, c) => (headed ? (rows[0][c] ?? '').trim() : '')));
  // A column of words that are all others is of another space, however many they are.
  const others = !met && headed && rows[0].some((heading) => /^(words?|tokens?|terms?)$/i.test(heading.trim()));
  if (!met && (others || body.length !== names.length)) throw unfit(file.name, of, { rows: body.length, vectors: names.length, named: found.count, column: headed ? headers[found.column] : undefined });
  const { at, unknown, again } = met ? byName(body, found.column, space) : { at: body, unknown: [], again: 0 };
  const columns = headers.flatMap((header, c) => (met && c === found.column ? [] : (column(header, at.map((row) => row?.[c] ?? null)) ?? [])));
  if (columns.length === 0) throw new WordspaceError(`${file.name} says nothing more of the words of ${of}: it needs a column beside the words, such as word<TAB>kind.`);
  return { columns, words: at.filter((row) => row !== undefined).length, note: leftOut(file.name, of, unknown, again) };
}

/** The row of the word that a cell names, or −1: white space may stand as “_” there, as word2vec's formats need it. */
function rowNamed(space: Pick<VectorSpace, 'rowOf'>, cell: string): number {
  const exact = space.rowOf(cell);
  if (exact >= 0) return exact;
  const trimmed = cell.trim();
  return trimmed === '' ? -1 : Math.max(space.rowOf(trimmed), space.rowOf(fieldName(trimmed)));
}

/** The column that names the most different words, but for what may be its heading. */
function mostNaming([first, ...rest]: string[][], width: number, space: Pick<VectorSpace, 'rowOf'>): { column: number; count: number } {
  const counts = Array.from({ length: width }, (_, c) => {
    const cells = isUsualHeading(first[c]) ? rest : [first, ...rest];
    return new Set(cells.map((row) => rowNamed(space, row[c] ?? '')).filter((row) => row >= 0)).size;
  });
  const best = Math.max(0, ...counts);
  return { column: Math.max(0, counts.indexOf(best)), count: best };
}

/** Whether the first row names the columns, of which one names words. */
function isHeading(rows: string[][], naming: number, space: Pick<VectorSpace, 'rowOf'>): boolean {
  const [first, ...rest] = rows;
  const cell = first[naming] ?? '';
  if (rowNamed(space, cell) >= 0 && !isUsualHeading(cell)) return false;
  // What a column says again further down is no heading of it.
  return headerLike(rows) && first.every((heading, c) => c === naming || !rest.some((row) => row[c] === heading));
}

function isUsualHeading(cell: string | undefined): boolean {
  return HEADINGS.has((cell ?? '').trim().toLowerCase());
}

/** For each word its row, the first where several name it. */
function byName(rows: string[][], naming: number, space: Pick<VectorSpace, 'names' | 'rowOf'>) {
  const at: (string[] | undefined)[] = Array.from({ length: space.names.length });
  const unknown: string[] = [];
  let again = 0;
  for (const row of rows) {
    const word = rowNamed(space, row[naming] ?? '');
    if (word < 0) unknown.push(row[naming] ?? '');
    else if (at[word]) again++;
    else at[word] = row;
  }
  return { at, unknown, again };
}

function leftOut(file: string, of: string, unknown: string[], again: number): string | undefined {
  const some = unknown.slice(0, 3).map((word) => `“${word.slice(0, 30)}”`).join(', ') + (unknown.length > 3 ? ' …' : '');
  const parts = [
    unknown.length > 0 ? `${rowsOf(unknown.length)} whose word ${of} does not have (${some})` : '',
    again > 0 ? `${rowsOf(again)} whose word had come before` : '',
  ].filter(Boolean);
  return parts.length > 0 ? `${file}: left out ${parts.join(' and ')}.` : undefined;
}

function unfit(file: string, of: string, { rows, vectors, named, column: heading }: { rows: number; vectors: number; named: number; column?: string }): WordspaceError {
  const where = named > 0 && heading ? ` (in the column “${heading}”)` : '';
  return new WordspaceError(`${file} does not fit ${of}: ${named === 0 ? 'none' : named.toLocaleString('en')} of its ${rowsOf(rows)} names a word there${where}, and there are ${vectors.toLocaleString('en')} vectors; give it a column with the words as they are written there, or one row a vector in the same order.`);
}

function rowsOf(count: number): string {
  return `${count.toLocaleString('en')} ${count === 1 ? 'row' : 'rows'}`;
}
