import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { GloveKernel } from '../../lib/kernels/glove/kernel';
import { addSides, strideOf, type GloveDescent, type GloveProblem, type Pairs } from '../../lib/kernels/glove/problem';
import { GloveTwin } from '../../lib/kernels/glove/twin';
import { Random } from '../../lib/kernels/random';

function drawn(count: number, words: number, seed: number): Pairs {
  const random = new Random(seed);
  return {
    words: Uint32Array.from({ length: count }, () => random.below(words)),
    contexts: Uint32Array.from({ length: count }, () => random.below(words)),
    targets: Float32Array.from({ length: count }, () => random.uniform() * 8 - 1),
    weights: Float32Array.from({ length: count }, () => random.uniform()),
  };
}

function ran(descent: GloveDescent, pairs: Pairs): { loss: number; parameters: Float32Array } {
  const count = pairs.words.length;
  const loss = descent.train(pairs, 0, count) + descent.train(pairs, 0, count >> 1);
  return { loss, parameters: descent.parameters() };
}

describe('the kernel of GloVe', () => {
  test('moves words and adds up the loss as its twin does, bit for bit', () => {
    const shape = fc.record({
      words: fc.integer({ min: 1, max: 30 }), dims: fc.integer({ min: 1, max: 21 }), rate: fc.double({ min: 1e-4, max: 1, noNaN: true }), seed: fc.nat(),
      count: fc.constantFrom(0, 1, 7, 300, 5000),
    });
    fc.assert(
      fc.property(shape, ({ count, ...problem }) => {
        const pairs = drawn(count, problem.words, problem.seed);
        expect(ran(new GloveKernel(problem), pairs)).toEqual(ran(new GloveTwin(problem), pairs));
      }),
      { numRuns: 60 },
    );
  });

  test('steps along the gradient of the objective, by central differences', () => {
    const problem: GloveProblem = { words: 2, dims: 5, rate: 1e-3, seed: 3 };
    const stride = strideOf(problem.dims);
    const pair = { words: Uint32Array.of(1), contexts: Uint32Array.of(0), targets: Float32Array.of(2.5), weights: Float32Array.of(0.4) };
    const glove = new GloveTwin(problem);
    const before = Float64Array.from(glove.parameters());
    const told = glove.train(pair, 0, 1);
    const after = glove.parameters();
    const [word, context] = [stride, 2 * stride];
    const objective = (p: Float64Array) => {
      let miss = p[word + stride - 4] + p[context + stride - 4] - 2.5;
      for (let d = 0; d < 5; d++) miss += p[word + d] * p[context + d];
      return 0.5 * 0.4 * miss * miss;
    };
    expect(told).toBeCloseTo(objective(before), 6);
    before.forEach((value, i) => {
      const at = (x: number) => objective(Float64Array.from(before, (v, j) => (j === i ? x : v)));
      const slope = (at(value + 1e-4) - at(value - 1e-4)) / 2e-4;
      expect((value - after[i]) / problem.rate).toBeCloseTo(slope, 3);
    });
  });

  test('makes smaller steps the more a word was moved', () => {
    const glove = new GloveTwin({ words: 1, dims: 4, rate: 0.5, seed: 1 });
    const pairs = { words: Uint32Array.of(0), contexts: Uint32Array.of(0), targets: Float32Array.of(3), weights: Float32Array.of(1) };
    const losses = Array.from({ length: 200 }, () => glove.train(pairs, 0, 1));
    expect(losses.at(-1)).toBeLessThan(losses[0] * 1e-3);
    losses.slice(1).forEach((loss, i) => expect(loss).toBeLessThanOrEqual(losses[i]));
  });

  test('gives the sum of both sides as the vectors', () => {
    const problem = { words: 3, dims: 6, rate: 0.1, seed: 9 };
    const kernel = new GloveKernel(problem);
    kernel.train(drawn(40, 3, 1), 0, 40);
    const out = new Float32Array(18);
    kernel.copySums(out);
    const expected = new Float32Array(18);
    addSides(kernel.parameters(), problem, expected);
    expect(out).toEqual(expected);
    expect(out.some((x) => x !== 0)).toBe(true);
  });
});
