import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { WordspaceError } from '../../../lib/error';
import { seedNeighbours } from '../../../lib/space/ensemble/neighbours';
import { overlap } from '../../../lib/space/ensemble/overlap';
import { neighbours, similarity } from '../../../lib/space/neighbours';
import { denseSpace, randomSpace } from '../fixture';
import { rotated, shaken } from './spaces';

test('the overlap is the mean over pairs of the shared share', () => {
  expect(overlap([[1, 2, 3], [1, 2, 9], [3, 2, 8]], 3)).toBeCloseTo((2 + 2 + 1) / 3 / 3, 12);
  fc.assert(
    fc.property(fc.array(fc.uniqueArray(fc.integer({ min: 0, max: 12 }), { minLength: 4, maxLength: 4 }), { minLength: 2, maxLength: 6 }), (lists) => {
      const pairs = lists.flatMap((a, i) => lists.slice(0, i).map((b) => a.filter((row) => b.includes(row)).length / 4));
      expect(overlap(lists, 4)).toBeCloseTo(pairs.reduce((sum, p) => sum + p, 0) / pairs.length, 12);
    }),
  );
});

test('turned copies of one space agree wholly, however they are turned', () => {
  const space = randomSpace(80, 8, 3);
  const spaces = [space, rotated(space, 1), rotated(space, 2)];
  const alone = neighbours(space, 7, { k: 6 });
  const found = seedNeighbours(spaces, 7, { k: 6 });
  expect(found).toMatchObject({ k: 6, stability: 1 });
  expect(found.neighbours.map((n) => n.name)).toEqual(alone.map((n) => n.name));
  found.neighbours.forEach((n, i) => {
    expect(n.seeds).toBe(3);
    expect(n.similarity).toBeCloseTo(alone[i].similarity, 5);
    expect(n.sd).toBeLessThan(1e-5);
  });
});

test('means, deviations and persistence of a case worked out by hand', () => {
  // angles from the asked word, in degrees, in two seeds
  const at = (...angles: number[]) => denseSpace(['asked', 'p', 'q', 'r'], 2, angles.flatMap((a) => [Math.cos((a * Math.PI) / 180), Math.sin((a * Math.PI) / 180)]));
  const spaces = [at(0, 10, 60, 80), at(90, 110, 180, 100)];
  const { stability, neighbours: found } = seedNeighbours(spaces, 0, { k: 2 });
  const cos = (degrees: number) => Math.cos((degrees * Math.PI) / 180);
  expect(found.map((n) => n.name)).toEqual(['p', 'r']);
  expect(found.map((n) => n.seeds)).toEqual([2, 1]);
  expect(found[0].similarity).toBeCloseTo((cos(10) + cos(20)) / 2, 6);
  expect(found[1].sd).toBeCloseTo((cos(10) - cos(80)) / Math.SQRT2, 6);
  expect(stability).toBe(0.5);
});

test('does not depend on the order of the seeds, keeps its bounds, and follows from asking each seed', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 2, max: 5 }), fc.integer({ min: 1, max: 30 }), fc.double({ min: 0, max: 2, noNaN: true }), (seed, seeds, asked, by) => {
      const space = randomSpace(24, 4, seed);
      const spaces = Array.from({ length: seeds }, (_, s) => shaken(space, by, seed + s + 1));
      const found = seedNeighbours(spaces, 3, { k: asked });
      const k = Math.min(asked, 23);
      const near = spaces.map((s) => neighbours(s, 3, { k }).map((n) => n.row));
      expect(found.k).toBe(k);
      expect(found.stability).toBeGreaterThanOrEqual(0);
      expect(found.stability).toBeLessThanOrEqual(1);
      expect(found.stability).toBeCloseTo(overlap(near, k), 12);
      for (const n of found.neighbours) {
        expect(n.seeds).toBe(near.filter((rows) => rows.includes(n.row)).length);
        const each = spaces.map((s) => similarity(s, 3, n.row));
        expect(n.similarity).toBeCloseTo(each.reduce((sum, v) => sum + v, 0) / seeds, 6);
        expect(n.similarity).toBeGreaterThanOrEqual(Math.min(...each) - 1e-6);
        expect(n.similarity).toBeLessThanOrEqual(Math.max(...each) + 1e-6);
      }
      const back = seedNeighbours(spaces.toReversed(), 3, { k: asked });
      expect(back.stability).toBeCloseTo(found.stability, 12);
      expect(back.neighbours.map((n) => n.seeds).toSorted()).toEqual(found.neighbours.map((n) => n.seeds).toSorted());
    }),
    { numRuns: 60 },
  );
});

test('a count that is none and a word without a direction are refused', () => {
  const spaces = [randomSpace(9, 2, 1), randomSpace(9, 2, 2)];
  expect(() => seedNeighbours(spaces, 0, { k: 0 })).toThrow(WordspaceError);
  const zero = denseSpace(spaces[0].names, 2, new Float32Array(18));
  expect(() => seedNeighbours([spaces[0], zero], 0, { k: 2 })).toThrow(/all zeros/);
});
