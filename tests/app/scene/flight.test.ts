import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { flightTime, length, poseBetween, subtract, type Point3, type Pose } from '../../../app/scene/flight';

const coordinate = fc.double({ min: -2, max: 2, noNaN: true });
const point: fc.Arbitrary<Point3> = fc.tuple(coordinate, coordinate, coordinate);
const pose: fc.Arbitrary<Pose> = fc.record({ eye: point, target: point }).filter(({ eye, target }) => length(subtract(eye, target)) > 0.05);
const part = fc.double({ min: 0, max: 1, noNaN: true });

const distance = ({ eye, target }: Pose): number => length(subtract(eye, target));

describe('poseBetween', () => {
  it('starts and ends exactly where it should', () => {
    fc.assert(
      fc.property(pose, pose, (a, b) => {
        expect(poseBetween(a, b, 0)).toEqual(a);
        expect(poseBetween(a, b, 1)).toEqual(b);
      }),
    );
  });

  it('changes the distance in equal ratios and never turns to nothing', () => {
    fc.assert(
      fc.property(pose, pose, part, (a, b, u) => {
        const between = poseBetween(a, b, u);
        expect(distance(between)).toBeCloseTo(distance(a) ** (1 - u) * distance(b) ** u, 5);
      }),
    );
  });

  it('moves without jumps', () => {
    fc.assert(
      fc.property(pose, pose, part, (a, b, u) => {
        const step = 1e-4;
        const moved = length(subtract(poseBetween(a, b, Math.min(1, u + step)).eye, poseBetween(a, b, u).eye));
        expect(moved).toBeLessThan(0.02);
      }),
    );
  });

  it('goes round when it must turn to the other side', () => {
    const a: Pose = { eye: [0, 0, 2], target: [0, 0, 0] };
    const b: Pose = { eye: [0, 0, -2], target: [0, 0, 0] };
    expect(distance(poseBetween(a, b, 0.5))).toBeCloseTo(2);
    expect(distance(poseBetween({ eye: [0, 3, 0], target: [0, 0, 0] }, { eye: [0, -3, 0], target: [0, 0, 0] }, 0.5))).toBeCloseTo(3);
  });
});

describe('flightTime', () => {
  it('is short for a hop and never longer than 1.2 s', () => {
    fc.assert(
      fc.property(pose, pose, (a, b) => {
        expect(flightTime(a, b)).toBeGreaterThanOrEqual(250);
        expect(flightTime(a, b)).toBeLessThanOrEqual(1200);
      }),
    );
    const here: Pose = { eye: [0, 0, 3], target: [0, 0, 0] };
    expect(flightTime(here, here)).toBe(250);
  });
});
