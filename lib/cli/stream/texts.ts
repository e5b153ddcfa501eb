/** Plain text files of any size, read from disk as often as they are needed and never held. */
import { createHash } from 'node:crypto';
import { closeSync, createReadStream, openSync, readSync, statSync, type Stats } from 'node:fs';
import { basename } from 'node:path';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { WordspaceError } from '../../error';
import { unopened } from '../inputs';
import { reasonOf } from '../reasons';
import { isGzip } from '../../formats/gzip';
import { TextStream } from '../../formats/text-stream';
import { Pieces } from '../../text/pieces';
import { Tokenizer, type TokenOptions, type TokenSink } from '../../text/tokenizer';

/** A file and how it is known again. */
export interface TextFile {
  path: string;
  /** Bytes on disk. */
  size: number;
  /** Last changed, in milliseconds. */
  changed: number;
  packed: boolean;
  /** SHA-256 of its beginning. */
  head: string;
}

/** Bytes read at a time. */
const CHUNK = 1 << 18;
const HEAD = 1 << 20;
/** What files are called that are read another way than as plain text. */
const OTHER = /\.(md|markdown|csv|tsv|tab|jsonl|ndjson|json|zip)(\.gz)?$/i;

/** Whether a file is read as plain text by its name. */
export function isPlain(path: string): boolean {
  return !OTHER.test(path);
}

/** @throws WordspaceError for a file that is not there, may not be read, or is no plain text by its name */
export function openTexts(paths: string[]): TextFile[] {
  return paths.map((path) => {
    if (!isPlain(path)) throw new WordspaceError(`${path} cannot be streamed: only plain text can (.txt, also within .gz); save it as that, or train without --stream.`);
    const stat = statOf(path);
    if (stat.isDirectory()) throw new WordspaceError(`${path} is a folder; name the files in it.`);
    if (!stat.isFile()) throw new WordspaceError(`${path} is no regular file, and a streamed text is read several times; save it to disk first.`);
    const head = beginning(path);
    return { path, size: stat.size, changed: stat.mtimeMs, packed: isGzip(head), head: createHash('sha256').update(head).digest('hex') };
  });
}

/** What errors call the texts together. */
export function nameOf(files: TextFile[]): string {
  return files.length === 1 ? basename(files[0].path) : `${files.length} files`;
}

/**
 * Tokenize the files into `sink`, each as one document; yields how many bytes have been
 * read after every chunk, so that the reader can wait.
 * @throws WordspaceError for what cannot be read as UTF-8 text, and for a file that has changed since it was opened
 */
export async function* scanTexts(files: TextFile[], options: TokenOptions, sink: TokenSink): AsyncGenerator<number> {
  const tokenizer = new Tokenizer(options);
  let before = 0;
  for (const file of files) {
    demandSame(file);
    const pieces = new Pieces((piece) => tokenizer.scan(piece, sink));
    const text = new TextStream(file.path, (chunk) => pieces.push(chunk));
    const source = createReadStream(file.path, { highWaterMark: CHUNK });
    // What goes wrong in a part of the pipeline comes out of the last part's loop.
    const bytes = file.packed ? pipeline(source, createGunzip({ chunkSize: CHUNK }), () => {}) : source;
    try {
      for await (const chunk of bytes as AsyncIterable<Uint8Array>) {
        text.push(chunk);
        yield before + source.bytesRead;
      }
    } catch (error) {
      throw readable(file.path, error);
    } finally {
      source.destroy();
    }
    text.end();
    pieces.end();
    sink.sentenceEnd();
    before += file.size;
  }
  files.forEach(demandSame);
}

/** @throws WordspaceError when a file is not what it was */
function demandSame({ path, size, changed }: TextFile): void {
  const now = statOf(path);
  if (now.size !== size || now.mtimeMs !== changed) throw new WordspaceError(`${path} has changed while it was trained on; start again and leave it alone meanwhile.`);
}

function statOf(path: string): Stats {
  try {
    return statSync(path);
  } catch (error) {
    throw readable(path, error);
  }
}

function beginning(path: string): Uint8Array {
  try {
    const file = openSync(path, 'r');
    try {
      const bytes = new Uint8Array(HEAD);
      return bytes.subarray(0, readSync(file, bytes));
    } finally {
      closeSync(file);
    }
  } catch (error) {
    throw readable(path, error);
  }
}

function readable(path: string, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOENT' || code === 'EACCES') return unopened(path);
  if (/^Z_|^ERR_.*ZLIB/.test(code)) return new WordspaceError(`${path}: the gzip file is damaged or cut short; make or download it again.`);
  if (/^E[A-Z]+$/.test(code)) return new WordspaceError(`${path} could not be read to its end: ${reasonOf(error)}.`);
  return error;
}
