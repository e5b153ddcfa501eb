/**
 * How depth shows: nearer discs are larger, farther ones pale towards the
 * paper. The vertex shader repeats these formulas (shaders.ts); the CPU needs
 * them for picking, labels and the canvas fallback.
 */

/** How strongly a disc grows as it comes nearer: 0 not at all, 1 as in true perspective. */
export const GROWTH = 0.8;
export const SMALLEST = 0.55;
export const LARGEST = 2.6;

/** Disc radius in CSS pixels of a point of diameter `size` at camera depth `depth`; `home` is the depth where the size is as given. */
export function discRadius(size: number, depth: number, home: number): number {
  return 0.5 * size * Math.min(LARGEST, Math.max(SMALLEST, (home / depth) ** GROWTH));
}

/** Camera depths where paling begins and is complete. */
export interface Haze {
  near: number;
  far: number;
}

/** A flat map has no depth to show. */
export const NO_HAZE: Haze = { near: 1e6, far: 2e6 };

/** The haze for a cloud of unit radius around the origin, seen from `distance` away. */
export function hazeAt(distance: number): Haze {
  const near = Math.max(0.3, distance - 0.9);
  return { near, far: Math.max(near + 1.2, distance + 1.1) };
}

/** 0 (clear) … 1 (as pale as it gets): GLSL's smoothstep. */
export function paling(depth: number, haze: Haze): number {
  const u = Math.min(1, Math.max(0, (depth - haze.near) / (haze.far - haze.near)));
  return u * u * (3 - 2 * u);
}
