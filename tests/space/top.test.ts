import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { top, Top } from '../../lib/space/top';

const scores = fc.array(fc.integer({ min: -5, max: 5 }), { maxLength: 80 });

test('keeps what sorting everything would keep, ties in row order', () => {
  fc.assert(
    fc.property(scores, fc.integer({ min: 1, max: 20 }), fc.array(fc.nat(80)), (values, k, exclude) => {
      const expected = values
        .map((score, row) => ({ row, score }))
        .filter(({ row }) => !exclude.includes(row))
        .sort((x, y) => y.score - x.score || x.row - y.row)
        .slice(0, k);
      expect(top(values, k, exclude)).toEqual(expected);
    }),
  );
});

test('does not depend on the order of offers', () => {
  fc.assert(
    fc.property(scores, (values) => {
      const backwards = new Top(7);
      for (let row = values.length - 1; row >= 0; row--) backwards.offer(row, values[row]);
      expect(backwards.ranked()).toEqual(top(values, 7));
    }),
  );
});

test('NaN is never among the best', () => {
  expect(top([NaN, 1, NaN, -Infinity], 3).map((t) => t.row)).toEqual([1, 3]);
});
