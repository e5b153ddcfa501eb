/** Where the points stand before they are moved. */
import type { Metric } from '../../kernels/knn/problem';
import type { Csr, Matrix } from '../../kernels/matrix';
import { Random } from '../../kernels/random';
import { pca } from '../pca';
import type { Neighbours, Positions } from '../projection';
import { slicesOf, type Slices } from '../slices';
import { sampledComponents } from './components';
import { spectral } from './spectral';

export const starts = ['components', 'random', 'spectral', 'given'] as const;
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

/** Places that are known without neighbours: given ones, or principal components; null for other starts. */
export function* earlyPlaces(matrix: Matrix, { dims, start, seed, metric }: StartSettings, initial?: Positions): Slices<Positions | null> {
  if (start === 'given' && initial?.dims === dims && initial.values.length > dims) return initial;
  if (start === 'random' || start === 'spectral') return null;
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

/** Scaled to ±10 with a little noise, what stands nowhere in the middle; chance where all places are equal. */
export function arranged({ values }: Positions, seed: number): Float32Array {
  const random = new Random(seed);
  let greatest = 0;
  for (const value of values) if (Math.abs(value) > greatest) greatest = Math.abs(value);
  const scale = greatest > 0 ? EXTENT / greatest : 0;
  const noise = 2 * (greatest > 0 ? JITTER : EXTENT);
  return values.map((value) => (Number.isNaN(value) ? 0 : value) * scale + (random.uniform() - 0.5) * noise);
}

/** Rows without a place begin at their nearest neighbour that has one; in the middle where there is none. */
function besideNeighbours({ dims, values }: Positions, { k, indices }: Neighbours, rows: number): Positions {
  const all = new Float32Array(rows * dims);
  all.set(values.subarray(0, rows * dims));
  const stands = (row: number) => row * dims < values.length && !Number.isNaN(values[row * dims]);
  for (let row = 0; row < rows; row++) {
    if (stands(row)) continue;
    const near = indices.subarray(row * k, (row + 1) * k).find(stands);
    if (near === undefined) all.fill(0, row * dims, (row + 1) * dims);
    else all.copyWithin(row * dims, near * dims, (near + 1) * dims);
  }
  return { dims, values: all };
}
