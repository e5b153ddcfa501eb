import { WordspaceError } from '../error';
import type { Matrix } from '../kernels/matrix';
import { VectorSpace, type Provenance, type SpaceData } from '../space/space';
import { joined } from './bytes';
import type { NamedBytes } from './corpora';
import { binaryKind, firstInvalid, LOOK } from './decode';
import { fasttextBinary, isFasttext, readFasttext } from './fasttext';
import { gunzip, gunzipBeginning, isGzip } from './gzip';
import { isNpz, readNpz, writeNpz } from './npz';
import { isPacked, pack } from './pack';
import { readPackedSpace } from './packed-space';
import { projectorVectors, readProjector } from './projector';
import { readVectorBinary, vectorBinary } from './vector-binary';
import { readSeparatedVectors, separatedVectors } from './vector-csv';
import { BEGINNING, firstRows } from './vector-lines';
import { readHeader, readVectorText, vectorText, type TextHeader } from './vector-text';
import { isZip } from './zip';

/** `text` and `binary` are word2vec's; `fasttext` holds n-grams (see fasttext.ts); `projector` has its names in a file beside it (projector.ts); `npz` is sparse (see npz.ts); `pack` is our own. */
export type VectorFormat = 'text' | 'binary' | 'fasttext' | 'projector' | 'npz' | 'pack';

interface Format {
  /** What names of such files, and of no texts, end in. */
  endings?: string[];
  /** Whether the bytes, or their beginning, are in this format; names are not trusted. */
  fits(bytes: Uint8Array): boolean;
  /** The same where a text might fit as well: whether they are surely no text. */
  sure?(bytes: Uint8Array): boolean;
  read(bytes: Uint8Array, file: string, metadata?: NamedBytes): SpaceData;
}

/** The first row that fits. */
const FORMATS: Format[] = [
  { fits: isPacked, read: readPackedSpace },
  { endings: ['.npz'], fits: isZip, sure: isNpz, read: readNpz },
  { endings: ['.bin'], fits: isFasttext, read: readFasttext },
  { fits: (bytes) => separatedVectors(bytes) !== undefined, read: readSeparatedVectors },
  { fits: isNameless, sure: areRows, read: readProjector },
  { endings: ['.vec', '.bin'], fits: (bytes) => readHeader(bytes) !== undefined, sure: followsHeader, read: readWord2vec },
  { fits: looksLikeRows, sure: areRows, read: (bytes, file) => readVectorText(bytes, file) },
];

/** Fewer numbers on a line may be a table or a tally. */
const FEWEST = 5;

/** Endings that only vector files have. */
export const vectorEndings: readonly string[] = [...new Set(FORMATS.flatMap(({ endings = [] }) => endings))];

/** Whether a file says by its name that it holds vectors. */
export function namedVectors(name: string): boolean {
  const plain = name.toLowerCase().replace(/\.gz$/, '');
  return vectorEndings.some((ending) => plain.endsWith(ending));
}

/** Whether a file holds vectors and no text, by its name or by what it begins with, also within gzip. */
export function holdsVectors({ name, bytes }: NamedBytes): boolean {
  const beginning = beginningOf(bytes);
  return namedVectors(name) || FORMATS.some(({ fits, sure = fits }) => sure(beginning));
}

/** Whether a file is nothing but rows of numbers, whose names must stand in another (see `metadataNames`). */
export function lacksNames(bytes: Uint8Array): boolean {
  return isNameless(beginningOf(bytes));
}

/**
 * A vector file of any format we know, also within gzip: word2vec text and
 * binary, fastText's .bin, GloVe text, CSV, the Embedding Projector's, sparse .npz, and our own container. Files may unpack to a
 * gigabyte. Where a name comes twice the first row is kept; `repairs` tells of that, and of rows of zeros.
 * @param metadata what the rows are called, where they do not say it
 * @throws WordspaceError that names the file and the line and column, or byte
 */
export function readVectors(name: string, bytes: Uint8Array, metadata?: NamedBytes): VectorSpace {
  const content = withoutBom(isGzip(bytes) ? gunzip(bytes, name) : bytes);
  const format = FORMATS.find(({ fits }) => fits(content));
  if (format) return new VectorSpace(counted(format.read(content, name, metadata)));
  if (content.length === 0) throw new WordspaceError(`${name} is empty; choose a vector file.`);
  const binary = binaryKind(content);
  const what = binary ? `is ${binary.what}, not a vector file` : 'is not a vector file: its first line is neither “rows dims” nor a name and its values';
  throw new WordspaceError(`${name} ${what}; use word2vec text or binary, fastText .bin, GloVe text, CSV of a name and eight values or more, the Embedding Projector’s .tsv, or a sparse .npz.`);
}

/** What of a file that was read is not as it stood there, or is of no use: a sentence each. */
export function repairs({ corpus, options: { repeated, zeros } }: Provenance): string[] {
  const some = (count: number, one: string, several: string) => `${count.toLocaleString('en')} ${count === 1 ? one : several}`;
  return [
    Number(repeated) > 0 ? `${corpus}: left out ${some(Number(repeated), 'vector whose name had', 'vectors whose names had')} come before.` : '',
    Number(zeros) > 0 ? `${corpus}: ${some(Number(zeros), 'vector is', 'vectors are')} all zeros, which ${zeros === 1 ? 'is' : 'are'} near no other.` : '',
  ].filter(Boolean);
}

/** The same with how many rows are all zeros, where some are. */
function counted(space: SpaceData): SpaceData {
  const zeros = zeroRows(space.matrix);
  if (zeros === 0) return space;
  const { provenance } = space;
  return { ...space, provenance: { ...provenance, options: { ...provenance.options, zeros } } };
}

function zeroRows(matrix: Matrix): number {
  let zeros = 0;
  for (let row = 0; row < matrix.rows; row++) {
    const [from, to] = matrix.kind === 'dense' ? [row * matrix.dims, (row + 1) * matrix.dims] : [matrix.indptr[row], matrix.indptr[row + 1]];
    let at = from;
    while (at < to && matrix.values[at] === 0) at++;
    if (at === to) zeros++;
  }
  return zeros;
}

/**
 * The bytes of a space. `text` and `binary` load in gensim's
 * KeyedVectors.load_word2vec_format, with "_" for white space in names, `fasttext` in
 * fastText and gensim's load_facebook_vectors; `projector` in the Embedding Projector, with
 * `projectorMetadata`; `npz` in scipy.sparse.load_npz. Only `pack` keeps columns and provenance.
 * @throws WordspaceError for a sparse space in a format that would make it dense
 */
export function writeVectors(space: VectorSpace, format: VectorFormat): Uint8Array<ArrayBuffer> {
  const chunks = [...vectorChunks(space, format)];
  return chunks.length === 1 ? chunks[0] : joined(chunks);
}

/** As writeVectors, piece by piece, so that a large file need not stand in memory whole. */
export function* vectorChunks(space: VectorSpace, format: VectorFormat): Generator<Uint8Array<ArrayBuffer>> {
  if (format === 'npz') {
    yield writeNpz(space);
  } else if (format === 'pack') {
    const { names, matrix, columns, provenance } = space;
    yield pack({ names, matrix, columns, provenance } satisfies SpaceData);
  } else {
    if (space.matrix.kind === 'csr') throw new WordspaceError('A sparse space would be huge as word2vec vectors; save it as .npz.');
    if (format === 'fasttext') yield* fasttextBinary(space);
    else if (format === 'projector') yield* projectorVectors(space);
    else yield* format === 'text' ? vectorText(space) : vectorBinary(space);
  }
}

function readWord2vec(bytes: Uint8Array, file: string): SpaceData {
  const header = readHeader(bytes) ?? { rows: 0, dims: 0, end: 0 };
  if (header.dims === 0 || header.rows === 0) {
    throw new WordspaceError(`${file}, line 1: the header announces ${header.rows} vectors of ${header.dims} values; both must be at least 1.`);
  }
  return followsText(bytes, header) ? readVectorText(bytes, file, header) : readVectorBinary(bytes, file, header);
}

/**
 * Looks at the bytes where the first binary row would have its floats. In text they are
 * numbers up to the line's end, one at least, and no control characters behind it; a
 * newline alone says nothing, for a float may begin with that byte. A name of several words
 * is known by the numbers at its line's end.
 */
function followsText(bytes: Uint8Array, { dims, end }: TextHeader): boolean {
  const newline = bytes.indexOf(NEWLINE, end);
  const fields = new TextDecoder().decode(bytes.subarray(end, Math.min(newline < 0 ? bytes.length : newline, end + LONGEST))).trim().split(/[ \t]+/);
  if (fields.length > dims && fields.slice(-dims).every((field) => Number.isFinite(Number(field)))) return true;
  const name = bytes.indexOf(SPACE, end);
  if (name < 0) return true;
  const row = bytes.subarray(name + 1, name + 1 + Math.min(dims * 4, 64));
  const line = row.indexOf(NEWLINE) < 0 ? row.length : row.indexOf(NEWLINE);
  if (!row.every((byte, i) => (i < line ? TEXT_VALUE.has(byte) : byte >= SPACE || TEXT_VALUE.has(byte) || byte === NEWLINE))) return false;
  const [first = ''] = new TextDecoder().decode(row.subarray(0, line)).trim().split(/[ \t]/);
  return line === row.length || /^[+-]?(\d|\.\d|nan|inf)/i.test(first);
}

/** Bytes of a line that are looked into. */
const LONGEST = 1 << 16;
const NEWLINE = 10;
const SPACE = 32;
const TEXT_VALUE = new Set([...'0123456789+-.eE \t\rnaifNAIF'].map((c) => c.charCodeAt(0)));

function isNameless(bytes: Uint8Array): boolean {
  return firstRows(bytes)?.named === false;
}

function areRows(bytes: Uint8Array): boolean {
  const rows = firstRows(bytes);
  return rows !== undefined && rows.lines > 1 && rows.dims >= FEWEST;
}

/** Binary values, or a row as long as the header says: a text may begin with two numbers. */
function followsHeader(bytes: Uint8Array): boolean {
  const header = readHeader(bytes);
  if (!header) return false;
  const values = bytes.subarray(header.end, header.end + LOOK);
  // A letter may be cut at the end.
  return values.includes(0) || firstInvalid(values) < values.length - 3 || firstRows(bytes, 2)?.dims === header.dims;
}

/** A first line of which the last field, at least, is a number. */
function looksLikeRows(bytes: Uint8Array): boolean {
  const end = bytes.indexOf(NEWLINE);
  const line = bytes.subarray(0, end < 0 ? bytes.length : end);
  if (line.length > 10_000_000 || line.includes(0)) return false;
  const fields = new TextDecoder().decode(line.subarray(-100)).trim().split(/[ \t]+/);
  const value = fields.at(-1) ?? '';
  return fields.length > 1 && (Number.isFinite(Number(value)) || /^[+-]?(nan|inf|infinity)$/i.test(value));
}

/** What tells the format, unpacked. */
function beginningOf(bytes: Uint8Array): Uint8Array {
  return withoutBom(isGzip(bytes) ? gunzipBeginning(bytes, BEGINNING + 1) : bytes.subarray(0, BEGINNING + 1));
}

function withoutBom(bytes: Uint8Array): Uint8Array {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}
