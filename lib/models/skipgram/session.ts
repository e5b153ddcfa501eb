/**
 * A training that can be watched and steered while it runs; the same with one thread
 * or several, inline or in workers.
 */
import type { Dense } from '../../kernels/matrix';
import type { Progress } from '../../work';
import type { Trained } from '../model';

export interface TrainingSession {
  /** Resolves at the end, or early after `keep`; rejects when cancelled or diverged. */
  readonly trained: Promise<Trained>;
  pause(): void;
  resume(): void;
  /** Stop now and keep what has been learned. */
  keep(): void;
  /** Stop now and leave nothing. */
  cancel(): void;
  progress(): Progress;
  /** The word vectors as they are now: the first `rows` rows, a copy, rows × dims. */
  snapshot(rows: number): Float32Array;
}

/** Vectors to go on from, matched by name: words they lack begin at random. */
export interface Beginning {
  names: string[];
  /** Word vectors, names × dims. */
  input: Dense;
  /** Output vectors of the same names, where they are known; otherwise they begin at zero. */
  output?: Dense;
}
