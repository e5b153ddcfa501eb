/** One figure of a space with several seeds: each was asked the same questions, since all know the same words. */
import { spread } from './ensemble/spread';
import type { Figure } from './evaluation';

export interface SeedsFigure extends Figure {
  /** Standard deviation of the value over the seeds; NaN for one. */
  sd: number;
  seeds: number;
}

/**
 * Value and right answers are means over the seeds. So are the ends of the interval: every
 * seed's lies around its own value, hence their mean around the mean. It tells what other
 * questions would change, `sd` what other seeds would.
 * @param figures of every seed, one at least
 */
export function overSeeds(figures: Figure[]): SeedsFigure {
  const over = (of: (figure: Figure) => number) => spread(figures.map(of));
  const [first] = figures;
  const { mean, sd } = over((f) => f.value);
  return {
    ...first,
    value: mean,
    interval: [over((f) => f.interval[0]).mean, over((f) => f.interval[1]).mean],
    correct: first.correct === null ? null : over((f) => f.correct ?? 0).mean,
    sd,
    seeds: figures.length,
  };
}
