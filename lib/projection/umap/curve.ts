import { exponential, logarithm } from '../../kernels/elementary';
import type { Curve } from '../../kernels/umap/gradients';

/** Points that the curve is fitted at, from 0 to 3 × spread, as in umap-learn. */
const POINTS = 300;
/** Reached in some ten steps. */
const MOST_STEPS = 200;

/**
 * The a and b with which 1 ÷ (1 + a x^2b) comes nearest to what is wanted of near points:
 * 1 up to `minDist`, then falling as e^(−(x − minDist) ÷ spread) (McInnes, Healy & Melville
 * 2018, § 3.2). Least squares by Levenberg and Marquardt from a = b = 1, as umap-learn's
 * curve_fit; umap-js's fit stops early where minDist is large.
 */
export function fitCurve(minDist: number, spread: number): Curve {
  const xs = Float64Array.from({ length: POINTS }, (_, i) => (3 * spread * i) / (POINTS - 1));
  const wanted = xs.map((x) => (x < minDist ? 1 : exponential(-(x - minDist) / spread)));
  const logs = xs.map((x) => (x > 0 ? logarithm(x) : -Infinity));
  let curve = { a: 1, b: 1 };
  let now = normalEquations(logs, wanted, curve);
  let damping = 1e-3;
  for (let step = 0; step < MOST_STEPS; step++) {
    const aa = now.aa * (1 + damping);
    const bb = now.bb * (1 + damping);
    const determinant = aa * bb - now.ab * now.ab;
    const next = { a: curve.a + (bb * now.ga - now.ab * now.gb) / determinant, b: curve.b + (aa * now.gb - now.ab * now.ga) / determinant };
    const then = next.a > 0 && next.b > 0 ? normalEquations(logs, wanted, next) : null;
    if (!then || !(then.squares <= now.squares)) {
      damping *= 10;
      if (damping > 1e12) break;
      continue;
    }
    const gained = now.squares - then.squares;
    [curve, now, damping] = [next, then, damping / 10];
    if (gained <= 1e-15 * now.squares) break;
  }
  return curve;
}

/** Squared misses, and the products of slopes with slopes and with misses. @param logs ln x, −∞ for 0 */
function normalEquations(logs: Float64Array, wanted: Float64Array, { a, b }: Curve) {
  let squares = 0, aa = 0, ab = 0, bb = 0, ga = 0, gb = 0;
  for (let i = 0; i < logs.length; i++) {
    const p = exponential(2 * b * logs[i]);
    const y = 1 / (1 + a * p);
    const missed = wanted[i] - y;
    const byA = -p * y * y;
    const byB = p > 0 ? 2 * logs[i] * a * byA : 0;
    squares += missed * missed;
    aa += byA * byA;
    ab += byA * byB;
    bb += byB * byB;
    ga += byA * missed;
    gb += byB * missed;
  }
  return { squares, aa, ab, bb, ga, gb };
}
