import { WordspaceError } from '../error';
import { VectorSpace, type SpaceData } from '../space/space';
import { binaryKind } from './decode';
import { fasttextBinary, isFasttext, readFasttext } from './fasttext';
import { gunzip, isGzip } from './gzip';
import { readNpz, writeNpz } from './npz';
import { isPacked, pack } from './pack';
import { readPackedSpace } from './packed-space';
import { projectorVectors } from './projector';
import { readVectorBinary, vectorBinary } from './vector-binary';
import { readHeader, readVectorText, vectorText, type TextHeader } from './vector-text';
import { isZip } from './zip';

/** `text` and `binary` are word2vec's; `fasttext` holds n-grams (see fasttext.ts); `projector` has its names in a file beside it (projector.ts); `npz` is sparse (see npz.ts); `pack` is our own. */
export type VectorFormat = 'text' | 'binary' | 'fasttext' | 'projector' | 'npz' | 'pack';

/** Which format the bytes are in: the first row that fits. Names of files are not trusted. */
const FORMATS: { fits(bytes: Uint8Array): boolean; read(bytes: Uint8Array, file: string): SpaceData }[] = [
  { fits: isPacked, read: readPackedSpace },
  { fits: isZip, read: readNpz },
  { fits: isFasttext, read: readFasttext },
  { fits: (bytes) => readHeader(bytes) !== undefined, read: readWord2vec },
  { fits: looksLikeRows, read: (bytes, file) => readVectorText(bytes, file) },
];

/**
 * A vector file of any format we know, also within gzip: word2vec text and
 * binary, fastText's .bin, GloVe text, sparse .npz, and our own container. Files may unpack to a
 * gigabyte. Where a name comes twice the first row is kept, and
 * `provenance.options.repeated` counts the others.
 * @throws WordspaceError that names the file and the line and column, or byte
 */
export function readVectors(name: string, bytes: Uint8Array): VectorSpace {
  const content = withoutBom(isGzip(bytes) ? gunzip(bytes, name) : bytes);
  const format = FORMATS.find(({ fits }) => fits(content));
  if (format) return new VectorSpace(format.read(content, name));
  if (content.length === 0) throw new WordspaceError(`${name} is empty; choose a vector file.`);
  const binary = binaryKind(content);
  const what = binary ? `is ${binary.what}, not a vector file` : 'is not a vector file: its first line is neither “rows dims” nor a name and its values';
  throw new WordspaceError(`${name} ${what}; use word2vec text or binary, fastText .bin, GloVe text, or a sparse .npz.`);
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
  if (chunks.length === 1) return chunks[0];
  const bytes = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
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

/** A first line of which the last field, at least, is a number. */
function looksLikeRows(bytes: Uint8Array): boolean {
  const end = bytes.indexOf(NEWLINE);
  const line = bytes.subarray(0, end < 0 ? bytes.length : end);
  if (line.length > 10_000_000 || line.includes(0)) return false;
  const fields = new TextDecoder().decode(line.subarray(-100)).trim().split(/[ \t]+/);
  const value = fields.at(-1) ?? '';
  return fields.length > 1 && (Number.isFinite(Number(value)) || /^[+-]?(nan|inf|infinity)$/i.test(value));
}

function withoutBom(bytes: Uint8Array): Uint8Array {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}
