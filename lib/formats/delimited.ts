import Papa from 'papaparse';
import { WordspaceError } from '../error';
import type { Part } from './part';
import { tablePart } from './table';

/**
 * CSV (RFC 4180) and TSV as documents, one a row; the separator is guessed
 * unless the file is TSV. The first row is the header when it looks like one:
 * short, different, no numbers. Broken quotes and rows with too many fields
 * throw a WordspaceError with the row, counted from 1 with the header.
 */
export function readDelimited(text: string, file: string, options: { tsv: boolean; textColumn?: string }): Part {
  const data = delimitedRows(text, file, options);
  const named = headerLike(data);
  const width = named ? data[0].length : Math.max(...data.slice(0, 1000).map((row) => row.length));
  const headers = distinctHeaders(Array.from({ length: width }, (_, i) => (named ? data[0][i].trim() : '')));
  const rows = data.slice(named ? 1 : 0).map((row, i) => {
    if (row.slice(width).some((cell) => cell.trim() !== '')) {
      throw new WordspaceError(
        `${file}, row ${i + (named ? 2 : 1)} has ${row.length} fields where ${width} are expected; put quotation marks around text that holds the separator.`,
      );
    }
    return Array.from({ length: width }, (_, c) => row[c] ?? null);
  });
  return tablePart({ headers, rows }, file, options.textColumn);
}

/**
 * The cells of all rows that are not empty.
 * @throws WordspaceError for broken quotes, and where there is no row
 */
export function delimitedRows(text: string, file: string, { tsv }: { tsv: boolean }): string[][] {
  const tab = tsv && /^[^\n]*\t/.test(text);
  let { data, errors } = Papa.parse<string[]>(text, { delimiter: tab ? '\t' : '', skipEmptyLines: 'greedy' });
  // Most TSV is not quoted at all: a cell may begin with a quotation mark and mean it.
  if (tab && errors.some(isQuoteError)) ({ data, errors } = Papa.parse<string[]>(text, { delimiter: '\t', quoteChar: '\0', skipEmptyLines: 'greedy' }));
  const broken = errors.find(isQuoteError);
  if (broken) {
    const what = broken.code === 'MissingQuotes' ? 'a quoted field is never closed' : 'a closing quotation mark is followed by text';
    throw new WordspaceError(`${file}, row ${(broken.row ?? 0) + 1}: ${what}; double the quotation marks inside quoted fields.`);
  }
  if (data.length === 0) throw new WordspaceError(`${file} is empty; choose a file with rows of text.`);
  return data;
}

const isQuoteError = (error: Papa.ParseError) => error.type === 'Quotes';

/** Whether the first row looks like the names of columns. */
export function headerLike([first, ...rest]: string[][]): boolean {
  const cells = first.map((cell) => cell.trim()).filter((cell) => cell !== '');
  if (rest.length === 0 || cells.length === 0) return false;
  const short = cells.every((cell) => cell.length <= 64 && !Number.isFinite(Number(cell)));
  const distinct = new Set(cells).size === cells.length;
  // A lone column has nothing to compare with: only a single word heads it.
  return short && distinct && (first.length > 1 || !/\s/.test(cells[0]));
}

/** Every column gets a name of its own. */
export function distinctHeaders(names: string[]): string[] {
  const taken = new Set<string>();
  return names.map((name, i) => {
    let label = name || `column ${i + 1}`;
    for (let n = 2; taken.has(label); n++) label = `${name || `column ${i + 1}`} (${n})`;
    taken.add(label);
    return label;
  });
}
