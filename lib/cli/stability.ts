/** What the command line tells of several seeds: how stable their words are. */
import { byFrequency, type FrequencyBin } from '../space/ensemble/frequency';
import { sampleRows, stability } from '../space/ensemble/stability';
import type { VectorSpace } from '../space/space';
import { ensembleOf } from './inputs';
import { watch } from './terminal';

export interface StabilityDocument {
  seeds: number;
  k: number;
  /** How many words were asked: half of them the most frequent, half at even steps of rank below. */
  words: number;
  mean: number;
  /** What the bins and the correlation are over: occurrences, or ranks (1 = most frequent) where the files do not tell counts. */
  over: 'count' | 'rank';
  spearman: number;
  bins: FrequencyBin[];
  /** Both with the more frequent first among equals. */
  leastStable: { word: string; stability: number }[];
  mostStable: { word: string; stability: number }[];
}

/** Words listed at either end. */
const LISTED = 20;

/** @throws WordspaceError for spaces of different texts, or fewer than two */
export async function stabilityDocument(given: VectorSpace[], { k, words }: { k: number; words: number }): Promise<StabilityDocument> {
  const spaces = ensembleOf(given);
  const [first] = spaces;
  const half = Math.ceil(words / 2);
  const found = await watch(stability(spaces, { k, rows: sampleRows(first.size, half, words - half) }));
  const { counts } = first;
  const frequencies = Array.from(found.rows, (row) => (counts ? (counts[row] ?? NaN) : row + 1));
  const { spearman, bins } = byFrequency(found.values, frequencies);
  const listed = Array.from(found.rows, (row, i) => ({ word: first.names[row], stability: found.values[i] })).filter((w) => !Number.isNaN(w.stability));
  return {
    seeds: found.seeds,
    k: found.k,
    words: found.rows.length,
    mean: found.mean,
    over: counts ? 'count' : 'rank',
    spearman,
    bins,
    leastStable: listed.toSorted((a, b) => a.stability - b.stability).slice(0, LISTED),
    mostStable: listed.toSorted((a, b) => b.stability - a.stability).slice(0, LISTED),
  };
}
