/** Functions that engines define each in their own way, here by arithmetic alone: the same bits everywhere. */

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

/** 1 ÷ n! for n = 0 … 13. */
const INVERSE_FACTORIALS = Float64Array.from({ length: 14 });
for (let n = 0, factorial = 1; n < 14; factorial *= ++n) INVERSE_FACTORIALS[n] = 1 / factorial;

/**
 * e^x in the same way, relative error below 1e-15: x = k ln 2 + r with |r| ≤ ln 2 ÷ 2, and
 * e^r by its Taylor series, of which the first term left out is below 5e-18; 0 below −745,
 * Infinity above 709.
 */
export function exponential(x: number): number {
  if (x < -745) return 0;
  if (x > 709) return Infinity;
  let k = Math.round(x / Math.LN2);
  // ln 2 in two parts, the first with so few bits that k times it is exact.
  const r = x - k * 0.69314718036912381649 - k * 1.90821492927058770002e-10;
  // Odd and even powers apart, so that one does not wait for the other.
  const square = r * r;
  let odd = INVERSE_FACTORIALS[13];
  let even = INVERSE_FACTORIALS[12];
  for (let n = 11; n > 0; n -= 2) {
    odd = odd * square + INVERSE_FACTORIALS[n];
    even = even * square + INVERSE_FACTORIALS[n - 1];
  }
  let value = odd * r + even;
  for (; k > 30; k -= 30) value *= 1 << 30;
  for (; k < -30; k += 30) value /= 1 << 30;
  return k < 0 ? value / (1 << -k) : value * (1 << k);
}

/** x^y for x ≥ 0. */
export function power(x: number, y: number): number {
  return x > 0 ? exponential(y * logarithm(x)) : Number(y === 0);
}
