import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../../../lib/kernels/random';
import { WordIndex, type LdaState } from '../../../lib/models/lda/counts';
import { logLikelihoodPerToken } from '../../../lib/models/lda/likelihood';
import { logGamma } from '../../../lib/models/lda/loggamma';
import { digamma, optimisedPriors } from '../../../lib/models/lda/priors';
import type { Selection } from '../../../lib/models/lda/selection';
import { selectionOf } from './synthetic';

/** log p(w, z) from its definition (Griffiths & Steyvers 2004, eqs. 2 and 3), counted naively. */
function logJoint({ ids, chunks, kept }: Selection, { assignments, topics, alpha, beta }: LdaState): number {
  const tokens = Array.from(ids, (word, i) => ({ word, topic: assignments[i], chunk: chunks.findLastIndex((from) => from <= i) }));
  const count = (test: (token: (typeof tokens)[number]) => boolean) => tokens.filter(test).length;
  const alphaSum = alpha.reduce((a, b) => a + b);
  let sum = 0;
  for (let k = 0; k < topics; k++) {
    sum += logGamma(kept.length * beta) - logGamma(kept.length * beta + count((t) => t.topic === k));
    for (let w = 0; w < kept.length; w++) sum += logGamma(beta + count((t) => t.topic === k && t.word === w)) - logGamma(beta);
  }
  for (let c = 0; c + 1 < chunks.length; c++) {
    sum += logGamma(alphaSum) - logGamma(alphaSum + chunks[c + 1] - chunks[c]);
    for (let k = 0; k < topics; k++) sum += logGamma(alpha[k] + count((t) => t.topic === k && t.chunk === c)) - logGamma(alpha[k]);
  }
  return sum;
}

const someChunks = fc.array(fc.array(fc.nat(12), { minLength: 1, maxLength: 30 }), { minLength: 1, maxLength: 8 });

function stateOf(selection: Selection, topics: number, seed: number): LdaState {
  const random = new Random(seed);
  return { topics, alpha: Float64Array.from({ length: topics }, (_, k) => 0.3 + 0.1 * k), beta: 0.05, assignments: Uint16Array.from(selection.ids, () => random.below(topics)) };
}

describe('the log-likelihood', () => {
  it('is log p(w, z) by its definition, under one prior and under several', () => {
    fc.assert(
      fc.property(someChunks, fc.integer({ min: 2, max: 9 }), fc.nat(), fc.boolean(), (chunks, topics, seed, same) => {
        const selection = selectionOf(chunks);
        const state = stateOf(selection, topics, seed);
        if (same) state.alpha.fill(0.3);
        expect(logLikelihoodPerToken(state, selection, new WordIndex(selection))).toBeCloseTo(logJoint(selection, state) / selection.ids.length, 9);
      }),
      { numRuns: 40 },
    );
  });
});

describe('optimised priors', () => {
  // 60 chunks, each mostly of one topic; a topic's words are its own and uneven, but for every seventh.
  const assignments = Array.from({ length: 60 }, (_, c) => Array.from({ length: 20 + (c % 7) }, (_, i) => (i % 5 === 0 ? i % 3 : c % 2 === 0 ? 0 : c % 3)));
  const chunks = assignments.map((topics, c) => topics.map((topic, i) => (i % 7 === 0 ? (i + c) % 15 : topic * 5 + Math.floor(Math.sqrt((i * (c + 3)) % 25)))));
  const selection = selectionOf(chunks);
  const state: LdaState = { topics: 3, alpha: Float64Array.of(1, 1, 1), beta: 0.5, assignments: Uint16Array.from(assignments.flat()) };
  const index = new WordIndex(selection);

  it('bring β to where the likelihood is flat', () => {
    const { beta } = optimisedPriors(state, selection, index);
    const at = (b: number) => logJoint(selection, { ...state, beta: b });
    expect(beta).not.toBeCloseTo(state.beta, 2);
    expect((at(beta * 1.001) - at(beta * 0.999)) / 0.002).toBeCloseTo(0, 3);
  });

  it('bring α, step by step, to where likelihood and its gamma prior balance', () => {
    const settled = { ...state };
    for (let step = 0; step < 400; step++) Object.assign(settled, optimisedPriors(settled, selection, index));
    expect(settled.alpha[0]).toBeGreaterThan(settled.alpha[1]);
    for (let k = 0; k < 3; k++) {
      const moved = (by: number) => logJoint(selection, { ...settled, alpha: settled.alpha.map((a, j) => (j === k ? a * by : a)) });
      // At rest Σ_c (ψ(n_ck + α_k) − ψ(α_k)) + 1.001 = Σ_c (ψ(n_c + Σα) − ψ(Σα)) − 1; the difference of the sums is the slope.
      const slope = (moved(1.0005) - moved(0.9995)) / 0.001;
      expect(slope / settled.alpha[k]).toBeCloseTo(-2.001, 2);
    }
  });

  it('stay where there is nothing to learn from', () => {
    const one = selectionOf([[0]]);
    const alone: LdaState = { topics: 2, alpha: Float64Array.of(2, 2), beta: 0.1, assignments: Uint16Array.of(1) };
    const { alpha, beta } = optimisedPriors(alone, one, new WordIndex(one));
    expect([...alpha]).toEqual([2, 2]);
    expect(Number.isFinite(beta)).toBe(true);
  });
});

describe('digamma', () => {
  it('has its known values and climbs by 1/x', () => {
    expect(digamma(1)).toBeCloseTo(-0.5772156649015329, 12);
    expect(digamma(0.5)).toBeCloseTo(-1.9635100260214235, 12);
    fc.assert(fc.property(fc.double({ min: 0.01, max: 1000, noNaN: true }), (x) => {
      expect(digamma(x + 1) - digamma(x)).toBeCloseTo(1 / x, 9);
    }));
  });
});
