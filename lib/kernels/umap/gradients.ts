/**
 * The two forces of UMAP (McInnes, Healy & Melville 2018, § 3.2 and appendix C) as tables
 * over the squared distance s = d². With the curve 1 ÷ (1 + a s^b), the difference of two
 * points is multiplied by
 *
 *   attraction  −2ab s^(b−1) ÷ (1 + a s^b)
 *   repulsion    2b ÷ ((0.001 + s) (1 + a s^b))
 *
 * A table has 32 straight pieces an octave of s from 2^-16 to 2^16, found by the upper bits
 * of s as a float: relative error below 5e-3 where the forces bend most, at the bound, and no power has
 * to be taken. Beyond the ends s counts as the end.
 */
import { power } from '../elementary';

export interface Curve {
  a: number;
  b: number;
}

/** s is cut to these before it is looked up. */
export const LEAST = 2 ** -16;
export const MOST = 65535.99609375; // the float before 2^16
/** Bits of a float below those that find the piece. */
export const SHIFT = 18;
/** The upper bits of LEAST. */
export const FIRST = ((127 - 16) << 23) >>> SHIFT;
export const PIECES = 32 * 32;

/** No force moves a point farther, before the rate; umap-learn's bound is the same, of each axis. */
const BOUND = 4;

/** Attraction, then repulsion: of each piece the constant and the slope, so that force = constant + slope · s. */
export function gradientTables({ a, b }: Curve): Float32Array {
  const tables = new Float32Array(4 * PIECES);
  const forces = (s: number): [attraction: number, repulsion: number] => {
    const p = power(s, b);
    const most = BOUND / Math.sqrt(s);
    return [Math.max(-most, (-2 * a * b * p) / (s * (1 + a * p))), Math.min(most, (2 * b) / ((0.001 + s) * (1 + a * p)))];
  };
  let from = border(0);
  let before = forces(from);
  for (let piece = 0; piece < PIECES; piece++) {
    const to = border(piece + 1);
    const after = forces(to);
    for (const [table, at] of [2 * piece, 2 * (PIECES + piece)].entries()) {
      const slope = (after[table] - before[table]) / (to - from);
      tables[at] = before[table] - slope * from;
      tables[at + 1] = slope;
    }
    [from, before] = [to, after];
  }
  return tables;
}

/** s at which a piece begins. */
function border(piece: number): number {
  let s = LEAST * (1 + (piece % 32) / 32);
  for (let octave = Math.floor(piece / 32); octave > 0; octave--) s *= 2;
  return s;
}
