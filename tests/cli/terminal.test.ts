import { expect, test } from 'vitest';
import { written } from '../../lib/cli/terminal';

test('figures are written without the noise of single precision, counts and words as they are', () => {
  const document = { mean: Math.fround(0.7), list: [Math.fround(0.1), 1 / 3, -2e-9], count: 123_456_789, speed: 1_234_567.8, none: null, nan: NaN, word: '0.699999988' };
  expect(JSON.parse(written(document))).toEqual({ mean: 0.7, list: [0.1, 0.333333, -2e-9], count: 123_456_789, speed: 1_234_568, none: null, nan: null, word: '0.699999988' });
});
