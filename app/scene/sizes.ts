/** Diameters for points, by how frequent their words are. */

const LARGEST = 7;
const SMALLEST = 2.2;

/**
 * 2.2 … 7 CSS pixels, linear in the logarithm of the count. The fewer points
 * a map holds, the larger its smallest may be.
 * @param counts n occurrences; 0 or less counts as the rarest
 */
export function sizesByCount(counts: ArrayLike<number>): Float32Array {
  const logs = Float32Array.from(counts, (count) => Math.log(Math.max(1, count)));
  const [least, most] = logs.reduce(([low, high], l) => [Math.min(low, l), Math.max(high, l)], [Infinity, 0]);
  const base = Math.min(4.2, Math.max(SMALLEST, 4.2 - 0.36 * Math.log2(counts.length / 1000)));
  return logs.map((l) => base + (LARGEST - base) * (most > least ? (l - least) / (most - least) : 0));
}
