/**
 * How far would a score move with other questions of the same kind? The
 * percentile bootstrap (Efron 1979; Efron and Tibshirani 1993, chapter 13) draws
 * as many questions again, with replacement, and takes the middle 95 % of the
 * scores. Questions that share words are not independent, so that the interval is
 * rather too narrow for questions made of all pairs of few pairs.
 */
import { Random } from '../kernels/random';
import type { Progress } from '../work';
import { quantile } from './quantile';
import { weightedSpearman, ranking } from './spearman';
import { wholeNumber } from './whole-number';

/** From the 2.5th to the 97.5th percentile. */
export type Interval = [low: number, high: number];

export interface BootstrapOptions {
  /** How often questions are drawn again; default 1000. */
  draws?: number;
  /** Default 1. */
  seed?: number;
}

/** Answers of one section: so many were right of those asked. */
export interface Tally {
  correct: number;
  asked: number;
}

/** Questions drawn in one slice: well under 50 ms on a slow machine. */
const SLICE = 1e6;
/** The 97.5th percentile of the normal distribution. */
const Z = 1.959963984540054;

/**
 * The intervals of the share of right answers, of each section and of all together,
 * drawing within sections. Where all answers of a section, or of every section, are
 * alike nothing can be seen by drawing them again: Wilson's interval stands there instead.
 * @throws WordspaceError where draws is no count
 */
export function* shareIntervals(sections: Tally[], options: BootstrapOptions = {}): Generator<Progress, { total: Interval; sections: Interval[] }, void> {
  const { draws, random } = begun(options);
  const perSection = sections.map(() => new Float64Array(draws));
  const total = new Float64Array(draws);
  const asked = sections.reduce((sum, s) => sum + s.asked, 0);
  let drawn = 0;
  for (let draw = 0; draw < draws; draw++) {
    let right = 0;
    sections.forEach((section, s) => {
      let hits = 0;
      for (let q = 0; q < section.asked; q++) if (random.below(section.asked) < section.correct) hits++;
      perSection[s][draw] = hits / section.asked;
      right += hits;
    });
    total[draw] = right / asked;
    drawn += asked;
    if (drawn > SLICE) {
      drawn = 0;
      yield telling(draw + 1, draws);
    }
  }
  const correct = sections.reduce((sum, s) => sum + s.correct, 0);
  return {
    total: sections.every(alike) ? wilson({ correct, asked }) : percentiles(total),
    sections: sections.map((section, s) => (alike(section) ? wilson(section) : percentiles(perSection[s]))),
  };
}

/**
 * The interval of a rank correlation, drawing pairs.
 * @returns −1 … 1 where fewer than three pairs leave everything open
 * @throws WordspaceError where draws is no count
 */
export function* spearmanInterval(x: ArrayLike<number>, y: ArrayLike<number>, options: BootstrapOptions = {}): Generator<Progress, Interval, void> {
  const { draws, random } = begun(options);
  const pairs = x.length;
  if (pairs < 3) return [-1, 1];
  const [rankingX, rankingY] = [ranking(x), ranking(y)];
  const scores = new Float64Array(draws);
  const counts = new Uint32Array(pairs);
  for (let draw = 0; draw < draws; draw++) {
    counts.fill(0);
    for (let i = 0; i < pairs; i++) counts[random.below(pairs)]++;
    scores[draw] = weightedSpearman(rankingX, rankingY, counts);
    if ((draw + 1) % Math.ceil(SLICE / pairs / 4) === 0) yield telling(draw + 1, draws);
  }
  return percentiles(scores);
}

/**
 * Wilson's score interval of a share (1927).
 * @returns 0 … 1 where nothing was asked
 */
export function wilson({ correct, asked }: Tally): Interval {
  if (asked === 0) return [0, 1];
  const share = correct / asked;
  const centre = share + (Z * Z) / (2 * asked);
  const reach = Z * Math.sqrt((share * (1 - share)) / asked + (Z * Z) / (4 * asked * asked));
  const scale = 1 + (Z * Z) / asked;
  return [Math.max(0, (centre - reach) / scale), Math.min(1, (centre + reach) / scale)];
}

/** The 2.5th and 97.5th percentile. Sorts the values in place. */
export function percentiles(values: Float64Array): Interval {
  values.sort();
  return [quantile(values, 0.025), quantile(values, 0.975)];
}

/** All right, all wrong or none asked. */
function alike({ correct, asked }: Tally): boolean {
  return correct === 0 || correct === asked;
}

function begun({ draws = 1000, seed = 1 }: BootstrapOptions): { draws: number; random: Random } {
  return { draws: wholeNumber(draws, 'The number of draws'), random: new Random(seed) };
}

function telling(done: number, total: number): Progress {
  return { stage: 'drawing intervals', done, total };
}
