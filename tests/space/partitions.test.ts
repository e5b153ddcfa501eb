import fc from 'fast-check';
import { expect, test } from 'vitest';
import { adjustedRand, contingency, majorities } from '../../lib/space/partitions';
import { peers } from './evaluation-fixture';

test.each(peers.partitions)('agreement is scikit-learn’s: $adjustedRand', ({ one, other, adjustedRand: expected, purity }) => {
  expect(adjustedRand(one, other)).toBeCloseTo(expected, 12);
  const of = majorities(one, other);
  expect(one.filter((cluster, i) => of[cluster] === other[i]).length / one.length).toBeCloseTo(purity, 12);
});

const labels = fc.array(fc.tuple(fc.nat(4), fc.nat(4)), { minLength: 1 });

test('does not care for names nor for which comes first', () => {
  fc.assert(
    fc.property(labels, (pairs) => {
      const one = pairs.map(([a]) => a);
      const other = pairs.map(([, b]) => b);
      const index = adjustedRand(one, other);
      expect(index).toBeLessThanOrEqual(1);
      expect(adjustedRand(other, one)).toBeCloseTo(index, 10);
      expect(adjustedRand(one.map((a) => 4 - a), other)).toBeCloseTo(index, 10);
      expect(adjustedRand(one, one)).toBe(1);
      expect(contingency(one, other).flat().reduce((sum, n) => sum + n, 0)).toBe(one.length);
    }),
  );
});

test('an empty cluster has no majority, and nothing agrees with nothing', () => {
  expect(majorities([0, 2, 2], [1, 0, 0])).toEqual([1, -1, 0]);
  expect(adjustedRand([], [])).toBe(1);
});
