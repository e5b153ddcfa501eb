/**
 * Spearman's rank correlation (1904): Pearson's correlation of the ranks, tied
 * values sharing the mean of their ranks, as scipy.stats.spearmanr does.
 */

/**
 * @param x finite values, any length
 * @param y as many values
 * @returns −1 … 1; 0 where one side is constant or there are fewer than two values: no order to agree on
 */
export function spearman(x: ArrayLike<number>, y: ArrayLike<number>): number {
  return weightedSpearman(ranking(x), ranking(y), new Uint32Array(x.length).fill(1));
}

/** What the order of some values is, so that many weightings need no sorting. */
export interface Ranking {
  /** Indices of the values, ascending. */
  order: Uint32Array;
  /** Where in `order` each run of equal values ends. */
  ends: Uint32Array;
}

export function ranking(values: ArrayLike<number>): Ranking {
  const order = Uint32Array.from(values, (_, i) => i).sort((i, j) => values[i] - values[j]);
  const ends: number[] = [];
  for (let i = 1; i <= order.length; i++) {
    if (i === order.length || values[order[i]] !== values[order[i - 1]]) ends.push(i);
  }
  return { order, ends: Uint32Array.from(ends) };
}

/**
 * The same correlation where each pair of values stands `counts[i]` times: what a
 * bootstrap needs, in linear time.
 */
export function weightedSpearman(x: Ranking, y: Ranking, counts: ArrayLike<number>): number {
  const ranksX = weightedRanks(x, counts);
  const ranksY = weightedRanks(y, counts);
  let total = 0;
  for (let i = 0; i < counts.length; i++) total += counts[i];
  // every set of ranks 1 … total has this mean, ties or not
  const mean = (total + 1) / 2;
  let xy = 0;
  let xx = 0;
  let yy = 0;
  for (let i = 0; i < counts.length; i++) {
    const dx = ranksX[i] - mean;
    const dy = ranksY[i] - mean;
    xy += counts[i] * dx * dy;
    xx += counts[i] * dx * dx;
    yy += counts[i] * dy * dy;
  }
  return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : 0;
}

/** Ranks from 1 for the smallest, the mean rank where values are equal. */
export function ranks(values: ArrayLike<number>): Float64Array {
  return weightedRanks(ranking(values), new Uint32Array(values.length).fill(1));
}

function weightedRanks({ order, ends }: Ranking, counts: ArrayLike<number>): Float64Array {
  const result = new Float64Array(order.length);
  let from = 0;
  let below = 0;
  for (const to of ends) {
    let among = 0;
    for (let i = from; i < to; i++) among += counts[order[i]];
    for (let i = from; i < to; i++) result[order[i]] = below + (among + 1) / 2;
    below += among;
    from = to;
  }
  return result;
}
