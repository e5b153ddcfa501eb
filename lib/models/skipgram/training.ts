/**
 * Skip-gram training as Work: epochs over the sentences in slices of a fixed number of
 * tokens, the learning rate falling linearly from alpha to almost nothing.
 */
import type { SkipgramProblem, SkipgramTrainer } from '../../kernels/skipgram/problem';
import type { OptionValues } from '../../options';
import type { EncodedCorpus } from '../../text/corpus';
import type { Progress } from '../../work';
import type { Trained } from '../model';
import { skipgramFamily, type Family, type Problem } from './family';
import { alphaAt, alphaThrough, figuresOf, SmoothedLoss, Stopwatch } from './figures';
import { Outcome } from './outcome';
import { Rescue } from './rescue';
import type { Beginning, SteerableWork } from './session';

/** Multiplications a slice: some 3 ms of the kernel, 50 ms of the twin. */
const SLICE = 8e6;

export interface TrainingOptions {
  /** Vectors to go on from. */
  from?: Beginning;
  family?: Family;
}

export class SkipgramTraining implements SteerableWork {
  private readonly trainer: SkipgramTrainer;
  private readonly sentences: Uint32Array;
  private readonly outcome: Outcome;
  private readonly loss: SmoothedLoss;
  private readonly clock = new Stopwatch();
  private readonly rescue = new Rescue();
  private readonly slice: number;
  private readonly total: number;
  private alpha: number;
  private sentence = 0;
  private done = 0;
  private kept = false;
  /** What is left behind instead of vectors that have grown beyond all bounds. */
  private rescued: Trained | null = null;

  /** @param trainer picks kernel or twin for what the family prepares; by default the kernel where the engine runs it */
  constructor(
    corpus: EncodedCorpus,
    private readonly options: OptionValues,
    trainer?: (problem: SkipgramProblem) => SkipgramTrainer,
    { from, family = skipgramFamily }: TrainingOptions = {},
  ) {
    const problem = family.prepare(corpus, options, from);
    this.sentences = problem.sentences;
    this.total = problem.ids.length * options.epochs;
    this.trainer = trainer ? trainer(problem as SkipgramProblem) : fastest(family, problem);
    this.outcome = new Outcome(family.id, corpus, options, from);
    this.slice = sliceTokens(options);
    this.loss = new SmoothedLoss(this.total);
    this.alpha = options.alpha;
  }

  step(): boolean {
    if (this.finished) return true;
    this.clock.start();
    const { sentences, trainer } = this;
    const from = this.sentence;
    const end = sliceEnd(sentences, from, sentences.length - 1, this.slice);
    trainer.train(from, end, alphaAt(this.alpha, this.done / this.total));
    this.done += sentences[end] - sentences[from];
    try {
      this.loss.add({ done: this.done, loss: trainer.loss, pairs: trainer.pairs });
    } catch (error) {
      this.rescued = this.rescue.instead(error);
    }
    this.sentence = end === sentences.length - 1 ? 0 : end;
    this.clock.stop();
    return this.finished;
  }

  progress(): Progress {
    const { done, total, options } = this;
    return { stage: 'training', done, total, figures: figuresOf({ done, total, epochs: options.epochs, threads: 1 }, this.loss, this.alpha, this.clock) };
  }

  /** After this no step trains any more and `result` is what has been learned; one slice is always done. */
  keep(): void {
    if (this.done === 0) this.step();
    this.kept = true;
  }

  setAlpha(alpha: number): void {
    const at = this.done / this.total;
    const start = alphaThrough(alpha, at);
    this.rescue.heard({ alpha, at }, this.alpha, () => this.learned());
    this.alpha = start;
  }

  snapshot(rows: number): Float32Array {
    return this.trainer.input(Math.min(rows, this.outcome.trainedRows));
  }

  result(): Trained {
    if (!this.finished) throw new Error('training has not finished');
    if (this.rescued) return this.rescued;
    try {
      return this.learned();
    } catch (error) {
      return this.rescue.instead(error);
    }
  }

  private learned(): Trained {
    return this.outcome.trained(this.trainer, this.progress(), this.trainer.pairs, this.rescue.change);
  }

  private get finished(): boolean {
    return this.kept || this.rescued !== null || this.done === this.total;
  }
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

function fastest(family: Family, problem: Problem): SkipgramTrainer {
  return family.works() ? family.open(family.place(problem), 0) : family.twin(problem);
}
