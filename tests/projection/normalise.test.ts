import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sceneCoordinates } from '../../lib/projection/normalise';
import { blobs } from './spaces';

describe('scene coordinates', () => {
  it('hold 98.5 % of the points within distance 1, the middle of their range at the origin, wherever the layout was', () => {
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 80 }), fc.constantFrom(2 as const, 3 as const), fc.double({ min: 0.01, max: 1000, noNaN: true }), (rows, dims, scale) => {
        const values = blobs(rows, dims, 4).values.map((v) => v * scale + 5);
        const scene = sceneCoordinates({ dims, values });
        expect(scene.length).toBe(rows * 3);
        const radii = Array.from({ length: rows }, (_, r) => Math.hypot(scene[3 * r], scene[3 * r + 1], scene[3 * r + 2]));
        expect(radii.filter((r) => r <= 1 + 1e-6).length).toBeGreaterThanOrEqual(0.985 * rows);
        expect(radii.filter((r) => r >= 1 - 1e-6).length).toBeGreaterThanOrEqual(1);
        for (const d of [0, 1, 2]) {
          const axis = [...scene].filter((_, i) => i % 3 === d).sort((a, b) => a - b);
          expect(axis[Math.floor(0.015 * (rows - 1))] + axis[Math.ceil(0.985 * (rows - 1))]).toBeCloseTo(0, 4);
        }
        if (dims === 2) expect(scene.every((v, i) => i % 3 < 2 || v === 0)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it('take no points, one point, equal points, and equal points with one stray', () => {
    expect(sceneCoordinates({ dims: 2, values: new Float32Array(0) })).toEqual(new Float32Array(0));
    expect(sceneCoordinates({ dims: 3, values: Float32Array.of(4, 5, 6) })).toEqual(new Float32Array(3));
    expect(sceneCoordinates({ dims: 2, values: new Float32Array(10).fill(2) })).toEqual(new Float32Array(15));
    const stray = new Float32Array(200);
    stray[0] = 7;
    expect(sceneCoordinates({ dims: 2, values: stray }).every(Number.isFinite)).toBe(true);
  });

  it('of another map keep its centre and scale, unless they reach further', () => {
    const like = { dims: 2 as const, values: Float32Array.of(0, 0, 4, 0, 4, 4, 0, 4) };
    const small = { dims: 2 as const, values: Float32Array.of(2, 2, 3, 2) };
    const radius = Math.hypot(2, 2);
    const scene = sceneCoordinates(small, like);
    [0, 0, 0, 1 / radius, 0, 0].forEach((v, i) => expect(scene[i]).toBeCloseTo(v, 5));
    const wide = { dims: 2 as const, values: Float32Array.of(2, 2, 42, 2) };
    expect(Math.max(...sceneCoordinates(wide, like))).toBeCloseTo(1, 5);
  });
});
