/**
 * The two forces of UMAP (McInnes, Healy & Melville 2018, § 3.2 and appendix C) as tables
 * over the squared distance s = d². With the curve 1 ÷ (1 + a s^b), the difference of two
 * points is multiplied by
 *
 *   attraction  −2ab s^(b−1) ÷ (1 + a s^b)
 *   repulsion    2b ÷ ((0.001 + s) (1 + a s^b))
 *
 * A table has 32 straight pieces an octave of s from 2^-16 to 2^16, found by the upper bits
 * of s as a float: relative error below 1.5e-3 where the forces bend most, and no power has
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

/** No step goes farther along an axis, before the rate: umap-learn's bound. */
export const BOUND = 4;

/** Attraction, then repulsion: of each piece the constant and the slope, so that force = constant + slope · s. */
export function gradientTables({ a, b }: Curve): Float32Array {
  const tables = new Float32Array(4 * PIECES);
  const attraction = (s: number) => (-2 * a * b * power(s, b - 1)) / (1 + a * power(s, b));
  const repulsion = (s: number) => (2 * b) / ((0.001 + s) * (1 + a * power(s, b)));
  for (let piece = 0; piece < PIECES; piece++) {
    const from = border(piece);
    const to = border(piece + 1);
    for (const [at, force] of [[2 * piece, attraction], [2 * (PIECES + piece), repulsion]] as const) {
      const slope = (force(to) - force(from)) / (to - from);
      tables[at] = force(from) - slope * from;
      tables[at + 1] = slope;
    }
  }
  return tables;
}

/** s at which a piece begins. */
function border(piece: number): number {
  let s = LEAST * (1 + (piece % 32) / 32);
  for (let octave = Math.floor(piece / 32); octave > 0; octave--) s *= 2;
  return s;
}
