/**
 * Stability against frequency: rare words have seen few contexts, and the very frequent
 * ones too many kinds of them, so neither need be the most stable (Wendlandt et al. 2018, fig. 3).
 */
import { quantile } from '../quantile';
import { spearman } from '../spearman';

export interface FrequencyBin {
  /** Occurrences, from … to (not included): steps of 1, 2, 5, 10, 20, 50 … */
  from: number;
  to: number;
  words: number;
  median: number;
  /** First and third quartile. */
  lower: number;
  upper: number;
}

export interface StabilityByFrequency {
  /** Rank correlation of stability with frequency (the same for its logarithm). */
  spearman: number;
  /** Only bins with words in them, rising. */
  bins: FrequencyBin[];
}

/**
 * @param values stabilities, NaN where there is none
 * @param counts occurrences of the same words, 1 or more
 */
export function byFrequency(values: ArrayLike<number>, counts: ArrayLike<number>): StabilityByFrequency {
  const known = Array.from(values, (value, i) => ({ value, count: counts[i] })).filter(({ value, count }) => !Number.isNaN(value) && count >= 1);
  const inBin = new Map<number, number[]>();
  for (const { value, count } of known) {
    const from = floorStep(count);
    const inside = inBin.get(from);
    if (inside) inside.push(value);
    else inBin.set(from, [value]);
  }
  const bins = [...inBin].sort(([a], [b]) => a - b).map(([from, inside]) => {
    const sorted = inside.toSorted((a, b) => a - b);
    return { from, to: nextStep(from), words: sorted.length, median: quantile(sorted, 0.5), lower: quantile(sorted, 0.25), upper: quantile(sorted, 0.75) };
  });
  return { spearman: spearman(known.map((w) => w.value), known.map((w) => w.count)), bins };
}

/** The largest of 1, 2, 5, 10, 20, 50 … that is not above the count. */
function floorStep(count: number): number {
  let step = 1;
  while (nextStep(step) <= count) step = nextStep(step);
  return step;
}

function nextStep(step: number): number {
  return String(step).startsWith('2') ? step * 2.5 : step * 2;
}
