import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeCard } from '../../../app/scene/card';
import { crowding } from '../../../app/scene/crowd';
import { discRadius, GROWTH, hazeAt, LARGEST, NO_HAZE, paling, SMALLEST } from '../../../app/scene/depth';
import { vertexShader } from '../../../app/scene/shaders';
import { sizesByCount } from '../../../app/scene/sizes';
import { surroundings } from '../../../app/scene/surroundings';

describe('depth', () => {
  it('shows nearer discs larger and farther ones paler', () => {
    const haze = hazeAt(3);
    for (let depth = 0.1; depth < 6; depth += 0.1) {
      expect(discRadius(4, depth + 0.1, 3)).toBeLessThanOrEqual(discRadius(4, depth, 3));
      expect(paling(depth + 0.1, haze)).toBeGreaterThanOrEqual(paling(depth, haze));
    }
    expect(discRadius(4, 3, 3)).toBe(2);
    expect([paling(0.1, haze), paling(9, haze), paling(9, NO_HAZE)]).toEqual([0, 1, 0]);
  });

  it('is the same in the shader', () => {
    expect(vertexShader).toContain(`pow(home / depth, ${GROWTH.toFixed(2)}), ${SMALLEST.toFixed(2)}, ${LARGEST.toFixed(2)}`);
  });
});

describe('placeCard', () => {
  it('keeps the card inside the map and off its anchor', () => {
    const place = fc.record({ x: fc.integer({ min: 0, max: 900 }), y: fc.integer({ min: 0, max: 600 }), width: fc.integer({ min: 20, max: 280 }), height: fc.integer({ min: 20, max: 200 }) });
    fc.assert(
      fc.property(place, ({ x, y, width, height }) => {
        const { left, top } = placeCard(x, y, { width, height }, { width: 900, height: 600 });
        expect(left >= 0 && top >= 0 && left + width <= 900 && top + height <= 600).toBe(true);
        expect(x > left && x < left + width && y > top && y < top + height).toBe(false);
      }),
    );
  });
});

describe('crowding', () => {
  it('is greater in a crowd than alone and holds for points outside the grid', () => {
    const crowd = Array.from({ length: 50 }, (_, i) => [0.001 * i, 0, 0]).flat();
    const [inCrowd, , , ...rest] = crowding(Float32Array.from([...crowd, 0.9, 0.9, 0.9, 40, -40, 0]));
    expect(inCrowd).toBeGreaterThan(10 * rest.at(-2)!);
    expect(rest.every(Number.isFinite)).toBe(true);
  });

  it('counts every point once: a lone point on a grid corner sees itself', () => {
    const cell = 2.5 / 48;
    expect(crowding(Float32Array.of(0, 0, 0))[0]).toBeCloseTo(1 / cell ** 2, 0);
  });
});

describe('sizesByCount', () => {
  it('runs from small to 7 pixels, and smaller where there are many', () => {
    const sizes = sizesByCount([1000, 100, 1, 0]);
    expect(sizes[0]).toBeCloseTo(7);
    expect(sizes[0]).toBeGreaterThan(sizes[1]);
    expect(sizes[1]).toBeGreaterThan(sizes[2]);
    expect(sizes[2]).toBe(sizes[3]);
    expect(sizesByCount(new Float32Array(50_000).fill(1))[0]).toBeLessThan(sizes[3]);
    expect(sizesByCount([3])[0]).toBeGreaterThanOrEqual(2);
  });
});

describe('surroundings', () => {
  it('reaches the thirtieth point nearest, or the farthest of fewer', () => {
    const line = Float32Array.from({ length: 300 }, (_, i) => (i % 3 === 0 ? i / 3 : 0));
    expect(surroundings(line, 0)).toBe(30);
    expect(surroundings(line.subarray(0, 9), 0)).toBe(2);
  });
});
