/**
 * What a search for nearest neighbours is given, and the similarity that decides: one
 * function for the plain twin (twin.ts) and for the WASM kernel (kernel.ts), so that both
 * answer with the same bits.
 */
import type { Dense } from '../matrix';

export type Metric = 'cosine' | 'euclidean';

export interface KnnProblem {
  matrix: Dense;
  metric: Metric;
  /** 1 ÷ length of every row, 0 for zero rows. */
  inverse: Float64Array;
}

/** Of two rows, in double precision and then rounded to single, so that ties are ties; the same in either order. */
export type Similarity = (row: number, other: number) => number;

/** Cosine, 0 with a zero row; or minus the distance. */
export function similarityOf({ matrix: { values, dims }, metric, inverse }: KnnProblem): Similarity {
  if (metric === 'euclidean') return (row, other) => -Math.fround(Math.sqrt(squaredDistance(values, dims, row * dims, other * dims)));
  return (row, other) => Math.fround(dot(values, dims, row * dims, other * dims) * (inverse[row] * inverse[other]));
}

/** Four sums, so that no addition waits for the one before. */
function dot(values: Float32Array, dims: number, a: number, b: number): number {
  const end = a + dims;
  let s0 = 0, s1 = 0, s2 = 0, s3 = 0;
  for (; a < end - 3; a += 4, b += 4) {
    s0 += values[a] * values[b];
    s1 += values[a + 1] * values[b + 1];
    s2 += values[a + 2] * values[b + 2];
    s3 += values[a + 3] * values[b + 3];
  }
  for (; a < end; a++, b++) s0 += values[a] * values[b];
  return s0 + s1 + (s2 + s3);
}

function squaredDistance(values: Float32Array, dims: number, a: number, b: number): number {
  const end = a + dims;
  let s0 = 0, s1 = 0;
  for (; a < end - 1; a += 2, b += 2) {
    const x = values[a] - values[b];
    const y = values[a + 1] - values[b + 1];
    s0 += x * x;
    s1 += y * y;
  }
  if (a < end) s0 += (values[a] - values[b]) ** 2;
  return s0 + s1;
}
