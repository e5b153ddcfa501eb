import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WordspaceError } from '../../lib/error';
import { allowRelaxedSimd } from '../../lib/jobs/relaxed-simd.node';
import { Random } from '../../lib/kernels/random';
import { fastestFlavour, kernelWorks, place, SkipgramKernel } from '../../lib/kernels/skipgram/kernel';
import type { Flavour } from '../../lib/kernels/wasm';
import { fillInitial, longestRun, type SkipgramProblem } from '../../lib/kernels/skipgram/problem';
import { descend, exp, SkipgramTwin } from '../../lib/kernels/skipgram/twin';

/** A small corpus with Zipf-like words, some subsampled, some negatives drawn by their alias. */
function randomProblem(seed: number, shape: Pick<SkipgramProblem, 'dims' | 'window' | 'fixedWindow' | 'negative' | 'vocabulary'>, length = 40): SkipgramProblem {
  const random = new Random(seed);
  const { vocabulary } = shape;
  const sentences = [0];
  for (let s = 0; s < length; s++) sentences.push(sentences[s] + random.below(25));
  return {
    ...shape,
    ids: Uint32Array.from({ length: sentences[length] }, () => Math.floor(vocabulary * random.uniform() ** 2)),
    sentences: Uint32Array.from(sentences),
    keep: Uint32Array.from({ length: vocabulary }, (_, w) => (w % 3 === 0 ? random.next() : 0xffffffff)),
    negatives: Uint32Array.from({ length: 2 * vocabulary }, (_, i) => (i % 2 === 0 ? random.next() : random.below(vocabulary))),
    seed,
  };
}

const shapes = fc.record({
  dims: fc.oneof(fc.integer({ min: 1, max: 48 }), fc.constantFrom(100, 128, 300, 512)),
  window: fc.integer({ min: 1, max: 20 }),
  fixedWindow: fc.boolean(),
  negative: fc.integer({ min: 1, max: 25 }),
  vocabulary: fc.integer({ min: 2, max: 30 }),
});

allowRelaxedSimd();
const flavours: Flavour[] = ['simd', 'fma'];

function farthest(a: Float32Array, b: Float32Array): number {
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i])), 0);
}

describe('the kernel and its twin', () => {
  it('runs here, in both flavours', () => expect([kernelWorks(), fastestFlavour()]).toEqual([true, 'fma']));

  it('are equal up to float rounding: vectors, pairs and loss', () => {
    fc.assert(
      fc.property(fc.integer(), shapes, fc.double({ min: 0.05, max: 1, noNaN: true }), fc.constantFrom(...flavours), (seed, shape, share, flavour) => {
        // Larger steps than these swing to and fro, and rounding grows with every swing.
        const alpha = (share * 0.25) / (shape.window * (shape.negative + 1));
        const problem = randomProblem(seed, shape, 16);
        const twin = new SkipgramTwin(problem);
        const kernel = new SkipgramKernel(place(problem, { flavour }));
        expect(kernel.input()).toEqual(twin.input());
        for (let epoch = 0; epoch < 2; epoch++) {
          for (const trainer of [twin, kernel]) {
            trainer.train(0, 6, alpha);
            trainer.train(6, 16, alpha / 2);
          }
        }
        expect(kernel.pairs).toBe(twin.pairs);
        expect(Math.abs(kernel.loss - twin.loss)).toBeLessThanOrEqual(1e-5 * twin.loss);
        expect(farthest(kernel.input(), twin.input())).toBeLessThan(1e-4);
        expect(farthest(kernel.output(), twin.output())).toBeLessThan(1e-4);
      }),
      { numRuns: 60 },
    );
  });

  it('give the same bytes again, shared memory or not, and others for another seed or thread', () => {
    const problem = randomProblem(11, { dims: 10, window: 5, negative: 5, vocabulary: 20 });
    const bytes = (trainer: SkipgramKernel): Float32Array => {
      trainer.train(0, 40, 0.05);
      return trainer.input();
    };
    const first = bytes(new SkipgramKernel(place(problem)));
    expect(bytes(new SkipgramKernel(place(problem)))).toEqual(first);
    expect(bytes(new SkipgramKernel(place(problem, { threads: 2, shared: true, flavour: 'simd' })))).toEqual(first);
    expect(bytes(new SkipgramKernel(place(problem, { threads: 2, shared: true }), 1))).not.toEqual(first);
    expect(bytes(new SkipgramKernel(place({ ...problem, seed: 12 })))).not.toEqual(first);
  });

  it('learn on copies of frequent rows what they learn on the rows, and put it there when they join', () => {
    const problem = { ...randomProblem(7, { dims: 20, window: 4, negative: 5, vocabulary: 25 }), frequent: 10 };
    for (const flavour of flavours) {
      const kernel = new SkipgramKernel(place(problem, { threads: 2, shared: true, flavour }));
      const reference = new SkipgramTwin(problem);
      for (const trainer of [reference, kernel]) for (let epoch = 0; epoch < 3; epoch++) trainer.train(0, 40, 0.02);
      expect(farthest(kernel.input(), reference.input())).toBeGreaterThan(1e-3);
      kernel.join();
      expect(farthest(kernel.input(), reference.input())).toBeLessThan(1e-4);
      expect(farthest(kernel.output(), reference.output())).toBeLessThan(1e-4);
    }
  });

  it('add up what two threads learned on copies of the same rows', () => {
    const problem = { ...randomProblem(7, { dims: 20, window: 2, negative: 2, vocabulary: 4 }), frequent: 4 };
    const open = (placed = place(problem, { threads: 2, shared: true, flavour: 'simd' })) => [0, 1].map((thread) => new SkipgramKernel(placed, thread));
    const first = open()[0].input();
    const moved = ([kernel]: SkipgramKernel[]): number[] => {
      kernel.join();
      return Array.from(kernel.input(), (x, i) => x - first[i]);
    };
    // So few uses of a row that no copy is joined before its time.
    const alone = [0, 1].map((thread) => {
      const kernel = open()[thread];
      kernel.train(0, 1, 0.05);
      expect(kernel.input()).toEqual(first);
      return moved([kernel]);
    });
    const both = open();
    for (const kernel of both) kernel.train(0, 1, 0.05);
    both[1].join();
    const sum = moved(both);
    expect(Math.max(...sum.map(Math.abs))).toBeGreaterThan(0);
    sum.forEach((x, i) => expect(x).toBeCloseTo(alone[0][i] + alone[1][i], 6));
  });

  it('take one flavour for one thread and the fastest for more, and shared memory in either', () => {
    const problem = randomProblem(11, { dims: 10, window: 5, negative: 5, vocabulary: 20 });
    expect(place(problem).flavour).toBe('simd');
    expect(place(problem, { threads: 2, shared: true }).flavour).toBe('fma');
    const [alone, together] = [false, true].map((shared) => new SkipgramKernel(place(problem, { flavour: 'fma', shared })));
    for (const kernel of [alone, together]) kernel.train(0, 40, 0.05);
    expect(together.input()).toEqual(alone.input());
  });

  it('begin with the vectors they are given, and at random beyond them', () => {
    const shape = { dims: 5, window: 3, negative: 4, vocabulary: 6 };
    const random = new Random(2);
    const rows = () => Float32Array.from({ length: 4 * 5 }, () => random.uniform() - 0.5);
    const fresh = randomProblem(4, shape);
    const initial = { input: rows(), output: rows() };
    const given = { ...fresh, initial };
    const [first, plain] = [new SkipgramTwin(given), new SkipgramTwin(fresh)];
    expect([...first.input()]).toEqual([...initial.input, ...plain.input().subarray(20)]);
    expect([...first.output()]).toEqual([...initial.output, ...plain.output().subarray(20)]);
    for (const flavour of flavours) {
      const kernel = new SkipgramKernel(place(given, { flavour }));
      const twin = new SkipgramTwin(given);
      expect([kernel.input(), kernel.output()]).toEqual([twin.input(), twin.output()]);
      for (const trainer of [twin, kernel]) trainer.train(0, 40, 0.02);
      expect(farthest(kernel.input(), twin.input())).toBeLessThan(1e-4);
      expect(farthest(kernel.output(), twin.output())).toBeLessThan(1e-4);
    }
  });

  it('leave sentences of one token alone', () => {
    const problem = { ...randomProblem(3, { dims: 4, window: 2, negative: 2, vocabulary: 5 }), sentences: Uint32Array.of(0, 1, 1, 2) };
    const twin = new SkipgramTwin(problem);
    const kernel = new SkipgramKernel(place(problem));
    for (const trainer of [twin, kernel]) {
      const before = trainer.input();
      trainer.train(0, 3, 0.1);
      expect(trainer.input()).toEqual(before);
      expect([trainer.pairs, Math.abs(trainer.loss)]).toEqual([0, 0]);
    }
  });

  it('say so when the memory does not suffice', () => {
    const problem = { ...randomProblem(1, { dims: 512, window: 5, negative: 5, vocabulary: 9 }), vocabulary: 2 ** 21 };
    expect(() => place(problem)).toThrow(WordspaceError);
    expect(() => place(problem)).toThrow(/9\d{3} MB of memory.*lower the dimensions/);
  });
});

describe('descend', () => {
  const dims = 5;
  const contexts = [0, 3, 4];
  const targets = [2, 0, 5, 6];
  const alpha = 0.5;
  const random = new Random(8);
  const rows = () => Float32Array.from({ length: 7 * dims }, () => 2 * random.uniform() - 1);

  /** The objective as the file's head states it, written anew. */
  function objective(input: ArrayLike<number>, output: ArrayLike<number>): number {
    let sum = 0;
    for (const c of contexts) {
      for (const t of targets) {
        let x = 0;
        for (let j = 0; j < dims; j++) x += input[c * dims + j] * output[t * dims + j];
        sum -= Math.log(1 / (1 + Math.exp(t === 2 ? -x : x)));
      }
    }
    return sum;
  }

  it('returns the objective and steps along its gradient, by finite differences', () => {
    const input = rows();
    const output = rows();
    const before = [Float64Array.from(input), Float64Array.from(output)];
    const loss = descend(input, output, dims, contexts, targets, 2, alpha);
    expect(loss).toBeCloseTo(objective(before[0], before[1]), 10);
    for (const [which, after] of [input, output].entries()) {
      after.forEach((value, i) => {
        const [plus, minus] = [1e-4, -1e-4].map((h) => {
          const moved = before.map((values) => values.slice());
          moved[which][i] += h;
          return objective(moved[0], moved[1]);
        });
        const gradient = (plus - minus) / 2e-4;
        expect(value - before[which][i]).toBeCloseTo(-alpha * gradient, 5);
      });
    }
  });

  it('gives a target drawn twice both gradients', () => {
    const input = rows();
    const once = rows();
    const twice = once.slice();
    const start = once.slice();
    descend(input.slice(), once, dims, contexts, [2, 5], 2, alpha);
    descend(input.slice(), twice, dims, contexts, [2, 5, 5], 2, alpha);
    for (let j = 5 * dims; j < 6 * dims; j++) expect(twice[j] - start[j]).toBeCloseTo(2 * (once[j] - start[j]), 5);
  });
});

describe('groups', () => {
  it('hold the center and its negatives in the order they were drawn, at most six and none twice', () => {
    fc.assert(
      fc.property(fc.integer(), shapes, (seed, shape) => {
        const problem = randomProblem(seed, shape);
        const drawn: number[][] = [];
        const groups: number[][][] = [];
        const twin = new SkipgramTwin(problem, {
          window: () => (drawn.push([]), groups.push([])),
          negative: (_slot, _draw, word) => drawn.at(-1)!.push(word),
          group: (_contexts, targets) => groups.at(-1)!.push(targets),
        });
        twin.train(0, 40, 0.01);
        const centers = groups.map(([first]) => first[0]);
        expect(groups.map((of) => of.flat().slice(1))).toEqual(drawn.map((words, i) => words.filter((word) => word !== centers[i])));
        const wrong = groups.flatMap((of) => of.filter((group, k) => {
          const next = of[k + 1]?.[0];
          const full = group.length === 6 || next === undefined || group.includes(next);
          return !full || group.length > 6 || new Set(group).size < group.length;
        }));
        expect(wrong).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });
});

describe('small parts', () => {
  it('exp is within 1e-12 of the engine’s', () => {
    for (let x = -28; x <= 28; x += 0.37) expect(Math.abs(exp(x) / Math.exp(x) - 1)).toBeLessThan(1e-12);
  });

  it('first vectors lie in ±1/(2 dims), padding stays zero', () => {
    const rows = new Float32Array(30 * 8);
    fillInitial(rows, 5, 8, new Random(1));
    rows.forEach((value, i) => (i % 8 < 5 ? expect(Math.abs(value)).toBeLessThanOrEqual(0.1) : expect(value).toBe(0)));
    expect(new Set(rows).size).toBeGreaterThan(140);
  });

  it('finds the longest run', () => expect(longestRun(Uint32Array.of(0, 3, 3, 10, 12))).toBe(7));
});
