import { WordspaceError } from '../../error';
import type { Metric } from '../../kernels/knn/problem';
import type { Csr, Matrix } from '../../kernels/matrix';
import { Random } from '../../kernels/random';
import { kernelWorks, TsneKernel } from '../../kernels/tsne/kernel';
import type { TsneDescent } from '../../kernels/tsne/problem';
import { TsneTwin } from '../../kernels/tsne/twin';
import { nearestNeighbours } from '../knn/approximate';
import { firstNeighbours } from '../knn/first';
import type { Progress } from '../../work';
import { few } from '../few';
import type { Facts, Neighbours, Positions } from '../projection';
import { demandRows } from '../rows';
import { SlicedLayout, slicesOf, type Slices } from '../slices';
import { earlyPlaces } from '../umap/start';
import { affinities } from './affinities';

export const tsneEngines = ['kernel', 'plain'] as const;
export const tsneStarts = ['components', 'random', 'given'] as const;

export interface TsneOptions {
  dims: 2 | 3;
  /** How many neighbours count, about: 2 to 100, default 30; three times as many are looked for. Among few rows at most half of the others. */
  perplexity?: number;
  /** Which rows are near; default cosine. */
  metric?: Metric;
  /** By how much more neighbours draw each other in the first quarter of the epochs, so that groups gather; default 12, and half of it wherever that draws all points into one. */
  exaggeration?: number;
  /** Default 1000. */
  epochs?: number;
  /** Length of the steps; 0, the default, is rows ÷ exaggeration ÷ 4, but at least 50 (Belkina et al. 2019). */
  rate?: number;
  /** Points whose box is smaller than so many times its distance push as one: 0 takes every pair alone; default 0.5. */
  angle?: number;
  /** Where points begin: principal components, chance, or (the default) as on another map where one is given, else principal components. */
  start?: (typeof tsneStarts)[number];
  /** WebAssembly (the default; plain where there is no SIMD) or plain TypeScript: the same map. */
  engine?: (typeof tsneEngines)[number];
  /** Default 1. */
  seed?: number;
}

/** What is known beforehand. */
export interface TsneGiven {
  /** Where the first rows stand on another map, NaN for those that stand nowhere: the map begins as a small picture of it. */
  initial?: Positions;
  /** At least `neighboursFor` of every row; by default they are searched for. A function is called when the first places are known. */
  neighbours?: Neighbours | (() => Neighbours);
}

type Settings = Required<TsneOptions>;

/** Deviation of the first arrangement along its widest axis: so small that no two points are far apart yet (Kobak & Linderman 2021). */
const SPREAD = 1e-4;
/** Noise in it that parts equal rows. */
const JITTER = 1e-2 * SPREAD;
/** Share of the epochs that exaggerate. */
const EARLY = 0.25;
/** Where the variance has shrunk to this share, the exaggeration gathers no groups but draws all points into one. */
const SHRUNK = 0.01;
const MOMENTUM = { early: 0.5, late: 0.8 };
const LEAST_RATE = 50;
/** Leaves in a slice. */
const LEAVES = { kernel: 1024, plain: 64 };

/**
 * t-SNE (van der Maaten & Hinton 2008) with Barnes and Hut's tree (van der Maaten 2014), and
 * scikit-learn's settings: neighbours (exact ones up to 30,000 dense rows), their affinities,
 * a first arrangement by principal components, and a descent with momentum and gains whose
 * epochs can be watched, cancelled and changed. The same bytes for the same seed everywhere.
 * @throws WordspaceError for an empty matrix, values that are not finite, options out of range
 */
export function tsne(matrix: Matrix, options: TsneOptions, given: TsneGiven = {}): Tsne {
  demandRows(matrix);
  return new Tsne(matrix, checked(options), given);
}

/** Neighbours that a map of so many rows begins with. */
export function neighboursFor(rows: number, perplexity: number): number {
  return Math.min(rows - 1, Math.ceil(3 * perplexity));
}

export class Tsne extends SlicedLayout {
  private readonly settings: Settings;

  constructor(matrix: Matrix, settings: Settings, given: TsneGiven) {
    const positions: Positions = { dims: settings.dims, values: new Float32Array(matrix.rows * settings.dims) };
    const facts: Facts = {};
    super(positions, matrix.rows < 3 ? few(positions) : slicesFor(matrix, positions, settings, given, facts), { stage: 'finding components', done: 0, total: matrix.rows }, facts);
    this.settings = settings;
  }

  /**
   * Go on with other values, from the next epoch on.
   * @throws WordspaceError for values out of range
   */
  override change(options: Pick<TsneOptions, 'exaggeration' | 'rate'>): void {
    Object.assign(this.settings, checked({ ...this.settings, ...options }));
  }
}

function* slicesFor(matrix: Matrix, positions: Positions, settings: Settings, given: TsneGiven, facts: Facts): Slices<Positions> {
  const { rows } = matrix;
  const { metric, perplexity, epochs, seed } = settings;
  const k = neighboursFor(rows, perplexity);
  const early = yield* earlyPlaces(matrix, settings, given.initial);
  if (early) positions.values.set(early.values.subarray(0, positions.values.length).map((x) => (Number.isNaN(x) ? 0 : x)));
  positions.values.set(arranged(positions, seed));
  yield { stage: 'finding neighbours', done: 0, total: rows };
  const table = typeof given.neighbours === 'function' ? given.neighbours() : given.neighbours;
  const found = table ? firstNeighbours(table, rows, k) : yield* slicesOf(nearestNeighbours(matrix, k, { metric }));
  const graph = yield* affinities(found, rows, Math.min(perplexity, (k + 1) / 2));
  yield { stage: 'linking neighbours', done: rows, total: rows };
  const engine = settings.engine === 'kernel' && kernelWorks() ? 'kernel' : 'plain';
  const Descent = engine === 'kernel' ? TsneKernel : TsneTwin;
  const descent = new Descent({ ...graph, dims: settings.dims, initial: positions.values, angle: settings.angle });
  let eased = 1;
  let least = SHRUNK * widest(positions);
  for (let epoch = 0; epoch < epochs; epoch++) {
    yield* forces(descent, LEAVES[engine], { stage: 'arranging', done: epoch, total: epochs });
    const release = Math.floor(EARLY * epochs);
    const isEarly = epoch < release;
    if (epoch === release) descent.rest();
    const { exaggeration, rate } = settings;
    descent.move({
      exaggeration: isEarly ? Math.max(1, exaggeration / eased) : 1,
      rate: rate || Math.max(LEAST_RATE, rows / exaggeration / 4),
      momentum: isEarly ? MOMENTUM.early : MOMENTUM.late,
    });
    descent.copyTo(positions.values);
    const variance = widest(positions);
    if (variance < least) {
      // Single precision would forget where the points began.
      eased *= 2;
      least = SHRUNK * variance;
    }
  }
  yield* forces(descent, LEAVES[engine], { stage: 'arranging', done: epochs, total: epochs });
  facts.divergence = divergence(graph, positions, descent.pull());
  return positions;
}

function* forces(descent: TsneDescent, leaves: number, progress: Progress): Slices<void> {
  const all = descent.begin();
  for (let from = 0; from < all; from += leaves) {
    yield progress;
    descent.step(from, Math.min(all, from + leaves));
  }
}

/** Scaled down to the first arrangement's spread, with a little noise; noise alone where all places are equal. */
function arranged(positions: Positions, seed: number): Float32Array {
  const random = new Random(seed);
  const variance = widest(positions);
  const scale = variance > 0 ? SPREAD / Math.sqrt(variance) : 0;
  const noise = 2 * (variance > 0 ? JITTER : SPREAD);
  return positions.values.map((value) => value * scale + (random.uniform() - 0.5) * noise);
}

/** Variance along the widest axis. */
function widest({ dims, values }: Positions): number {
  const rows = values.length / dims;
  let most = 0;
  for (let d = 0; d < dims; d++) {
    let sum = 0;
    let squares = 0;
    for (let at = d; at < values.length; at += dims) {
      sum += values[at];
      squares += values[at] * values[at];
    }
    most = Math.max(most, squares / rows - (sum / rows) * (sum / rows));
  }
  return most;
}

/** Kullback and Leibler's divergence of the map's ties from the space's, Σ p ln(p ÷ q), in nats: a figure to show, by the engine's own logarithm. */
export function divergence({ rows, indptr, indices, values: ties }: Csr, { dims, values }: Positions, pull: number): number {
  let sum = 0;
  for (let row = 0; row < rows; row++) {
    for (let e = indptr[row]; e < indptr[row + 1]; e++) {
      if (ties[e] === 0) continue;
      let square = 1;
      for (let d = 0; d < dims; d++) square += (values[row * dims + d] - values[indices[e] * dims + d]) ** 2;
      sum += ties[e] * Math.log(ties[e] * square * pull);
    }
  }
  return sum;
}

function checked(options: TsneOptions): Settings {
  const { dims, perplexity = 30, metric = 'cosine', exaggeration = 12, epochs = 1000, rate = 0, angle = 0.5, start = 'given', engine = 'kernel', seed = 1 } = options;
  demand(dims === 2 || dims === 3, 'dims must be 2 or 3', dims);
  demand(perplexity >= 2 && perplexity <= 100, 'perplexity must be from 2 to 100', perplexity);
  demand(exaggeration >= 1 && exaggeration <= 100, 'exaggeration must be from 1 to 100', exaggeration);
  demand(Number.isInteger(epochs) && epochs >= 1, 'epochs must be a whole number of at least 1', epochs);
  demand(rate >= 0 && Number.isFinite(rate), 'rate must be a number of at least 0, 0 for automatic', rate);
  demand(angle >= 0 && angle <= 1, 'angle must be from 0 to 1', angle);
  demand(Number.isFinite(seed), 'seed must be a number', seed);
  return { dims, perplexity, metric, exaggeration, epochs, rate, angle, start, engine, seed };
}

function demand(holds: boolean, rule: string, given: number): void {
  if (!holds) throw new WordspaceError(`t-SNE: ${rule}, not ${given}.`);
}
