import type { Metric } from '../kernels/knn/problem';
import type { Work } from '../work';

/** Where the words stand on the map. */
export interface Positions {
  dims: 2 | 3;
  /** Rows × dims, row-major; row i belongs to the i-th projected row. */
  values: Float32Array;
}

/** A layout that can be looked at while it is made: an animated map reads `positions` between steps. */
export interface Layout extends Work<Positions> {
  /** The positions so far, in place: valid until the next step; copy to keep. */
  positions(): Positions;
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
