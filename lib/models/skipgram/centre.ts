/**
 * What every vector shares says nothing about any of them: the mean vector is taken from
 * all (Mu & Viswanath 2018, "All-but-the-Top", the first of its two steps: no principal
 * components are removed).
 */

/** Subtract the mean row from every row, in place; returns it. */
export function centre(values: Float32Array, dims: number): Float32Array {
  const sum = new Float64Array(dims);
  for (let i = 0; i < values.length; i++) sum[i % dims] += values[i];
  const mean = Float32Array.from(sum, (s) => (s * dims) / values.length);
  for (let i = 0; i < values.length; i++) values[i] -= mean[i % dims];
  return mean;
}
