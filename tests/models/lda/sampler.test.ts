import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../../../lib/kernels/random';
import { logLikelihoodPerToken } from '../../../lib/models/lda/likelihood';
import { logGamma } from '../../../lib/models/lda/loggamma';
import { Sampler } from '../../../lib/models/lda/sampler';
import type { Selection } from '../../../lib/models/lda/selection';
import { selectionOf } from './synthetic';

function sweep(sampler: Sampler, times = 1): void {
  for (let s = 0; s < times; s++) sampler.advance(Infinity);
}

/** log p(w, z) from its definition (Griffiths & Steyvers 2004, eqs. 2 and 3), counted naively. */
function logJoint({ ids, chunks, kept }: Selection, z: ArrayLike<number>, topics: number, alpha: number, beta: number): number {
  const tokens = Array.from(ids, (word, i) => ({ word, topic: z[i], chunk: chunks.findLastIndex((from) => from <= i) }));
  const count = (test: (token: (typeof tokens)[number]) => boolean) => tokens.filter(test).length;
  let sum = 0;
  for (let k = 0; k < topics; k++) {
    sum += logGamma(kept.length * beta) - logGamma(kept.length * beta + count((t) => t.topic === k));
    for (let w = 0; w < kept.length; w++) sum += logGamma(beta + count((t) => t.topic === k && t.word === w)) - logGamma(beta);
  }
  for (let c = 0; c + 1 < chunks.length; c++) {
    sum += logGamma(topics * alpha) - logGamma(topics * alpha + chunks[c + 1] - chunks[c]);
    for (let k = 0; k < topics; k++) sum += logGamma(alpha + count((t) => t.topic === k && t.chunk === c)) - logGamma(alpha);
  }
  return sum;
}

const someChunks = fc.array(fc.array(fc.nat(12), { minLength: 1, maxLength: 30 }), { minLength: 1, maxLength: 8 });

describe('the Gibbs sampler', () => {
  it('visits every assignment as often as its posterior probability says', () => {
    const selection = selectionOf([[0, 1, 0], [1, 2]]);
    const [topics, alpha, beta, tokens] = [3, 0.4, 0.3, 5];
    const states = topics ** tokens;
    const assignment = (state: number) => Array.from({ length: tokens }, (_, i) => Math.floor(state / topics ** i) % topics);
    const joint = Array.from({ length: states }, (_, s) => Math.exp(logJoint(selection, assignment(s), topics, alpha, beta)));
    const evidence = joint.reduce((a, b) => a + b);

    const sampler = new Sampler(selection, topics, alpha, beta, new Random(3));
    const sweeps = 400_000;
    const visits = new Float64Array(states);
    for (let s = 0; s < sweeps; s++) {
      sweep(sampler);
      visits[sampler.assignments.reduce((state, topic, i) => state + topic * topics ** i, 0)]++;
    }
    let distance = 0;
    for (let s = 0; s < states; s++) distance += Math.abs(visits[s] / sweeps - joint[s] / evidence) / 2;
    expect(distance).toBeLessThan(0.01);
  });

  it('conserves the counts: entries, totals and assignments agree after any number of draws', () => {
    fc.assert(
      fc.property(someChunks, fc.integer({ min: 2, max: 40 }), fc.integer({ min: 1, max: 200 }), fc.nat(), (chunks, topics, extra, seed) => {
        const selection = selectionOf(chunks);
        const sampler = new Sampler(selection, topics, 0.1, 0.01, new Random(seed));
        sweep(sampler);
        for (let drawn = 0; drawn < extra; ) drawn += sampler.advance(extra - drawn);

        const expected = new Map<string, number>();
        const totals = new Int32Array(topics);
        selection.ids.forEach((word, i) => {
          const key = `${word} ${sampler.assignments[i]}`;
          expected.set(key, (expected.get(key) ?? 0) + 1);
          totals[sampler.assignments[i]]++;
        });
        const actual = new Map<string, number>();
        sampler.forEachCount((word, topic, count) => actual.set(`${word} ${topic}`, count));
        expect(actual).toEqual(expected);
        expect(sampler.totals).toEqual(totals);
      }),
    );
  });

  it('draws the same however the sweep is cut into slices', () => {
    fc.assert(
      fc.property(someChunks, fc.integer({ min: 1, max: 7 }), (chunks, slice) => {
        const selection = selectionOf(chunks);
        const whole = new Sampler(selection, 4, 0.5, 0.1, new Random(1));
        const sliced = new Sampler(selection, 4, 0.5, 0.1, new Random(1));
        sweep(whole, 3);
        for (let drawn = 0; drawn < 3 * selection.ids.length; ) drawn += sliced.advance(slice);
        expect(sliced.assignments).toEqual(whole.assignments);
      }),
    );
  });

  it('refuses a word whose count could outgrow its entry', () => {
    // 65,536 topics would leave 15 bits; a contract breach that stands for 2^22 tokens with 500 topics.
    const selection = selectionOf([Array<number>(40_000).fill(0)]);
    expect(() => new Sampler(selection, 65_535, 0.1, 0.01, new Random(1))).toThrow(/occurs 40000 times.*counts to 32767/);
  });
});

describe('the log-likelihood', () => {
  it('is log p(w, z) by its definition', () => {
    fc.assert(
      fc.property(someChunks, fc.integer({ min: 2, max: 9 }), (chunks, topics) => {
        const selection = selectionOf(chunks);
        const sampler = new Sampler(selection, topics, 0.3, 0.05, new Random(1));
        sweep(sampler, 2);
        const expected = logJoint(selection, sampler.assignments, topics, 0.3, 0.05) / selection.ids.length;
        expect(logLikelihoodPerToken(sampler, selection)).toBeCloseTo(expected, 9);
      }),
      { numRuns: 40 },
    );
  });
});
