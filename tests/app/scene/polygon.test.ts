import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { doubleArea, inside, rowsWithin } from '../../../app/scene/polygon';
import { STRIDE } from '../../../app/scene/project';
import { Random } from '../../../lib/kernels/random';

const whole = fc.integer({ min: 0, max: 40 });
const corners = fc.array(fc.tuple(whole, whole), { minLength: 3, maxLength: 12 });
/** Between the corners' grid lines, so that no point lies on an edge's end. */
const point = fc.tuple(fc.integer({ min: -2, max: 42 }).map((x) => x + 0.37), fc.integer({ min: -2, max: 42 }).map((y) => y + 0.59));

type Point = [number, number];
const side = ([ax, ay]: Point, [bx, by]: Point, [x, y]: Point) => (bx - ax) * (y - ay) - (by - ay) * (x - ax);

describe('inside', () => {
  it('is the parity of the triangles of a fan that hold the point, for any loop', () => {
    fc.assert(
      fc.property(corners, point, (loop, at) => {
        let odd = false;
        for (let i = 1; i + 1 < loop.length; i++) {
          const sides = [side(loop[0], loop[i], at), side(loop[i], loop[i + 1], at), side(loop[i + 1], loop[0], at)];
          fc.pre(sides.every((s) => Math.abs(s) > 1e-9) || side(loop[0], loop[i], loop[i + 1]) === 0);
          if (side(loop[0], loop[i], loop[i + 1]) !== 0 && (sides.every((s) => s > 0) || sides.every((s) => s < 0))) odd = !odd;
        }
        expect(inside(loop.flat(), ...at)).toBe(odd);
      }),
    );
  });

  it('does not depend on where the loop begins or which way it goes', () => {
    fc.assert(
      fc.property(corners, point, fc.nat(11), (loop, at, turn) => {
        const turned = loop.map((_, i) => loop[(i + turn) % loop.length]);
        expect(inside(turned.flat(), ...at)).toBe(inside(loop.flat(), ...at));
        expect(inside(turned.toReversed().flat(), ...at)).toBe(inside(loop.flat(), ...at));
      }),
    );
  });
});

describe('rowsWithin', () => {
  const square = [10, 10, 30, 10, 30, 30, 10, 30];

  it('names the points inside in row order, without those behind the camera or out of reach', () => {
    const screen = Float32Array.from([[20, 20, 1], [5, 20, 1], [25, 12, 3], [20, 20, 0], [29, 29, 1]].flat());
    expect(rowsWithin(screen, 5, square)).toEqual([0, 2, 4]);
    expect(rowsWithin(screen, 5, square, (row) => row !== 2)).toEqual([0, 4]);
    expect(rowsWithin(screen, 2, square)).toEqual([0]);
  });

  it('thins a loop of thousands of corners without losing what it goes around', () => {
    const circle = Array.from({ length: 20_000 }, (_, i) => [100 + 50 * Math.cos(i / 3183.1), 100 + 50 * Math.sin(i / 3183.1)]).flat();
    const random = new Random(1);
    const points = Array.from({ length: 500 }, () => [200 * random.uniform(), 200 * random.uniform()]);
    const screen = new Float32Array(500 * STRIDE);
    points.forEach(([x, y], row) => screen.set([x, y, 1], row * STRIDE));
    const away = points.map(([x, y]) => Math.hypot(x - 100, y - 100));
    const found = new Set(rowsWithin(screen, 500, circle));
    away.forEach((r, row) => Math.abs(r - 50) > 0.1 && expect(found.has(row)).toBe(r < 50));
    expect(found.size).toBeGreaterThan(20);
  });
});

it('doubleArea is that of the square, either way round', () => {
  expect(doubleArea([0, 0, 3, 0, 3, 3, 0, 3])).toBe(18);
  expect(doubleArea([0, 3, 3, 3, 3, 0, 0, 0])).toBe(18);
});
