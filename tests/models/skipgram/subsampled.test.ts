import { expect, test } from 'vitest';
import { skipgram } from '../../../lib/models/skipgram';
import { keptShare } from '../../../lib/models/skipgram/sampling';
import { LEAST_KEPT, leavesNothing, sampleFor } from '../../../lib/models/skipgram/subsampled';
import { checkOptions } from '../../../lib/options';
import { finish } from '../../../lib/work';
import { corpusOf } from './corpus';

/** Zipf's law over so many words. */
const zipf = (words: number, most: number) => Uint32Array.from({ length: words }, (_, w) => Math.ceil(most / (w + 1)));

test('subsampling leaves a share of the tokens', () => {
  expect(keptShare(Uint32Array.of(50, 50), 0)).toBe(1);
  // √(.01 ÷ .5) + .01 ÷ .5 for each
  expect(keptShare(Uint32Array.of(50, 50), 0.01)).toBeCloseTo(Math.sqrt(0.02) + 0.02, 12);
  expect(keptShare(Uint32Array.of(50, 50), 1)).toBe(1);
});

test('a large text keeps the usual threshold, a small one as much as it needs', () => {
  expect(sampleFor(zipf(50_000, 200_000))).toBe(1e-4);
  for (const counts of [zipf(40, 8), zipf(150, 40), Uint32Array.of(3, 2)]) {
    const sample = sampleFor(counts);
    expect(sample === 0 || sample > 1e-4).toBe(true);
    expect(keptShare(counts, sample)).toBeGreaterThanOrEqual(LEAST_KEPT);
  }
});

test('foresees that subsampling leaves no two neighbouring words', () => {
  const repeated = corpusOf(Array.from({ length: 20 }, () => [0, 1, 2]), 3);
  const options = (sample: number) => ({ ...checkOptions(skipgram, { dims: 4, epochs: 1 }), sample });
  expect(leavesNothing(repeated, options(1e-7))).toBe(true);
  expect(() => finish(skipgram.train(repeated, options(1e-7)))).toThrow('Subsampling left no two neighbouring words');
  expect(leavesNothing(repeated, options(0))).toBe(false);
  expect(leavesNothing(corpusOf([[0], [1]], 2), options(0))).toBe(true);
  expect(leavesNothing(repeated, options(sampleFor(repeated.vocabulary.counts)))).toBe(false);
});
