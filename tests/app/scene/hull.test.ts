import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hull, rounded, type Spot } from '../../../app/scene/hull';
import { inside } from '../../../app/scene/polygon';

const whole = fc.integer({ min: -30, max: 30 });
const spots: fc.Arbitrary<Spot[]> = fc.array(fc.tuple(whole, whole), { maxLength: 25 });
const turn = (a: Spot, b: Spot, c: Spot) => (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);

describe('hull', () => {
  it('has corners among the points, always turns the same way, and leaves no point outside', () => {
    fc.assert(
      fc.property(spots, (points) => {
        const corners = hull(points);
        for (const corner of corners) expect(points).toContainEqual(corner);
        if (corners.length < 3) return;
        corners.forEach((a, i) => {
          const b = corners[(i + 1) % corners.length];
          expect(turn(a, b, corners[(i + 2) % corners.length])).toBeGreaterThan(0);
          for (const point of points) expect(turn(a, b, point)).toBeGreaterThanOrEqual(0);
        });
      }),
    );
  });

  it('is rounded off at its radius', () => {
    fc.assert(
      fc.property(spots.filter((points) => points.length > 0), (points) => {
        const outline = rounded(points, 10);
        for (const [x, y] of points) for (let a = 0; a < 6; a++) expect(inside(outline.flat(), x + 9.5 * Math.cos(a), y + 9.5 * Math.sin(a))).toBe(true);
        for (const [x, y] of outline) expect(Math.min(...points.map(([px, py]) => Math.hypot(x - px, y - py)))).toBeLessThanOrEqual(10 + 1e-9);
      }),
    );
  });
});
