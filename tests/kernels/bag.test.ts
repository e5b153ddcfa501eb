import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WordspaceError } from '../../lib/error';
import { BagKernel, placeBag } from '../../lib/kernels/bag/kernel';
import type { BagProblem } from '../../lib/kernels/bag/problem';
import { BagTwin, descend, type Target } from '../../lib/kernels/bag/twin';
import { Random } from '../../lib/kernels/random';
import { huffmanTree } from '../../lib/models/skipgram/huffman';
import { ngramBuckets } from '../../lib/text/ngrams';
import fixture from '../fixtures/family.json';

interface Shape {
  dims: number;
  window: number;
  fixedWindow: boolean;
  predicts: BagProblem['predicts'];
  vocabulary: number;
  buckets: number;
  negative: number;
}

/** A small corpus with Zipf-like words, some subsampled, some negatives drawn by their alias. */
function randomProblem(seed: number, { negative, buckets, ...shape }: Shape): BagProblem {
  const random = new Random(seed);
  const { vocabulary } = shape;
  const sentences = [0];
  for (let s = 0; s < 30; s++) sentences.push(sentences[s] + random.below(20));
  const bags = Array.from({ length: vocabulary }, (_, w) => [w, ...Array.from({ length: buckets && random.below(9) }, () => vocabulary + random.below(buckets))]);
  return {
    ...shape,
    rows: vocabulary + buckets,
    ...table(bags),
    objective:
      negative === 0
        ? huffmanTree(Uint32Array.from({ length: vocabulary }, () => 1 + random.below(1000)))
        : {
            kind: 'negatives', count: negative,
            table: Uint32Array.from({ length: 2 * vocabulary }, (_, i) => (i % 2 === 0 ? random.next() : random.below(vocabulary))),
          },
    ids: Uint32Array.from({ length: sentences[30] }, () => Math.floor(vocabulary * random.uniform() ** 2)),
    sentences: Uint32Array.from(sentences),
    keep: Uint32Array.from({ length: vocabulary }, (_, w) => (w % 3 === 0 ? random.next() : 0xffffffff)),
    seed,
  };
}

function table(bags: number[][]): Pick<BagProblem, 'parts' | 'partBounds'> {
  const partBounds = [0];
  for (const bag of bags) partBounds.push(partBounds.at(-1)! + bag.length);
  return { parts: Uint32Array.from(bags.flat()), partBounds: Uint32Array.from(partBounds) };
}

const shapes: fc.Arbitrary<Shape> = fc.record({
  dims: fc.integer({ min: 1, max: 40 }),
  window: fc.integer({ min: 1, max: 9 }),
  fixedWindow: fc.boolean(),
  predicts: fc.constantFrom('center', 'contexts'),
  vocabulary: fc.integer({ min: 2, max: 30 }),
  buckets: fc.constantFrom(0, 1, 25),
  negative: fc.integer({ min: 0, max: 14 }),
});

function farthest(a: Float32Array, b: Float32Array): number {
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i])), 0);
}

describe('the kernel and its twin', () => {
  it('are equal up to float rounding: vectors, n-grams, pairs and loss', () => {
    fc.assert(
      fc.property(fc.integer(), shapes, fc.double({ min: 0.001, max: 0.03, noNaN: true }), (seed, shape, alpha) => {
        const problem = randomProblem(seed, shape);
        const twin = new BagTwin(problem);
        const kernel = new BagKernel(placeBag(problem));
        expect(farthest(kernel.input(), twin.input())).toBe(0);
        for (let epoch = 0; epoch < 2; epoch++) {
          twin.train(0, 12, alpha);
          kernel.train(0, 12, alpha);
          twin.train(12, 30, alpha / 2);
          kernel.train(12, 30, alpha / 2);
        }
        expect(kernel.pairs).toBe(twin.pairs);
        expect(Math.abs(kernel.loss - twin.loss)).toBeLessThanOrEqual(1e-5 * twin.loss);
        expect(farthest(kernel.input(), twin.input())).toBeLessThan(1e-4);
        expect(farthest(kernel.output(), twin.output())).toBeLessThan(1e-4);
        expect(farthest(kernel.buckets(), twin.buckets())).toBeLessThan(1e-4);
      }),
      { numRuns: 80 },
    );
  });

  const shape: Shape = { dims: 10, window: 5, fixedWindow: false, predicts: 'contexts', vocabulary: 20, buckets: 12, negative: 5 };

  it('give the same bytes again, shared memory or not, and others for another seed or thread', () => {
    const problem = randomProblem(11, shape);
    const bytes = (trainer: BagKernel): Float32Array => {
      trainer.train(0, 30, 0.05);
      return trainer.input();
    };
    const first = bytes(new BagKernel(placeBag(problem)));
    expect(bytes(new BagKernel(placeBag(problem)))).toEqual(first);
    const two = { threads: 2, shared: true, flavour: 'simd' } as const;
    expect(bytes(new BagKernel(placeBag(problem, two)))).toEqual(first);
    expect(bytes(new BagKernel(placeBag(problem, two), 1))).not.toEqual(first);
    expect(bytes(new BagKernel(placeBag({ ...problem, seed: 12 })))).not.toEqual(first);
  });

  it('reach as far as the window when it is fixed, and on the mean half as far when it is not', () => {
    const text = { ids: Uint32Array.from({ length: 1000 }, (_, i) => i % 20), sentences: Uint32Array.of(0, 1000), keep: new Uint32Array(20).fill(0xffffffff) };
    for (const [predicts, fixedWindow, least, most] of [['contexts', true, 7980, 7980], ['contexts', false, 4800, 5200], ['center', true, 1000, 1000]] as const) {
      const kernel = new BagKernel(placeBag({ ...randomProblem(1, { ...shape, window: 4, predicts, fixedWindow }), ...text }));
      kernel.train(0, 1, 0.01);
      expect(kernel.pairs).toBeGreaterThanOrEqual(least);
      expect(kernel.pairs).toBeLessThanOrEqual(most);
    }
  });

  it('begin where they are told to, and at random beyond', () => {
    const problem = { ...randomProblem(5, { ...shape, buckets: 0 }), initial: { input: new Float32Array(30).fill(0.5), output: new Float32Array(20).fill(0.25) } };
    for (const trainer of [new BagTwin(problem), new BagKernel(placeBag(problem))]) {
      expect(new Set(trainer.input().subarray(0, 30))).toEqual(new Set([0.5]));
      expect(trainer.input()[30]).not.toBe(0.5);
      expect([...trainer.output().subarray(0, 21)]).toEqual([...Array<number>(20).fill(0.25), 0]);
    }
  });

  it('leave at zero the buckets that no word has', () => {
    const problem = { ...randomProblem(2, shape), ...table(Array.from({ length: 20 }, (_, w) => [w, 20 + (w % 3)])) };
    const kernel = new BagKernel(placeBag(problem));
    kernel.train(0, 30, 0.05);
    const zero = Array.from({ length: 12 }, (_, b) => kernel.buckets().subarray(10 * b, 10 * b + 10).every((v) => v === 0));
    expect(zero).toEqual([false, false, false, ...Array<boolean>(9).fill(true)]);
    expect(farthest(new BagKernel(placeBag(problem)).input(7), new BagTwin(problem).input(7))).toBe(0);
  });

  it('leave sentences of one token alone', () => {
    const problem = { ...randomProblem(3, shape), sentences: Uint32Array.of(0, 1, 1, 2) };
    for (const trainer of [new BagTwin(problem), new BagKernel(placeBag(problem))]) {
      const before = trainer.input();
      trainer.train(0, 3, 0.1);
      expect(trainer.input()).toEqual(before);
      expect([trainer.pairs, Math.abs(trainer.loss)]).toEqual([0, 0]);
    }
  });

  it('say so when the memory does not suffice', () => {
    const problem = { ...randomProblem(1, { ...shape, dims: 512 }), rows: 2 ** 21 + 20 };
    expect(() => placeBag(problem)).toThrow(WordspaceError);
    expect(() => placeBag(problem)).toThrow(/4\d{3} MB of memory.*buckets/);
  });
});

describe('descend', () => {
  const dims = 5;
  const random = new Random(8);
  const rows = () => Float32Array.from({ length: 7 * dims }, () => 2 * random.uniform() - 1);
  const bag = [0, 3, 4];
  const targets: Target[] = [{ row: 2, sign: 1 }, { row: 0, sign: -1 }, { row: 5, sign: -1 }, { row: 6, sign: 1 }];

  /** The objective as the twin's head states it, written anew. */
  function objective(input: ArrayLike<number>, output: ArrayLike<number>): number {
    return targets.reduce((sum, { row, sign }) => {
      let x = 0;
      for (let j = 0; j < dims; j++) x += (bag.reduce((s, r) => s + input[r * dims + j], 0) / bag.length) * output[row * dims + j];
      return sum - Math.log(1 / (1 + Math.exp(-sign * x)));
    }, 0);
  }

  it('returns the objective and steps along its gradient, by finite differences; every row of the bag gets the whole of it', () => {
    const [input, output] = [rows(), rows()];
    const before = [Float64Array.from(input), Float64Array.from(output)];
    const alpha = 0.5;
    expect(descend(input, output, dims, bag, [targets], alpha)).toBeCloseTo(objective(before[0], before[1]), 10);
    for (const [which, after] of [input, output].entries()) {
      after.forEach((value, i) => {
        const [plus, minus] = [1e-4, -1e-4].map((h) => {
          const moved = before.map((values) => values.slice());
          moved[which][i] += h;
          return objective(moved[0], moved[1]);
        });
        const whole = which === 0 ? bag.length : 1;
        expect(value - before[which][i]).toBeCloseTo((-alpha * whole * (plus - minus)) / 2e-4, 5);
      });
    }
  });

  it('lets one word after another see the moved hidden vector: as if each were a step of its own', () => {
    const [input, output] = [rows(), rows()];
    const [oneByOne, outputs] = [input.slice(), output.slice()];
    const loss = descend(input, output, dims, bag, [targets, targets.slice(1)], 0.3);
    const sum = descend(oneByOne, outputs, dims, bag, [targets], 0.3) + descend(oneByOne, outputs, dims, bag, [targets.slice(1)], 0.3);
    expect(loss).toBeCloseTo(sum, 5);
    expect(farthest(input, oneByOne)).toBeLessThan(1e-6);
    expect(farthest(output, outputs)).toBeLessThan(1e-6);
  });

  it('with a hierarchy gives probabilities that sum to one', () => {
    const { steps, bounds } = huffmanTree(Uint32Array.of(9, 5, 3, 2, 2, 1));
    const [input, output] = [rows(), rows()];
    let sum = 0;
    for (let w = 0; w < 6; w++) {
      const path = Array.from(steps.subarray(bounds[w], bounds[w + 1]), (s): Target => ({ row: s >>> 1, sign: s & 1 ? -1 : 1 }));
      sum += Math.exp(-descend(input, output, dims, bag, [path], 0));
    }
    expect(sum).toBeCloseTo(1, 10);
  });
});

describe('one pass as gensim makes it', () => {
  const { dims, alpha, words, counts } = fixture;
  for (const pass of fixture.passes) {
    const subword = pass.kind.startsWith('subword');
    const problem: BagProblem = {
      dims, window: 2, fixedWindow: true, predicts: pass.kind.includes('cbow') ? 'center' : 'contexts', vocabulary: words.length,
      rows: pass.before.input.length / dims,
      ...table(words.map((word, w) => [w, ...(subword ? ngramBuckets(word, { minn: 3, maxn: 3 }, 60).map((b) => words.length + b) : [])])),
      objective:
        pass.drawn === null
          ? huffmanTree(Uint32Array.from(counts))
          : { kind: 'negatives', count: 1, table: Uint32Array.from({ length: 2 * words.length }, (_, i) => (i % 2 ? pass.drawn! : 0)) },
      // gensim predicts the center word from each word around it: of two words the same, the other way round
      ids: Uint32Array.from(pass.sentences.flatMap((s) => (pass.kind.startsWith('skipgram') ? s.toReversed() : s))),
      sentences: Uint32Array.from([0, ...pass.sentences.map((_, s) => pass.sentences.slice(0, s + 1).flat().length)]),
      keep: new Uint32Array(words.length).fill(0xffffffff),
      seed: 1,
    };

    it(pass.kind, () => {
      const placed = placeBag(problem);
      const at = (address: number, rows: number) => Array.from({ length: rows }, (_, r) => new Float32Array(placed.memory.buffer, address + r * placed.stride, dims));
      const outputs = pass.before.output.length / dims;
      at(placed.input, problem.rows).forEach((row, r) => row.set(pass.before.input.slice(r * dims, (r + 1) * dims)));
      at(placed.output, outputs).forEach((row, r) => row.set(pass.before.output.slice(r * dims, (r + 1) * dims)));
      new BagKernel(placed).train(0, pass.sentences.length, alpha);
      const now = {
        input: at(placed.input, problem.rows).flatMap((row) => Array.from(row)),
        output: at(placed.output, outputs).flatMap((row) => Array.from(row)),
      };
      for (const side of ['input', 'output'] as const) {
        // gensim reads σ from a table of 1000 values between −6 and 6: up to .003 off, always to the same side
        const moved = pass.after[side].map((value, i) => value - pass.before[side][i]);
        const wrong = pass.after[side].map((value, i) => value - now[side][i]);
        expect(Math.hypot(...wrong)).toBeLessThan(0.02 * Math.hypot(...moved));
        expect(Math.hypot(...moved)).toBeGreaterThan(0.1);
      }
    });
  }
});

