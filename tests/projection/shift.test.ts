import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../../lib/kernels/random';
import { dense, type Dense } from '../../lib/kernels/matrix';
import { shiftOnMap } from '../../lib/projection/shift';
import type { Positions } from '../../lib/projection/projection';
import { blobs } from './spaces';

const unit = (v: Float32Array) => v.map((x) => x / Math.hypot(...v));

/** Places that are a linear function of the unit rows: what the local map must find again. */
function linear(matrix: Dense, seed: number): { positions: Positions; place: (vector: Float32Array) => number[]; norm: number } {
  const random = new Random(seed);
  const map = Array.from({ length: 3 }, () => Array.from({ length: matrix.dims }, () => 2 * random.uniform() - 1));
  const place = (vector: Float32Array) => map.map((axis) => unit(vector).reduce((sum, x, j) => sum + x * axis[j], 0));
  const rows = Array.from({ length: matrix.rows }, (_, r) => matrix.values.subarray(r * matrix.dims, (r + 1) * matrix.dims));
  return { positions: { dims: 3, values: Float32Array.from(rows.flatMap(place)) }, place, norm: Math.hypot(...map.flat()) };
}

describe('shiftOnMap', () => {
  it('finds a linear map again: it is off by little beside what such a change can move', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const matrix = blobs(40, 6, 4, seed);
        const { positions, place, norm } = linear(matrix, seed + 1);
        const before = matrix.values.slice(0, 6);
        const random = new Random(seed + 2);
        const after = before.map((x) => x + 0.02 * (random.uniform() - 0.5));
        const near = Array.from({ length: 39 }, (_, i) => i + 1);
        const move = shiftOnMap(matrix, positions, 0, after, near);
        const wanted = place(after).map((x, axis) => x - place(before)[axis]);
        const change = unit(after).map((x, j) => x - unit(before)[j]);
        const error = Math.hypot(...wanted.map((x, axis) => x - move[axis]));
        // Against the change and not the move: a change across the map hardly moves a word.
        expect(error).toBeLessThan(0.15 * norm * Math.hypot(...change));
      }),
      { numRuns: 60 },
    );
  });

  it('goes towards the neighbour that the vector goes towards', () => {
    const matrix = dense(4, 3, Float32Array.of(1, 1, 1, 1, 0, 0, 0, 1, 0, 0, 0, 1));
    const positions: Positions = { dims: 2, values: Float32Array.of(0, 0, 5, 0, -3, 4, -3, -4) };
    const [x, y] = shiftOnMap(matrix, positions, 0, Float32Array.of(1.1, 1, 1), [1, 2, 3]);
    expect(x).toBeGreaterThan(0.1);
    expect(y).toBeCloseTo(0, 5);
  });

  it('does not move for a vector that only grew, nor without neighbours, nor from or to nothing', () => {
    const matrix = blobs(10, 4, 2);
    matrix.values.fill(0, 36, 40);
    const { positions } = linear(matrix, 1);
    const row = (r: number) => matrix.values.slice(4 * r, 4 * r + 4);
    for (const x of shiftOnMap(matrix, positions, 0, row(0).map((v) => 2 * v), [1, 2, 3])) expect(x).toBeCloseTo(0, 6);
    const still = Float32Array.of(0, 0, 0);
    expect(shiftOnMap(matrix, positions, 0, row(1), [])).toEqual(still);
    expect(shiftOnMap(matrix, positions, 0, row(1), [2])).toEqual(still);
    expect(shiftOnMap(matrix, positions, 9, row(1), [1, 2, 3])).toEqual(still);
    expect(shiftOnMap(matrix, positions, 0, new Float32Array(4), [1, 2, 3])).toEqual(still);
  });
});
