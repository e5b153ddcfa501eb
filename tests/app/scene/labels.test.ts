import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hazeAt } from '../../../app/scene/depth';
import { APPEARING, Labeller, labelFont, type LabelScene } from '../../../app/scene/labeller';
import { placeLabels, touches, type LabelCandidate, type LabelField } from '../../../app/scene/labels';

const field: LabelField = { width: 500, height: 300, limit: 40, obstacles: [{ left: 400, top: 200, width: 100, height: 100 }], shown: new Map() };

const candidate = (row: number): fc.Arbitrary<LabelCandidate> =>
  fc.record({
    row: fc.constant(row),
    x: fc.integer({ min: 0, max: 500 }),
    y: fc.integer({ min: 0, max: 300 }),
    radius: fc.integer({ min: 1, max: 8 }),
    width: fc.integer({ min: 10, max: 90 }),
    height: fc.constant(14),
    rank: fc.constant(row),
    forced: fc.boolean(),
  });
const candidates = fc.integer({ min: 1, max: 80 }).chain((n) => fc.tuple(...Array.from({ length: n }, (_, row) => candidate(row))));

describe('placeLabels', () => {
  it('never lets two labels, or a label and an obstacle, touch, and never leaves the map', () => {
    fc.assert(
      fc.property(candidates, (all) => {
        const placed = placeLabels(all, field);
        placed.forEach((a, i) => {
          expect(placed.slice(i + 1).some((b) => touches(a, b, 0))).toBe(false);
          expect(field.obstacles.some((b) => touches(a, b, 0))).toBe(false);
          expect(a.left >= 0 && a.top >= 0 && a.left + a.width <= field.width && a.top + a.height <= field.height).toBe(true);
        });
      }),
    );
  });

  it('holds on while the map moves a little: most labels stay, on their sides', () => {
    fc.assert(
      fc.property(candidates, (all) => {
        const plain = all.map((c) => ({ ...c, forced: false }));
        const before = placeLabels(plain, field);
        const shown = new Map(before.map(({ row, side }) => [row, side]));
        const after = placeLabels(plain, { ...field, shown });
        expect(new Map(after.map(({ row, side }) => [row, side]))).toEqual(shown);
      }),
    );
  });

  it('writes forced words first and keeps the others to the limit', () => {
    const row = (i: number, forced: boolean): LabelCandidate => ({ row: i, x: 40 + 90 * (i % 4), y: 30 + 40 * Math.floor(i / 4), radius: 3, width: 50, height: 14, rank: i, forced });
    const placed = placeLabels([...Array.from({ length: 8 }, (_, i) => row(i, false)), row(8, true)], { ...field, limit: 3 });
    expect(placed.map((label) => label.row)).toEqual([8, 0, 1, 2]);
  });

  it('pushes a forced label at the rim back into the map', () => {
    const [label] = placeLabels([{ row: 0, x: 5, y: 2, radius: 3, width: 50, height: 14, rank: 0, forced: true }], field);
    expect(label).toMatchObject({ left: 12, top: 0 });
  });
});

describe('Labeller', () => {
  const names = Array.from({ length: 300 }, (_, i) => `word${i}`);
  function sceneAt(angle: number, forced: number[] = []): LabelScene {
    const screen = new Float32Array(names.length * 3);
    names.forEach((_, i) => {
      const turn = i * 2.4 + angle;
      screen.set([400 + 16 * Math.sqrt(i) * Math.cos(turn), 300 + ((i * 37) % 290) - 145, 3 + 0.05 * Math.sqrt(i) * Math.sin(turn)], i * 3);
    });
    return {
      names,
      screen,
      sizes: new Float32Array(names.length).fill(4),
      home: 3,
      haze: hazeAt(3),
      width: 800,
      height: 600,
      obstacles: [],
      ranking: Uint32Array.from(names, (_, i) => i),
      forced,
      emphasis: (row) => (row % 10 === 7 ? 0.2 : 1),
      measure: (text) => text.length * 7,
    };
  }

  it('changes few labels as the map turns and never lets them touch', () => {
    const labeller = new Labeller();
    labeller.layout(sceneAt(0), 0);
    let newcomers = 0;
    let written = 0;
    for (let step = 1; step <= 60; step++) {
      const before = new Set(labeller.placed.map(({ row }) => row));
      labeller.layout(sceneAt(step * 0.01), step * 16);
      newcomers += labeller.placed.filter(({ row }) => !before.has(row)).length;
      written += labeller.placed.length;
      labeller.placed.forEach((a, i) => expect(labeller.placed.slice(i + 1).some((b) => touches(a, b, 0))).toBe(false));
    }
    expect(newcomers / written).toBeLessThan(0.04);
  });

  it('leaves faded words unwritten unless they are forced', () => {
    const labeller = new Labeller();
    labeller.layout(sceneAt(0), 0);
    expect(labeller.placed.some(({ row }) => row % 10 === 7)).toBe(false);
    labeller.layout(sceneAt(0, [297]), 0);
    expect(labeller.placed[0].row).toBe(297);
  });

  it('lets labels appear gradually and forgets them when the words change', () => {
    const labeller = new Labeller();
    labeller.layout(sceneAt(0), 1000);
    const [{ row }] = labeller.placed;
    expect(labeller.presence(row, 1000)).toBe(0);
    expect(labeller.presence(row, 1000 + APPEARING / 2)).toBeCloseTo(0.5);
    labeller.layout(sceneAt(0), 1100);
    expect(labeller.presence(row, 1000 + APPEARING)).toBe(1);
    labeller.forget();
    expect(labeller.placed).toEqual([]);
  });

  it('writes larger points larger, within bounds', () => {
    expect([2, 4, 7, 20].map(labelFont)).toEqual([11, 13, 15, 15]);
  });
});
