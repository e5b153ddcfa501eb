/**
 * fastText's .bin: words and the n-grams from which unseen words get vectors, so that they
 * pass between fastText, gensim (load_facebook_vectors) and here. As fastText 0.9 writes it
 * (fasttext.cc, dictionary.cc, densematrix.cc), little-endian throughout:
 *
 *   i32 magic, i32 version 12; 12 × i32 and f64 settings; i32 entries, words, labels, i64 tokens,
 *   i64 −1 (nothing pruned); each entry: UTF-8 name, 0, i64 count, u8 kind; u8 quantised;
 *   input matrix: i64 rows, i64 dims, f32 …: the words, then the buckets; u8 and the output matrix alike
 *
 * A word's vector is the mean of its own row and those of its n-grams.
 */
import { WordspaceError } from '../error';
import { dense, type Dense } from '../kernels/matrix';
import type { SpaceData, VectorSpace } from '../space/space';
import type { Subwords } from '../space/unseen';
import { ngramBuckets } from '../text/ngrams';
import { BytesWriter } from './bytes-writer';
import { FoundRows, roomFor } from './found';
import { fieldName } from './vector-text';

const MAGIC = 793712314;
const VERSION = 12;
/** The word at which fastText ends a sentence; it has no n-grams. */
const SENTENCE_END = '</s>';
const SUPERVISED = 3;

/** Whether bytes begin as fastText's do. */
export function isFasttext(bytes: Uint8Array): boolean {
  return bytes.length >= 8 && view(bytes).getInt32(0, true) === MAGIC;
}

/** @throws WordspaceError for quantised or supervised models, other versions and damaged files */
export function readFasttext(bytes: Uint8Array, file: string): SpaceData {
  const reader = new Reader(bytes, file);
  reader.i32();
  const version = reader.i32();
  if (version !== VERSION) throw new WordspaceError(`${file} is a fastText file of version ${version}; only version ${VERSION}, which fastText 0.2 and later write, can be read.`);
  const [dims, , , , , , , model, buckets, minn, maxn] = Array.from({ length: 12 }, () => reader.i32());
  reader.skip(8);
  if (model === SUPERVISED) throw new WordspaceError(`${file} is a fastText classifier, not word vectors; train with “fasttext skipgram” or “fasttext cbow”.`);
  const [entries, words, labels] = [reader.i32(), reader.i32(), reader.i32()];
  reader.skip(8);
  const pruned = reader.i64();
  const names: string[] = [];
  const counts: number[] = [];
  const sound = dims >= 1 && buckets >= 0 && maxn >= 0 && entries >= 1 && labels === 0 && entries === words && pruned === -1;
  if (!sound) throw reader.damaged('its settings contradict each other');
  for (let i = 0; i < entries; i++) {
    names.push(reader.name());
    counts.push(reader.i64());
    reader.skip(1);
  }
  if (reader.u8() !== 0) throw new WordspaceError(`${file} is a quantised fastText model (.ftz), which cannot be read; use the .bin it was made from.`);
  const [rows, columns] = [reader.i64(), reader.i64()];
  const hashed = maxn > 0 ? buckets : 0;
  if (columns !== dims || (rows !== entries + buckets && rows !== entries)) throw reader.damaged(`its matrix has ${rows} rows of ${columns} values`);
  const rest = rows > entries ? hashed : 0;
  const input = reader.floats(rows, dims);
  const found = new FoundRows(roomFor(file, entries, dims));
  const sum = new Float64Array(dims);
  const keptCounts: number[] = [];
  names.forEach((name, w) => {
    const parts = [w, ...(rest > 0 && name !== SENTENCE_END ? ngramBuckets(name, { minn, maxn }, rest).map((b) => entries + b) : [])];
    sum.fill(0);
    for (const part of parts) for (let d = 0; d < dims; d++) sum[d] += input[part * dims + d];
    for (let d = 0; d < dims; d++) found.matrix.values[found.next + d] = sum[d] / parts.length;
    if (!found.matrix.values.subarray(found.next, found.next + dims).every(Number.isFinite)) throw reader.damaged(`the vector of “${name.slice(0, 40)}” holds values that are not finite numbers`);
    const before = found.next;
    found.keep(name);
    if (found.next > before) keptCounts.push(counts[w]);
  });
  return {
    ...found.space('fasttext', file),
    columns: [{ name: 'count', kind: 'number', values: keptCounts }],
    subwords: rest > 0 ? { minn, maxn, buckets: dense(rest, dims, input.slice(entries * dims, (entries + rest) * dims)) } : undefined,
  };
}

/**
 * The same, piece by piece. White space in a name becomes an underscore. A removed mean is
 * taken from the n-grams too, so that means of rows stay as they are here; output vectors
 * are zeros, for a space has none.
 * @throws WordspaceError for a space whose model learned no n-grams
 */
export function* fasttextBinary(space: VectorSpace): Generator<Uint8Array<ArrayBuffer>> {
  const { subwords, matrix } = space;
  if (!subwords || matrix.kind !== 'dense') throw new WordspaceError('fastText’s .bin holds n-grams, which this space does not have; save it as .vec.');
  const { dims } = matrix;
  const { minn, maxn, mean } = subwords;
  const { options } = space.provenance;
  const setting = (name: string, otherwise: number) => (typeof options[name] === 'number' ? options[name] : otherwise);
  const names = space.names.map(fieldName);
  const counts = space.names.map((_, row) => space.counts?.[row] ?? 1);
  const out = new Numbers();
  const hierarchical = setting('objective', 0) === 1;
  out.i32(MAGIC, VERSION, dims, setting('window', 5), setting('epochs', 5), 1, setting('negative', 5), 1, hierarchical ? 1 : 2);
  out.i32(setting('architecture', 0) === 1 ? 1 : 2, subwords.buckets.rows, minn, maxn, 100);
  out.f64(setting('sample', 1e-4));
  out.i32(names.length, names.length, 0);
  out.i64(counts.reduce((a, b) => a + b, 0), -1);
  names.forEach((name, row) => {
    out.text(`${name}\0`);
    out.i64(counts[row]);
    out.u8(0);
  });
  out.u8(0);
  out.i64(names.length + subwords.buckets.rows, dims);
  yield out.take();
  const centred = shifted(subwords.buckets, mean);
  yield* rowsAsBytes(matrix.rows, dims, (row, values) => ownRow(space.names[row], names[row], matrix, row, { ...subwords, buckets: centred }, values));
  yield* rowsAsBytes(centred.rows, dims, (row, values) => values.set(centred.values.subarray(row * dims, (row + 1) * dims)));
  out.u8(0);
  out.i64(names.length, dims);
  yield out.take();
  yield* rowsAsBytes(matrix.rows, dims, () => {});
}

/** A word's own row: what is missing to its vector when its n-grams are averaged with it. */
function ownRow(name: string, written: string, matrix: Dense, row: number, { minn, maxn, buckets }: Subwords, values: Float32Array): void {
  const { dims } = matrix;
  const parts = name === SENTENCE_END ? [] : ngramBuckets(written, { minn, maxn }, buckets.rows);
  for (let d = 0; d < dims; d++) {
    let own = (parts.length + 1) * matrix.values[row * dims + d];
    for (const part of parts) own -= buckets.values[part * dims + d];
    values[d] = own;
  }
}

/** Without the mean, but for the buckets that no word uses, which stay zero. */
function shifted(buckets: Dense, mean?: Float32Array): Dense {
  if (!mean) return buckets;
  const values = buckets.values.slice();
  for (let at = 0; at < values.length; at += buckets.dims) {
    const row = values.subarray(at, at + buckets.dims);
    if (row.some((v) => v !== 0)) mean.forEach((m, d) => (row[d] -= m));
  }
  return { ...buckets, values };
}

/** Rows as bytes, a thousand at a time. */
function* rowsAsBytes(rows: number, dims: number, fill: (row: number, values: Float32Array) => void): Generator<Uint8Array<ArrayBuffer>> {
  for (let from = 0; from < rows; from += 1000) {
    const some = new Float32Array(Math.min(1000, rows - from) * dims);
    for (let at = 0; at < some.length; at += dims) fill(from + at / dims, some.subarray(at, at + dims));
    yield new Uint8Array(some.buffer);
  }
}

/** Little-endian numbers and text. */
class Numbers extends BytesWriter {
  private readonly cell = new DataView(new ArrayBuffer(8));

  i32(...values: number[]): void {
    for (const value of values) {
      this.cell.setInt32(0, value, true);
      this.raw(new Uint8Array(this.cell.buffer, 0, 4));
    }
  }

  i64(...values: number[]): void {
    for (const value of values) {
      this.cell.setBigInt64(0, BigInt(value), true);
      this.raw(new Uint8Array(this.cell.buffer));
    }
  }

  f64(value: number): void {
    this.cell.setFloat64(0, value, true);
    this.raw(new Uint8Array(this.cell.buffer));
  }

  u8(value: number): void {
    this.raw(Uint8Array.of(value));
  }
}

/** Reads from the front; says at which byte the file ends too soon. */
class Reader {
  private readonly view: DataView;
  private at = 0;

  constructor(
    private readonly bytes: Uint8Array,
    private readonly file: string,
  ) {
    this.view = view(bytes);
  }

  i32(): number {
    return this.view.getInt32(this.skip(4), true);
  }

  i64(): number {
    return Number(this.view.getBigInt64(this.skip(8), true));
  }

  u8(): number {
    return this.bytes[this.skip(1)];
  }

  /** Up to the next zero byte. */
  name(): string {
    const end = this.bytes.indexOf(0, this.at);
    if (end < 0) throw this.cut();
    const from = this.skip(end + 1 - this.at);
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(this.bytes.subarray(from, end));
    } catch {
      throw this.damaged(`the name at byte ${from} is not UTF-8`);
    }
  }

  floats(rows: number, dims: number): Float32Array<ArrayBuffer> {
    const bytes = rows * dims * 4;
    const from = this.skip(bytes);
    const values = new Float32Array(rows * dims);
    new Uint8Array(values.buffer).set(this.bytes.subarray(from, from + bytes));
    return values;
  }

  /** @returns where the skipped bytes begin */
  skip(bytes: number): number {
    const from = this.at;
    this.at += bytes;
    if (!(this.at <= this.bytes.length)) throw this.cut();
    return from;
  }

  damaged(how: string): WordspaceError {
    return new WordspaceError(`${this.file} is a damaged fastText file: ${how}; download or save it again.`);
  }

  private cut(): WordspaceError {
    return this.damaged(`it ends at byte ${this.bytes.length}, too soon`);
  }
}

function view({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}
