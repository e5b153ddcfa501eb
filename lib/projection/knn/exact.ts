import type { Dense, Matrix } from '../../kernels/matrix';
import { Sliced, type Work } from '../../work';
import type { Neighbours } from '../projection';
import { inverseNorms } from '../rows';
import { SLICE, type Slices } from '../slices';
import { NearestLists } from './nearest';
import { cosineScores } from './scores';

/**
 * The exact k nearest neighbours of every row by cosine, the row itself left out,
 * nearest first, ties by row. k is clamped to rows − 1; a zero row is at
 * similarity 0 from every other.
 *
 * Dense rows are compared in square tiles that stay in the cache, each pair once
 * (rows² ÷ 2 × dims multiply-adds); sparse rows through the transpose.
 * @throws WordspaceError where a value is not a finite number
 */
export function exactKnn(matrix: Matrix, k: number): Work<Neighbours> {
  const lists = new NearestLists(matrix.rows, Math.max(0, Math.min(k, matrix.rows - 1)));
  const slices = matrix.kind === 'dense' ? tiles(matrix, lists) : rowByRow(matrix, lists);
  return new Sliced(slices, report(0, matrix.rows));
}

function report(done: number, total: number) {
  return { stage: 'finding neighbours', done, total };
}

function* rowByRow(matrix: Matrix, lists: NearestLists): Slices<Neighbours> {
  const scores = cosineScores(matrix);
  const cosines = new Float32Array(matrix.rows);
  let spent = 0;
  for (let row = 0; row < matrix.rows; row++) {
    spent += scores(row, cosines);
    for (let other = 0; other < matrix.rows; other++) {
      if (other !== row) lists.offer(row, other, cosines[other]);
    }
    if (spent >= SLICE) {
      spent = 0;
      yield report(row + 1, matrix.rows);
    }
  }
  return lists;
}

/** Rows of a tile: two panels of 64 × dims doubles fit the second-level cache up to some 500 dims. */
const TILE = 64;

function* tiles(matrix: Dense, lists: NearestLists): Slices<Neighbours> {
  const { rows, dims } = matrix;
  const inverse = inverseNorms(matrix);
  const a = new Float64Array(TILE * dims);
  const b = new Float64Array(TILE * dims);
  const cosines = new Float32Array(TILE * TILE);
  const pairs = (rows * (rows + TILE)) / 2;
  let done = 0;
  let spent = 0;
  for (let top = 0; top < rows; top += TILE) {
    pack(matrix, inverse, top, a);
    for (let left = top; left < rows; left += TILE) {
      pack(matrix, inverse, left, b);
      multiply(a, b, dims, cosines);
      offerTile(lists, cosines, top, left, rows);
      done += Math.min(TILE, rows - top) * Math.min(TILE, rows - left);
      spent += TILE * TILE * dims;
      if (spent >= SLICE) {
        spent = 0;
        // In rows, the unit a person knows; work is quadratic, so a share of the pairs.
        yield report(Math.floor((rows * done) / Math.max(pairs, done)), rows);
      }
    }
  }
  return lists;
}

/** Unit rows from `first` on into a panel of TILE × dims doubles; zeros past the last row. */
function pack({ rows, dims, values }: Dense, inverse: Float64Array, first: number, panel: Float64Array): void {
  const count = Math.min(TILE, rows - first);
  for (let r = 0, at = 0; r < count; r++) {
    for (let d = 0; d < dims; d++, at++) panel[at] = values[first * dims + at] * inverse[first + r];
  }
  panel.fill(0, count * dims);
}

/**
 * cosines = a · bᵀ, two rows by four at a time: eight sums in registers for six loads.
 * Every pair is summed in the same order, so equal rows get equal cosines.
 */
function multiply(a: Float64Array, b: Float64Array, dims: number, cosines: Float32Array): void {
  for (let i = 0; i < TILE; i += 2) {
    const a0 = i * dims;
    const a1 = a0 + dims;
    for (let j = 0; j < TILE; j += 4) {
      const b0 = j * dims;
      const b1 = b0 + dims;
      const b2 = b1 + dims;
      const b3 = b2 + dims;
      let s00 = 0, s01 = 0, s02 = 0, s03 = 0;
      let s10 = 0, s11 = 0, s12 = 0, s13 = 0;
      for (let d = 0; d < dims; d++) {
        const x0 = a[a0 + d], x1 = a[a1 + d];
        const y0 = b[b0 + d], y1 = b[b1 + d], y2 = b[b2 + d], y3 = b[b3 + d];
        s00 += x0 * y0; s01 += x0 * y1; s02 += x0 * y2; s03 += x0 * y3;
        s10 += x1 * y0; s11 += x1 * y1; s12 += x1 * y2; s13 += x1 * y3;
      }
      const at = i * TILE + j;
      cosines[at] = s00; cosines[at + 1] = s01; cosines[at + 2] = s02; cosines[at + 3] = s03;
      const below = at + TILE;
      cosines[below] = s10; cosines[below + 1] = s11; cosines[below + 2] = s12; cosines[below + 3] = s13;
    }
  }
}

function offerTile(lists: NearestLists, cosines: Float32Array, top: number, left: number, rows: number): void {
  for (let i = top; i < Math.min(top + TILE, rows); i++) {
    const first = (i - top) * TILE;
    for (let j = Math.max(left, i + 1); j < Math.min(left + TILE, rows); j++) {
      const cosine = cosines[first + j - left];
      lists.offer(i, j, cosine);
      lists.offer(j, i, cosine);
    }
  }
}
