/**
 * The nearest neighbours of many words at once: the blocked product of unit rows
 * with a heap a word. Exact; ties in the order of the candidates.
 */
import { cosineBlock, pairCost } from './cosine-block';
import { covers, listed, type NeighbourTable } from './neighbour-table';
import { similarity } from './neighbours';
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
 * @param table neighbours found before: words whose neighbours they hold are not looked at again
 * @yields the share done, 0 … 1, after every slice
 * @returns a list of indices into `candidates` for every asked word
 */
export function* nearest(space: VectorSpace, candidates: Uint32Array, asked: Uint32Array, k: number, table?: NeighbourTable): Generator<number, number[][], void> {
  const known = table ? knownLists(space, candidates, asked, k, table) : [];
  const unknown = table ? asked.filter((_, i) => !known[i]) : asked;
  if (unknown.length === 0) return known as number[][];
  const found = yield* scan(space, candidates, unknown, k);
  let next = 0;
  return table ? known.map((list) => list ?? found[next++]) : found;
}

/** Of every asked word what a scan would find, or null where the table cannot tell. */
function knownLists(space: VectorSpace, candidates: Uint32Array, asked: Uint32Array, k: number, table: NeighbourTable): (number[] | null)[] {
  const rows = candidates.reduce((most, row) => Math.max(most, row + 1), 0);
  if (!covers(table, rows)) return Array.from(asked, () => null);
  const places = new Int32Array(space.size).fill(-1);
  candidates.forEach((row, index) => (places[row] = index));
  return Array.from(asked, (index) => {
    const row = candidates[index];
    return listed(table, row, k, (other) => places[other], (other) => Math.fround(similarity(space, row, other)))?.map((found) => found.row) ?? null;
  });
}

function* scan(space: VectorSpace, candidates: Uint32Array, asked: Uint32Array, k: number): Generator<number, number[][], void> {
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
