/**
 * Vectors as comma- or semicolon-separated values, as spreadsheets, pandas and R write them: a
 * name and its values a line, names in quotation marks where they hold the separator (RFC 4180),
 * decimal commas between semicolons. Read from the bytes, for files of a gigabyte.
 */
import type { SpaceData } from '../space/space';
import { Lines, nameOf, notFinite, unclosed, wrongCount, type Line } from './byte-lines';
import { parseDecimal } from './decimal';
import { FoundRows, roomFor } from './found';
import { isNumber, linesOf } from './vector-lines';

export interface SeparatedVectors {
  separator: ',' | ';';
  /** Whether the first line names the columns. */
  headed: boolean;
}

/** So many lines tell, with the header. */
const LOOKED_AT = 21;
/** A table of fewer numbers a row is one of data: documents with scores, figures of a year. */
const FEWEST = 8;
/** Words a name has at most on average: what is longer is a text with its scores. */
const MOST_WORDS = 8;

/**
 * Whether a file is vectors between separators and no table of documents. Documents are never
 * taken for vectors unless all of this holds of the first lines: at least two rows, all of the
 * same width; all columns but the first are finite numbers, eight of them or more, no cell empty;
 * the first column holds a name that is no number, never the same twice, of at most eight words
 * on average (a text with its scores has more). A header is a first line that has anything but
 * numbers behind its first cell, or numbers that count up (pandas: 0, 1, 2 …).
 */
export function separatedVectors(bytes: Uint8Array): SeparatedVectors | undefined {
  const lines = linesOf(bytes, LOOKED_AT);
  for (const separator of [',', ';'] as const) {
    const rows = lines.map((line) => cellsOf(line.trimEnd(), separator));
    const [first] = rows;
    if (!first || first.length <= FEWEST) continue;
    const number = (cell: string) => isNumber(separator === ';' ? cell.replace(',', '.') : cell);
    const headed = !first.slice(1).every(number) || countsUp(first.slice(1));
    const body = headed ? rows.slice(1) : rows;
    if (body.length < 2 || !body.every((row) => row?.length === first.length && row.slice(1).every(number))) continue;
    const names = body.map((row) => row![0].trim());
    const words = names.reduce((sum, name) => sum + name.split(/\s+/).length, 0);
    if (new Set(names).size === names.length && !names.every(isNumber) && words <= MOST_WORDS * names.length) return { separator, headed };
  }
  return undefined;
}

/** @throws WordspaceError with the line that is not a name and as many values as the others have */
export function readSeparatedVectors(bytes: Uint8Array, file: string): SpaceData {
  const { separator, headed } = separatedVectors(bytes) ?? { separator: ',', headed: false };
  const lines = new Lines(bytes, 0, 0);
  if (headed) lines.next();
  const reader = new CellReader(bytes, file, separator);
  const first = lines.peek();
  const dims = first ? reader.count(first) : 0;
  if (!first || dims === 0) throw wrongCount(file, first?.line ?? 1, dims, 0);
  const found = new FoundRows(roomFor(file, lines.count(), dims));
  for (let line = lines.next(); line; line = lines.next()) found.keep(reader.read(line, found.matrix.values, found.next, dims));
  return found.space('csv', file);
}

/** Cells without their quotation marks; undefined where these are not closed, or text follows them. */
function cellsOf(line: string, separator: string): string[] | undefined {
  const cells: string[] = [];
  for (let at = 0; at <= line.length; at++) {
    let cell: string;
    const quoted = /^ *"([^"]*(?:""[^"]*)*)" */.exec(line.slice(at));
    if (quoted) {
      at += quoted[0].length;
      cell = quoted[1].replaceAll('""', '"');
      if (at < line.length && line[at] !== separator) return undefined;
    } else {
      if (line[at] === '"') return undefined;
      const end = line.indexOf(separator, at);
      cell = line.slice(at, end < 0 ? undefined : end);
      at = end < 0 ? line.length : end;
    }
    cells.push(cell.trim());
  }
  return cells;
}

function countsUp(cells: string[]): boolean {
  return cells.every((cell, i) => /^\d+$/.test(cell) && Number(cell) === Number(cells[0]) + i);
}

const QUOTE = 34;
const SPACE = 32;
const COMMA = 44;
const POINT = 46;

class CellReader {
  private readonly separator: number;
  private readonly decimalComma: boolean;
  private readonly digits = new Uint8Array(64);

  constructor(
    private readonly bytes: Uint8Array,
    private readonly file: string,
    separator: ',' | ';',
  ) {
    this.separator = separator.charCodeAt(0);
    this.decimalComma = separator === ';';
  }

  /** How many values follow the name. */
  count(line: Line): number {
    let count = 0;
    for (let at = this.nameEnd(line); at < line.to; at++) if (this.bytes[at] === this.separator) count++;
    return count;
  }

  /** Writes a line's values from `into` on and returns its name. */
  read(line: Line, values: Float32Array, into: number, dims: number): string {
    const { bytes } = this;
    const present = this.count(line);
    if (present !== dims) throw wrongCount(this.file, line.line, present, dims);
    const nameEnd = this.nameEnd(line);
    let at = nameEnd + 1;
    for (let d = 0; d < dims; d++) {
      let end = bytes.indexOf(this.separator, at);
      if (end < 0 || end > line.to) end = line.to;
      const value = Math.fround(this.number(at, end));
      if (!Number.isFinite(value)) throw notFinite(this.file, line, at, new TextDecoder().decode(bytes.slice(at, Math.min(end, at + 24))));
      values[into + d] = value;
      at = end + 1;
    }
    return this.name(line, nameEnd);
  }

  /** Where the separator behind the name stands. */
  private nameEnd({ from, to, line }: Line): number {
    const { bytes } = this;
    let at = from;
    if (bytes[from] === QUOTE) {
      at++;
      while (at < to && (bytes[at] !== QUOTE || bytes[at + 1] === QUOTE)) at += bytes[at] === QUOTE ? 2 : 1;
      if (at >= to) throw unclosed(this.file, line);
      at++;
    }
    while (at < to && bytes[at] !== this.separator) at++;
    return at;
  }

  private name(line: Line, end: number): string {
    const name = nameOf(this.bytes.subarray(line.from, end), this.file, line.line).trim();
    return name.startsWith('"') ? name.replace(/^"|"$/g, '').replaceAll('""', '"') : name;
  }

  /** The number between two places, which may stand in spaces and quotation marks. */
  private number(from: number, to: number): number {
    const { bytes, digits } = this;
    while (from < to && (bytes[from] === SPACE || bytes[from] === QUOTE)) from++;
    while (to > from && (bytes[to - 1] === SPACE || bytes[to - 1] === QUOTE)) to--;
    if (!this.decimalComma || to - from > digits.length) return parseDecimal(bytes, from, to);
    for (let i = from; i < to; i++) digits[i - from] = bytes[i] === COMMA ? POINT : bytes[i];
    return parseDecimal(digits, 0, to - from);
  }
}
