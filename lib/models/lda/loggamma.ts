/**
 * Logarithms of the gamma function, for likelihoods that are reported and never
 * fed back into the sampler.
 */

/** Stirling's series is used from here on; below, the recurrence leads up to it. */
const STIRLING_FROM = 10;

/**
 * log Γ(x) for x > 0 to about 1e-13 relative: Stirling's series (DLMF 5.11.1)
 * after climbing there with Γ(x + 1) = x Γ(x).
 */
export function logGamma(x: number): number {
  let climbed = 1;
  while (x < STIRLING_FROM) climbed *= x++;
  const inverse = 1 / x;
  const square = inverse * inverse;
  const series =
    inverse * (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square * (1 / 1680 - square * (1 / 1188 - (square * 691) / 360360)))));
  return (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + series - Math.log(climbed);
}

/**
 * n ↦ log Γ(a + n) − log Γ(a), the logarithm of the rising factorial, for whole
 * n ≥ 0: from a table for the small n that make up nearly all topic counts.
 */
export function logRising(a: number, tabled = 1024): (n: number) => number {
  const table = new Float64Array(tabled);
  for (let n = 1; n < tabled; n++) table[n] = table[n - 1] + Math.log(a + n - 1);
  const atZero = logGamma(a);
  return (n) => (n < tabled ? table[n] : logGamma(a + n) - atZero);
}
