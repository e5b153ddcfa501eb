import { WordspaceError } from '../../error';
import type { Metric } from '../../kernels/knn/problem';
import type { Matrix } from '../../kernels/matrix';
import { kernelWorks, UmapKernel } from '../../kernels/umap/kernel';
import type { UmapProblem } from '../../kernels/umap/problem';
import { UmapTwin } from '../../kernels/umap/twin';
import { nearestAmong } from '../knn/among';
import type { Layout, Neighbours, Positions } from '../projection';
import { demandRows } from '../rows';
import { SlicedLayout, type Slices } from '../slices';
import { fitCurve } from './curve';
import { Descent } from './descent';
import { memberships } from './graph';

export interface TransformOptions {
  /** As the map was made; defaults as in `umap`. */
  neighbours?: number;
  metric?: Metric;
  minDist?: number;
  spread?: number;
  negativeSampleRate?: number;
  seed?: number;
  /** Passes over the new rows' neighbours; default 100. */
  epochs?: number;
}

/** Rate of the descent at first: new points only settle, so a quarter of a map's, as in umap-learn. */
const RATE = 0.25;

/**
 * Places for new rows on a finished map, which stays as it is: each begins at the mean of
 * its nearest rows there, weighted by membership, and is then moved as UMAP moves points,
 * with all others frozen (McInnes, Healy & Melville 2018; umap-learn's `transform`).
 * @param fitted the rows the map was made from, and the map
 * @param added rows of the same columns
 * @throws WordspaceError for an empty map, other columns, values that are not finite
 */
export function transform(fitted: { matrix: Matrix; positions: Positions }, added: Matrix, options: TransformOptions = {}): Layout {
  const { matrix, positions } = fitted;
  demandRows(matrix);
  if (added.dims !== matrix.dims || added.kind !== matrix.kind) throw new WordspaceError(`The map was made from vectors of ${matrix.dims} numbers and the new ones have ${added.dims}; only vectors of the same space have a place on it.`);
  const out: Positions = { dims: positions.dims, values: new Float32Array(added.rows * positions.dims) };
  return new SlicedLayout(out, slices(matrix, positions, added, out, options), { stage: 'finding neighbours', done: 0, total: added.rows });
}

function* slices(matrix: Matrix, positions: Positions, added: Matrix, out: Positions, options: TransformOptions): Slices<Positions> {
  const { neighbours = 15, metric = 'cosine', minDist = 0.1, spread = 1, negativeSampleRate = 5, epochs = 100, seed = 1 } = options;
  if (added.rows === 0) return out;
  const found = yield* nearestAmong(matrix, added, neighbours, metric);
  const weights = yield* memberships(found);
  placeAtMeans(found, weights, positions, out);
  const problem = problemOf(found, weights, positions, out, { curve: fitCurve(minDist, spread), negatives: negativeSampleRate, seed });
  const engine = new Descent(kernelWorks() ? new UmapKernel(problem) : new UmapTwin(problem), negativeSampleRate);
  const all = new Float32Array(positions.values.length + out.values.length);
  for (let done = 0; done < epochs; ) {
    yield { stage: 'arranging', done, total: epochs };
    if (engine.advance(RATE * (1 - done / epochs))) done++;
    engine.copyTo(all);
    out.values.set(all.subarray(positions.values.length));
  }
  return out;
}

function placeAtMeans({ k, indices }: Neighbours, weights: Float32Array, { dims, values }: Positions, out: Positions): void {
  for (let row = 0; row < out.values.length / dims; row++) {
    let sum = 0;
    for (let n = row * k; n < (row + 1) * k; n++) sum += weights[n];
    for (let n = row * k; n < (row + 1) * k; n++) {
      for (let d = 0; d < dims; d++) out.values[row * dims + d] += (weights[n] / sum) * values[indices[n] * dims + d];
    }
  }
}

/** The new points after the old ones; every neighbour of a new point is an edge from it. */
function problemOf({ k, indices }: Neighbours, weights: Float32Array, { dims, values }: Positions, out: Positions, rest: Pick<UmapProblem, 'curve' | 'negatives' | 'seed'>): UmapProblem {
  const placed = values.length / dims;
  const initial = new Float32Array(values.length + out.values.length);
  initial.set(values);
  initial.set(out.values, values.length);
  const heads = Uint32Array.from(indices, (_, at) => placed + Math.floor(at / k));
  return { dims, initial, heads, tails: indices, shares: weights, drawn: placed, frozen: true, ...rest };
}
