/**
 * A map of vectors that are still being trained: every look at them moves the points a
 * little from where they are, instead of laying them out anew. The first frame shows
 * principal components; later ones mend the neighbour lists and take a few steps of
 * UMAP's descent. Each frame is turned onto the one before (Procrustes), so that what
 * moves has changed and does not only spin.
 *
 * 3,000 words of 100 dims take some 45 ms a frame on one core: whoever asks for frames
 * decides how often.
 */
import { dense, type Dense } from '../../kernels/matrix';
import { Random } from '../../kernels/random';
import { finish } from '../../work';
import type { Towards } from '../known';
import { pca } from '../pca';
import { align } from '../procrustes';
import type { Positions } from '../projection';
import { inverseNorms } from '../rows';
import { drift, pulls } from './drift';
import { DriftingNeighbours } from './drifting';

/** Neighbours a word: fewer than in a finished map, to be quick. */
const NEIGHBOURS = 10;
/** Passes over the neighbour lists a frame; the first lists are by chance and take more. */
const PASSES = 2;
const FIRST_PASSES = 9;
/** Passes of the descent a frame. */
const STEPS = 20;
/** Of the descent: at first, and the least, which keeps a map that follows calm (UMAP begins with 1 and ends with 0). */
const FIRST_RATE = 0.4;
const LEAST_RATE = 0.06;
/** Half the width of the first frame, umap-learn's. */
const EXTENT = 10;

export class LiveLayout {
  private readonly random: Random;
  private points: Float32Array | null = null;
  private shown: Positions | null = null;
  private neighbours: DriftingNeighbours | null = null;
  private frames = 0;

  constructor(
    private readonly dims: 2 | 3,
    seed = 1,
  ) {
    this.random = new Random(seed);
  }

  /**
   * The next frame: where the words stand now; valid until the next one.
   * @param values rows × width, the same rows every time
   * @param towards a map to turn onto instead of the last frame: while little is learned yet, one already known
   * @throws WordspaceError where a value is not a finite number
   */
  frame(values: Float32Array<ArrayBuffer>, width: number, towards?: Towards): Positions {
    const matrix = dense(values.length / width, width, values);
    if (this.points && matrix.rows > 3) this.move(this.points, matrix);
    else this.points = this.firstPoints(matrix);
    const points = { dims: this.dims, values: this.points };
    if (towards) this.shown = align(points, towards.positions, towards.pairs);
    else this.shown = align(points, this.shown ?? points, Array.from({ length: matrix.rows }, (_, row) => [row, row] as const));
    return this.shown;
  }

  private move(points: Float32Array, matrix: Dense): void {
    const unit = unitRows(matrix);
    this.neighbours ??= new DriftingNeighbours(matrix.rows, Math.min(NEIGHBOURS, matrix.rows - 1), this.random);
    this.neighbours.refresh(unit, matrix.dims);
    for (let pass = 0; pass < (this.frames === 0 ? FIRST_PASSES : PASSES); pass++) this.neighbours.improve(unit, matrix.dims);
    const weights = pulls(this.neighbours);
    const rate = Math.max(LEAST_RATE, FIRST_RATE / ++this.frames);
    for (let step = 0; step < STEPS; step++) drift(points, this.dims, this.neighbours, weights, rate, this.random);
  }

  private firstPoints(matrix: Dense): Float32Array {
    const { values } = finish(pca(matrix, { dims: this.dims, unit: true }));
    let greatest = 0;
    for (const value of values) greatest = Math.max(greatest, Math.abs(value));
    return values.map((value) => (greatest > 0 ? (EXTENT / greatest) * value : 0) + (this.random.uniform() - 0.5) * 1e-3);
  }
}

function unitRows(matrix: Dense): Float32Array {
  const inverse = inverseNorms(matrix);
  const unit = new Float32Array(matrix.values.length);
  for (let row = 0, at = 0; row < matrix.rows; row++) for (let d = 0; d < matrix.dims; d++, at++) unit[at] = matrix.values[at] * inverse[row];
  return unit;
}
