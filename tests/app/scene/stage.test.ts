import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { length, subtract } from '../../../app/scene/flight';
import { project, STRIDE } from '../../../app/scene/project';
import { Rig } from '../../../app/scene/rig';
import { Stage } from '../../../app/scene/stage';

beforeAll(() => {
  vi.stubGlobal('requestAnimationFrame', () => 1);
  vi.stubGlobal('cancelAnimationFrame', () => {});
});
afterAll(() => {
  vi.unstubAllGlobals();
});

describe('Rig', () => {
  const distance = (rig: Rig): number => length(subtract(rig.pose().eye, rig.pose().target));

  it('keeps the home view framed when resized, until someone leaves it', () => {
    const rig = new Rig();
    rig.resize(1200, 800);
    const wide = distance(rig);
    rig.resize(400, 800);
    expect(distance(rig)).toBeGreaterThan(wide);
    rig.turn(0.3, 0);
    const turned = rig.pose();
    rig.resize(900, 300);
    expect(distance(rig)).toBeCloseTo(length(subtract(turned.eye, turned.target)), 5);
  });

  it('keeps the home view clear of what lies over the map, where it would reach so far', () => {
    const rig = new Rig();
    rig.setFlat(true, 0, true);
    const seen = (x: number, y: number): { x: number; y: number } => {
      const out = new Float32Array(STRIDE);
      const at = Float32Array.of(x, y, 0);
      project(at, at, 1, 1, rig.matrix(), rig.width, rig.height, out);
      return { x: out[0], y: out[1] };
    };
    rig.resize(390, 700);
    rig.cover(58, 0);
    expect(seen(1, 0).x).toBeLessThan(390 - 58);
    expect(seen(-1, 0).x).toBeGreaterThan(0);
    expect(seen(0, 0).x).toBeCloseTo(rig.middle().x);
    rig.resize(506, 302);
    rig.cover(0, 58);
    expect(seen(0, -1).y).toBeLessThan(302 - 58);
    expect(seen(0, 1).y).toBeGreaterThan(0);
    rig.resize(1200, 800);
    rig.cover(42, 0);
    expect(rig.middle()).toEqual({ x: 600, y: 400 });
  });

  it('comes back to where it was left, and tells nothing of the home view', () => {
    const rig = new Rig();
    rig.resize(800, 600);
    expect(rig.left()).toBeNull();
    rig.turn(0.3, 0.1);
    rig.zoom(2, 0);
    const left = rig.left()!;
    rig.update(2000);
    expect(rig.left()!.eye.map((v) => v.toFixed(4))).toEqual(left.eye.map((v) => v.toFixed(4)));
    rig.comeBack(null, 3000);
    rig.update(9000);
    expect(rig.left()).toBeNull();
    rig.comeBack(left, 9000);
    rig.update(12_000);
    expect(rig.pose().eye.map((v) => v.toFixed(3))).toEqual(left.eye.map((v) => v.toFixed(3)));
  });

  it('flies to a point within 1.2 s and stops there; a turn interrupts', () => {
    const rig = new Rig();
    rig.resize(800, 600);
    rig.flyTo([0.5, 0.2, 0], 0.1, 0);
    expect(rig.update(100)).toBe(true);
    expect(rig.update(1300)).toBe(false);
    rig.pose().target.forEach((value, i) => expect(value).toBeCloseTo([0.5, 0.2, 0][i]));
    rig.goHome(2000);
    rig.update(2100);
    rig.turn(0.1, 0);
    const interrupted = rig.pose().target;
    rig.update(3500);
    expect(rig.pose().target[0]).toBeCloseTo(interrupted[0]);
  });

  it('goes at once where motion is unwanted', () => {
    const rig = new Rig();
    rig.setStill(true);
    rig.flyTo([0, 1, 0], 0.1, 0);
    expect(rig.update(0)).toBe(false);
    expect(rig.pose().target[1]).toBeCloseTo(1);
  });

  it('zooms within its limits, also when pressed quickly', () => {
    const rig = new Rig();
    rig.resize(800, 600);
    const before = distance(rig);
    rig.zoom(2, 0);
    rig.zoom(2, 10);
    rig.update(1000);
    expect(distance(rig)).toBeCloseTo(before / 4, 4);
    rig.zoom(1e9, 1000);
    rig.update(3000);
    expect(distance(rig)).toBeGreaterThan(0.05);
  });

  it('looks at a flat map from straight above, without haze', () => {
    const rig = new Rig();
    rig.setFlat(true, 0);
    rig.update(5000);
    const { eye, target } = rig.pose();
    expect([eye[0] - target[0], eye[1] - target[1]]).toEqual([0, 0].map((zero) => expect.closeTo(zero, 4)));
    expect(rig.controls.enableRotate).toBe(false);
    expect(rig.haze().near).toBeGreaterThan(1000);
  });

  it('brings several points into view', () => {
    const rig = new Rig();
    rig.resize(800, 600);
    rig.frame([[-0.4, 0, 0], [0.4, 0, 0]], 0);
    rig.update(5000);
    expect(rig.pose().target.every((value) => Math.abs(value) < 1e-5)).toBe(true);
  });

  it('stands back far enough for points from one end of the map to the other', () => {
    const rig = new Rig();
    rig.resize(800, 600);
    rig.frame([[-0.9, 0, 0], [0.9, 0, 0], [0, -0.9, 0], [0, 0.9, 0]], 0);
    rig.update(5000);
    const ends = Float32Array.of(-0.9, 0, 0, 0.9, 0, 0, 0, -0.9, 0, 0, 0.9, 0);
    const screen = new Float32Array(4 * STRIDE);
    project(ends, ends, 1, 4, rig.matrix(), 800, 600, screen);
    for (let i = 0; i < 4; i++) {
      expect(screen[i * STRIDE]).toBeGreaterThan(0);
      expect(screen[i * STRIDE]).toBeLessThan(800);
      expect(screen[i * STRIDE + 1]).toBeGreaterThan(0);
      expect(screen[i * STRIDE + 1]).toBeLessThan(600);
    }
  });
});

describe('Stage', () => {
  const names = ['king', 'queen', 'man', 'woman'];
  const positions = Float32Array.of(0, 0, 0, 0.4, 0, 0, 0, 0.4, 0, 0.4, 0.4, 0);

  function stageOf(): Stage {
    const stage = new Stage();
    stage.resize(800, 600);
    stage.setPaint(new Float32Array(12).fill(0.5), new Float32Array(4).fill(6), undefined);
    stage.setPoints(names, positions, 0, 0);
    stage.frame(0);
    return stage;
  }

  /** Among more words than are shown around a chosen one. */
  function inCrowd(stage: Stage, few: string[], places: Float32Array): void {
    const others = Array.from({ length: 40 }, (_, i) => [0.9 + 0.1 * Math.cos(i), 0.1 * Math.sin(i), 0]);
    stage.setPoints([...few, ...others.map((_, i) => `other ${i}`)], Float32Array.from([...places, ...others.flat()]), 1, 0);
    stage.frame(0);
  }

  it('finds words where they stand on the screen', () => {
    const stage = stageOf();
    for (let row = 0; row < 4; row++) {
      const spot = stage.spot(row)!;
      expect(stage.wordAt(spot.x, spot.y, 0)).toBe(row);
      expect(stage.spot([positions[row * 3], positions[row * 3 + 1], positions[row * 3 + 2]])!.x).toBeCloseTo(spot.x, 3);
    }
    expect(stage.wordInMiddle()).toBe(0);
    expect(stage.wordAt(5, 5, 4)).toBeNull();
    expect(stage.spot(99)).toBeNull();
  });

  it('asks only the last layer for frames, and the one before when that leaves', () => {
    const stage = stageOf();
    const [webgl, canvas] = [vi.fn(), vi.fn()];
    const layer = (wake: () => void, name: string) => ({ wake, draw: () => name as unknown as HTMLCanvasElement });
    stage.attach(layer(webgl, 'webgl'));
    const leave = stage.attach(layer(canvas, 'canvas'));
    expect(stage.picture()).toEqual([]);
    stage.surface = 'labels' as unknown as HTMLCanvasElement;
    expect(stage.picture()).toEqual(['canvas', 'labels']);
    stage.wake();
    expect([webgl.mock.calls.length, canvas.mock.calls.length]).toEqual([1, 2]);
    leave();
    stage.wake();
    expect([webgl.mock.calls.length, canvas.mock.calls.length]).toEqual([3, 2]);
  });

  it('does nothing for points it has, and morphs to others', () => {
    const stage = stageOf();
    stage.setPoints(names, positions, 0, 0);
    expect(stage.morph.revision).toBe(1);
    stage.setPoints(names, positions, 1, 0);
    expect(stage.morph.revision).toBe(2);
    expect(stage.frame(10)).toBe(true);
    expect(stage.frame(5000)).toBe(false);
  });

  it('grants each flight once', () => {
    const stage = new Stage();
    stage.setStill(true);
    stage.resize(800, 600);
    inCrowd(stage, names, positions);
    stage.setFlight({ row: 3, nonce: 1 }, 0);
    stage.frame(0);
    expect(stage.rig.pose().target[0]).toBeCloseTo(0.4);
    stage.rig.goHome(0);
    stage.frame(0);
    stage.setFlight({ row: 3, nonce: 1 }, 0);
    stage.frame(0);
    expect(stage.rig.pose().target[0]).toBeCloseTo(0);
  });

  it('goes along with the word looked at where it leaves the view, unless a person looks elsewhere; shows all of a map that has none', () => {
    const stage = new Stage();
    stage.setStill(true);
    stage.resize(800, 600);
    const places = Float32Array.of(0.9, 0, 0, -0.5, 0.4, 0, 0, -0.6, 0.3);
    inCrowd(stage, ['queen', 'king', 'man'], places);
    const home = stage.rig.pose();
    stage.flyToRow(0, 0);
    stage.frame(0);
    const near = stage.rig.pose();
    expect(near).not.toEqual(home);
    const nudged = places.map((value, i) => value + (i === 0 ? 0.01 : 0));
    inCrowd(stage, ['queen', 'king', 'man'], nudged);
    expect(stage.rig.pose()).toEqual(near);
    inCrowd(stage, ['man', 'queen', 'sea'], places);
    const there = stage.rig.pose();
    there.target.forEach((value, axis) => expect(value).toBeCloseTo([-0.5, 0.4, 0][axis]));
    expect(length(subtract(there.eye, there.target))).toBeCloseTo(length(subtract(near.eye, near.target)));
    stage.rig.turn(0.2, 0);
    inCrowd(stage, ['queen', 'man', 'sea'], places);
    stage.rig.pose().target.forEach((value, axis) => expect(value).toBeCloseTo(there.target[axis]));
    inCrowd(stage, ['bread', 'ship', 'leaf'], places);
    stage.rig.pose().eye.forEach((value, axis) => expect(value).toBeCloseTo(home.eye[axis]));
    stage.rig.pose().target.forEach((value) => expect(value).toBeCloseTo(0));
  });

  it('shows all of a map of few words instead of flying past them to the chosen one', () => {
    const stage = stageOf();
    stage.setStill(true);
    const home = stage.rig.pose();
    stage.rig.zoom(4, 0);
    stage.frame(0);
    stage.flyToRow(3, 0);
    stage.frame(0);
    stage.rig.pose().eye.forEach((value, axis) => expect(value).toBeCloseTo(home.eye[axis]));
    stage.rig.pose().target.forEach((value, axis) => expect(value).toBeCloseTo(home.target[axis]));
  });

  it('brings arrows between other words into view, once', () => {
    const stage = stageOf();
    stage.setStill(true);
    stage.setArrows([{ from: 2, to: 3, kind: 'step' }, { from: 0, to: [0.4, 0.1, 0], kind: 'answer', found: 1 }], 0);
    stage.frame(0);
    const framed = stage.rig.pose().target[0];
    expect(framed).toBeCloseTo(0.24, 1);
    stage.rig.goHome(0);
    stage.frame(0);
    stage.setArrows([{ from: 2, to: 3, kind: 'step' }, { from: 0, to: [0.4, 0.2, 0], kind: 'answer', found: 1 }], 0);
    stage.frame(0);
    expect(stage.rig.pose().target[0]).toBeCloseTo(0);
  });

  it('steps through neighbours of the chosen word', () => {
    const stage = stageOf();
    expect(stage.stops()).toEqual([]);
    stage.setChoice(0, [{ row: 1, similarity: 0.9 }, { row: 77, similarity: 0.8 }]);
    expect(stage.stops()).toEqual([1]);
  });

  it('ranks by priority where there is one', () => {
    const stage = stageOf();
    expect([...stage.ranking]).toEqual([0, 1, 2, 3]);
    stage.setPriority(Float32Array.of(1, 5, 1, 9));
    expect([...stage.ranking]).toEqual([3, 1, 0, 2]);
  });

  it('keeps faded words out of reach', () => {
    const stage = stageOf();
    stage.setPaint(new Float32Array(12), new Float32Array(4).fill(6), Float32Array.of(0.1, 1, 1, 1));
    const spot = stage.spot(0)!;
    expect(stage.wordAt(spot.x, spot.y, 0)).toBeNull();
  });
});
