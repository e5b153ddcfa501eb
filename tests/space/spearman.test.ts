import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { ranking, ranks, spearman, weightedSpearman } from '../../lib/space/spearman';
import { gensim } from './fixture';

test('is that of scipy, ties and all', () => {
  const { x, y, rho } = gensim.spearman;
  expect(spearman(x, y)).toBeCloseTo(rho, 12);
});

test('ties share their mean rank', () => {
  expect([...ranks([30, 10, 20, 10, 10])]).toEqual([5, 2, 4, 2, 2]);
});

test('sees only the order', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: -1e4, max: 1e4 }), { minLength: 2 }), (values) => {
      expect(spearman(values, values.map((v) => v ** 3 + v))).toBeCloseTo(1, 12);
      expect(spearman(values, values.map((v) => -v))).toBeCloseTo(-1, 12);
    }),
  );
});

test('is 0 without an order to agree on', () => {
  expect(spearman([], [])).toBe(0);
  expect(spearman([1], [2])).toBe(0);
  expect(spearman([1, 2, 3], [4, 4, 4])).toBe(0);
});

test('counts weigh as repeated values do', () => {
  const pairs = fc.array(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 }), fc.nat(3)), { minLength: 1 });
  fc.assert(
    fc.property(pairs, (weighted) => {
      const [x, y, counts] = [0, 1, 2].map((part) => weighted.map((pair) => pair[part]));
      const repeated = (values: number[]) => values.flatMap((v, i) => Array.from({ length: counts[i] }, () => v));
      expect(weightedSpearman(ranking(x), ranking(y), counts)).toBeCloseTo(spearman(repeated(x), repeated(y)), 10);
    }),
  );
});
