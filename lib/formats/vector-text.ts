import { WordspaceError } from '../error';
import type { Dense } from '../kernels/matrix';
import type { SpaceData, VectorSpace } from '../space/space';
import { isSpace, Lines, nameOf, notFinite, wrongCount, type Line } from './byte-lines';
import { BytesWriter } from './bytes-writer';
import { parseDecimal } from './decimal';
import { FoundRows, roomFor } from './found';

/**
 * Vectors as text, one a line: the name and its values between spaces or tabs.
 * word2vec (Mikolov's word2vec.c, gensim, fastText .vec) begins with a line
 * "rows dims"; GloVe has none. Read from the bytes, for files of a gigabyte.
 *
 * A name may hold spaces (glove.840B has a few such): the last `dims` fields are
 * the values and what precedes is the name, unless it ends in a number, which
 * is a row with too many values.
 */
export function readVectorText(bytes: Uint8Array, file: string, header?: TextHeader): SpaceData {
  const lines = new Lines(bytes, header?.end ?? 0, header ? 1 : 0);
  const first = lines.peek();
  if (!first) throw new WordspaceError(`${file} holds no vectors; choose a file with a name and its values on each line.`);
  const present = fields(bytes, first).length - 1;
  const dims = header?.dims ?? present;
  // Before any memory is taken on the word of the header.
  if (present < dims || dims === 0) throw wrongCount(file, first.line, present, dims);
  const found = new FoundRows(roomFor(file, lines.count(), dims));
  const reader = new RowReader(bytes, file, dims, found.matrix.values);
  let rows = 0;
  for (let line = lines.next(); line; line = lines.next()) {
    found.keep(reader.read(line, found.next));
    rows++;
  }
  if (header && rows !== header.rows) {
    throw new WordspaceError(`${file}: the header announces ${header.rows} vectors but ${rows} follow; the file is cut short, or its first line should say “${rows} ${dims}”.`);
  }
  return found.space(header ? 'word2vec' : 'glove', file);
}

/** The rows of a file without names: as many numbers on every line. */
export function readNameless(bytes: Uint8Array, file: string): Dense {
  const lines = new Lines(bytes, 0, 0);
  const first = lines.peek();
  const dims = first ? fields(bytes, first).length : 0;
  const matrix = roomFor(file, lines.count(), dims);
  const reader = new RowReader(bytes, file, dims, matrix.values);
  let into = 0;
  for (let line = lines.next(); line; line = lines.next(), into += dims) reader.readNumbers(line, into);
  return matrix;
}

/** What the first line of a word2vec file says. */
export interface TextHeader {
  rows: number;
  dims: number;
  /** Where the first row begins. */
  end: number;
}

/** The first line "rows dims" that word2vec files begin with, text or binary. */
export function readHeader(bytes: Uint8Array): TextHeader | undefined {
  const end = bytes.subarray(0, 64).indexOf(NEWLINE);
  const found = /^(\d{1,15})[ \t](\d{1,15})\s*$/.exec(String.fromCharCode(...bytes.subarray(0, Math.max(end, 0))));
  return found ? { rows: Number(found[1]), dims: Number(found[2]), end: end + 1 } : undefined;
}

/**
 * word2vec text in pieces of about a megabyte: a header line, then a row a line,
 * each value the shortest decimal that reads back as the same float. White space
 * in a name, which the format cannot hold, becomes an underscore.
 */
export function* vectorText({ names, matrix }: VectorSpace): Generator<Uint8Array<ArrayBuffer>> {
  const out = new BytesWriter();
  out.text(`${matrix.rows} ${matrix.dims}\n`);
  let pending = 0;
  for (let row = 0; row < matrix.rows; row++) {
    out.text(fieldName(names[row]));
    for (let i = row * matrix.dims; i < (row + 1) * matrix.dims; i++) {
      out.raw(SPACE_BYTE);
      out.decimal(matrix.values[i]);
    }
    out.text('\n');
    pending += matrix.dims + 1;
    if (pending < 100_000) continue;
    yield out.take();
    pending = 0;
  }
  yield out.take();
}

/** A name as the word2vec formats can hold it. */
export function fieldName(name: string): string {
  return name.replace(/\s/gu, '_') || '_';
}

const NEWLINE = 10;
const SPACE_BYTE = Uint8Array.of(32);

/** Start of each field of a line. */
function fields(bytes: Uint8Array, { from, to }: Line): number[] {
  const starts: number[] = [];
  for (let at = from; at < to; at++) {
    if (!isSpace(bytes[at]) && (at === from || isSpace(bytes[at - 1]))) starts.push(at);
  }
  return starts;
}

class RowReader {
  constructor(
    private readonly bytes: Uint8Array,
    private readonly file: string,
    private readonly dims: number,
    private readonly values: Float32Array,
  ) {}

  /** Writes a line's values from `into` on and returns its name. */
  read(line: Line, into: number): string {
    let nameEnd = line.from;
    while (nameEnd < line.to && !isSpace(this.bytes[nameEnd])) nameEnd++;
    return this.fill(nameEnd, line.to, into) ? this.name(line, nameEnd) : this.readSpacedName(line, into);
  }

  /** Writes the values of a line that has no name. */
  readNumbers(line: Line, into: number): void {
    if (this.fill(line.from, line.to, into)) return;
    const starts = fields(this.bytes, line);
    if (starts.length !== this.dims) throw new WordspaceError(`${this.file}, line ${line.line}: ${starts.length} numbers where ${this.dims} are expected, as on the first line.`);
    throw this.notFinite(line, starts.find((start) => !Number.isFinite(this.valueAt(start, line.to)))!);
  }

  /** Writes just `dims` values that stand from `at` to `to`; false where there are more or fewer, or one is not finite. */
  private fill(at: number, to: number, into: number): boolean {
    const { bytes, dims } = this;
    for (let d = 0; d < dims; d++) {
      while (at < to && isSpace(bytes[at])) at++;
      const start = at;
      while (at < to && !isSpace(bytes[at])) at++;
      const value = Math.fround(parseDecimal(bytes, start, at));
      if (!Number.isFinite(value)) return false;
      this.values[into + d] = value;
    }
    return at === to;
  }

  private valueAt(start: number, to: number): number {
    let end = start;
    while (end < to && !isSpace(this.bytes[end])) end++;
    return Math.fround(parseDecimal(this.bytes, start, end));
  }

  private notFinite(line: Line, start: number): WordspaceError {
    const text = new TextDecoder().decode(this.bytes.slice(start, Math.min(line.to, start + 24))).replace(/\s.*/s, '');
    return notFinite(this.file, line, start, text);
  }

  /** The rare line whose name holds spaces, or the sentence about what is wrong with it. */
  private readSpacedName(line: Line, into: number): string {
    const { bytes, dims } = this;
    const starts = fields(bytes, line);
    const first = starts.length - dims;
    const spaced = first > 1 && Number.isNaN(this.valueAt(starts[first - 1], line.to));
    if (first < 1 || (first > 1 && !spaced)) {
      throw wrongCount(this.file, line.line, starts.length - 1, dims);
    }
    for (let d = 0; d < dims; d++) {
      const value = this.valueAt(starts[first + d], line.to);
      if (!Number.isFinite(value)) throw this.notFinite(line, starts[first + d]);
      this.values[into + d] = value;
    }
    let nameEnd = starts[first];
    while (nameEnd > line.from && isSpace(bytes[nameEnd - 1])) nameEnd--;
    return this.name(line, nameEnd);
  }

  private name({ from, line }: Line, end: number): string {
    if (end === from) throw new WordspaceError(`${this.file}, line ${line}: the line begins with a space where a name should stand.`);
    return nameOf(this.bytes.subarray(from, end), this.file, line);
  }
}
