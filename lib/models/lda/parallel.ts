/**
 * Topics on several threads: whoever is free draws the next block of tokens, of words and chunks that
 * no other thread is at (lib/kernels/lda/schedule.ts). The same number of threads and the same seed
 * give the same topics.
 */
import { kernelWorks, place, topicsInText, type Placed } from '../../kernels/lda/kernel';
import { Schedule } from '../../kernels/lda/schedule';
import type { OptionValues } from '../../options';
import type { EncodedCorpus } from '../../text/corpus';
import { Cancelled, drained, type Progress } from '../../work';
import { Control } from '../control';
import type { Trained } from '../model';
import { orEnd } from '../threads';
import { Stopwatch } from '../skipgram/figures';
import type { TrainingSession } from '../skipgram/session';
import { WordIndex, type LdaState } from './counts';
import { logLikelihoodPerToken } from './likelihood';
import type { TopicsPart } from './part';
import { Samples } from './samples';
import { inBags, type Selection } from './selection';
import { beginning, sampledOf, selected, trainedOf } from './setup';

/** A worker of either kind, as `webThread` and `nodeThread` in lib/jobs make them, that calls `samplePart`. */
export interface TopicsThread {
  run(part: TopicsPart): Promise<void>;
  terminate(): void;
}

export interface ParallelTopicsOptions {
  threads: number;
  spawn: () => TopicsThread;
  onProgress?: (progress: Progress) => void;
}

/** Milliseconds between reports. */
const INTERVAL = 100;
/** Milliseconds between looks at the likelihood, and of a long text so many times as long as a look takes. */
const LOOKS_APART = 400;
const SHARE = 8;

/** Whether this place has shared memory (in a page: cross-origin isolation) and the kernel. */
export function parallelTopicsWork(): boolean {
  return typeof SharedArrayBuffer !== 'undefined' && kernelWorks();
}

export class ParallelTopics implements TrainingSession {
  readonly trained: Promise<Trained>;
  private readonly selection: Selection;
  private readonly index: WordIndex;
  private readonly placed: Placed;
  private readonly board: Float64Array;
  private readonly priors: Float64Array;
  private readonly control = new Control();
  private readonly clock = new Stopwatch();
  private readonly total: number;
  private likelihood?: number;
  private nextLook = 0;
  private fail!: (reason: unknown) => void;

  /** @throws WordspaceError as `select` does, or when the memory does not suffice */
  constructor(
    private readonly corpus: EncodedCorpus,
    private readonly options: OptionValues,
    private readonly how: ParallelTopicsOptions,
  ) {
    // They start while the problem is prepared.
    const workers = Array.from({ length: how.threads }, how.spawn);
    const { selection, problem, placed } = orEnd(workers, () => {
      const selection = inBags(drained(selected(corpus, options)));
      const problem = beginning(selection, options);
      return { selection, problem, placed: place(problem, { threads: how.threads, shared: true }) };
    });
    this.selection = selection;
    this.index = new WordIndex(this.selection);
    const { topics, iterations } = options;
    const tokens = this.selection.ids.length;
    this.placed = placed;
    this.board = new Float64Array(new SharedArrayBuffer(8 * how.threads));
    this.priors = new Float64Array(new SharedArrayBuffer(8 * (topics + 1)));
    this.priors.set(problem.alpha);
    this.priors[topics] = problem.beta;
    this.total = iterations * tokens;
    const failed = new Promise<never>((_, reject) => (this.fail = reject));
    this.trained = this.train(workers, failed);
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

  /** Topics have no learning rate. */
  setAlpha(): void {}

  /** Nor vectors before the end. */
  snapshot(): Float32Array {
    return new Float32Array(0);
  }

  progress(): Progress {
    const done = this.board.reduce((sum, drawn) => sum + drawn, 0);
    const { seconds } = this.clock;
    const figures: Record<string, number> = { threads: this.how.threads };
    if (seconds > 0 && done > 0) figures.drawsPerSecond = done / seconds;
    if (this.likelihood !== undefined) figures.logLikelihoodPerToken = this.likelihood;
    return { stage: this.control.paused ? 'paused' : 'sampling topics', done, total: this.total, figures };
  }

  private async train(workers: TopicsThread[], failed: Promise<never>): Promise<Trained> {
    const { placed, options, how, priors, board, control } = this;
    const barrier = new SharedArrayBuffer(8);
    const schedule = new SharedArrayBuffer(Schedule.bytes(placed.grid, placed.sizes));
    const sampled = sampledOf(this.corpus, this.selection);
    const samples = new Samples(options.topics, sampled, new SharedArrayBuffer(Samples.bytes(options.topics, sampled)));
    const timer = setInterval(() => this.tell(), INTERVAL);
    this.clock.start();
    try {
      const parts = workers.map((worker, thread) =>
        worker.run({ placed, thread, options, barrier, schedule, sampled, samples: samples.buffer as SharedArrayBuffer, priors: priors.buffer as SharedArrayBuffer, board: board.buffer as SharedArrayBuffer, control: control.buffer }),
      );
      await Promise.race([Promise.all(parts), failed]);
    } finally {
      control.stop();
      clearInterval(timer);
      for (const worker of workers) worker.terminate();
    }
    this.clock.stop();
    this.look();
    how.onProgress?.(this.progress());
    const state = this.state();
    // A training that is kept early ends with what it is at.
    const { done } = this.progress();
    if (done < this.total) samples.take(this.selection.ids, state.assignments);
    return trainedOf(this.corpus, options, this.selection, state, samples, { logLikelihoodPerToken: this.likelihood!, iterations: options.iterations * (done / this.total) });
  }

  private tell(): void {
    try {
      if (!this.control.paused && performance.now() > this.nextLook && this.board[0] > 0) this.look();
      this.how.onProgress?.(this.progress());
    } catch (error) {
      this.fail(error);
    }
  }

  /** The likelihood of the topics as they are now, in the middle of a sweep or not. */
  private look(): void {
    const began = performance.now();
    this.likelihood = logLikelihoodPerToken(this.state(), this.selection, this.index);
    const now = performance.now();
    this.nextLook = now + Math.max(LOOKS_APART, SHARE * (now - began));
  }

  /** A copy: the threads go on. */
  private state(): LdaState {
    const { topics } = this.options;
    return { topics, alpha: this.priors.slice(0, topics), beta: this.priors[topics], assignments: topicsInText(this.placed) };
  }
}
