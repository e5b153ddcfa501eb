import { describe, expect, it } from 'vitest';
import { dense } from '../../lib/kernels/matrix';
import { Random } from '../../lib/kernels/random';
import { Backwards } from '../../lib/projection/backwards';
import { blobs } from './spaces';

const random = new Random(5);
const final = blobs(60, 6, 4);
const places = { dims: 2 as const, values: new Float32Array(120).map(() => random.uniform()) };

describe('backwards', () => {
  const backwards = new Backwards(final, places);

  it('ends at the finished map itself, whatever the lengths of the vectors', () => {
    const longer = dense(60, 6, final.values.map((v) => 3 * v));
    backwards.at(longer).values.forEach((v, i) => expect(v).toBeCloseTo(places.values[i], 5));
  });

  it('moves a word alone when its vector alone was another, and no further the nearer the vector', () => {
    const away = (share: number) => {
      const then = dense(60, 6, final.values.slice());
      for (let d = 0; d < 6; d++) then.values[d] = (1 - share) * final.values[d] - share * final.values[d] * (d % 2 === 0 ? 1 : -1);
      const { values } = backwards.at(then);
      expect(values.slice(2)).toEqual(backwards.at(final).values.slice(2));
      return Math.hypot(values[0] - places.values[0], values[1] - places.values[1]);
    };
    expect(away(0.02)).toBeGreaterThan(0);
    expect(away(0.02)).toBeLessThan(away(0.2));
  });

  it('finds places that are a linear function of the directions nearly again, for directions never seen', () => {
    const axis = Float32Array.from({ length: 6 }, (_, d) => Math.cos(d));
    const place = (values: Float32Array, row: number) => {
      const v = values.subarray(row * 6, row * 6 + 6);
      return 3 + v.reduce((sum, x, d) => sum + x * axis[d], 0) / Math.hypot(...v);
    };
    const scattered = blobs(60, 6, 60);
    const linear = { dims: 2 as const, values: Float32Array.from({ length: 120 }, (_, i) => (i % 2 === 0 ? place(scattered.values, i >> 1) : 0)) };
    const other = blobs(60, 6, 60, 99);
    const seen = new Backwards(scattered, linear).at(other).values;
    for (let row = 0; row < 60; row++) expect(Math.abs(seen[2 * row] - place(other.values, row))).toBeLessThan(0.25);
  });

  it('takes fewer rows than the map, and rows of zeros', () => {
    expect(backwards.at(dense(10, 6)).values).toHaveLength(20);
    expect(backwards.at(dense(10, 6)).values.every(Number.isFinite)).toBe(true);
  });
});
