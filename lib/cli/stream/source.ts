/**
 * The blocks of every epoch. The first time the text is tokenized and the blocks are
 * also kept in a file (block-file.ts); from then on they are read from there. Without
 * that file the text is tokenized in every epoch, to the same blocks.
 */
import { rmSync } from 'node:fs';
import { WordspaceError } from '../../error';
import { BLOCK } from '../../models/skipgram/blocks';
import { BlockEncoder } from '../../text/blocks';
import type { TokenOptions } from '../../text/tokenizer';
import { warn } from '../terminal';
import { BlockFile } from './block-file';
import { nameOf, scanTexts, type TextFile } from './texts';

/** Megabytes from which a file of this size is told of. */
const LARGE = 50;

export class BlockSource {
  /** Tokens of the whole file of blocks; 0 while there is none. */
  encoded = 0;
  private cache?: BlockFile;

  /** @param tokens an epoch; where `atLeast`, it has perhaps more */
  constructor(
    private readonly files: TextFile[],
    private readonly options: TokenOptions,
    private readonly words: string[],
    private tokens: number,
    private atLeast: boolean,
  ) {}

  /**
   * Keep the blocks in a file, or take one that is there and whole.
   * @param kept it stays when the program ends before `finish`, for a training that is gone on with
   * @param encoded its tokens, if an earlier run has made it
   */
  openFile(path: string, kept: boolean, encoded: number): void {
    if (encoded > 0) this.cache = BlockFile.reopen(path, encoded);
    if (this.cache) {
      this.encoded = this.tokens = encoded;
      this.atLeast = false;
      return;
    }
    try {
      this.cache = BlockFile.create(path, kept);
    } catch (error) {
      return this.doWithoutFile(error);
    }
    const megabytes = Math.round((this.tokens * 4) / 1e6);
    if (megabytes >= LARGE) warn(`The encoded text, ${megabytes} MB, is kept in ${path} until the end, so that the text is read only twice; --no-cache does without.`);
  }

  /**
   * The blocks of an epoch from number `first` on; a block is good until the next is asked for.
   * @param passing called now and then while blocks before `first` are passed over
   * @throws WordspaceError as `scanTexts` does, and when the text is not the one that was counted
   */
  async *blocks(first: number, passing: () => void): AsyncGenerator<Uint32Array> {
    if (this.cache && this.encoded > 0) {
      yield* this.cache.blocks(first, this.words.length);
      return;
    }
    let ready: Uint32Array[] = [];
    let place = 0;
    let tokens = 0;
    const encoder = new BlockEncoder(this.words, BLOCK, (block) => ready.push(block.slice()));
    const fresh = () => {
      const blocks = ready;
      ready = [];
      for (const block of blocks) {
        this.keep(block);
        tokens += block.length;
      }
      place += blocks.length;
      return blocks.slice(Math.max(0, blocks.length - Math.max(0, place - first)));
    };
    for await (const _ of scanTexts(this.files, this.options, encoder)) {
      yield* fresh();
      if (place < first) passing();
    }
    encoder.end();
    yield* fresh();
    this.demandCounted(tokens);
  }

  /** The training has ended: nothing is left on disk. */
  finish(): void {
    this.cache?.remove();
    this.cache = undefined;
  }

  /** The training goes on another time: a whole file stays. */
  leave(): void {
    if (this.encoded > 0) this.cache?.close();
    else this.cache?.remove();
    this.cache = undefined;
  }

  private keep(block: Uint32Array): void {
    try {
      this.cache?.append(block);
    } catch (error) {
      this.doWithoutFile(error);
    }
  }

  /** The first epoch has been read whole. */
  private demandCounted(tokens: number): void {
    if (tokens < this.tokens || (tokens > this.tokens && !this.atLeast)) {
      throw new WordspaceError(
        `${nameOf(this.files)} has changed while it was trained on: ${this.tokens} of its words were known and now ${tokens} are; begin again and leave it alone meanwhile.`,
      );
    }
    this.tokens = tokens;
    this.atLeast = false;
    if (!this.cache) return;
    this.cache.sync();
    this.encoded = tokens;
  }

  private doWithoutFile(error: unknown): void {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    warn(`The encoded text could not be kept on disk (${code}), so the text is read again in every epoch.`);
    this.cache?.remove();
    this.cache = undefined;
  }
}

/** Where the blocks of a training with this checkpoint are kept. */
export function blockFileOf(checkpoint: string): string {
  return `${checkpoint}.ids`;
}

/** Delete what an earlier training has left beside its checkpoint. */
export function forgetBlocks(checkpoint: string): void {
  rmSync(blockFileOf(checkpoint), { force: true });
}
