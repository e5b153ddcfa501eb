import type { Metric } from '../kernels/knn/problem';
import type { Work } from '../work';

/** Where the words stand on the map. */
export interface Positions {
  dims: 2 | 3;
  /** Rows × dims, row-major; row i belongs to the i-th projected row. */
  values: Float32Array;
}

/** What a finished layout can tell of itself besides places; each method fills in its own. */
export interface Facts {
  /** PCA: the share of the whole variance of every component that was found, the first one first. */
  explainedVariance?: number[];
  /** PCA: which component each axis of the map shows, from 1. */
  components?: number[];
  /** t-SNE: Kullback and Leibler's divergence that it ended at, in nats. */
  divergence?: number;
  /** Semantic axes: each with how often axes by chance spread the words as widely. */
  axes?: AxisTest[];
}

/** How far words lie apart along an axis, beside axes between words drawn by chance. */
export interface AxisTest {
  /** Standard deviation of the words' places along the axis. */
  spread: number;
  /** The same of axes by chance: the middle one, and the one that 5 % are wider than. */
  chance: { median: number; upper: number };
  /** Axes by chance, and how many of them spread the words at least as widely. */
  trials: number;
  asWide: number;
  /** (asWide + 1) ÷ (trials + 1). */
  p: number;
  /** Words measured. */
  words: number;
}

/** A layout that can be looked at while it is made: an animated map reads `positions` between steps. */
export interface Layout extends Work<Positions> {
  /** The positions so far, in place: valid until the next step; copy to keep. */
  positions(): Positions;
  /** What it can tell of itself; complete when it is finished. */
  readonly facts: Facts;
  /**
   * Go on with other values of some options, where the layout can.
   * @throws WordspaceError for values out of range, or where it cannot
   */
  change?(options: Record<string, number | undefined>): void;
}

/** k nearest neighbours of every row, nearest first, the row itself left out. */
export interface Neighbours {
  k: number;
  /** Rows × k row indices. */
  indices: Uint32Array;
  /** Rows × k similarities, descending: cosines, or minus Euclidean distances. */
  similarities: Float32Array;
  /** Which similarity; cosine where it is left out. */
  metric?: Metric;
  /** Some few neighbours may be missed; all are found where this is left out. */
  approximate?: boolean;
}
