/**
 * What a descent on the divergence of t-SNE is given and what it answers: the one signature
 * of the plain twin (twin.ts) and of the WASM kernel (kernel.ts).
 */
export interface TsneProblem {
  dims: 2 | 3;
  /** Where the points stand, points × dims; at least one point. */
  initial: Float32Array;
  /** Of every point the others that draw it, as compressed sparse rows. */
  indptr: Uint32Array;
  indices: Uint32Array;
  /** How strongly: the joint probabilities, symmetric, with the sum 1. */
  values: Float32Array;
  /**
   * Points whose box is smaller than so many times its distance push as one: 0 takes every
   * pair, 0.5 is usual.
   */
  angle: number;
}

export interface TsneDescent {
  /** Begin an epoch: deal the points out to leaves by where they are. @returns how many leaves */
  begin(): number;
  /** The forces on the points of the leaves [from, to), of each once an epoch. */
  step(from: number, to: number): void;
  /** End an epoch: all points make their move. */
  move(how: Move): void;
  /** Forget the last moves and the gains: the next move is a first one. */
  rest(): void;
  /** Copy the positions, points × dims, into `out`. */
  copyTo(out: Float32Array): void;
  /** Σ 1 ÷ (1 + d²) over all pairs of different points, each taken both ways, before the last move. */
  pull(): number;
}

export interface Move {
  /** By what the draw of the probabilities is multiplied: more than 1 at first, which gathers groups. */
  exaggeration: number;
  rate: number;
  /** Share of the last move that is made again. */
  momentum: number;
}

/** Points in a leaf: two vectors of four lanes. */
export const LEAF = 8;
/** A move along an axis that goes on has its gain raised by so much, one that turns has it cut; no lower than the least. */
export const RAISE = 0.2;
export const CUT = 0.8;
export const LEAST_GAIN = 0.01;
