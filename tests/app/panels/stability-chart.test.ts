import { expect, it } from 'vitest';
import { summary } from '../../../app/panels/stability-chart';

const stability = { mean: 0.4, rows: new Uint32Array(6000), values: new Float64Array(6000), seeds: 3, k: 10 };
const bin = (from: number, to: number, median: number) => ({ from, to, words: 50, lower: median - 0.1, median, upper: median + 0.1 });

it('says what the ends of its curve say, and the correlation where they are alike', () => {
  const climbs = [bin(5, 10, 0.3), bin(10, 100, 0.35), bin(2000, 9000, 0.68)];
  expect(summary(stability, 0.01, climbs)).toContain('Frequent words keep more of their neighbours. Medians: .30 for 5 to 10, .68 from 2.0 k on. Rank correlation .01.');
  expect(summary(stability, 0.01, climbs.toReversed())).toContain('keep fewer');
  const level = [bin(5, 10, 0.4), bin(2000, 9000, 0.45)];
  expect(summary(stability, 0.01, level)).toContain('Frequency hardly matters');
  expect(summary(stability, 0.3, level)).toContain('keep more');
  expect(summary(stability, -0.3, [])).toContain('keep fewer');
});
