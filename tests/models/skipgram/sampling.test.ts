import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keepThresholds, negativeTable } from '../../../lib/models/skipgram/sampling';

const countLists = fc.array(fc.integer({ min: 1, max: 1e6 }), { minLength: 2, maxLength: 60 }).map((c) => Uint32Array.from(c));

describe('keepThresholds', () => {
  it('is word2vec.c’s probability as 32 bits', () => {
    fc.assert(
      fc.property(countLists, fc.double({ min: 1e-6, max: 0.5, noNaN: true }), (counts, sample) => {
        const total = counts.reduce((a, b) => a + b);
        keepThresholds(counts, sample).forEach((threshold, w) => {
          const probability = (Math.sqrt(counts[w] / (sample * total)) + 1) * ((sample * total) / counts[w]);
          expect(threshold / 2 ** 32).toBeCloseTo(Math.min(1, probability), 8);
        });
      }),
    );
  });

  it('keeps everything at 0', () => {
    expect([...keepThresholds(Uint32Array.of(9, 1), 0)]).toEqual([0xffffffff, 0xffffffff]);
  });
});

describe('negativeTable', () => {
  it('draws each word in proportion to count^0.75', () => {
    fc.assert(
      fc.property(countLists, (counts) => {
        const table = negativeTable(counts);
        const drawn = new Float64Array(counts.length);
        counts.forEach((_, slot) => {
          const own = (table[2 * slot] + 1) / 2 ** 32;
          drawn[slot] += own / counts.length;
          drawn[table[2 * slot + 1]] += (1 - own) / counts.length;
        });
        const total = counts.reduce((sum, count) => sum + count ** 0.75, 0);
        counts.forEach((count, w) => expect(drawn[w]).toBeCloseTo(count ** 0.75 / total, 8));
      }),
    );
  });
});
