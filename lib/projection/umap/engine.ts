import type { Neighbours } from '../projection';

/**
 * What lays the graph out. `umap.ts` finds the neighbours, chooses the first
 * arrangement and reports; an engine links the neighbours and moves the points.
 * Another engine is one file with an `Engine` of its own and one line in `umap.ts`.
 */
export interface EngineInput {
  /** Rows ≥ 3; k others a row. */
  neighbours: Neighbours;
  dims: 2 | 3;
  /** Where the points start: rows × dims. */
  initial: Float32Array;
  minDist: number;
  spread: number;
  epochs: number;
  negativeSampleRate: number;
  seed: number;
}

export interface Engine {
  /** One pass over the edges that are due in this epoch. */
  epoch(): void;
  /** The positions now, rows × dims, into `out`. */
  copyTo(out: Float32Array): void;
}

export type StartEngine = (input: EngineInput) => Engine;
