import { describe, expect, it } from 'vitest';
import { dense, type Matrix } from '../../lib/kernels/matrix';
import type { Layout } from '../../lib/projection/projection';
import { trust } from '../../lib/projection/trust';
import { umap, type UmapOptions } from '../../lib/projection/umap/umap';
import { finish } from '../../lib/work';
import { blobs, sparse, thinned } from './spaces';

const positionsOf = (matrix: Matrix, options: UmapOptions) => finish(umap(matrix, options)).values;

describe('umap', () => {
  const groups = blobs(240, 10, 4);

  it('keeps groups together and neighbours near', () => {
    const layout = umap(groups, { dims: 2, epochs: 150 });
    const { values } = finish(layout);
    const nearestOf = (row: number) => {
      let best = -1;
      let least = Infinity;
      for (let other = 0; other < 240; other++) {
        const d = (values[2 * row] - values[2 * other]) ** 2 + (values[2 * row + 1] - values[2 * other + 1]) ** 2;
        if (other !== row && d < least) [best, least] = [other, d];
      }
      return best;
    };
    for (let row = 0; row < 240; row++) expect(nearestOf(row) % 4).toBe(row % 4);
    expect(finish(trust(groups, { dims: 2, values })).trustworthiness).toBeGreaterThan(0.93);
  });

  it('lays out sparse rows', () => {
    const matrix = sparse(thinned(120, 30));
    const values = positionsOf(matrix, { dims: 3, epochs: 50 });
    expect(values.every(Number.isFinite)).toBe(true);
    expect(finish(trust(matrix, { dims: 3, values })).trustworthiness).toBeGreaterThan(0.75);
  });

  it('gives the same bytes for the same seed and others for another', () => {
    const once = positionsOf(groups, { dims: 3, epochs: 20, seed: 4 });
    expect(positionsOf(groups, { dims: 3, epochs: 20, seed: 4 })).toEqual(once);
    expect(positionsOf(groups, { dims: 3, epochs: 20, seed: 5 })).not.toEqual(once);
  });

  it('begins at given places, rows without one beside their neighbours; not where another start is asked for', () => {
    const { rows } = groups;
    const finished = finish(umap(groups, { dims: 2 }));
    // Every third row stands nowhere.
    const values = finished.values.map((value, at) => (Math.floor(at / 2) % 3 === 0 ? Number.NaN : value));
    const begun = umap(groups, { dims: 2, epochs: 1 }, { initial: { dims: 2, values } });
    while (begun.progress().stage !== 'arranging') begun.step();
    const first = begun.positions().values.slice();
    expect(first.every(Number.isFinite)).toBe(true);
    const spread = (p: Float32Array) => Math.hypot(...p.map((v) => v - p.reduce((a, b) => a + b, 0) / p.length));
    const scale = spread(finished.values) / spread(first);
    const gaps = Array.from({ length: rows }, (_, i) => Math.hypot(first[2 * i] * scale - finished.values[2 * i], first[2 * i + 1] * scale - finished.values[2 * i + 1]));
    expect(gaps.reduce((a, b) => a + b, 0) / rows).toBeLessThan(0.1 * spread(finished.values));
    const anew = { dims: 2, epochs: 5, start: 'components' } as const;
    expect(finish(umap(groups, anew, { initial: finished }))).toEqual(finish(umap(groups, anew)));
    expect(finish(umap(groups, { ...anew, start: 'given' }))).toEqual(finish(umap(groups, anew)));
  });

  it('can be watched: stages in order, positions in place, one epoch a step', () => {
    const layout = umap(groups, { dims: 2, epochs: 10 });
    const { values } = layout.positions();
    const stages = new Set([layout.progress().stage]);
    let arranging = 0;
    let before = values.slice();
    while (!layout.step()) {
      const { stage, done, total } = layout.progress();
      stages.add(stage);
      if (stage !== 'finding components') expect(values.every((v) => v !== 0)).toBe(true);
      if (stage !== 'arranging') continue;
      expect([done, total]).toEqual([arranging++, 10]);
      expect(layout.positions().values).toBe(values);
      if (done > 0) expect(values).not.toEqual(before);
      before = values.slice();
    }
    expect([...stages]).toEqual(['finding components', 'finding neighbours', 'linking neighbours', 'arranging']);
    expect(arranging).toBe(10);
    expect(layout.result().values).toBe(values);
    expect(layout.progress()).toEqual({ stage: 'arranging', done: 10, total: 10 });
  });

  it('starts from the principal components, so that seeds agree on the large arrangement', () => {
    const start = (seed: number) => firstArranged(umap(groups, { dims: 2, epochs: 10, seed }));
    const [a, b] = [start(1), start(2)];
    a.forEach((x, i) => expect(Math.abs(x - b[i])).toBeLessThan(2e-3));
    expect(Math.max(...a.map(Math.abs))).toBeCloseTo(10, 1);
  });

  it.each([1, 2, 3, 4, 5, 15, 16, 17])('lays out %i rows', (rows) => {
    for (const dims of [2, 3] as const) {
      const values = positionsOf(blobs(rows, 4, 2), { dims });
      expect(values.length).toBe(rows * dims);
      expect(values.every(Number.isFinite)).toBe(true);
      expect(new Set(values).size).toBeGreaterThan(rows > 1 ? rows : 0);
    }
  });

  it('ends on equal rows, zero rows and both among others', () => {
    const mixed = blobs(60, 5, 3);
    mixed.values.fill(0, 0, 50);
    for (let row = 30; row < 60; row++) mixed.values.copyWithin(row * 5, 29 * 5, 30 * 5);
    for (const matrix of [dense(40, 3, new Float32Array(120).fill(1)), dense(40, 3), mixed, sparse(mixed)]) {
      const values = positionsOf(matrix, { dims: 3, epochs: 30 });
      expect(values.every(Number.isFinite)).toBe(true);
      expect(new Set(values).size).toBeGreaterThan(40);
    }
  });

  it('takes the first rows only where asked', () => {
    const first = dense(50, 10, groups.values.slice(0, 500));
    expect(positionsOf(groups, { dims: 2, epochs: 5, rows: 50 })).toEqual(positionsOf(first, { dims: 2, epochs: 5 }));
  });

  it('chooses the epochs by the rule of umap-learn', () => {
    const layout = umap(blobs(20, 3, 2), { dims: 2 });
    while (layout.progress().stage !== 'arranging') layout.step();
    expect(layout.progress().total).toBe(500);
  });

  it('refuses an empty space and options out of range, saying which', () => {
    expect(() => umap(dense(0, 5), { dims: 2 })).toThrow(/nothing to put on the map/);
    expect(() => umap(groups, { dims: 2, rows: 0 })).toThrow(/nothing to put on the map/);
    const refused: [Partial<Record<keyof UmapOptions, number>>, RegExp][] = [
      [{ dims: 4 }, /dims must be 2 or 3, not 4/],
      [{ neighbours: 1 }, /neighbours must be a whole number from 2 to 200, not 1/],
      [{ neighbours: NaN }, /neighbours .*NaN/],
      [{ spread: 0 }, /spread must be above 0/],
      [{ minDist: 2 }, /least distance must be from 0 to the spread, 1, not 2/],
      [{ epochs: 1.5 }, /epochs must be a whole number/],
      [{ negativeSampleRate: 0 }, /negativeSampleRate/],
      [{ seed: Infinity }, /seed must be a number/],
    ];
    for (const [change, message] of refused) {
      expect(() => umap(groups, { dims: 2, ...change } as UmapOptions)).toThrow(message);
    }
    expect(() => positionsOf(dense(4, 1, Float32Array.of(1, 2, NaN, 3)), { dims: 2 })).toThrow(/^Row 3 /);
  });

  it('stays finite over the range of distances', () => {
    for (const [minDist, spread] of [[0, 1], [1, 1], [0.99, 1], [0, 0.1], [5, 10]]) {
      expect(positionsOf(groups, { dims: 2, epochs: 20, minDist, spread }).every(Number.isFinite)).toBe(true);
    }
  });
});

function firstArranged(layout: Layout): number[] {
  while (layout.progress().stage !== 'arranging') layout.step();
  return [...layout.positions().values];
}
