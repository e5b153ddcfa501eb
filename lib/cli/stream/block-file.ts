/**
 * The encoded text on disk, so that it is tokenized once and not in every epoch: blocks
 * one after the other, four bytes a token, read and written one at a time.
 */
import { closeSync, fstatSync, fsyncSync, openSync, readSync, unlinkSync, writeSync } from 'node:fs';
import { WordspaceError } from '../../error';
import { BLOCK } from '../../models/skipgram/blocks';
import { blockIsSound } from '../../text/blocks';

export class BlockFile {
  private tokens = 0;
  private constructor(
    readonly path: string,
    private readonly file: number,
  ) {}

  /** A new, empty file. One that is not `kept` has no name on disk, so that nothing is left behind however the program ends. */
  static create(path: string, kept: boolean): BlockFile {
    const made = new BlockFile(path, openSync(path, 'w+'));
    if (!kept) removeQuietly(path);
    return made;
  }

  /** The file of an earlier run, if it is there and has just so many tokens. */
  static reopen(path: string, tokens: number): BlockFile | undefined {
    let file: number;
    try {
      file = openSync(path, 'r');
    } catch {
      return undefined;
    }
    const found = new BlockFile(path, file);
    found.tokens = tokens;
    if (fstatSync(file).size === tokens * 4) return found;
    found.close();
    return undefined;
  }

  append(block: Uint32Array): void {
    const bytes = new Uint8Array(block.buffer, block.byteOffset, block.byteLength);
    for (let at = 0; at < bytes.length; ) at += writeSync(this.file, bytes, at, bytes.length - at, this.tokens * 4 + at);
    this.tokens += block.length;
  }

  /** On disk for good, before a checkpoint relies on it. */
  sync(): void {
    fsyncSync(this.file);
  }

  /**
   * The blocks from number `first` on; each is overwritten by the next.
   * @param words size of the vocabulary
   * @throws WordspaceError where the file cannot be what was written
   */
  *blocks(first: number, words: number): Generator<Uint32Array> {
    const block = new Uint32Array(BLOCK);
    const bytes = new Uint8Array(block.buffer);
    for (let at = first * BLOCK; at < this.tokens; at += BLOCK) {
      const length = Math.min(BLOCK, this.tokens - at);
      const read = readSync(this.file, bytes, 0, length * 4, at * 4);
      const found = block.subarray(0, length);
      if (read !== length * 4 || !blockIsSound(found, words)) {
        throw new WordspaceError(`The encoded text ${this.path} is damaged; delete it and go on with --resume, which makes it again.`);
      }
      yield found;
    }
  }

  close(): void {
    closeSync(this.file);
  }

  remove(): void {
    this.close();
    removeQuietly(this.path);
  }
}

function removeQuietly(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // It has no name any more, or this system keeps the names of open files.
  }
}
