/**
 * Skip-gram on several threads without locks (Hogwild: Recht, Ré, Wright & Niu 2011):
 * every thread takes the next sentences that none has taken, and all write to the same rows
 * in shared memory, where their rare collisions do no harm. Runs with more than one
 * thread differ a little from each other; one thread gives what `SkipgramTraining` gives.
 */
import { kernelWorks } from '../../kernels/skipgram/kernel';
import type { Flavour } from '../../kernels/wasm';
import type { SkipgramTrainer } from '../../kernels/skipgram/problem';
import type { EncodedCorpus } from '../../text/corpus';
import { Cancelled, type Progress } from '../../work';
import { Control } from '../control';
import type { Trained } from '../model';
import { orEnd } from '../threads';
import type { OptionValues } from '../../options';
import { skipgramFamily, type Family, type Placed } from './family';
import { alphaThrough, demandBounded, figuresOf, lossOf, Stopwatch, type Sums } from './figures';
import { Outcome } from './outcome';
import { Board, type SkipgramPart } from './part';
import { Rescue } from './rescue';
import type { Beginning, TrainingSession } from './session';
import { sliceEnd, sliceTokens } from './training';

export { trainPart, type SkipgramPart } from './part';

/** A worker of either kind, as `webThread` and `nodeThread` in lib/jobs make them. */
export interface Thread {
  /** Train the part in the worker; settles when it has finished or failed. */
  run(part: SkipgramPart): Promise<void>;
  terminate(): void;
}

export interface ParallelOptions {
  threads: number;
  /** Starts one worker that calls `trainPart`. */
  spawn: () => Thread;
  onProgress?: (progress: Progress) => void;
  /** Called before the threads begin and some hundred times a second while they train. */
  onMoment?: (session: TrainingSession) => void;
  /** Vectors to go on from. */
  from?: Beginning;
  family?: Family;
  /** Of the kernel; by default 'simd' for one thread and the fastest for more. */
  flavour?: Flavour;
}

/** Milliseconds between reports; the first comes as soon as there is something to tell. */
const INTERVAL = 100;
/** Milliseconds between moments. */
const MOMENT = 10;

/** Whether this place has shared memory (in a page: cross-origin isolation) and the kernel. */
export function parallelWorks(): boolean {
  return typeof SharedArrayBuffer !== 'undefined' && kernelWorks();
}

export class ParallelSession implements TrainingSession {
  readonly trained: Promise<Trained>;
  private readonly outcome: Outcome;
  private readonly board: Board;
  private readonly control = new Control();
  /** What the board told last. */
  private told: Sums = { done: 0, loss: 0, pairs: 0 };
  private readonly clock = new Stopwatch();
  private readonly rescue = new Rescue();
  private readonly total: number;
  /** Reads the vectors while the threads write them. */
  private readonly reader: SkipgramTrainer;
  private fail!: (reason: unknown) => void;

  /** @throws WordspaceError as `prepare` does, or when the memory does not suffice */
  constructor(
    corpus: EncodedCorpus,
    private readonly options: OptionValues,
    private readonly how: ParallelOptions,
  ) {
    const { threads, spawn, family = skipgramFamily, from, flavour } = how;
    // They start while the problem is prepared.
    const workers = Array.from({ length: threads }, spawn);
    const { problem, placed } = orEnd(workers, () => {
      const problem = family.prepare(corpus, options, from);
      return { problem, placed: family.place(problem, { threads, shared: true, flavour }) };
    });
    this.outcome = new Outcome(family.id, corpus, options, from);
    this.reader = family.open(placed, 0);
    this.board = Board.for(threads);
    this.total = problem.ids.length * options.epochs;
    this.control.alpha = options.alpha;
    const failed = new Promise<never>((_, reject) => (this.fail = reject));
    this.trained = this.train(workers, family.id, placed, slicesOf(problem.sentences, sliceTokens(options)), failed).catch((error: unknown) => this.rescue.instead(error));
  }

  pause(): void {
    this.control.pause();
    this.clock.stop();
  }

  resume(): void {
    this.control.resume();
    this.clock.start();
  }

  keep(): void {
    this.control.keep();
  }

  cancel(): void {
    this.fail(new Cancelled());
  }

  setAlpha(alpha: number): void {
    const at = this.board.done / this.total;
    const start = alphaThrough(alpha, at);
    this.rescue.heard({ alpha, at }, this.control.alpha, () => this.learned(this.progress()));
    this.control.alpha = start;
  }

  snapshot(rows: number): Float32Array {
    return this.reader.input(Math.min(rows, this.outcome.trainedRows));
  }

  progress(): Progress {
    const { done } = this.board;
    const { total, options, how } = this;
    const figures = figuresOf({ done, total, epochs: options.epochs, threads: how.threads }, lossOf(this.board.smoothed()), this.control.alpha, this.clock);
    return { stage: this.control.paused ? 'paused' : 'training', done, total, figures };
  }

  private async train(workers: Thread[], family: string, placed: Placed, slices: Uint32Array, failed: Promise<never>): Promise<Trained> {
    const { onProgress, onMoment } = this.how;
    const { epochs } = this.options;
    onMoment?.(this);
    const report = () => onProgress?.(this.progress());
    let begun = false;
    const moment = () => {
      onMoment?.(this);
      if (begun || this.board.done === 0) return;
      begun = true;
      report();
    };
    const timers = [setInterval(() => this.tell(report), INTERVAL), setInterval(() => this.tell(moment), MOMENT)];
    this.clock.start();
    try {
      const parts = workers.map((worker, thread) =>
        worker.run({
          family, placed, thread, slices, epochs, total: this.total, board: this.board.buffer, control: this.control.buffer,
        }),
      );
      await Promise.race([Promise.all(parts), failed]);
    } finally {
      this.control.stop();
      for (const timer of timers) clearInterval(timer);
      for (const worker of workers) worker.terminate();
    }
    this.clock.stop();
    this.demandBounded();
    const last = this.progress();
    onProgress?.(last);
    return this.learned(last);
  }

  private learned(progress: Progress): Trained {
    return this.outcome.trained(this.reader, progress, this.board.sums().pairs, this.rescue.change);
  }

  /** @throws WordspaceError when training has diverged since this was asked last */
  private demandBounded(): void {
    const sums = this.board.sums();
    demandBounded(this.told, sums);
    if (sums.pairs > this.told.pairs) this.told = sums;
  }

  /** Tell how far it has come, with the loss as it is now. */
  private tell(telling: () => void): void {
    try {
      this.demandBounded();
      telling();
    } catch (error) {
      this.fail(error);
    }
  }
}

/** Sentence bounds of slices of so many tokens. */
function slicesOf(sentences: Uint32Array, tokens: number): Uint32Array {
  const last = sentences.length - 1;
  const bounds = [0];
  while (bounds[bounds.length - 1] < last) bounds.push(sliceEnd(sentences, bounds[bounds.length - 1], last, tokens));
  return Uint32Array.from(bounds);
}
