import { Sliced, type Progress, type Work } from '../../work';
import { nearest } from '../nearest';
import { wholeNumber } from '../whole-number';
import type { Ensemble } from './aligned';
import { overlap } from './overlap';

export interface Stability {
  /** Neighbours a word: as asked, or all other words of a small vocabulary. */
  k: number;
  /** How many seeds were compared. */
  seeds: number;
  /** The words asked about. */
  rows: Uint32Array;
  /** Their stabilities, 0 … 1, in the order of `rows`; NaN for a word with a zero vector, which has no neighbours. */
  values: Float64Array;
  /** Over the words that have a stability. */
  mean: number;
}

export interface StabilityOptions {
  /** Neighbours a word, 1 or more; default 10, as in the paper. */
  k?: number;
  /** Which words, as rows; default all. Their neighbours are always looked for among all. */
  rows?: Uint32Array;
}

/**
 * The stability of many words over the seeds of an ensemble (see `overlap`).
 * @throws WordspaceError where k is no count
 */
export function stability(spaces: Ensemble, options: StabilityOptions = {}): Work<Stability> {
  const [{ size }] = spaces;
  const k = Math.min(wholeNumber(options.k ?? 10, 'The number of neighbours'), size - 1);
  const rows = options.rows ?? Uint32Array.from({ length: size }, (_, row) => row);
  return new Sliced(compared(spaces, rows, k), told(0, spaces.length * rows.length));
}

function* compared(spaces: Ensemble, rows: Uint32Array, k: number): Generator<Progress, Stability, void> {
  const all = Uint32Array.from({ length: spaces[0].size }, (_, row) => row);
  const lists: number[][][] = [];
  for (const space of spaces) {
    const work = nearest(space, all, rows, k);
    let next = work.next();
    for (; !next.done; next = work.next()) yield told(Math.floor((lists.length + next.value) * rows.length), spaces.length * rows.length);
    lists.push(next.value);
  }
  const values = Float64Array.from(rows, (row, i) => (spaces.some((s) => s.norms[row] === 0) ? NaN : overlap(lists.map((l) => l[i]), k)));
  const known = values.filter((v) => !Number.isNaN(v));
  return { k, seeds: spaces.length, rows, values, mean: known.reduce((sum, v) => sum + v, 0) / known.length };
}

function told(done: number, total: number): Progress {
  return { stage: 'comparing neighbours', done, total };
}

/**
 * Words that stand for the whole vocabulary: the most frequent `head`, and `tail` of the
 * others at even steps of rank.
 * @returns rows, ascending
 */
export function sampleRows(size: number, head: number, tail: number): Uint32Array {
  const rows = Array.from({ length: Math.min(size, head) }, (_, row) => row);
  const rest = size - rows.length;
  const steps = Math.min(rest, tail);
  for (let i = 0; i < steps; i++) rows.push(head + Math.floor(((i + 0.5) * rest) / steps));
  return Uint32Array.from(rows);
}
