/**
 * The CPU's view of the points: where each disc stands on the screen, and in
 * which order to paint. Picking, labels, lines and the canvas fallback read it.
 */

/** Floats a point takes in a screen buffer: x and y in CSS pixels, then the camera depth (0 = behind the camera). */
export const STRIDE = 3;

const NEAREST = 0.02;

/**
 * Projects `count` points, moved `t` of the way between two sets of positions.
 * @param from count × 3 scene coordinates
 * @param to count × 3 scene coordinates
 * @param m view-projection matrix, 16 numbers, column-major
 * @param screen written: count × STRIDE
 */
export function project(from: Float32Array, to: Float32Array, t: number, count: number, m: ArrayLike<number>, width: number, height: number, screen: Float32Array): void {
  const halfWidth = width / 2;
  const halfHeight = height / 2;
  const [m0, m1, , m3, m4, m5, , m7, m8, m9, , m11, m12, m13, , m15] = Array.from(m);
  for (let i = 0, j = 0; i < count; i++, j += 3) {
    const x = from[j] + (to[j] - from[j]) * t;
    const y = from[j + 1] + (to[j + 1] - from[j + 1]) * t;
    const z = from[j + 2] + (to[j + 2] - from[j + 2]) * t;
    const w = m3 * x + m7 * y + m11 * z + m15;
    if (w > NEAREST) {
      screen[j] = halfWidth * (1 + (m0 * x + m4 * y + m8 * z + m12) / w);
      screen[j + 1] = halfHeight * (1 - (m1 * x + m5 * y + m9 * z + m13) / w);
      screen[j + 2] = w;
    } else {
      screen[j + 2] = 0;
    }
  }
}

const BUCKETS = 4096;
const starts = new Uint32Array(BUCKETS + 1);

/**
 * Row numbers from the farthest point to the nearest, so that painting in this
 * order lets near discs cover far ones. A counting sort over 4096 depths: rows
 * closer together than that keep their row order, later rows first, which lets
 * frequent words cover rare ones. Rows behind the camera come last.
 */
export function depthOrder(screen: Float32Array, count: number, order: Uint32Array): void {
  let nearest = Infinity;
  let farthest = 0;
  for (let i = 0, j = 2; i < count; i++, j += STRIDE) {
    const depth = screen[j];
    if (depth === 0) continue;
    if (depth < nearest) nearest = depth;
    if (depth > farthest) farthest = depth;
  }
  const scale = farthest > nearest ? (BUCKETS - 2) / (farthest - nearest) : 0;
  const bucketOf = (depth: number): number => (depth === 0 ? BUCKETS - 1 : ((farthest - depth) * scale) | 0);
  starts.fill(0);
  for (let i = 0, j = 2; i < count; i++, j += STRIDE) starts[bucketOf(screen[j]) + 1]++;
  for (let b = 0; b < BUCKETS; b++) starts[b + 1] += starts[b];
  for (let i = count - 1; i >= 0; i--) order[starts[bucketOf(screen[i * STRIDE + 2])]++] = i;
}
