/**
 * What a descent on UMAP's cross entropy is given and what it answers: the one signature
 * of the plain twin (twin.ts) and of the WASM kernel (kernel.ts).
 */
import { mix } from '../random';
import type { Curve } from './gradients';

export interface UmapProblem {
  dims: 2 | 3;
  /** Where the points stand, points × dims. */
  initial: Float32Array;
  /** Edges by their two ends, ordered by head for speed. */
  heads: Uint32Array;
  tails: Uint32Array;
  /** Of every edge, 0 to 1: the share of epochs in which it draws its ends together. */
  shares: Float32Array;
  curve: Curve;
  /** Points pushed away from the head whenever an edge draws; at least 1. */
  negatives: number;
  /** They are drawn from the first so many points; default all. */
  drawn?: number;
  /** Tails do not move: for new points among settled ones. */
  frozen?: boolean;
  seed: number;
}

export interface UmapDescent {
  /** Begin an epoch: choose the edges that are due. @returns how many steps it takes */
  begin(): number;
  /** Take the steps [from, to) of the epoch, once each and in order. @param alpha of the descent, 1 at first and 0 at last */
  step(from: number, to: number, alpha: number): void;
  /** Another curve or number of negatives from the next step on. */
  change(change: { curve?: Curve; negatives?: number }): void;
  /** Copy the positions, points × dims, into `out`. */
  copyTo(out: Float32Array): void;
}

/** Edges that are moved at once. */
export const GROUP = 4;
/** Edges of a step, in two groups. */
export const LANES = 2 * GROUP;

/** An edge is due when its share, summed over the epochs, passes a whole number: in units of 2^-31. */
export function increments(shares: Float32Array): Uint32Array {
  const out = new Uint32Array(shares.length);
  for (let e = 0; e < out.length; e++) out[e] = Math.round(Math.min(1, Math.max(0, shares[e])) * 0x8000_0000);
  return out;
}

/** Where the random numbers begin; never 0. */
export function stateOf(seed: number): number {
  return mix(mix(seed | 0)) || 0x9e3779b9;
}
