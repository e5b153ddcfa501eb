import { expect, test } from 'vitest';
import { quantile } from '../../lib/space/quantile';

test('a quantile is a value, or lies between two', () => {
  expect([0, 0.25, 0.5, 1].map((share) => quantile([1, 2, 4, 8, 16], share))).toEqual([1, 2, 4, 16]);
  expect(quantile([1, 2], 0.75)).toBe(1.75);
  expect(quantile(Float64Array.of(3), 0.9)).toBe(3);
});
