import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../../lib/kernels/random';
import { TsneKernel } from '../../lib/kernels/tsne/kernel';
import type { TsneDescent, TsneProblem } from '../../lib/kernels/tsne/problem';
import { TsneTwin } from '../../lib/kernels/tsne/twin';

describe('the kernel of t-SNE', () => {
  it('moves points as its twin does, bit for bit', () => {
    const shape = fc.record({
      points: fc.integer({ min: 1, max: 90 }),
      edges: fc.integer({ min: 0, max: 12 }),
      dims: fc.constantFrom<2 | 3>(2, 3),
      spread: fc.constantFrom(0, 1e-4, 1, 30, 1e4),
      angle: fc.constantFrom(0, 0.3, 0.5, 1),
      seed: fc.nat(),
    });
    fc.assert(
      fc.property(shape, ({ points, edges, dims, spread, angle, seed }) => {
        const problem = made(points, edges, dims, spread, angle, seed);
        expect(ran(new TsneKernel(problem), problem)).toEqual(ran(new TsneTwin(problem), problem));
      }),
      { numRuns: 150 },
    );
  });

  it.each([2, 3] as const)('follows the gradient of the divergence in %i dimensions', (dims) => {
    const problem = made(40, 5, dims, 4, 0, 3);
    const kernel = new TsneKernel(problem);
    const gradient = gradientOf(kernel, problem);
    const divergence = (at: number, by: number) => {
      const y = Float64Array.from(problem.initial);
      y[at] += by;
      return exactDivergence(problem, y);
    };
    for (let at = 0; at < problem.initial.length; at += 7) {
      const slope = (divergence(at, 1e-4) - divergence(at, -1e-4)) / 2e-4;
      expect(gradient[at]).toBeCloseTo(slope, 5);
    }
    expect(kernel.pull()).toBeCloseTo(pulled(problem, problem.initial), 2);
  });

  it.each([2, 3] as const)('comes near the whole gradient when far points push as one in %i dimensions', (dims) => {
    const near = (angle: number) => {
      const problem = made(1500, 6, dims, 60, angle, 5);
      return gradientOf(new TsneKernel(problem), problem);
    };
    const whole = near(0);
    const off = (gradient: Float64Array) => Math.sqrt(gradient.reduce((sum, g, i) => sum + (g - whole[i]) ** 2, 0) / whole.reduce((sum, g) => sum + g * g, 0));
    expect(off(near(0.5))).toBeLessThan(0.02);
    expect(off(near(0.2))).toBeLessThan(0.002);
    expect(off(near(0.2))).toBeLessThan(off(near(0.5)));
  });
});

/** A random problem; edges are those of a symmetric graph, and all sum to 1. */
function made(points: number, edges: number, dims: 2 | 3, spread: number, angle: number, seed: number): TsneProblem {
  const random = new Random(seed);
  const ties = Array.from({ length: points }, () => new Map<number, number>());
  for (let i = 0; i < points; i++) {
    for (let e = 0; e < edges; e++) {
      const j = random.below(points);
      if (j === i) continue;
      const tie = random.uniform();
      ties[i].set(j, tie);
      ties[j].set(i, tie);
    }
  }
  const all = ties.reduce((sum, row) => sum + [...row.values()].reduce((a, b) => a + b, 0), 0);
  const indptr = Uint32Array.from([0, ...ties.map((row) => row.size)]);
  for (let i = 0; i < points; i++) indptr[i + 1] += indptr[i];
  return {
    dims, indptr, angle,
    initial: Float32Array.from({ length: points * dims }, () => (random.uniform() - 0.5) * spread),
    indices: Uint32Array.from(ties.flatMap((row) => [...row.keys()])),
    values: Float32Array.from(ties.flatMap((row) => [...row.values()].map((tie) => tie / all))),
  };
}

/** A few epochs, in two parts each. */
function ran(descent: TsneDescent, { initial }: TsneProblem): { out: Float32Array; pull: number } {
  for (let epoch = 0; epoch < 6; epoch++) {
    if (epoch === 3) descent.rest();
    const leaves = descent.begin();
    const half = leaves >> 1;
    descent.step(0, half);
    descent.step(half, leaves);
    descent.move({ exaggeration: epoch < 3 ? 12 : 1, rate: 50, momentum: 0.5 + epoch / 10 });
  }
  const out = new Float32Array(initial.length);
  descent.copyTo(out);
  return { out, pull: descent.pull() };
}

/** What one step of rate 1 without momentum takes away. The first gain is 0.8. */
function gradientOf(descent: TsneDescent, { initial }: TsneProblem): Float64Array {
  descent.step(0, descent.begin());
  descent.move({ exaggeration: 1, rate: 2 ** 12, momentum: 0 });
  const out = new Float32Array(initial.length);
  descent.copyTo(out);
  return Float64Array.from(out, (x, i) => (initial[i] - x) / 2 ** 12 / Math.fround(0.8));
}

function pulled({ dims }: TsneProblem, y: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < y.length / dims; i++) for (let j = 0; j < y.length / dims; j++) if (i !== j) sum += 1 / (1 + squared(y, dims, i, j));
  return sum;
}

function exactDivergence(problem: TsneProblem, y: Float64Array): number {
  const { dims, indptr, indices, values } = problem;
  const pull = pulled(problem, y);
  let sum = 0;
  for (let i = 0; i < indptr.length - 1; i++) {
    for (let e = indptr[i]; e < indptr[i + 1]; e++) sum += values[e] * Math.log(values[e] * (1 + squared(y, dims, i, indices[e])) * pull);
  }
  return sum;
}

function squared(y: ArrayLike<number>, dims: number, i: number, j: number): number {
  let sum = 0;
  for (let d = 0; d < dims; d++) sum += (y[i * dims + d] - y[j * dims + d]) ** 2;
  return sum;
}
