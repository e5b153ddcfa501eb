import { WordspaceError } from '../error';
import type { SpaceData, VectorSpace } from '../space/space';
import { BytesWriter } from './bytes-writer';
import { FoundRows, roomFor } from './found';
import { fieldName, type TextHeader } from './vector-text';

/**
 * word2vec binary: a header line "rows dims", then for each row the name, a
 * space and dims little-endian 32-bit floats; word2vec.c puts a newline after
 * each row, gensim does not.
 */
export function readVectorBinary(bytes: Uint8Array, file: string, header: TextHeader): SpaceData {
  const { rows, dims } = header;
  const rowBytes = dims * 4;
  // A row takes at least a one-letter name and a space beside its values.
  const possible = Math.floor((bytes.length - header.end) / (rowBytes + 2));
  const found = new FoundRows(roomFor(file, Math.min(rows, possible), dims));
  const raw = new Uint8Array(found.matrix.values.buffer);
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let at = header.end;
  for (let row = 1; row <= rows; row++) {
    while (bytes[at] === NEWLINE) at++;
    const space = bytes.indexOf(SPACE, at);
    const end = space + 1 + rowBytes;
    if (space < 0 || end > bytes.length || row > possible) {
      throw new WordspaceError(
        `${file}: the header announces ${rows} vectors of ${dims} values, but the file ends at byte ${bytes.length}, within vector ${row}; it is cut short, download or save it again.`,
      );
    }
    if (space === at) throw new WordspaceError(`${file}: vector ${row} has no name at byte ${at}; the file is damaged or not word2vec binary.`);
    const name = decode(decoder, bytes.subarray(at, space));
    if (name === undefined) throw new WordspaceError(`${file}: the name of vector ${row} at byte ${at} is not UTF-8; save the file again with UTF-8 names.`);
    raw.set(bytes.subarray(space + 1, end), found.next * 4);
    for (let d = 0; d < dims; d++) {
      if (!Number.isFinite(found.matrix.values[found.next + d])) {
        throw new WordspaceError(`${file}: value ${d + 1} of “${name.slice(0, 40)}” at byte ${space + 1 + d * 4} is not a finite number; the file is damaged or holds a failed training.`);
      }
    }
    found.keep(name);
    at = end;
  }
  while (bytes[at] === NEWLINE) at++;
  if (at < bytes.length) {
    throw new WordspaceError(`${file}: the header announces ${rows} vectors of ${dims} values, which end at byte ${at}, but the file goes on to byte ${bytes.length}; the header is wrong or the file damaged.`);
  }
  return found.space('word2vec', file);
}

/** word2vec binary in pieces, as gensim writes it. White space in a name becomes an underscore. */
export function* vectorBinary({ names, matrix }: VectorSpace): Generator<Uint8Array<ArrayBuffer>> {
  const out = new BytesWriter();
  out.text(`${matrix.rows} ${matrix.dims}\n`);
  for (let row = 0; row < matrix.rows; row++) {
    out.text(`${fieldName(names[row])} `);
    const { buffer, byteOffset } = matrix.values;
    out.raw(new Uint8Array(buffer, byteOffset + row * matrix.dims * 4, matrix.dims * 4));
    if (row % 1000 === 999) yield out.take();
  }
  yield out.take();
}

const NEWLINE = 10;
const SPACE = 32;

function decode(decoder: TextDecoder, bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}
