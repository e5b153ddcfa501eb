/**
 * A training that can be watched and steered while it runs; the same with one thread
 * or several, inline or in workers.
 */
import type { Dense } from '../../kernels/matrix';
import type { Progress, Work } from '../../work';
import type { Subwords } from '../../space/unseen';
import type { Trained } from '../model';

export interface TrainingSession {
  /** Resolves at the end, or early after `keep`; rejects with Cancelled, or when training has diverged. */
  readonly trained: Promise<Trained>;
  pause(): void;
  resume(): void;
  /** Stop now, also while paused, and keep what has been learned. */
  keep(): void;
  /** Stop now and leave nothing. */
  cancel(): void;
  /** The learning rate from now on; it falls to almost nothing over what is left. */
  setAlpha(alpha: number): void;
  /**
   * Stage “training” or “paused”; done and total in tokens × epochs. Figures: `loss` a (center,
   * context) pair, `lossPerToken` (both smoothed: see figures.ts), `alpha`, `tokensPerSecond`
   * without the pauses, `epoch` (the one under way, from 1) of `epochs`, `threads`.
   */
  progress(): Progress;
  /** The word vectors as they are now: the first `rows` rows (or all there are), a copy, rows × dims. */
  snapshot(rows: number): Float32Array;
}

/** Training in slices: what `TrainingSession` offers, possible between two steps. */
export interface SteerableWork extends Work<Trained> {
  keep(): void;
  setAlpha(alpha: number): void;
  snapshot(rows: number): Float32Array;
}

/** Vectors to go on from, matched by name: words they lack begin at random. */
export interface Beginning {
  names: string[];
  /** Word vectors, names × dims. */
  input: Dense;
  /** Output vectors of the same names, where they are known; otherwise they begin at zero. */
  output?: Dense;
  /** What is known of pieces of words, for models that learn some. */
  subwords?: Subwords;
  /** Occurrences in what they were trained on, where they are known. */
  counts?: (number | null)[];
}
