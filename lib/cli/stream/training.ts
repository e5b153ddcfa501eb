/**
 * Training on a text that is never held: blocks from the source go to the threads, and
 * now and then everything is written to a checkpoint, from which the training goes on
 * after any end; with one thread to the same bytes.
 */
import { allFinite } from '../../kernels/matrix';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WordspaceError } from '../../error';
import type { Flavour } from '../../kernels/wasm';
import { BLOCK, blockProblem } from '../../models/skipgram/blocks';
import { centre } from '../../models/skipgram/centre';
import type { Family, Placed } from '../../models/skipgram/family';
import { alphaAt, diverged, SmoothedLoss } from '../../models/skipgram/figures';
import { Outcome } from '../../models/skipgram/outcome';
import type { Beginning } from '../../models/skipgram/session';
import type { OptionValues } from '../../options';
import type { SpaceData } from '../../space/space';
import type { Vocabulary } from '../../text/corpus';
import type { TextOptions } from '../../text/encode';
import { report, warn } from '../terminal';
import { writeCheckpoint, type Checkpoint, type CheckpointHeader } from './checkpoint';
import type { Counted, Stopping } from './counting';
import { BlockPool } from './pool';
import { blockFileOf, BlockSource, forgetBlocks } from './source';
import { nameOf, type TextFile } from './texts';

export interface StreamRequest {
  family: Family;
  files: TextFile[];
  text: TextOptions;
  options: OptionValues;
  /** Everything that must be the same when training goes on. */
  settings: CheckpointHeader['settings'];
  /** Vectors to go on from. */
  from?: Beginning;
  threads: number;
  flavour: Flavour;
  /** Keep the encoded text on disk from the first epoch on. */
  cache: boolean;
  /** Where checkpoints go, and seconds between them. */
  checkpoint?: string;
  every: number;
}

export interface Streamed {
  /** The matrix may lie in the memory it was trained in. */
  words: SpaceData;
  /** Tokens of the vocabulary trained on in this run. */
  trained: number;
  /** Passes over the text, with those of earlier runs: fewer than asked for, and perhaps not a whole number, where it was stopped. */
  epochs: number;
  /** The objective a pair and a token, smoothed (see SmoothedLoss). */
  loss: number;
  lossPerToken: number;
}

export class StreamTraining {
  private readonly vocabulary: Vocabulary;
  private readonly placed: Placed;
  private readonly source: BlockSource;
  private readonly pool: BlockPool;
  /** Tokens an epoch. */
  private readonly tokens: number;
  private readonly smoothed: SmoothedLoss;
  /** Of this run. */
  private sums = { done: 0, loss: 0, pairs: 0 };
  /** What an earlier run has told last. */
  private readonly earlier = { loss: 0, lossPerToken: 0, pairs: 0 };
  /** The next block to be handed out. */
  private epoch = 0;
  private block = 0;
  private saved = performance.now();

  /**
   * @param resume is closed by who opened it
   * @throws WordspaceError for fewer than two words, too many, or too little memory
   */
  constructor(
    private readonly request: StreamRequest,
    private readonly counted: Counted,
    private readonly stopping: Stopping,
    resume?: Checkpoint,
  ) {
    const { family, files, text, options, from, threads, flavour, checkpoint } = request;
    this.vocabulary = { words: counted.words, counts: Uint32Array.from(counted.counts) };
    this.tokens = counted.counts.reduce((sum, count) => sum + count, 0);
    this.source = new BlockSource(files, text, counted.words, this.tokens, counted.missed > 0);
    this.smoothed = new SmoothedLoss(this.tokens * options.epochs);
    const corpus = { name: nameOf(files), vocabulary: this.vocabulary };
    this.placed = family.place(blockProblem(family, corpus, options, threads, from), { threads, shared: true, flavour });
    if (resume) {
      resume.restore(this.placed);
      ({ epoch: this.epoch, block: this.block } = resume.header);
      this.earlier = resume.header.figures;
    }
    const encoded = resume?.header.encoded ?? 0;
    if (checkpoint && encoded === 0) forgetBlocks(checkpoint);
    if (request.cache && options.epochs - this.epoch > 1 - Math.sign(encoded)) {
      this.source.openFile(checkpoint ? blockFileOf(checkpoint) : join(tmpdir(), `wordspace-${process.pid}.ids`), checkpoint !== undefined, encoded);
    }
    this.pool = new BlockPool({ family: family.id, placed: this.placed, options, tokens: this.tokens }, threads, ({ tokens, loss, pairs }) => {
      const { sums } = this;
      this.sums = { done: sums.done + tokens, loss: sums.loss + loss, pairs: sums.pairs + pairs };
      this.smoothed.add(this.sums);
    });
  }

  /** @throws WordspaceError when it was stopped, when it has diverged, or when a file or the disk fails */
  async run(): Promise<Streamed> {
    try {
      if (this.epoch + this.block === 0) this.save();
      await this.trainAll();
      await this.pool.idle();
      this.save();
      this.source.finish();
      if (this.request.checkpoint) forgetBlocks(this.request.checkpoint);
    } catch (error) {
      if (this.request.checkpoint) this.source.leave();
      else this.source.finish();
      throw error;
    } finally {
      await this.pool.close();
    }
    const { loss, lossPerToken } = this.figures();
    const epochs = this.epoch + Math.min(1, (this.block * BLOCK) / this.tokens);
    return { words: this.words(), trained: this.sums.done, epochs, loss, lossPerToken };
  }

  private async trainAll(): Promise<void> {
    const { epochs, alpha } = this.request.options;
    const total = this.tokens * epochs;
    const before = this.epoch * this.tokens + this.block * BLOCK;
    const told = report(before / total);
    const began = performance.now();
    for (; this.epoch < epochs; this.epoch++, this.block = 0) {
      for await (const block of this.source.blocks(this.block, () => this.demandGoing())) {
        if (this.kept()) return;
        await this.saveWhenDue();
        await this.pool.give(block, this.epoch, this.block++);
        const done = Math.min(before + this.sums.done, total);
        const tokensPerSecond = (1000 * this.sums.done) / (performance.now() - began);
        told({ stage: 'training', done, total, figures: { loss: this.figures().loss, alpha: alphaAt(alpha, done / total), tokensPerSecond } });
      }
    }
  }

  private async saveWhenDue(): Promise<void> {
    const { checkpoint, every } = this.request;
    const due = checkpoint !== undefined && performance.now() - this.saved >= every * 1000;
    if (!due && !this.stopping.asked) return;
    await this.pool.idle();
    this.save();
    this.demandGoing();
  }

  private save(): void {
    const { checkpoint, settings, files } = this.request;
    if (checkpoint === undefined) return;
    const { epoch, block, source: { encoded }, placed: { stride } } = this;
    writeCheckpoint(checkpoint, { ...this.counted, settings, files, epoch, block, encoded, stride, figures: this.figures() }, this.placed);
    this.saved = performance.now();
  }

  private figures(): CheckpointHeader['figures'] {
    const pairs = this.earlier.pairs + this.sums.pairs;
    if (this.sums.pairs === 0) return this.earlier;
    return { loss: this.smoothed.perPair, lossPerToken: this.smoothed.perToken, pairs };
  }

  /** Asked to stop where there is no checkpoint to go on from: what is learned so far is all there will be. */
  private kept(): boolean {
    const kept = this.stopping.asked !== undefined && this.request.checkpoint === undefined;
    if (kept) warn('Training stops here; what it has learned is written. With --checkpoint FILE it could go on later.');
    return kept;
  }

  private demandGoing(): void {
    const { checkpoint } = this.request;
    if (this.stopping.asked && checkpoint) throw new WordspaceError(`Stopped; go on with --resume ${checkpoint}.`);
  }

  /** @throws WordspaceError when no pair was left to train on, or training has diverged */
  private words(): SpaceData {
    const { files, family, options, from } = this.request;
    const { placed, vocabulary } = this;
    const name = nameOf(files);
    const { pairs, ...figures } = this.figures();
    if (pairs === 0) {
      throw new WordspaceError(`No two known words of “${name}” were left beside each other; give it longer text, lower the minimum count, or raise the subsampling threshold.`);
    }
    // Pieces of words, or words of the vectors gone on from that the text lacks.
    if ('kind' in placed || from) {
      const total = this.tokens * options.epochs;
      const corpus = { name, vocabulary };
      return new Outcome(family.id, corpus, options, from).trained(family.open(placed, 0), { stage: 'training', done: total, total, figures }, pairs).words;
    }
    const values = movedTogether(placed);
    if (!allFinite(values)) throw diverged();
    if (options.centre) centre(values, options.dims);
    return {
      names: vocabulary.words,
      matrix: { kind: 'dense', rows: vocabulary.words.length, dims: options.dims, values },
      columns: [{ name: 'count', kind: 'number', values: this.counted.counts }],
      provenance: { model: family.id, corpus: name, options: { ...options } },
    };
  }
}

/** Without the padding of the rows, where they lie: training is over, and a copy would need the memory again. */
function movedTogether({ memory, input, stride, vocabulary, dims }: Exclude<Placed, { kind: string }>): Float32Array {
  const rows = new Float32Array(memory.buffer, input, (vocabulary * stride) / 4);
  for (let row = 1; row < vocabulary; row++) rows.copyWithin(row * dims, (row * stride) / 4, (row * stride) / 4 + dims);
  return rows.subarray(0, vocabulary * dims);
}
