/**
 * Where some words of a map mostly stand: the smallest ball around one of them that holds a share of
 * them, so that those that stand elsewhere do not stretch what is drawn around them (the least quantile of
 * distances, as in robust estimates of location: Rousseeuw 1984, "Least median of squares regression").
 */

/** Fewer than three would enclose nothing. */
const LEAST = 3;

/**
 * @param positions rows × dims
 * @param rows of it; the work grows with the square of their number
 * @param share of the rows that is kept
 * @returns the kept rows, the one in their middle first, then by distance; of equal ones the first given
 */
export function coreOf(positions: Float32Array, dims: number, rows: readonly number[], share: number): number[] {
  const size = Math.min(rows.length, Math.max(LEAST, Math.round(share * rows.length)));
  let best: { row: number; away: number }[] = [];
  for (const middle of rows) {
    const company = rows.map((row) => ({ row, away: squaredDistance(positions, dims, middle, row) }));
    company.sort((a, b) => a.away - b.away);
    if (best.length === 0 || company[size - 1].away < best[size - 1].away) best = company;
  }
  return best.slice(0, size).map(({ row }) => row);
}

function squaredDistance(positions: Float32Array, dims: number, a: number, b: number): number {
  let sum = 0;
  for (let d = 0; d < dims; d++) sum += (positions[a * dims + d] - positions[b * dims + d]) ** 2;
  return sum;
}
