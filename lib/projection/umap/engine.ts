import type { Csr } from '../../kernels/matrix';
import type { Curve } from '../../kernels/umap/gradients';
import type { Neighbours } from '../projection';

/**
 * What moves the points. `umap.ts` finds the neighbours, links them, chooses the first
 * arrangement and reports. Another engine is one file with an `Engine` of its own and one
 * line in `umap.ts`.
 */
export interface EngineInput {
  /** Rows ≥ 3; k others a row. */
  neighbours: Neighbours;
  /** The fuzzy graph of the neighbours: symmetric, rows × rows. */
  graph: Csr;
  dims: 2 | 3;
  /** Where the points start: rows × dims. */
  initial: Float32Array;
  curve: Curve;
  minDist: number;
  spread: number;
  epochs: number;
  negativeSampleRate: number;
  seed: number;
}

export interface Engine {
  /**
   * A slice of an epoch. @param alpha of the descent in this epoch, 1 at first and towards 0 at last
   * @returns whether the epoch is over
   */
  advance(alpha: number): boolean;
  /** Another curve or number of negatives from now on; an engine without it cannot. */
  change?(change: { curve?: Curve; negatives?: number }): void;
  /** The positions now, rows × dims, into `out`. */
  copyTo(out: Float32Array): void;
}

export type StartEngine = (input: EngineInput) => Engine;
