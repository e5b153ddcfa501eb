/**
 * The interval of a figure that compares two models, each trained with one or several seeds:
 * every seed of the one was compared with every seed of the other. Seeds are the units, not
 * pairs of them, which share seeds: with rows i of the one and columns j of the other,
 * Var(mean) ≈ s²(row means) / n + s²(column means) / m, as for a two-sample U statistic
 * (Hoeffding 1948; Lehmann 1951), and Student's t with the smaller number of seeds − 1 degrees.
 *
 * Seeds that agree say nothing of other words, or of other neighbours: how far these leave the
 * figure open is added in squares, end by end (Zou and Donner 2008, the method of variance
 * estimates recovery), so that no interval is narrower than that.
 */
import { wilson, type Interval } from '../bootstrap';
import { spread } from './spread';

/** Student's t, 97.5 %, for 1 … 10 degrees of freedom; more are taken as the last. */
const T = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228];
/** The same for very many, which words are. */
const NORMAL = 1.96;

export interface Crossed {
  mean: number;
  /** 95 %; null where both models have one seed only. */
  interval: Interval | null;
}

/**
 * @param values a list a seed of the first model, a value in it a seed of the second; shares, 0 … 1
 * @param open how far the mean is open for what it was taken over, were there one seed only
 */
export function crossed(values: readonly (readonly number[])[], open: (mean: number) => Interval): Crossed {
  const rows = values.map((row) => spread(row).mean);
  const columns = values[0].map((_, j) => spread(values.map((row) => row[j])).mean);
  const { mean } = spread(rows);
  const several = [rows, columns].filter((means) => means.length > 1);
  if (several.length === 0) return { mean, interval: null };
  const error = Math.sqrt(several.reduce((sum, means) => sum + spread(means).sd ** 2 / means.length, 0));
  const degrees = Math.min(...several.map((means) => means.length - 1));
  const reach = T[Math.min(degrees, T.length) - 1] * error;
  const [low, high] = open(mean);
  return { mean, interval: [Math.max(0, mean - Math.hypot(reach, mean - low)), Math.min(1, mean + Math.hypot(reach, high - mean))] };
}

/** How far the share of k neighbours is open: Wilson's interval, which no share closes. */
export function ofNeighbours(k: number): (share: number) => Interval {
  return (share) => wilson({ correct: share * k, asked: k });
}

/** How far a mean over words is open; over words that are all alike, Wilson's interval. */
export function ofWords(shares: readonly number[]): (mean: number) => Interval {
  const { sd } = spread(shares);
  if (!(sd > 0)) return (mean) => wilson({ correct: mean * shares.length, asked: shares.length });
  const reach = (T[Math.min(shares.length - 1, T.length + 1) - 1] ?? NORMAL) * (sd / Math.sqrt(shares.length));
  return (mean) => [mean - reach, mean + reach];
}
