import { UMAP } from 'umap-js';
import { Random } from '../../kernels/random';
import type { Neighbours } from '../projection';
import type { Engine, EngineInput, StartEngine } from './engine';
import { distancesOf } from './graph';

/**
 * The engine of Google PAIR's umap-js 1.4 (github.com/PAIR-code/umap-js): fuzzy graph
 * and stochastic gradient descent. It is met here only, and only through its public
 * methods; what its source says and its page does not:
 * - a precomputed list of neighbours begins with the point itself at distance 0, and
 *   `nNeighbors` counts it;
 * - of the data passed to `initializeFit` only the length is used then, and it must be
 *   greater than `nNeighbors`;
 * - `getEmbedding` gives the very arrays that `step` moves, so writing into them after
 *   `initializeFit` replaces the random first arrangement;
 * - a point whose neighbours are all at distance 0 costs a mean over all distances:
 *   quadratic for a space of equal rows (see `EQUAL`).
 */
export const startUmapJs: StartEngine = (input) => new UmapJs(input);

class UmapJs implements Engine {
  private readonly umap: UMAP;
  private readonly embedding: number[][];

  constructor({ neighbours, dims, initial, minDist, spread, epochs, negativeSampleRate, seed }: EngineInput) {
    const random = new Random(seed);
    const rows = initial.length / dims;
    this.umap = new UMAP({
      nComponents: dims,
      nNeighbors: neighbours.k + 1,
      minDist,
      spread,
      nEpochs: epochs,
      negativeSampleRate,
      random: () => random.uniform(),
    });
    const { indices, distances } = withSelf(neighbours, rows);
    this.umap.setPrecomputedKNN(indices, distances);
    this.umap.initializeFit(indices);
    this.embedding = this.umap.getEmbedding();
    this.embedding.forEach((point, row) => {
      for (let d = 0; d < dims; d++) point[d] = initial[row * dims + d];
    });
  }

  advance(): boolean {
    this.umap.step();
    return true;
  }

  copyTo(out: Float32Array): void {
    let at = 0;
    for (const point of this.embedding) for (const coordinate of point) out[at++] = coordinate;
  }
}

/** Each row's list with the row itself first, and the distances. */
function withSelf(neighbours: Neighbours, rows: number) {
  const { k, indices } = neighbours;
  const all = distancesOf(neighbours);
  const lists: number[][] = [];
  const distances: number[][] = [];
  for (let row = 0; row < rows; row++) {
    const from = row * k;
    const own = Array.from(all.subarray(from, from + k));
    lists.push([row, ...indices.subarray(from, from + k)]);
    distances.push([0, ...(own.at(-1) === 0 ? own.fill(EQUAL) : own)]);
  }
  return { indices: lists, distances };
}

/** Stands for 0 where all neighbours equal the point: they all get membership 1 either way. */
const EQUAL = 1e-6;
