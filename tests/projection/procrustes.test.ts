import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { align } from '../../lib/projection/procrustes';
import { blobs } from './spaces';

const identity = (rows: number) => Array.from({ length: rows }, (_, i) => [i, i] as const);

describe('align', () => {
  it('undoes any turn, mirror, scale and shift', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -3, max: 3, noNaN: true }),
        fc.double({ min: 0.05, max: 20, noNaN: true }),
        fc.boolean(),
        fc.constantFrom(2 as const, 3 as const),
        fc.integer({ min: 4, max: 40 }),
        (angle, scale, mirror, dims, rows) => {
          const reference = { dims, values: blobs(rows, dims, 3).values };
          const values = new Float32Array(rows * dims);
          for (let at = 0; at < values.length; at += dims) {
            const [x, y, z] = reference.values.subarray(at, at + dims);
            values[at] = scale * (x * Math.cos(angle) - y * Math.sin(angle)) + 3;
            values[at + 1] = scale * (mirror ? -1 : 1) * (x * Math.sin(angle) + y * Math.cos(angle)) - 1;
            if (dims === 3) values[at + 2] = scale * z;
          }
          const moved = align({ dims, values }, reference, identity(rows));
          moved.values.forEach((v, i) => expect(v).toBeCloseTo(reference.values[i], 3));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('moves all rows by what the shared ones say', () => {
    const reference = { dims: 2 as const, values: Float32Array.of(0, 0, 1, 0, 0, 1) };
    // Rows 1–3 are the reference turned by 90° and doubled; row 0 is new.
    const positions = { dims: 2 as const, values: Float32Array.of(-2, 2, 0, 0, 0, 2, -2, 0) };
    const { values } = align(positions, reference, [[1, 0], [2, 1], [3, 2]]);
    [1, 1, 0, 0, 1, 0, 0, 1].forEach((v, i) => expect(values[i]).toBeCloseTo(v, 5));
  });

  it('keeps the size of the reference however little the maps agree', () => {
    const own = { dims: 3 as const, values: blobs(50, 3, 50, 1).values };
    const reference = { dims: 3 as const, values: blobs(50, 3, 50, 2).values };
    expect(spread(align(own, reference, identity(50)).values)).toBeCloseTo(spread(reference.values), 3);
  });

  it('takes one pair, equal points, points on a line, a flat reference and none', () => {
    const own = { dims: 3 as const, values: blobs(6, 3, 2).values };
    const line = { dims: 3 as const, values: Float32Array.from({ length: 18 }, (_, i) => Math.floor(i / 3)) };
    const flat = { dims: 2 as const, values: blobs(6, 2, 2).values };
    for (const [positions, reference, pairs] of [
      [own, line, identity(6)],
      [line, own, identity(6)],
      [own, flat, identity(6)],
      [flat, own, identity(6)],
      [{ dims: 2 as const, values: new Float32Array(12) }, flat, identity(6)],
      [own, line, identity(1)],
    ] as const) {
      const moved = align(positions, reference, pairs);
      expect(moved.dims).toBe(positions.dims);
      expect(moved.values.every(Number.isFinite)).toBe(true);
    }
    const untouched = align(own, line, []);
    expect(untouched.values).toEqual(own.values);
    expect(untouched.values).not.toBe(own.values);
  });

  it('keeps the shape of points on a line', () => {
    const line = { dims: 3 as const, values: Float32Array.from({ length: 18 }, (_, i) => Math.floor(i / 3) * (i % 3)) };
    const reference = { dims: 3 as const, values: Float32Array.from({ length: 18 }, (_, i) => (i % 3 === 0 ? i : 0)) };
    const { values } = align(line, reference, identity(6));
    values.forEach((v, i) => expect(Math.abs(v)).toBeCloseTo(reference.values[i], 4));
  });
});

function spread(values: Float32Array): number {
  const mean = [0, 1, 2].map((d) => values.reduce((sum, v, i) => (i % 3 === d ? sum + v : sum), 0) / (values.length / 3));
  return Math.sqrt(values.reduce((sum, v, i) => sum + (v - mean[i % 3]) ** 2, 0));
}
