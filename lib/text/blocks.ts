/**
 * A text as blocks of vocabulary ids, to be trained on without holding the text. Every
 * block but the last has the same number of tokens, so that block b of an epoch is known
 * by its place alone, in memory as on disk: an unsigned 32-bit integer a token, the
 * vocabulary id, with the highest bit set on the last token of a sentence.
 */
import type { Random } from '../kernels/random';
import { Interner } from './interner';
import type { TokenSink } from './tokenizer';

const LAST = 0x8000_0000;

/** Tokens → blocks. Words outside the vocabulary are left out, as `encode` does. */
export class BlockEncoder implements TokenSink {
  private readonly known = new Interner();
  private readonly block: Uint32Array;
  private filled = 0;

  /**
   * @param words the vocabulary
   * @param size tokens a block
   * @param take receives each block, which is overwritten after it returns
   */
  constructor(
    words: string[],
    size: number,
    private readonly take: (block: Uint32Array) => void,
  ) {
    for (const word of words) this.known.id(word, 0, word.length);
    this.block = new Uint32Array(size);
  }

  token(text: string, start: number, end: number): void {
    const id = this.known.find(text, start, end);
    if (id < 0) return;
    // A full block waits for what follows, so that a sentence that ends with it is marked.
    if (this.filled === this.block.length) this.flush();
    this.block[this.filled++] = id;
  }

  sentenceEnd(): void {
    if (this.filled > 0) this.block[this.filled - 1] |= LAST;
  }

  /** Hand over the last block, which may be short. */
  end(): void {
    if (this.filled > 0) this.flush();
  }

  private flush(): void {
    this.take(this.block.subarray(0, this.filled));
    this.filled = 0;
  }
}

/**
 * A block as ids and sentence bounds, the sentences in random order. A sentence ends at
 * its mark, after `longest` tokens, and with the block.
 * @param ids receives as many ids as the block has
 * @param bounds receives the bounds: at most one more than the block has tokens
 * @returns how many sentences
 */
export function openBlock(block: Uint32Array, longest: number, random: Random, ids: Uint32Array, bounds: Uint32Array): number {
  const starts = [0];
  for (let at = 1, from = 0; at <= block.length; at++) {
    if (at < block.length && block[at - 1] < LAST && at - from < longest) continue;
    starts.push(at);
    from = at;
  }
  const order = random.shuffle(Uint32Array.from({ length: starts.length - 1 }, (_, s) => s));
  bounds[0] = 0;
  let at = 0;
  order.forEach((s, place) => {
    for (let i = starts[s]; i < starts[s + 1]; i++) ids[at++] = block[i] & ~LAST;
    bounds[place + 1] = at;
  });
  return order.length;
}

/** Whether every id of a block is one of `words`: a file may be damaged, and the kernel does not look. */
export function blockIsSound(block: Uint32Array, words: number): boolean {
  return block.every((token) => (token & ~LAST) >>> 0 < words);
}
