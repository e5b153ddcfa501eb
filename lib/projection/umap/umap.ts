import { WordspaceError } from '../../error';
import type { Metric } from '../../kernels/knn/problem';
import type { Matrix } from '../../kernels/matrix';
import type { Curve } from '../../kernels/umap/gradients';
import { kernelWorks } from '../../kernels/umap/kernel';
import { few } from '../few';
import { nearestNeighbours } from '../knn/approximate';
import { firstNeighbours } from '../knn/first';
import type { Neighbours, Positions } from '../projection';
import { demandRows, firstRows } from '../rows';
import { SlicedLayout, slicesOf, type Slices } from '../slices';
import { fitCurve } from './curve';
import { startKernel, startTwin } from './descent';
import type { Engine, StartEngine } from './engine';
import { fuzzyGraph, withLabels, type Labels } from './graph';
import { backed } from './links';
import { allPlaces, arranged, earlyPlaces, type Start } from './start';
import { startUmapJs } from './umap-js';

export const engines = ['kernel', 'plain', 'umap-js'] as const;
export type EngineName = (typeof engines)[number];
const start: Record<EngineName, StartEngine> = { kernel: startKernel, plain: startTwin, 'umap-js': startUmapJs };

export interface UmapOptions {
  dims: 2 | 3;
  /** Size of a neighbourhood, the point itself counted as in umap-learn; 2 to 200, default 15. */
  neighbours?: number;
  /** Which rows are near; default cosine. */
  metric?: Metric;
  /** Least distance between points on the map, 0 to `spread`; default 0.1. */
  minDist?: number;
  /** Scale of the map that `minDist` is measured against; default 1. */
  spread?: number;
  /** Passes over the graph; 0, the default, is umap-learn's rule: 500 up to 10,000 rows, else 200. */
  epochs?: number;
  /** Points pushed away for each pair drawn together; default 5. */
  negativeSampleRate?: number;
  /** How much labels count, 0 to 1; default 0.5 where there are labels. */
  labelWeight?: number;
  /** Where points begin: at given places and without any at the principal components (the default), at these anyway, by chance, or by the graph's smoothest functions. */
  start?: Start;
  /** Our kernel (the default; in plain TypeScript where there is no SIMD, which gives the same map), or umap-js. */
  engine?: EngineName;
  /** Default 1. */
  seed?: number;
  /** Lay out the first `rows` rows only; default all. */
  rows?: number;
}

/** What is known beforehand. */
export interface UmapGiven {
  /** Where the first rows stand already (of the same dims), NaN where a row stands nowhere: the others begin beside their nearest neighbour among them. */
  initial?: Positions;
  /** At least `neighbours` − 1 of every row laid out; by default they are searched for. A function is called one step after the stage “finding neighbours” has begun. */
  neighbours?: Neighbours | (() => Neighbours);
  /** What every row belongs to, for a map that keeps kinds together. */
  labels?: Labels;
}

type Settings = Required<Omit<UmapOptions, 'rows'>>;

/**
 * UMAP (McInnes, Healy & Melville 2018, arXiv 1802.03426): neighbours (exact ones up to 30,000 dense rows), fuzzy graph
 * without the links that nothing backs (links.ts), gradient descent from the principal components of the unit rows. Such a start does not
 * change trustworthiness, but keeps the large arrangement (Kobak & Linderman 2021): aligned
 * maps of two seeds differ by 2 % of their variance, from chance by 50 %.
 *
 * Stages: “finding components” (of the start; positions still 0), “finding neighbours” and
 * “linking neighbours” (positions are the start's where that needs no neighbours, else 0),
 * “arranging” (an epoch, or a part of a long one, a step).
 * One row stands at the origin, two stand at distance 1.
 * @throws WordspaceError for an empty matrix, values that are not finite, options out of range
 */
export function umap(matrix: Matrix, options: UmapOptions, given: UmapGiven = {}): Umap {
  const shown = firstRows(matrix, options.rows ?? matrix.rows);
  demandRows(shown);
  return new Umap(shown, checked(options, shown.rows), given);
}

export class Umap extends SlicedLayout {
  private readonly desk: Desk;

  constructor(matrix: Matrix, settings: Settings, given: UmapGiven) {
    const positions: Positions = { dims: settings.dims, values: new Float32Array(matrix.rows * settings.dims) };
    const desk: Desk = { settings: { ...settings }, engine: null };
    const slices = matrix.rows < 3 ? few(positions) : slicesFor(matrix, positions, desk, given);
    super(positions, slices, { stage: 'finding components', done: 0, total: matrix.rows });
    this.desk = desk;
  }

  /** Where the points stand now. */
  override positions(): Positions {
    const positions = super.positions();
    this.desk.engine?.copyTo(positions.values);
    return positions;
  }

  /**
   * Go on with other values, from the next step on.
   * @throws WordspaceError for values out of range, or where the engine cannot change its own
   */
  override change(options: Pick<UmapOptions, 'minDist' | 'spread' | 'negativeSampleRate'>): void {
    const { settings, engine } = this.desk;
    if (settings.engine === 'umap-js') throw new WordspaceError('umap-js cannot change its options while it runs; choose the built-in engine.');
    Object.assign(settings, checked({ ...settings, ...options }, 0), { epochs: settings.epochs });
    engine?.change?.({ curve: fitCurve(settings.minDist, settings.spread), negatives: settings.negativeSampleRate });
  }
}

/** What the running layout and those who change it both see. */
interface Desk {
  settings: Settings;
  engine: Engine | null;
}

function* slicesFor(matrix: Matrix, positions: Positions, desk: Desk, given: UmapGiven): Slices<Positions> {
  const { neighbours, metric, epochs, labelWeight, seed } = desk.settings;
  // umap-js wants fewer neighbours, the point itself counted, than rows.
  const k = Math.min(neighbours, matrix.rows - 1) - 1;
  const early = yield* earlyPlaces(matrix, desk.settings, given.initial);
  // To be seen while neighbours are looked for.
  if (early) positions.values.set(arranged({ dims: early.dims, values: early.values.subarray(0, positions.values.length) }, seed));
  yield { stage: 'finding neighbours', done: 0, total: matrix.rows };
  const table = typeof given.neighbours === 'function' ? given.neighbours() : given.neighbours;
  const found = table ? firstNeighbours(table, matrix.rows, k) : yield* slicesOf(nearestNeighbours(matrix, k, { metric }));
  let graph = yield* fuzzyGraph(found, matrix.rows, yield* backed(found, matrix.rows));
  yield { stage: 'linking neighbours', done: matrix.rows, total: matrix.rows };
  if (given.labels) graph = withLabels(graph, given.labels, labelWeight);
  positions.values.set(arranged(yield* allPlaces(early, graph, found, desk.settings), seed));
  const { engine, minDist, spread } = desk.settings;
  const curve: Curve = fitCurve(minDist, spread);
  desk.engine = start[engine === 'kernel' && !kernelWorks() ? 'plain' : engine]({ ...desk.settings, neighbours: found, graph, initial: positions.values, curve });
  for (let done = 0; done < epochs; ) {
    yield { stage: 'arranging', done, total: epochs };
    if (desk.engine.advance(1 - done / epochs)) done++;
  }
  desk.engine.copyTo(positions.values);
  return positions;
}

function checked(options: UmapOptions, rows: number): Settings {
  const { dims, neighbours = 15, metric = 'cosine', minDist = 0.1, spread = 1, epochs = 0, negativeSampleRate = 5, labelWeight = 0.5, start = 'given', engine = 'kernel', seed = 1 } = options;
  demand(dims === 2 || dims === 3, 'dims must be 2 or 3', dims);
  demand(Number.isInteger(neighbours) && neighbours >= 2 && neighbours <= 200, 'neighbours must be a whole number from 2 to 200', neighbours);
  demand(spread > 0 && spread <= 10, 'spread must be above 0 and at most 10', spread);
  demand(minDist >= 0 && minDist <= spread, `the least distance must be from 0 to the spread, ${spread}`, minDist);
  demand(Number.isInteger(epochs) && epochs >= 0, 'epochs must be a whole number, 0 for automatic', epochs);
  demand(Number.isInteger(negativeSampleRate) && negativeSampleRate >= 1, 'negativeSampleRate must be a whole number of at least 1', negativeSampleRate);
  demand(labelWeight >= 0 && labelWeight <= 1, 'labelWeight must be from 0 to 1', labelWeight);
  demand(Number.isFinite(seed), 'seed must be a number', seed);
  return { dims, neighbours, metric, minDist, spread, epochs: epochs || (rows <= 10_000 ? 500 : 200), negativeSampleRate, labelWeight, start, engine, seed };
}

function demand(holds: boolean, rule: string, given: number): void {
  if (!holds) throw new WordspaceError(`UMAP: ${rule}, not ${given}.`);
}
