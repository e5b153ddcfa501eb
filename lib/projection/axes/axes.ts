import { WordspaceError } from '../../error';
import type { Matrix } from '../../kernels/matrix';
import { Random } from '../../kernels/random';
import { CentredRows } from '../centred';
import { pca } from '../pca';
import type { Facts, Positions } from '../projection';
import { demandRows, firstRows } from '../rows';
import { SlicedLayout, slicesOf, type Slices } from '../slices';
import { orthonormalise } from '../umap/components';
import { axisTest } from './chance';
import { directionOf, type AxisEnds } from './direction';

export interface AxesOptions {
  dims: 2 | 3;
  /** The first so many rows are laid out; ends may lie beyond them; default all. */
  words?: number;
  /** Axes by chance that each axis is compared with, 0 for none; default 999. */
  trials?: number;
  /** Chooses the axes by chance; default 1. */
  seed?: number;
}

/**
 * Words along axes of meaning: each axis runs from the mean of the words at one end to the mean
 * of those at the other, all scaled to length 1 (An, Kwak & Ahn 2018, "SemAxis"; Kozlowski,
 * Taddy & Evans 2019, "The geometry of culture", take one pair of words after the other), and a
 * word stands where its direction falls on it: at its cosine with the axis, less the mean over
 * all words. Axes need not be at right angles in the space; on the map they are. Dimensions
 * that are left show the principal components of what the axes do not.
 *
 * Whether an axis separates words more than chance does is told with the layout (chance.ts).
 * @param axes one to `dims`; rows at their ends are rows of the whole matrix
 * @throws WordspaceError for an empty matrix, values that are not finite, too few or many axes, ends that say nothing
 */
export function semanticAxes(matrix: Matrix, axes: AxisEnds[], options: AxesOptions): SlicedLayout {
  demandRows(matrix);
  const { dims, words = matrix.rows, trials = 999, seed = 1 } = options;
  if (axes.length === 0) throw new WordspaceError('Name the two ends of at least one axis, such as good and bad.');
  if (axes.length > dims) throw new WordspaceError(`A map of ${dims} dimensions has room for ${dims} axes, not ${axes.length}.`);
  const positions: Positions = { dims, values: new Float32Array(Math.min(words, matrix.rows) * dims) };
  const facts: Facts = {};
  return new SlicedLayout(positions, slices(matrix, axes, positions, { trials, seed }, facts), { stage: 'placing words on axes', done: 0, total: axes.length }, facts);
}

function* slices(matrix: Matrix, axes: AxisEnds[], positions: Positions, { trials, seed }: { trials: number; seed: number }, facts: Facts): Slices<Positions> {
  const { dims, values } = positions;
  const shown = firstRows(matrix, values.length / dims);
  const rows = new CentredRows(shown, true);
  const directions = axes.map((ends) => directionOf(matrix, ends));
  const along = rows.times(columns(directions), axes.length);
  for (let row = 0; row < rows.rows; row++) for (let a = 0; a < axes.length; a++) values[row * dims + a] = along[row * axes.length + a];
  yield { stage: 'placing words on axes', done: axes.length, total: axes.length };
  if (axes.length < dims) {
    const span = directions.map((direction) => direction.slice());
    orthonormalise(span);
    const rest = yield* slicesOf(pca(shown, { dims: 2, seed, unit: true, without: span }));
    for (let row = 0; row < rows.rows; row++) for (let a = axes.length; a < dims; a++) values[row * dims + a] = rest.values[row * rest.dims + a - axes.length];
  }
  facts.axes = [];
  for (const ends of axes) facts.axes.push(yield* axisTest(matrix, ends, rows.rows, { trials, random: new Random(seed) }));
  return positions;
}

/** Directions side by side: dims × width, row-major. */
function columns(directions: Float64Array[]): Float64Array {
  const width = directions.length;
  const out = new Float64Array(directions[0].length * width);
  directions.forEach((direction, c) => direction.forEach((x, d) => (out[d * width + c] = x)));
  return out;
}
