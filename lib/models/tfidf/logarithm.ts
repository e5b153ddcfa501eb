/**
 * ln x for finite x ≥ 2^-1022 by +, −, × and ÷ only, so that every engine gives the same
 * bits (Math.log is the engine's own). x = m 2^k with m in [√½, √2), and
 * ln m = 2 (s + s³/3 + s⁵/5 + …) with s = (m − 1)/(m + 1), |s| < 0.172 (Abramowitz and
 * Stegun 4.1.27); the first term left out is below 2e-17.
 */
export function logarithm(x: number): number {
  let m = x;
  let k = 0;
  for (; m >= Math.SQRT2; m /= 2) k++;
  for (; m < Math.SQRT1_2; m *= 2) k--;
  const s = (m - 1) / (m + 1);
  const square = s * s;
  let sum = 0;
  for (let n = 21; n >= 1; n -= 2) sum = sum * square + 1 / n;
  return 2 * s * sum + k * Math.LN2;
}
