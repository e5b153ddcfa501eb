/**
 * Nearest neighbours of vectors that keep moving: the lists of the last look are a good
 * guess, mended by neighbours of neighbours (NN-descent: Dong, Moses & Li 2011, "Efficient
 * K-Nearest Neighbor Graph Construction for Generic Similarity Measures").
 */
import type { Random } from '../../kernels/random';
import type { Neighbours } from '../projection';

/** Candidates a row and pass: through a random neighbour of a random neighbour, and by chance. */
const THROUGH = 16;
const BY_CHANCE = 3;

export class DriftingNeighbours implements Neighbours {
  readonly indices: Uint32Array;
  readonly similarities: Float32Array;

  /** Begins with random neighbours; k < rows. */
  constructor(
    private readonly rows: number,
    readonly k: number,
    private readonly random: Random,
  ) {
    this.indices = new Uint32Array(rows * k);
    this.similarities = new Float32Array(rows * k);
    for (let row = 0; row < rows; row++) {
      // An arithmetic progression gives k different others.
      const first = random.below(rows - 1);
      for (let n = 0; n < k; n++) this.indices[row * k + n] = (row + 1 + ((first + n) % (rows - 1))) % rows;
    }
  }

  /** The vectors have moved: score and sort every list anew. @param unit rows of length 1 (or 0), rows × dims */
  refresh(unit: Float32Array, dims: number): void {
    const { rows, k, indices, similarities } = this;
    for (let row = 0; row < rows; row++) {
      for (let at = row * k; at < (row + 1) * k; at++) this.sink(row * k, at, indices[at], dot(unit, dims, row, indices[at]), similarities, indices);
    }
  }

  /** One pass over all rows; `refresh` first. */
  improve(unit: Float32Array, dims: number): void {
    const { rows, k, indices, random } = this;
    for (let row = 0; row < rows; row++) {
      for (let c = 0; c < THROUGH + BY_CHANCE; c++) {
        const near = indices[row * k + random.below(k)];
        const other = c < THROUGH ? indices[near * k + random.below(k)] : random.below(rows);
        if (other === row) continue;
        const similarity = dot(unit, dims, row, other);
        this.offer(row, other, similarity);
        this.offer(other, row, similarity);
      }
    }
  }

  private offer(row: number, other: number, similarity: number): void {
    const { k, indices, similarities } = this;
    const first = row * k;
    const last = first + k - 1;
    if (similarity <= similarities[last]) return;
    for (let at = first; at <= last; at++) if (indices[at] === other) return;
    this.sink(first, last, other, similarity, similarities, indices);
  }

  /** Insert at `at`, moving worse ones before it up. */
  private sink(first: number, at: number, other: number, similarity: number, similarities: Float32Array, indices: Uint32Array): void {
    for (; at > first && similarities[at - 1] < similarity; at--) {
      similarities[at] = similarities[at - 1];
      indices[at] = indices[at - 1];
    }
    similarities[at] = similarity;
    indices[at] = other;
  }
}

/** Four sums at a time, so that no multiplication waits for the one before. */
function dot(values: Float32Array, dims: number, a: number, b: number): number {
  let i = a * dims;
  let j = b * dims;
  let s0 = 0, s1 = 0, s2 = 0, s3 = 0;
  for (const end = i + dims - 3; i < end; i += 4, j += 4) {
    s0 += values[i] * values[j];
    s1 += values[i + 1] * values[j + 1];
    s2 += values[i + 2] * values[j + 2];
    s3 += values[i + 3] * values[j + 3];
  }
  for (const end = a * dims + dims; i < end; i++, j++) s0 += values[i] * values[j];
  return Math.fround(s0 + s1 + s2 + s3);
}
