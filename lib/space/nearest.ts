/**
 * The nearest neighbours of many words at once: the blocked product of unit rows
 * with a heap a word. Exact; ties in the order of the candidates.
 */
import { cosineBlock, pairCost } from './cosine-block';
import type { VectorSpace } from './space';
import { Top } from './top';

/** Multiplications in one slice: about 50 ms on a slow machine. */
const SLICE = 3e7;
/** Candidates of one block of the product. */
const BLOCK = 512;

/**
 * For each asked word its k nearest candidates, nearest first, itself never among them.
 * @param candidates rows of the space
 * @param asked indices into `candidates`
 * @yields the share done, 0 … 1, after every slice
 * @returns a list of indices into `candidates` for every asked word
 */
export function* nearest(space: VectorSpace, candidates: Uint32Array, asked: Uint32Array, k: number): Generator<number, number[][], void> {
  const rows = asked.map((index) => candidates[index]);
  const best = Array.from(asked, () => new Top(k));
  const height = Math.max(4, Math.floor(SLICE / (BLOCK * pairCost(space.unit, rows))));
  const cosines = new Float32Array(Math.min(height, rows.length) * BLOCK);
  for (let from = 0; from < candidates.length; from += BLOCK) {
    const block = candidates.subarray(from, Math.min(from + BLOCK, candidates.length));
    const multiply = cosineBlock(space.unit, block);
    for (let i = 0; i < rows.length; i += height) {
      const slice = rows.subarray(i, i + height);
      multiply(slice, cosines);
      for (let s = 0; s < slice.length; s++) {
        for (let j = 0; j < block.length; j++) {
          if (from + j !== asked[i + s]) best[i + s].offer(from + j, cosines[s * block.length + j]);
        }
      }
      yield (from + (block.length * (i + slice.length)) / rows.length) / candidates.length;
    }
  }
  return best.map((top) => top.ranked().map(({ row }) => row));
}
