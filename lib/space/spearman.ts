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
  const ranksX = ranks(x);
  const ranksY = ranks(y);
  // every set of ranks 1 … n has this mean, ties or not
  const mean = (x.length + 1) / 2;
  let xy = 0;
  let xx = 0;
  let yy = 0;
  for (let i = 0; i < x.length; i++) {
    const dx = ranksX[i] - mean;
    const dy = ranksY[i] - mean;
    xy += dx * dy;
    xx += dx * dx;
    yy += dy * dy;
  }
  return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : 0;
}

/** Ranks from 1 for the smallest, the mean rank where values are equal. */
export function ranks(values: ArrayLike<number>): Float64Array {
  const order = Uint32Array.from(values, (_, i) => i).sort((i, j) => values[i] - values[j]);
  const result = new Float64Array(values.length);
  for (let from = 0, to = 0; from < order.length; from = to) {
    while (to < order.length && values[order[to]] === values[order[from]]) to++;
    for (let i = from; i < to; i++) result[order[i]] = (from + 1 + to) / 2;
  }
  return result;
}
