/** Word arithmetic over several seeds: does the answer survive another draw? */
import { analogyScores, inputs, type AnalogyOptions, type AnalogyResult } from '../analogy';
import { top } from '../top';
import { wholeNumber } from '../whole-number';
import type { Ensemble } from './aligned';
import { means, spread } from './spread';

export interface SeedAnswer {
  row: number;
  name: string;
  /** Mean over the seeds. */
  score: number;
  sd: number;
  /** Its rank in every seed, from 1. */
  ranks: number[];
}

export interface SeedAnalogy extends AnalogyResult {
  answers: SeedAnswer[];
}

/**
 * The k answers of highest mean score; `target` is the first seed's.
 * @throws WordspaceError as `analogy` does
 */
export function seedAnalogy(spaces: Ensemble, expression: string, options: AnalogyOptions = {}): SeedAnalogy {
  const k = wholeNumber(options.k ?? 10, 'The number of answers');
  const solved = spaces.map((space) => analogyScores(space, expression, options));
  const [{ method, terms, target }] = solved;
  const excluded = inputs(terms, options);
  const mean = means(solved.map((s) => s.scores));
  const answers = top(mean, k, excluded).map(({ row, score }) => ({
    row,
    name: spaces[0].names[row],
    score,
    sd: spread(solved.map((s) => s.scores[row])).sd,
    ranks: solved.map((s) => rank(s.scores, row, excluded)),
  }));
  return { expression, method, terms, answers, target };
}

/** In how many seeds a row is the best answer. */
export function timesFirst({ ranks }: SeedAnswer): number {
  return ranks.filter((r) => r === 1).length;
}

/** From 1; ties in row order. */
function rank(scores: ArrayLike<number>, row: number, excluded: number[]): number {
  let before = 0;
  for (let other = 0; other < scores.length; other++) {
    const better = scores[other] > scores[row] || (scores[other] === scores[row] && other < row);
    if (better && !excluded.includes(other)) before++;
  }
  return before + 1;
}
