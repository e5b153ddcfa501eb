/**
 * Training on a text that is not in memory: blocks of a fixed number of tokens (see
 * lib/text/blocks.ts) are handed to the threads of one shared memory. Differences from
 * training on a text in memory: sentences are put in random order within a block, not
 * in the whole text, and a sentence that a block's bound falls into is cut there.
 *
 * The learning rate and all random choices of a block follow from the seed and the
 * block's place alone, so that a training goes on from any block as if it had not stopped.
 */
import { mix, Random } from '../../kernels/random';
import type { OptionValues } from '../../options';
import { openBlock } from '../../text/blocks';
import type { Vocabulary } from '../../text/corpus';
import { familyById, type Family, type Placed, type Problem } from './family';
import { alphaAt } from './figures';
import { LONGEST } from './prepare';
import type { Beginning } from './session';
import { sliceEnd, sliceTokens } from './training';

/** Tokens a block: a tenth of a second's work or more, and 256 KB. */
export const BLOCK = 1 << 16;

/** What a thread is given once: plain data and shared memory. */
export interface BlockThread {
  /** Which kernel trains: see family.ts. */
  family: string;
  /** Of `blockProblem`. */
  placed: Placed;
  thread: number;
  options: OptionValues;
  /** Tokens an epoch. */
  tokens: number;
  /** Blocks that wait: slot s begins at the integer s × BLOCK. */
  slots: SharedArrayBuffer;
}

/** One block to train on. */
export interface BlockTask {
  slot: number;
  /** Its tokens. */
  length: number;
  epoch: number;
  /** Its place in the epoch, from 0. */
  block: number;
}

export interface BlockDone {
  slot: number;
  /** Tokens, pairs, and the sum of their loss in nats. */
  tokens: number;
  pairs: number;
  loss: number;
}

/**
 * A problem to be placed in shared memory whose tokens are room for one block a thread.
 * @throws WordspaceError as `prepare` does: for too few words or too many, and for a beginning that does not fit
 */
export function blockProblem(
  family: Family,
  { name, vocabulary }: { name: string; vocabulary: Vocabulary },
  options: OptionValues,
  threads: number,
  from?: Beginning,
): Problem {
  // The tables need the vocabulary alone; the tokens stand for any block.
  const ids = new Uint32Array(BLOCK);
  const sentences = Uint32Array.of(0, BLOCK);
  const corpus = { name, vocabulary, ids, sentences, documents: sentences, titles: [name], columns: [], tokens: BLOCK, types: vocabulary.words.length };
  const problem = family.prepare(corpus, options, from);
  const bounds = new Uint32Array(threads * (BLOCK + 1));
  // The scratch of a thread is measured by the longest sentence.
  bounds[1] = LONGEST;
  return { ...problem, ids: new Uint32Array(threads * BLOCK), sentences: bounds, starts: undefined };
}

/** The work of one thread. */
export class BlockTrainer {
  private readonly ids: Uint32Array;
  private readonly bounds: Uint32Array;
  private readonly family: Family;
  /** The problem as this thread sees it: its own block. */
  private readonly mine: Placed;

  constructor(private readonly given: BlockThread) {
    const { placed, thread } = given;
    this.family = familyById(given.family);
    this.mine = { ...placed, ids: placed.ids + thread * BLOCK * 4, sentences: placed.sentences + thread * (BLOCK + 1) * 4 };
    this.ids = new Uint32Array(placed.memory.buffer, this.mine.ids, BLOCK);
    this.bounds = new Uint32Array(placed.memory.buffer, this.mine.sentences, BLOCK + 1);
  }

  train({ slot, length, epoch, block }: BlockTask): BlockDone {
    const { placed, thread, options, slots, tokens } = this.given;
    const seed = mix(mix((placed.seed + epoch) | 0) + block);
    const sentences = openBlock(new Uint32Array(slots, slot * BLOCK * 4, length), LONGEST, new Random(seed), this.ids, this.bounds);
    const kernel = this.family.open({ ...this.mine, seed }, thread);
    const slice = sliceTokens(options);
    for (let s = 0; s < sentences; ) {
      const end = sliceEnd(this.bounds, s, sentences, slice);
      const seen = epoch * tokens + block * BLOCK + this.bounds[s];
      kernel.train(s, end, alphaAt(options.alpha, seen / (tokens * options.epochs)));
      s = end;
    }
    kernel.join?.();
    return { slot, tokens: length, pairs: kernel.pairs, loss: kernel.loss };
  }
}
