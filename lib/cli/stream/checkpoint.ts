/**
 * A training's state in one file: a mark, the length of a JSON header, the header, both
 * matrices as they lie in memory, and a SHA-256 of it all. Written beside its place,
 * brought to disk and moved there in one go: whenever the program is killed, the last
 * whole checkpoint is there.
 */
import { createHash } from 'node:crypto';
import { closeSync, existsSync, fstatSync, fsyncSync, openSync, readSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { WordspaceError } from '../../error';
import type { Placed } from '../../models/skipgram/family';
import { demandWritable, writeBytes } from '../outputs';
import { reasonOf } from '../reasons';
import type { Counted } from './counting';
import type { TextFile } from './texts';

export interface CheckpointHeader extends Counted {
  /** What must be the same when training goes on: name → value. */
  settings: Record<string, string | number | boolean>;
  /** The texts, to tell whether they have changed. */
  files: TextFile[];
  /** The first block that has not been trained on. */
  epoch: number;
  block: number;
  /** Tokens of the encoded text beside the checkpoint; 0 where it is not whole. */
  encoded: number;
  /** The objective a pair and a token, smoothed, and all pairs so far. */
  figures: { loss: number; lossPerToken: number; pairs: number };
  /** Bytes a row of a matrix. */
  stride: number;
}

const MARK = new TextEncoder().encode('wordspace checkpoint 1\n');
const DIGEST = 32;
const CHUNK = 1 << 22;

/** The file that `--checkpoint` means: in a folder it has a name of its own. */
export function checkpointPath(given: string): string {
  const folder = existsSync(given) && statSync(given).isDirectory();
  return folder ? join(given, 'wordspace.checkpoint') : given;
}

/** @throws WordspaceError where no checkpoint can be written, and for a file that is there and is something else: it would be lost */
export function demandPlace(path: string, texts: string[]): void {
  demandWritable(path, texts);
  if (!existsSync(path)) return;
  const file = openSync(path, 'r');
  try {
    const mark = new Uint8Array(MARK.length);
    const length = readSync(file, mark, 0, mark.length, 0);
    if (length > 0 && !isMark(mark)) throw new WordspaceError(`${path} is no checkpoint of this program, and would be written over; give --checkpoint another name.`);
  } finally {
    closeSync(file);
  }
}

const isMark = (bytes: Uint8Array) => bytes.length === MARK.length && bytes.every((byte, i) => byte === MARK[i]);

/** @throws WordspaceError when it cannot be written; the last checkpoint stays */
export function writeCheckpoint(path: string, header: CheckpointHeader, placed: Placed): void {
  const draft = `${path}.part`;
  try {
    const file = openSync(draft, 'w');
    try {
      const hash = createHash('sha256');
      const put = (bytes: Uint8Array) => {
        hash.update(bytes);
        writeBytes(file, bytes);
      };
      const json = new TextEncoder().encode(JSON.stringify(header));
      put(MARK);
      put(new Uint8Array(Uint32Array.of(json.length).buffer));
      put(json);
      for (const part of chunks(placed)) put(part);
      writeBytes(file, hash.digest());
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(draft, path);
    syncFolder(dirname(path));
  } catch (error) {
    rmSync(draft, { force: true });
    throw new WordspaceError(`The checkpoint ${path} could not be written (${reasonOf(error)}); make room or choose another place with --checkpoint, and go on with --resume from the last one.`);
  }
}

/** An open checkpoint that is whole: what it says, and then, where it is to be gone on with, its matrices. */
export class Checkpoint {
  readonly header: CheckpointHeader;
  private readonly file: number;

  /** @throws WordspaceError when there is none or it is damaged */
  constructor(private readonly path: string) {
    try {
      this.file = openSync(path, 'r');
    } catch {
      throw new WordspaceError(`There is no checkpoint ${path}, or it may not be read; begin without --resume.`);
    }
    try {
      this.demandWhole();
      const length = new DataView(this.read(4, MARK.length).buffer).getUint32(0, true);
      this.header = JSON.parse(new TextDecoder().decode(this.read(length, MARK.length + 4))) as CheckpointHeader;
    } catch (error) {
      this.close();
      throw error;
    }
  }

  /** Read both matrices into their places. @throws WordspaceError when they are laid out otherwise */
  restore(placed: Placed): void {
    let at = fstatSync(this.file).size - DIGEST - (inputRows(placed) + placed.vocabulary) * placed.stride;
    if (placed.stride !== this.header.stride || at < MARK.length) {
      throw new WordspaceError(`${this.path} was written by another version of this program; begin without --resume.`);
    }
    for (const part of chunks(placed)) at += readSync(this.file, part, 0, part.length, at);
  }

  close(): void {
    closeSync(this.file);
  }

  private demandWhole(): void {
    const { size } = fstatSync(this.file);
    if (!isMark(this.read(MARK.length, 0))) {
      throw new WordspaceError(`${this.path} is no checkpoint of this program; name the file that --checkpoint wrote.`);
    }
    const end = size - DIGEST;
    const hash = createHash('sha256');
    for (let at = 0; at < end; at += CHUNK) hash.update(this.read(Math.min(CHUNK, end - at), at));
    if (end < MARK.length + 4 || !hash.digest().equals(this.read(DIGEST, end))) {
      throw new WordspaceError(`The checkpoint ${this.path} is damaged or cut short; begin without --resume.`);
    }
  }

  private read(length: number, at: number): Uint8Array {
    const bytes = new Uint8Array(length);
    return bytes.subarray(0, readSync(this.file, bytes, 0, length, at));
  }
}

/** Both matrices in memory, in pieces that one call reads or writes whole. */
function* chunks(placed: Placed): Generator<Uint8Array> {
  const { memory, vocabulary, stride, input, output } = placed;
  for (const [from, rows] of [[input, inputRows(placed)], [output, vocabulary]]) {
    const end = from + rows * stride;
    for (let at = from; at < end; at += CHUNK) yield new Uint8Array(memory.buffer, at, Math.min(CHUNK, end - at));
  }
}

/** Words, and the places of their pieces where the model has such. */
function inputRows(placed: Placed): number {
  return 'kind' in placed ? placed.rows : placed.vocabulary;
}

/** So that the new name is on disk too; some systems cannot and need not. */
function syncFolder(folder: string): void {
  try {
    const file = openSync(folder, 'r');
    fsyncSync(file);
    closeSync(file);
  } catch {
    // Windows opens no folders.
  }
}
