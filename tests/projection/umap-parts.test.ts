import { UMAP } from 'umap-js';
import { describe, expect, it } from 'vitest';
import { dense, type Csr } from '../../lib/kernels/matrix';
import { Random } from '../../lib/kernels/random';
import { exactKnn } from '../../lib/projection/knn/exact';
import { firstRows } from '../../lib/projection/rows';
import { fitCurve } from '../../lib/projection/umap/curve';
import { fuzzyGraph, memberships, withLabels } from '../../lib/projection/umap/graph';
import { backed } from '../../lib/projection/umap/links';
import { sampledComponents } from '../../lib/projection/umap/components';
import { pca } from '../../lib/projection/pca';
import { spectral } from '../../lib/projection/umap/spectral';
import { transform } from '../../lib/projection/umap/transform';
import { umap } from '../../lib/projection/umap/umap';
import { trust } from '../../lib/projection/trust';
import type { Slices } from '../../lib/projection/slices';
import { finish } from '../../lib/work';
import sklearn from '../fixtures/projection.json';
import learn from '../fixtures/umap-learn.json';
import { blobs, sparse } from './spaces';

const noise = (count: number, random = new Random(3)) => Float32Array.from({ length: count }, () => random.uniform() - 0.5);
const space = firstRows(dense(sklearn.rows, sklearn.dims, Float32Array.from(sklearn.space)), learn.rows);

describe('the curve', () => {
  it.each(learn.curves as [number, number, number, number][])('for a least distance of %f and a spread of %f is umap-learn’s', (minDist, spread, a, b) => {
    const curve = fitCurve(minDist, spread);
    expect(Math.abs(curve.a / a - 1)).toBeLessThan(1e-4);
    expect(Math.abs(curve.b / b - 1)).toBeLessThan(1e-4);
  });
});

describe('the fuzzy graph', () => {
  const neighbours = finish(exactKnn(space, learn.k - 1));
  const graph = end(fuzzyGraph(neighbours, learn.rows));

  it('has umap-learn’s weights', () => {
    expectEqual(triples(graph), learn.graph, 2e-5);
  });

  it('has the weights of umap-js', () => {
    const groups = blobs(400, 12, 5);
    const found = finish(exactKnn(groups, 14));
    const reference = new UMAP({ nNeighbors: 15, random: () => 0.5 });
    const lists = Array.from({ length: 400 }, (_, row) => [row, ...found.indices.subarray(row * 14, row * 14 + 14)]);
    const distances = lists.map((_, row) => [0, ...Array.from(found.similarities.subarray(row * 14, row * 14 + 14), (s) => Math.max(0, 1 - s))]);
    reference.setPrecomputedKNN(lists, distances);
    reference.initializeFit(lists);
    const theirs = (reference as unknown as { graph: { getAll(): { row: number; col: number; value: number }[] } }).graph.getAll();
    const sorted = theirs.filter(({ value }) => value !== 0).map(({ row, col, value }) => [row, col, value]).sort((x, y) => x[0] - y[0] || x[1] - y[1]);
    expectEqual(triples(end(fuzzyGraph(found, 400))), sorted, 1e-5);
  });

  it('minds kinds as umap-learn does', () => {
    for (const [weight, expected] of Object.entries(learn.labelled)) {
      expectEqual(triples(withLabels(graph, Int32Array.from(learn.kinds), Number(weight))).filter(([, , w]) => w > 1e-7), expected.filter(([, , w]) => w > 1e-7), 2e-5);
    }
    const alone = withLabels(graph, Int32Array.from(learn.kinds), 1);
    for (const [i, j, w] of triples(alone)) if (learn.kinds[i] >= 0 && learn.kinds[j] >= 0 && learn.kinds[i] !== learn.kinds[j]) expect(w).toBe(0);
  });

  it('gives each row memberships that sum to log₂ k, the nearest 1', () => {
    const found = finish(exactKnn(blobs(100, 6, 1), 9));
    const weights = end(memberships(found));
    for (let row = 0; row < 100; row++) {
      const own = weights.subarray(row * 9, row * 9 + 9);
      expect(own[0]).toBe(1);
      expect(own.reduce((a, b) => a + b, 0)).toBeCloseTo(Math.log2(10), 4);
    }
  });

  it('links a row with its nearest and with those it shares a neighbour with', () => {
    const rows = 300;
    const found = finish(exactKnn(dense(rows, 24, noise(rows * 24)), 12));
    const lists = Array.from({ length: rows }, (_, row) => [...found.indices.subarray(row * 12, row * 12 + 12)]);
    const known = lists.map((own, row) => new Set([...own, ...lists.keys()].filter((other) => own.includes(other) || lists[other].includes(row))));
    const expected = lists.flatMap((own, row) => own.map((other, n) => Number(n === 0 || [...known[row]].some((third) => known[other].has(third)))));
    const kept = end(backed(found, rows));
    expect([...kept]).toEqual(expected);
    expect(expected).toContain(0);
    const weights = end(memberships(found, { kept }));
    expect(weights.every((weight, n) => weight > 0 === kept[n] > 0)).toBe(true);
    expect([...end(backed(finish(exactKnn(blobs(50, 3, 2), 9)), 50))]).toEqual(Array.from({ length: 450 }, () => 1));
  });

  it('joins equal rows fully', () => {
    const same = end(fuzzyGraph(finish(exactKnn(dense(6, 2, new Float32Array(12).fill(1)), 3)), 6));
    expect(same.values.every((w) => w === 1)).toBe(true);
  });
});

describe('where points begin', () => {
  it('along the principal components, found from a sample', () => {
    const matrix = blobs(500, 20, 4);
    const quick = end(sampledComponents(matrix, 3, true)).values;
    const exact = finish(pca(matrix, { dims: 3, unit: true })).values;
    for (let axis = 0; axis < 3; axis++) {
      let xy = 0, xx = 0, yy = 0;
      for (let at = axis; at < quick.length; at += 3) {
        xy += quick[at] * exact[at];
        xx += quick[at] ** 2;
        yy += exact[at] ** 2;
      }
      expect(Math.abs(xy / Math.sqrt(xx * yy))).toBeGreaterThan(0.99);
    }
  });

  it('by the smoothest functions on the graph: on a ring, its sine and cosine', () => {
    const n = 60;
    const ring = { kind: 'csr' as const, rows: n, dims: n, indptr: Uint32Array.from({ length: n + 1 }, (_, i) => 2 * i), indices: Uint32Array.from({ length: 2 * n }, (_, e) => [(e >> 1) + n - 1, (e >> 1) + 1][e & 1] % n), values: new Float32Array(2 * n).fill(1) };
    const { values } = end(spectral(ring, 2, new Random(1)));
    const radii = Array.from({ length: n }, (_, i) => Math.hypot(values[2 * i], values[2 * i + 1]));
    expect(Math.max(...radii) / Math.min(...radii)).toBeLessThan(1.05);
    for (let i = 0; i < n; i++) {
      const turn = Math.atan2(values[2 * i + 1], values[2 * i]) - Math.atan2(values[(2 * i + 2) % (2 * n) + 1], values[(2 * i + 2) % (2 * n)]);
      expect(Math.abs(Math.sin(turn))).toBeCloseTo(Math.sin((2 * Math.PI) / n), 1);
    }
  });

  it.each(['random', 'spectral', 'components'] as const)('%s: keeps groups together', (start) => {
    const groups = blobs(240, 10, 4);
    expect(finish(trust(groups, finish(umap(groups, { dims: 2, epochs: 150, start })))).trustworthiness).toBeGreaterThan(0.9);
  });
});

describe('another engine', () => {
  it('in plain TypeScript makes the same map, bit for bit', () => {
    const groups = blobs(150, 8, 3);
    for (const dims of [2, 3] as const) {
      expect(finish(umap(groups, { dims, epochs: 40, engine: 'plain' }))).toEqual(finish(umap(groups, { dims, epochs: 40 })));
    }
  });

  it('umap-js makes one that can be trusted as much', () => {
    const groups = blobs(600, 12, 30);
    const [ours, theirs] = (['kernel', 'umap-js'] as const).map((engine) => finish(trust(groups, finish(umap(groups, { dims: 2, epochs: 200, engine })))));
    expect(ours.trustworthiness).toBeGreaterThan(theirs.trustworthiness - 0.01);
    expect(ours.recall).toBeGreaterThan(theirs.recall - 0.02);
  });
});

describe('a layout under way', () => {
  it('goes on with another least distance and more negatives', () => {
    const groups = blobs(200, 8, 4);
    const run = (changed: boolean) => {
      const layout = umap(groups, { dims: 2, epochs: 100 });
      while (layout.progress().stage !== 'arranging' || layout.progress().done < 40) layout.step();
      const before = layout.positions().values.slice();
      if (changed) layout.change({ minDist: 0.9, negativeSampleRate: 12 });
      expect(layout.positions().values).toEqual(before);
      return finish(layout).values;
    };
    const [kept, changed] = [run(false), run(true)];
    expect(changed).not.toEqual(kept);
    // Points that may lie no closer lie farther from their nearest.
    expect(nearestGap(changed)).toBeGreaterThan(1.5 * nearestGap(kept));
  });

  it('takes a change before it moves points as if it had begun with it', () => {
    const groups = blobs(120, 8, 4);
    const layout = umap(groups, { dims: 3, epochs: 30 });
    layout.change({ minDist: 0.5, negativeSampleRate: 3 });
    expect(finish(layout)).toEqual(finish(umap(groups, { dims: 3, epochs: 30, minDist: 0.5, negativeSampleRate: 3 })));
  });

  it('refuses what is out of range, and what umap-js cannot do', () => {
    const groups = blobs(50, 4, 2);
    expect(() => umap(groups, { dims: 2 }).change({ minDist: 3 })).toThrow(/least distance must be from 0 to the spread, 1, not 3/);
    expect(() => umap(groups, { dims: 2, engine: 'umap-js' }).change({ minDist: 0.2 })).toThrow(/umap-js cannot change/);
  });

  it('begins from neighbours that are known, and refuses those of other rows', () => {
    const groups = blobs(90, 6, 3);
    const neighbours = finish(exactKnn(groups, 30));
    expect(finish(umap(groups, { dims: 2, epochs: 20 }, { neighbours }))).toEqual(finish(umap(groups, { dims: 2, epochs: 20 })));
    expect(() => finish(umap(groups, { dims: 2, rows: 60 }, { neighbours }))).toThrow(/30 neighbours of 90 rows are given, and 14 of 60 are needed/);
  });

  it('keeps kinds together that the vectors mix', () => {
    const mixed = blobs(300, 10, 1);
    const labels = Int32Array.from({ length: 300 }, (_, row) => row % 2);
    const apart = (given: Int32Array | undefined) => {
      const { values } = finish(umap(mixed, { dims: 2, epochs: 200, labelWeight: 0.9 }, { labels: given }));
      const mean = (kind: number, axis: number) => Array.from({ length: 150 }, (_, i) => values[2 * (2 * i + kind) + axis]).reduce((a, b) => a + b, 0) / 150;
      return Math.hypot(mean(0, 0) - mean(1, 0), mean(0, 1) - mean(1, 1));
    };
    expect(apart(labels)).toBeGreaterThan(3 * apart(undefined));
  });
});

describe('new rows on a finished map', () => {
  const groups = blobs(400, 10, 5);
  const first = firstRows(groups, 340);
  const added = dense(60, 10, groups.values.slice(3400));
  const positions = finish(umap(first, { dims: 2, epochs: 150 }));

  it('come to their own group and leave the map as it is', () => {
    for (const [matrix, rows] of [[first, added], [sparse(dense(340, 10, groups.values.slice(0, 3400))), sparse(added)]] as const) {
      const before = positions.values.slice();
      const { values } = finish(transform({ matrix, positions }, rows));
      expect(positions.values).toEqual(before);
      let own = 0;
      for (let i = 0; i < 60; i++) {
        const gaps = Array.from({ length: 340 }, (_, row) => Math.hypot(values[2 * i] - before[2 * row], values[2 * i + 1] - before[2 * row + 1]));
        own += Number(gaps.indexOf(Math.min(...gaps)) % 5 === (340 + i) % 5);
      }
      expect(own).toBeGreaterThanOrEqual(59);
    }
  });

  it('are placed alike each time, by either distance, and none is nothing', () => {
    const fitted = { matrix: first, positions };
    expect(finish(transform(fitted, added))).toEqual(finish(transform(fitted, added)));
    expect(finish(transform(fitted, added, { metric: 'euclidean', epochs: 10 })).values.every(Number.isFinite)).toBe(true);
    expect(finish(transform(fitted, dense(0, 10))).values.length).toBe(0);
    expect(finish(transform(fitted, dense(2, 10))).values.every(Number.isFinite)).toBe(true);
  });

  it('must be of the same space', () => {
    expect(() => transform({ matrix: first, positions }, dense(2, 3))).toThrow(/made from vectors of 10 numbers and the new ones have 3/);
  });
});

function end<Result>(slices: Slices<Result>): Result {
  for (;;) {
    const next = slices.next();
    if (next.done) return next.value;
  }
}

function triples({ rows, indptr, indices, values }: Csr): number[][] {
  const out: number[][] = [];
  for (let row = 0; row < rows; row++) for (let e = indptr[row]; e < indptr[row + 1]; e++) out.push([row, indices[e], values[e]]);
  return out;
}

function expectEqual(found: number[][], expected: number[][], within: number): void {
  expect(found.map(([i, j]) => [i, j])).toEqual(expected.map(([i, j]) => [i, j]));
  found.forEach(([, , w], at) => expect(Math.abs(w - expected[at][2])).toBeLessThan(within));
}

function nearestGap(values: Float32Array): number {
  const rows = values.length / 2;
  const gaps = Array.from({ length: rows }, (_, i) => Math.min(...Array.from({ length: rows }, (_, j) => (i === j ? Infinity : Math.hypot(values[2 * i] - values[2 * j], values[2 * i + 1] - values[2 * j + 1])))));
  return gaps.sort((a, b) => a - b)[rows >> 1];
}
