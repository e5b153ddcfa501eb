/**
 * Skip-gram training as Work: epochs over the sentences in slices of a fixed number of
 * tokens, the learning rate falling linearly from alpha to almost nothing.
 */
import { WordspaceError } from '../../error';
import { kernelWorks, place, SkipgramKernel } from '../../kernels/skipgram/kernel';
import type { SkipgramProblem, SkipgramTrainer } from '../../kernels/skipgram/problem';
import { SkipgramTwin } from '../../kernels/skipgram/twin';
import type { EncodedCorpus } from '../../text/corpus';
import type { Progress, Work } from '../../work';
import type { Trained } from '../model';
import type { OptionValues } from '../../options';
import { prepare } from './prepare';

/** Multiplications a slice: some 3 ms of the kernel, 50 ms of the twin. */
const SLICE = 8e6;
/** The learning rate never falls below this share of its start, as in word2vec.c. */
const LEAST_ALPHA = 1e-4;
/** Weight of the newest slice in the smoothed loss. */
const NEWEST = 0.02;

export class SkipgramTraining implements Work<Trained> {
  private readonly problem: SkipgramProblem;
  private readonly trainer: SkipgramTrainer;
  private readonly loss = new SmoothedLoss();
  private readonly slice: number;
  private readonly total: number;
  private epoch = 0;
  private sentence = 0;
  private done = 0;
  private seconds = 0;

  /** @param trainer picks kernel or twin; by default the kernel where the engine runs it */
  constructor(
    private readonly corpus: EncodedCorpus,
    private readonly options: OptionValues,
    trainer: (problem: SkipgramProblem) => SkipgramTrainer = fastest,
  ) {
    this.problem = prepare(corpus, options);
    this.trainer = trainer(this.problem);
    this.slice = sliceTokens(options);
    this.total = this.problem.ids.length * options.epochs;
  }

  step(): boolean {
    if (this.done === this.total) return true;
    const started = performance.now();
    const { sentences } = this.problem;
    const from = this.sentence;
    const end = sliceEnd(sentences, from, sentences.length - 1, this.slice);
    this.trainer.train(from, end, this.alpha());
    this.loss.add(this.trainer);
    this.done += sentences[end] - sentences[from];
    this.sentence = end;
    if (end === sentences.length - 1) {
      this.sentence = 0;
      this.epoch++;
    }
    this.seconds += (performance.now() - started) / 1000;
    return this.done === this.total;
  }

  progress(): Progress {
    const figures = { loss: this.loss.value, alpha: this.alpha(), tokensPerSecond: this.done / Math.max(this.seconds, 1e-3) };
    return { stage: 'training', done: this.done, total: this.total, figures };
  }

  result(): Trained {
    if (this.done < this.total) throw new Error('training has not finished');
    const { loss, tokensPerSecond } = this.progress().figures!;
    return trained(this.corpus, this.options, this.trainer.input(), { loss, tokens: this.done, tokensPerSecond }, this.trainer.pairs);
  }

  private alpha(): number {
    return alphaAt(this.options.alpha, this.done / this.total);
  }
}

/** The learning rate after this share of the work. */
export function alphaAt(alpha: number, share: number): number {
  return alpha * Math.max(1 - share, LEAST_ALPHA);
}

/** Tokens in a slice, fewer where each costs more. */
export function sliceTokens({ dims, window, negative }: OptionValues): number {
  return Math.ceil(SLICE / (dims * window * (negative + 1)));
}

/** The first sentence bound after `from` that makes a slice of `tokens`, at most `to`. */
export function sliceEnd(sentences: Uint32Array, from: number, to: number, tokens: number): number {
  let end = from + 1;
  while (end < to && sentences[end] - sentences[from] < tokens) end++;
  return end;
}

/** Mean loss a (center, context) pair, exponentially smoothed over slices; 0 before the first pair. */
export class SmoothedLoss {
  value = 0;
  private slices = 0;
  private loss = 0;
  private pairs = 0;

  /**
   * @throws WordspaceError when training has diverged: the loss is then NaN in the twin
   * and, since a NaN's exponent is the largest, far below 0 in the kernel
   */
  add({ loss, pairs }: { loss: number; pairs: number }): void {
    if (pairs > this.pairs) {
      const mean = (loss - this.loss) / (pairs - this.pairs);
      if (!(mean > -1e-3)) throw diverged();
      this.slices++;
      this.value += (mean - this.value) * Math.max(NEWEST, 1 / this.slices);
    }
    this.loss = loss;
    this.pairs = pairs;
  }
}

/**
 * What training leaves behind.
 * @throws WordspaceError when subsampling has left nothing to train on, or training has diverged
 */
export function trained(
  { name, vocabulary }: EncodedCorpus,
  options: OptionValues,
  vectors: Float32Array,
  figures: Record<string, number>,
  pairs: number,
): Trained {
  if (pairs === 0) {
    throw new WordspaceError(`Subsampling left no two neighbouring words of “${name}”; raise the subsampling threshold or set it to 0.`);
  }
  if (!vectors.every(Number.isFinite)) throw diverged();
  return {
    words: {
      names: vocabulary.words,
      matrix: { kind: 'dense', rows: vocabulary.words.length, dims: options.dims, values: vectors },
      columns: [{ name: 'count', kind: 'number', values: Array.from(vocabulary.counts) }],
      provenance: { model: 'skipgram', corpus: name, options: { ...options } },
    },
    figures,
  };
}

function diverged(): WordspaceError {
  return new WordspaceError('The vectors grew beyond all bounds; lower the learning rate, or the window and the negative samples.');
}

function fastest(problem: SkipgramProblem): SkipgramTrainer {
  return kernelWorks() ? new SkipgramKernel(place(problem)) : new SkipgramTwin(problem);
}
