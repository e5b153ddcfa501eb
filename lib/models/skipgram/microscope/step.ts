/**
 * One step of training under the microscope: what training does at one token of the text,
 * with every choice and every number on the way. What all models of the family share; the
 * numbers are those of shared.ts (skip-gram, whose window shares its negatives) and bag.ts
 * (all others), as the kernels are two.
 */
import { firstThat } from '../../../kernels/bisect';
import type { Dense } from '../../../kernels/matrix';
import { LONGEST } from '../prepare';

/** What training reads and writes. */
export interface Network {
  /** Word vectors: row i belongs to word i of the vocabulary. */
  input: Dense;
  /** Output vectors: of the same words, or of the inner nodes of a hierarchical softmax. */
  output: Dense;
}

export interface Step<Update> {
  /** Every token of the sentence that the chosen token stands in, at most 1000. */
  coins: Coin[];
  /** Number of the chosen token among them. */
  chosen: number;
  /** Null where this token is not trained on this time. */
  update: Update | null;
  /** Why not: the coin left the token out, or left it no word beside it. */
  idle: 'left out' | 'alone' | null;
}

/** Subsampling of one token: it stays when the draw is at most the probability. */
export interface Coin {
  word: number;
  probability: number;
  draw: number;
  stays: boolean;
}

/** What every update tells. */
export interface Surroundings {
  center: number;
  /** Drawn from 1 … window: so many of the tokens that stayed count to each side. */
  reach: number;
  /** Context words from left to right. */
  contexts: Context[];
  /** Σ of all losses, in nats, before the step. */
  loss: number;
  /** The same sum over the same guesses after it. */
  lossAfter: number;
}

export interface Context {
  word: number;
  /** The token's number in `Step.coins`. */
  coin: number;
  distance: number;
}

/** One draw of a negative: a slot, and a second draw that takes the slot's word or its alias. */
export interface Negative {
  slot: number;
  alias: number;
  threshold: number;
  draw: number;
  word: number;
  /** Share of all draws that this word gets, in proportion to count^¾. */
  probability: number;
  /** Equal to the word it should be told apart from, so left out. */
  rejected: boolean;
}

/** What the network makes of one output row, with the truth beside it. */
export interface Guess {
  label: 0 | 1;
  /** Dot product of what predicts and the target's output vector. */
  dot: number;
  /** σ(dot), what the network believes: the probability that the label is 1. */
  sigma: number;
  /** −ln of the probability given to the truth, in nats. */
  loss: number;
  /** alpha · (label − σ): by so much the two vectors move along each other. */
  gradient: number;
}

/** A guess from what the twins tell of it: how much was missing from the belief in the truth. */
export function guess(label: 0 | 1, dot: number, missed: number, loss: number, alpha: number): Guess {
  return { label, dot, sigma: label === 1 ? 1 - missed : missed, loss, gradient: alpha * (label === 1 ? missed : -missed) };
}

/** A row before and after. */
export interface Change {
  before: Float32Array;
  after: Float32Array;
}

export interface Move extends Change {
  /** Number in the vocabulary, or of an inner node. */
  word: number;
  side: 'input' | 'output' | 'node';
}

/** How a row has moved: the distance, its length before and after, and its cosine with another row's, both before and after. */
export function movement({ before, after }: Change, other: Change) {
  return {
    distance: length(after.map((x, j) => x - before[j])),
    length: [length(before), length(after)] as const,
    cosine: [cosine(before, other.before), cosine(after, other.after)] as const,
  };
}

/** First token of the sentence around a token and the one after its last, cut where training cuts it. */
export function sentenceAround(sentences: Uint32Array, token: number): [number, number] {
  const next = firstThat(0, sentences.length - 1, (at) => sentences[at] > token);
  const begin = sentences[next - 1];
  const from = begin + LONGEST * Math.floor((token - begin) / LONGEST);
  return [from, Math.min(from + LONGEST, sentences[next])];
}

function length(vector: Float32Array): number {
  return Math.sqrt(dot(vector, vector));
}

/** 0 where one of the two has no length. */
function cosine(a: Float32Array, b: Float32Array): number {
  return dot(a, b) / (length(a) * length(b) || 1);
}

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, x, j) => sum + x * b[j], 0);
}
