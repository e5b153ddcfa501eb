import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { cosineBlock, pairCost } from '../../lib/space/cosine-block';
import { similarity } from '../../lib/space/neighbours';
import { randomSpace, sparseTwin } from './fixture';

test('every product of a block is the cosine of its rows, at any size of block', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(11), { minLength: 1, maxLength: 9 }), fc.array(fc.nat(11), { minLength: 1, maxLength: 9 }), (left, right) => {
      const made = randomSpace(12, 5, 3, 0.3);
      for (const space of [made, sparseTwin(made)]) {
        const out = new Float32Array(left.length * right.length + 1).fill(9);
        cosineBlock(space.unit, Uint32Array.from(right))(Uint32Array.from(left), out);
        left.forEach((a, i) => right.forEach((b, j) => expect(out[i * right.length + j]).toBeCloseTo(similarity(space, a, b), 6)));
        expect(out.at(-1)).toBe(9);
      }
    }),
  );
});

test('a pair costs its dimensions, or the stored entries of a sparse row', () => {
  const space = randomSpace(4, 6, 1);
  expect(pairCost(space.unit, Uint32Array.of(0, 1))).toBe(6);
  expect(pairCost(sparseTwin(space).unit, Uint32Array.of(0, 1))).toBe(7);
});
