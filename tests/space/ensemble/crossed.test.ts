import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { crossed, ofNeighbours, ofWords } from '../../../lib/space/ensemble/crossed';

const width = ({ interval }: ReturnType<typeof crossed>) => interval![1] - interval![0];

test('seeds that agree leave open what words and neighbours do', () => {
  const { mean, interval } = crossed([[0.3, 0.3], [0.3, 0.3]], ofNeighbours(10));
  expect(mean).toBeCloseTo(0.3, 9);
  // Wilson's interval of 3 in 10.
  expect(interval).toEqual([expect.closeTo(0.1078, 3), expect.closeTo(0.6032, 3)]);
  expect(width(crossed([[1], [1]], ofNeighbours(10)))).toBeGreaterThan(0.2);
  expect(width(crossed([[1], [1]], ofWords([1, 1, 1, 1])))).toBeGreaterThan(0.4);
});

test('the interval of a mean over words is the narrower the more and the more alike they are', () => {
  const shares = (n: number, of: number[]) => Array.from({ length: n }, (_, i) => of[i % of.length]);
  const over = (words: number[]) => width(crossed([[0.5], [0.5]], ofWords(words)));
  expect(over(shares(1000, [0, 1]))).toBeCloseTo(2 * 1.96 * 0.5 / Math.sqrt(1000), 3);
  expect(over(shares(100, [0, 1]))).toBeGreaterThan(over(shares(1000, [0, 1])));
  expect(over(shares(100, [0, 1]))).toBeGreaterThan(over(shares(100, [0.4, 0.6])));
});

test('holds the mean, is in 0 … 1, and never narrower than either source alone', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(fc.property(fc.array(fc.tuple(share, share), { minLength: 2, maxLength: 5 }), (values) => {
    const { mean, interval } = crossed(values, ofNeighbours(10));
    expect(interval![0]).toBeGreaterThanOrEqual(0);
    expect(interval![1]).toBeLessThanOrEqual(1);
    expect(interval![0]).toBeLessThanOrEqual(mean);
    expect(interval![1]).toBeGreaterThanOrEqual(mean);
    const [low, high] = ofNeighbours(10)(mean);
    expect(interval![0]).toBeLessThanOrEqual(low + 1e-12);
    expect(interval![1]).toBeGreaterThanOrEqual(high - 1e-12);
  }));
  expect(crossed([[0.5]], ofNeighbours(10)).interval).toBeNull();
});
