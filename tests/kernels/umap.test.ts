import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exponential, logarithm, power } from '../../lib/kernels/elementary';
import { Random } from '../../lib/kernels/random';
import { FIRST, gradientTables, LEAST, MOST, PIECES, SHIFT } from '../../lib/kernels/umap/gradients';
import { UmapKernel } from '../../lib/kernels/umap/kernel';
import type { UmapDescent, UmapProblem } from '../../lib/kernels/umap/problem';
import { UmapTwin } from '../../lib/kernels/umap/twin';

describe('the kernel of UMAP', () => {
  it('moves points as its twin does, bit for bit', () => {
    const shape = fc.record({
      points: fc.integer({ min: 1, max: 60 }),
      edges: fc.integer({ min: 0, max: 300 }),
      dims: fc.constantFrom<2 | 3>(2, 3),
      negatives: fc.integer({ min: 1, max: 9 }),
      a: fc.double({ min: 0.05, max: 20, noNaN: true }),
      b: fc.double({ min: 0.3, max: 2, noNaN: true }),
      spread: fc.constantFrom(0, 1e-4, 1, 30, 1e4),
      frozen: fc.boolean(),
      seed: fc.nat(),
    });
    fc.assert(
      fc.property(shape, ({ points, edges, spread, a, b, ...rest }) => {
        const problem = made(points, edges, spread, { ...rest, curve: { a, b } });
        expect(ran(new UmapKernel(problem), problem)).toEqual(ran(new UmapTwin(problem), problem));
      }),
      { numRuns: 200 },
    );
  });

  it('visits an edge as often as its share says', () => {
    // One point is fixed by being a tail that does not move, the other drawn to it from afar by 1 a visit at most.
    const shares = Float32Array.of(1, 0.5, 0.25, 0.1, 0);
    for (const [e, share] of shares.entries()) {
      const problem = made(2, 0, 1, { dims: 2, negatives: 1, curve: { a: 1, b: 1 }, frozen: true, seed: 1 });
      const twin = new UmapTwin({ ...problem, heads: Uint32Array.of(0), tails: Uint32Array.of(1), shares: shares.subarray(e, e + 1) });
      let visits = 0;
      for (let epoch = 0; epoch < 100; epoch++) visits += twin.begin();
      expect(Math.abs(visits - 100 * share)).toBeLessThanOrEqual(1);
    }
  });

  it('follows the gradient of the cross entropy', () => {
    // Two points at a distance: the draw is −∂/∂x of −ln(1 ÷ (1 + a s^b)), by central differences.
    const { a, b } = { a: 1.577, b: 0.895 };
    for (const distance of [0.05, 0.4, 1, 3, 20]) {
      const heads = Uint32Array.of(0);
      const twin = new UmapTwin({ dims: 2, initial: Float32Array.of(distance, 0, 0, 0), heads, tails: Uint32Array.of(1), shares: Float32Array.of(1), curve: { a, b }, negatives: 1, drawn: 1, seed: 1 });
      // Negatives come from point 0 alone, the head itself, which does not push itself.
      twin.step(0, twin.begin(), 0.001);
      const out = new Float32Array(4);
      twin.copyTo(out);
      const loss = (x: number) => Math.log(1 + a * x ** (2 * b));
      const slope = (loss(distance + 1e-4) - loss(distance - 1e-4)) / 2e-4;
      expect((distance - out[0]) / 0.001).toBeCloseTo(Math.min(4, slope), 1);
      expect(out[2]).toBeCloseTo(distance - out[0], 5);
    }
  });
});

describe('the tables of forces', () => {
  it('are near the forces everywhere', () => {
    const bits = new Uint32Array(1);
    const float = new Float32Array(bits.buffer);
    for (const { a, b } of [{ a: 1.577, b: 0.895 }, { a: 0.583, b: 1.334 }, { a: 0.115, b: 1.929 }]) {
      const tables = gradientTables({ a, b });
      for (let s = LEAST; s < MOST; s *= 1.0037) {
        float[0] = s;
        const at = 2 * ((bits[0] >>> SHIFT) - FIRST);
        // No force moves a point farther than 4.
        const draw = Math.max(-4 / Math.sqrt(s), (-2 * a * b * s ** (b - 1)) / (1 + a * s ** b));
        const push = Math.min(4 / Math.sqrt(s), (2 * b) / ((0.001 + s) * (1 + a * s ** b)));
        expect(Math.abs((tables[at] + tables[at + 1] * s) / draw - 1)).toBeLessThan(4e-4);
        expect(Math.abs((tables[at + 2 * PIECES] + tables[at + 2 * PIECES + 1] * s) / push - 1)).toBeLessThan(5e-3);
      }
    }
  });
});

describe('elementary functions', () => {
  it('are those of the engine up to the last bits', () => {
    fc.assert(
      fc.property(fc.double({ min: -700, max: 700, noNaN: true }), fc.double({ min: 1e-300, max: 1e300, noNaN: true }), fc.double({ min: -3, max: 3, noNaN: true }), (x, y, p) => {
        expect(Math.abs(exponential(x) / Math.exp(x) - 1)).toBeLessThan(3e-15);
        expect(Math.abs(logarithm(y) - Math.log(y))).toBeLessThanOrEqual(1e-15 * Math.max(1, Math.abs(Math.log(y))));
        const z = Math.abs(x) + 1e-9;
        expect(Math.abs(power(z, p) / z ** p - 1)).toBeLessThan(2e-14);
      }),
    );
    expect([exponential(0), exponential(-1e9), exponential(1e9), power(0, 0), power(0, 2)]).toEqual([1, 0, Infinity, 1, 0]);
  });
});

function made(points: number, edges: number, spread: number, rest: Pick<UmapProblem, 'dims' | 'negatives' | 'curve' | 'seed' | 'frozen'>): UmapProblem {
  const random = new Random(rest.seed);
  return {
    ...rest,
    initial: Float32Array.from({ length: points * rest.dims }, () => (random.uniform() - 0.5) * spread),
    heads: Uint32Array.from({ length: edges }, () => random.below(points)),
    tails: Uint32Array.from({ length: edges }, () => random.below(points)),
    shares: Float32Array.from({ length: edges }, () => random.uniform()),
  };
}

/** A few epochs, in two parts each, another curve and number of negatives on the way. */
function ran(descent: UmapDescent, { initial }: UmapProblem): Float32Array {
  for (let epoch = 0; epoch < 6; epoch++) {
    if (epoch === 4) descent.change({ curve: { a: 1.2, b: 0.8 }, negatives: 3 });
    const steps = descent.begin();
    const half = steps >> 1;
    descent.step(0, half, 1 - epoch / 6);
    descent.step(half, steps, 1 - epoch / 6);
  }
  const out = new Float32Array(initial.length);
  descent.copyTo(out);
  return out;
}
