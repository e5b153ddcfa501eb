import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../../../lib/kernels/random';
import { Samples, samplesAfter } from '../../../lib/models/lda/samples';
import { selectionOf } from './synthetic';

describe('samples', () => {
  it('are at most ten, all of the second half, at least ten sweeps apart, the last one after the last sweep', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3000 }), (iterations) => {
        const taken = Array.from({ length: iterations }, (_, i) => i + 1).filter((sweep) => samplesAfter(sweep, { iterations }));
        expect(taken.at(-1)).toBe(iterations);
        expect(taken.length).toBeLessThanOrEqual(10);
        expect(taken[0]).toBeGreaterThan(iterations / 2);
        for (let i = 1; i < taken.length; i++) expect(taken[i] - taken[i - 1]).toBeGreaterThanOrEqual(10);
      }),
    );
    expect(Array.from({ length: 200 }, (_, i) => i + 1).filter((sweep) => samplesAfter(sweep, { iterations: 200 }))).toHaveLength(10);
  });

  it('give the mean of the counts, also one after the other in the same buffer', () => {
    const chunks = fc.array(fc.array(fc.nat(9), { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(chunks, fc.integer({ min: 1, max: 4 }), fc.nat(), (words, times, seed) => {
        const selection = selectionOf(words);
        const [topics, random] = [3, new Random(seed)];
        const sampled = { words: selection.kept.length, chunks: selection.chunks, documentOf: selection.documentOf.map((d) => d >> 1), documents: words.length };
        const states = Array.from({ length: times }, () => Uint16Array.from(selection.ids, () => random.below(topics)));
        const { buffer } = new Samples(topics, sampled);
        for (const assignments of states) new Samples(topics, sampled, buffer).take(selection.ids, assignments);
        const samples = new Samples(topics, sampled, buffer);

        expect(samples.taken).toBe(times);
        const tokens = Array.from(selection.ids, (word, i) => ({ word, i, document: sampled.documentOf[words.findIndex((_, c) => i < selection.chunks[c + 1])] }));
        const mean = (of: (token: (typeof tokens)[number]) => boolean, topic: number) =>
          states.reduce((sum, assignments) => sum + tokens.filter((token) => of(token) && assignments[token.i] === topic).length, 0) / times;
        for (let k = 0; k < topics; k++) {
          for (let w = 0; w < sampled.words; w++) expect(samples.ofWord(w, k)).toBeCloseTo(mean(({ word }) => word === w, k), 5);
          for (let d = 0; d < sampled.documents; d++) expect(samples.ofDocument(d, k)).toBeCloseTo(mean(({ document }) => document === d, k), 5);
        }
      }),
    );
  });
});
