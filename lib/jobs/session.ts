/** One way to start a training that can be steered, whichever model and however many threads. */
import { modelById } from '../models/registry';
import { ParallelTopics, parallelTopicsWork, type TopicsThread } from '../models/lda/parallel';
import type { Trained } from '../models/model';
import { ParallelSession, parallelWorks, type Thread } from '../models/skipgram/parallel';
import type { Beginning, SteerableWork, TrainingSession } from '../models/skipgram/session';
import type { OptionValues } from '../options';
import type { EncodedCorpus } from '../text/corpus';
import type { Progress, Work } from '../work';
import { Hold } from './hold';
import { run } from './run';

export interface TrainInput {
  corpus: EncodedCorpus;
  model: string;
  /** Complete and checked. */
  options: OptionValues;
  /** Default 1. With more, runs differ a little; models without a family take one, but for topics, which are the same for the same number. */
  threads?: number;
  /** Vectors to go on from, for models with a family. */
  from?: Beginning;
}

export interface SessionHost {
  /** Starts a worker that calls `trainPart`. */
  spawn: () => Thread;
  /** Starts a worker that calls `samplePart`; without it topics take one thread. */
  spawnTopics?: () => TopicsThread;
  onProgress?: (progress: Progress) => void;
  /** Called before the first step and then often between steps: a moment to read the vectors. */
  onMoment?: (session: TrainingSession) => void;
}

/**
 * Start training: on `threads` workers where memory can be shared, otherwise in slices on
 * this thread, which stays responsive within some 50 ms.
 * @throws WordspaceError where there is nothing to train on
 */
export function openSession({ corpus, model: id, options, threads = 1, from }: TrainInput, { spawn, spawnTopics, onProgress, onMoment }: SessionHost): TrainingSession {
  const model = modelById(id);
  const { family } = model;
  if (family && threads > 1 && parallelWorks()) return new ParallelSession(corpus, options, { threads, spawn, onProgress, onMoment, from, family });
  if (model.parallel && spawnTopics && threads > 1 && parallelTopicsWork()) return new ParallelTopics(corpus, options, { threads, spawn: spawnTopics, onProgress });
  return new InlineSession(model.train(corpus, options, from), onProgress, onMoment);
}

/** Sliced work as a session. Work that cannot be kept early (SVD) is cancelled instead; what cannot be looked at shows no vectors. */
export class InlineSession implements TrainingSession {
  readonly trained: Promise<Trained>;
  private readonly controller = new AbortController();
  private readonly hold = new Hold();

  constructor(
    private readonly work: Work<Trained> | SteerableWork,
    private readonly onProgress?: (progress: Progress) => void,
    onMoment?: (session: TrainingSession) => void,
  ) {
    const held = () => {
      onMoment?.(this);
      return this.hold.until;
    };
    this.trained = run(work, { onProgress, signal: this.controller.signal, held });
  }

  pause(): void {
    if (this.hold.until) return;
    this.hold.pause();
    this.onProgress?.(this.progress());
  }

  resume(): void {
    this.hold.resume();
  }

  keep(): void {
    if (!('keep' in this.work)) return this.cancel();
    this.work.keep();
    this.resume();
  }

  cancel(): void {
    this.controller.abort();
    this.resume();
  }

  setAlpha(alpha: number): void {
    if ('setAlpha' in this.work) this.work.setAlpha(alpha);
  }

  progress(): Progress {
    const progress = this.work.progress();
    return this.hold.until ? { ...progress, stage: 'paused' } : progress;
  }

  snapshot(rows: number): Float32Array {
    return 'snapshot' in this.work ? this.work.snapshot(rows) : new Float32Array(0);
  }
}
