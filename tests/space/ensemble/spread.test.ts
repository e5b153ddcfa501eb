import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { means, spread } from '../../../lib/space/ensemble/spread';

test('mean and sample deviation of known values', () => {
  expect(spread([2, 4, 4, 4, 5, 5, 7, 9])).toEqual({ mean: 5, sd: Math.sqrt(32 / 7) });
  expect(spread([3])).toEqual({ mean: 3, sd: NaN });
  expect(spread(Float32Array.of(1, 1, 1))).toEqual({ mean: 1, sd: 0 });
});

test('moves with a shift, stretches with a factor, does not mind the order', () => {
  const values = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 2, maxLength: 9 });
  fc.assert(
    fc.property(values, fc.integer({ min: -50, max: 50 }), (xs, by) => {
      const { mean, sd } = spread(xs);
      const moved = spread(xs.map((x) => 3 * x + by).reverse());
      expect(moved.mean).toBeCloseTo(3 * mean + by, 9);
      expect(moved.sd).toBeCloseTo(3 * sd, 9);
      expect(sd).toBeGreaterThanOrEqual(0);
    }),
  );
});

test('means go place by place', () => {
  expect([...means([[1, 2, 3], Float32Array.of(3, 6, 3)])]).toEqual([2, 4, 3]);
});
