/**
 * Better clusters of few words: spherical k-means stops where no row is nearer to
 * another centroid, which on small data is often a poor place. Moving single rows
 * while that makes the clusters tighter (the first variation of Dhillon, Guan and
 * Kogan 2002) leaves most such places. With S the sum of a cluster's unit rows, the
 * clusters' tightness is Σ |S|, and a row x that goes from A to B gains
 *
 *   |S_B + x| − |S_B| + |S_A − x| − |S_A|,   |S ± x|² = |S|² ± 2 S·x + x·x
 */
import type { Matrix } from '../kernels/matrix';
import { add, dot } from './cluster';

/** Gains below this are rounding. */
const NOTHING = 1e-9;
const PASSES = 100;

/**
 * Move rows while the clusters become tighter.
 * @param unit unit rows
 * @param assigned the cluster of every row; changed in place
 * @returns Σ |S|: the sum of all cosines between rows and their centroids. The sum of squared distances (inertia)
 *   is twice what it lacks to the number of rows.
 */
export function refine(unit: Matrix, assigned: Uint16Array): number {
  const k = assigned.reduce((most, cluster) => Math.max(most, cluster + 1), 0);
  const sums = Array.from({ length: k }, () => new Float64Array(unit.dims));
  assigned.forEach((cluster, row) => add(unit, row, sums[cluster]));
  const squares = sums.map((sum) => sum.reduce((total, v) => total + v * v, 0));
  for (let pass = 0, moved = true; moved && pass < PASSES; pass++) {
    moved = false;
    for (let row = 0; row < assigned.length; row++) {
      const from = assigned[row];
      const products = sums.map((sum) => dot(unit, row, sum));
      const own = selfProduct(unit, row);
      const loss = Math.sqrt(squares[from]) - length(squares[from] - 2 * products[from] + own);
      const gains = products.map((product, c) => (c === from ? 0 : length(squares[c] + 2 * product + own) - Math.sqrt(squares[c]) - loss));
      const to = gains.indexOf(Math.max(...gains));
      if (gains[to] <= NOTHING) continue;
      add(unit, row, sums[from], -1);
      add(unit, row, sums[to]);
      squares[from] = Math.max(0, squares[from] - 2 * products[from] + own);
      squares[to] += 2 * products[to] + own;
      assigned[row] = to;
      moved = true;
    }
  }
  return squares.reduce((total, square) => total + Math.sqrt(square), 0);
}

const length = (squared: number) => Math.sqrt(Math.max(0, squared));

/** 1 but for rounding, 0 for a row of zeros. */
function selfProduct(m: Matrix, row: number): number {
  const from = m.kind === 'dense' ? row * m.dims : m.indptr[row];
  const to = m.kind === 'dense' ? from + m.dims : m.indptr[row + 1];
  let sum = 0;
  for (let e = from; e < to; e++) sum += m.values[e] * m.values[e];
  return sum;
}
