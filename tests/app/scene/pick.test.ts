import * as fc from 'fast-check';
import { PerspectiveCamera, Vector4 } from 'three';
import { describe, expect, it } from 'vitest';
import { discRadius } from '../../../app/scene/depth';
import { nearestTo, pick, type Discs } from '../../../app/scene/pick';
import { depthOrder, project, STRIDE } from '../../../app/scene/project';

const HOME = 3;

function camera(x: number, y: number, z: number): PerspectiveCamera {
  const eye = new PerspectiveCamera(40, 1.5, 0.01, 50);
  eye.position.set(x, y, z);
  eye.lookAt(0, 0, 0);
  eye.updateMatrixWorld();
  return eye;
}

function matrixOf(eye: PerspectiveCamera): number[] {
  return eye.projectionMatrix.clone().multiply(eye.matrixWorldInverse).toArray();
}

const coordinate = fc.double({ min: -1, max: 1, noNaN: true });
const cloud = fc.array(fc.tuple(coordinate, coordinate, coordinate), { minLength: 1, maxLength: 60 });

function discsOf(points: [number, number, number][], eye = camera(0.5, 1, 2.5)): Discs {
  const positions = Float32Array.from(points.flat());
  const count = points.length;
  const screen = new Float32Array(count * STRIDE);
  const order = new Uint32Array(count);
  project(positions, positions, 1, count, matrixOf(eye), 600, 400, screen);
  depthOrder(screen, count, order);
  return { screen, order, count, sizes: Float32Array.from({ length: count }, (_, i) => 2 + (i % 5) * 6), home: HOME };
}

describe('project', () => {
  it("agrees with three's own projection", () => {
    fc.assert(
      fc.property(cloud, (points) => {
        const eye = camera(1, 0.4, 2);
        const { screen } = discsOf(points, eye);
        points.forEach(([x, y, z], i) => {
          const clip = new Vector4(x, y, z, 1).applyMatrix4(eye.matrixWorldInverse).applyMatrix4(eye.projectionMatrix);
          expect(screen[i * STRIDE]).toBeCloseTo(300 * (1 + clip.x / clip.w), 2);
          expect(screen[i * STRIDE + 1]).toBeCloseTo(200 * (1 - clip.y / clip.w), 2);
          expect(screen[i * STRIDE + 2]).toBeCloseTo(clip.w, 4);
        });
      }),
    );
  });

  it('moves points part of the way and marks those behind the camera', () => {
    const screen = new Float32Array(2 * STRIDE);
    const from = Float32Array.of(0, 0, 0, 0, 0, 9);
    const to = Float32Array.of(0, 0, 1, 0, 0, 9);
    project(from, to, 0.5, 2, matrixOf(camera(0, 0, 3)), 600, 400, screen);
    expect(screen[2]).toBeCloseTo(2.5);
    expect(screen[STRIDE + 2]).toBe(0);
  });
});

describe('depthOrder', () => {
  it('is a permutation from far to near, to within one of its 4096 steps', () => {
    fc.assert(
      fc.property(cloud, (points) => {
        const { screen, order, count } = discsOf(points);
        expect([...order].toSorted((a, b) => a - b)).toEqual(points.map((_, i) => i));
        const depths = Array.from(order, (row) => screen[row * STRIDE + 2]);
        const step = (Math.max(...depths) - Math.min(...depths)) / 4000 + 1e-6;
        for (let k = 1; k < count; k++) expect(depths[k]).toBeLessThanOrEqual(depths[k - 1] + step);
      }),
    );
  });

  it('paints frequent words above rare ones at the same depth', () => {
    const order = new Uint32Array(3);
    depthOrder(Float32Array.of(0, 0, 2, 0, 0, 2, 0, 0, 2), 3, order);
    expect([...order]).toEqual([2, 1, 0]);
  });
});

describe('pick', () => {
  /** By hand: among discs that hold the place the one painted last, else the one whose rim is nearest. */
  function byHand(discs: Discs, x: number, y: number, tolerance: number): number | null {
    const off = (row: number): number => {
      const [px, py, depth] = discs.screen.subarray(row * STRIDE, row * STRIDE + STRIDE);
      return depth ? Math.hypot(px - x, py - y) - discRadius(discs.sizes[row], depth, discs.home) : Infinity;
    };
    const rows = [...discs.order].toReversed();
    const holding = rows.find((row) => off(row) <= 0);
    if (holding !== undefined) return holding;
    const nearest = rows.toSorted((a, b) => off(a) - off(b))[0];
    return off(nearest) <= tolerance ? nearest : null;
  }

  it('finds the front-most disc under the cursor, else the nearest within the tolerance', () => {
    fc.assert(
      fc.property(cloud, fc.integer({ min: 0, max: 600 }), fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 40 }), (points, x, y, tolerance) => {
        const discs = discsOf(points);
        expect(pick(discs, x, y, tolerance)).toBe(byHand(discs, x, y, tolerance));
      }),
    );
  });

  it('passes over faded words', () => {
    const discs = discsOf([
      [0, 0, 0.5],
      [0, 0, 0],
    ]);
    const eye = discs.screen;
    expect(pick(discs, eye[0], eye[1], 0)).toBe(0);
    expect(pick({ ...discs, visible: (row) => row !== 0 }, eye[STRIDE], eye[STRIDE + 1], 0)).toBe(1);
  });
});

describe('nearestTo', () => {
  it('finds a word however far', () => {
    const discs = discsOf([
      [-0.5, 0, 0],
      [0.5, 0, 0],
    ]);
    expect(nearestTo(discs, discs.screen[STRIDE] + 50, 10)).toBe(discs.screen[0] < discs.screen[STRIDE] ? 1 : 0);
    expect(nearestTo({ ...discs, count: 0 }, 10, 10)).toBeNull();
  });
});
