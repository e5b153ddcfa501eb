/** Where the points stand before they are moved. */
import type { Metric } from '../../kernels/knn/problem';
import type { Csr, Matrix } from '../../kernels/matrix';
import { Random } from '../../kernels/random';
import { pca } from '../pca';
import type { Neighbours, Positions } from '../projection';
import { slicesOf, type Slices } from '../slices';
import { sampledComponents } from './components';
import { spectral } from './spectral';

export const starts = ['components', 'random', 'spectral'] as const;
export type Start = (typeof starts)[number];

export interface StartSettings {
  dims: 2 | 3;
  start: Start;
  metric: Metric;
  seed: number;
}

/** Wider matrices have their components found without the covariance. */
const MOST_DIMS = 400;
/** Half the width of the first arrangement, umap-learn's. */
const EXTENT = 10;
/** Parts rows that fall on the same point. */
const JITTER = 1e-3;

/** Places that are known without neighbours: so far, or by principal components; null for other starts. */
export function* earlyPlaces(matrix: Matrix, { dims, start, seed, metric }: StartSettings, initial?: Positions): Slices<Positions | null> {
  if (initial?.dims === dims && initial.values.length > dims) return initial;
  if (start !== 'components') return null;
  const unit = metric === 'cosine';
  if (matrix.kind === 'dense' && matrix.dims <= MOST_DIMS) return yield* sampledComponents(matrix, dims, unit);
  return yield* slicesOf(pca(matrix, { dims, seed, unit }));
}

/** Places for all rows: the early ones, or those of the start. */
export function* allPlaces(early: Positions | null, graph: Csr, neighbours: Neighbours, { dims, start, seed }: StartSettings): Slices<Positions> {
  if (early) return besideNeighbours(early, neighbours, graph.rows);
  if (start === 'spectral') return yield* spectral(graph, dims, new Random(seed));
  return { dims, values: new Float32Array(graph.rows * dims) };
}

/** Scaled to ±10 with a little noise; chance where all places are equal. */
export function arranged({ values }: Positions, seed: number): Float32Array {
  const random = new Random(seed);
  let greatest = 0;
  for (const value of values) greatest = Math.max(greatest, Math.abs(value));
  const scale = greatest > 0 ? EXTENT / greatest : 0;
  const noise = 2 * (greatest > 0 ? JITTER : EXTENT);
  return values.map((value) => value * scale + (random.uniform() - 0.5) * noise);
}

/** Rows beyond those that have a place begin at their nearest neighbour that has one; in the middle where there is none. */
function besideNeighbours({ dims, values }: Positions, { k, indices }: Neighbours, rows: number): Positions {
  const placed = Math.min(rows, values.length / dims);
  if (placed === rows) return { dims, values: values.subarray(0, rows * dims) };
  const all = new Float32Array(rows * dims);
  all.set(values.subarray(0, placed * dims));
  for (let row = placed; row < rows; row++) {
    const near = indices.subarray(row * k, (row + 1) * k).find((other) => other < placed);
    if (near !== undefined) all.copyWithin(row * dims, near * dims, (near + 1) * dims);
  }
  return { dims, values: all };
}
