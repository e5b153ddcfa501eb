import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { coreOf } from '../../lib/projection/core';

const place = fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: -50, max: 50 }));
const places = fc.array(place, { minLength: 1, maxLength: 12 });

/** The radius around the first of them that holds them all. */
const radius = (rows: number[], at: [number, number][]) => Math.max(...rows.map((row) => Math.hypot(at[row][0] - at[rows[0]][0], at[row][1] - at[rows[0]][1])));

it('is the smallest ball around a word that holds so many', () => {
  fc.assert(
    fc.property(places, fc.double({ min: 0, max: 1, noNaN: true }), (at, share) => {
      const rows = at.map((_, row) => row);
      const kept = coreOf(Float32Array.from(at.flat()), 2, rows, share);
      expect(kept).toHaveLength(Math.min(at.length, Math.max(3, Math.round(share * at.length))));
      expect(new Set(kept).size).toBe(kept.length);
      for (const middle of rows) {
        const nearest = rows.map((row) => Math.hypot(at[row][0] - at[middle][0], at[row][1] - at[middle][1])).sort((a, b) => a - b);
        expect(radius(kept, at)).toBeLessThanOrEqual(nearest[kept.length - 1] + 1e-9);
      }
    }),
  );
});

it('does not see what stands far away', () => {
  fc.assert(
    fc.property(places, places, (near, far) => {
      const strays = far.slice(0, near.length - 1).map(([x, y], i): [number, number] => [x + 1000 * (i + 1), y]);
      const at = [...near, ...strays];
      fc.pre(near.length > 3);
      for (const row of coreOf(Float32Array.from(at.flat()), 2, at.map((_, r) => r), near.length / at.length)) expect(row).toBeLessThan(near.length);
    }),
  );
});

it('of no words is none', () => expect(coreOf(Float32Array.of(1, 2, 3), 3, [], 0.5)).toEqual([]));
