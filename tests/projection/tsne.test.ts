import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dense, type Csr, type Matrix } from '../../lib/kernels/matrix';
import { exactKnn } from '../../lib/projection/knn/exact';
import type { Slices } from '../../lib/projection/slices';
import { trust } from '../../lib/projection/trust';
import { affinities, calibrate } from '../../lib/projection/tsne/affinities';
import { divergence, neighboursFor, tsne, type TsneOptions } from '../../lib/projection/tsne/tsne';
import { finish } from '../../lib/work';
import projection from '../fixtures/projection.json';
import sklearn from '../fixtures/tsne.json';
import { blobs, sparse, thinned } from './spaces';

const fixture = dense(projection.rows, projection.dims, Float32Array.from(projection.space));
const { perplexity } = sklearn;
const positionsOf = (matrix: Matrix, options: TsneOptions) => finish(tsne(matrix, options)).values;

describe('affinities', () => {
  it('are the joint probabilities of scikit-learn', () => {
    const ours = jointOf(3 * perplexity);
    expect([...ours.indptr]).toEqual(sklearn.joint.indptr);
    for (let row = 0; row < ours.rows; row++) {
      const theirs = new Map(sklearn.joint.indices.slice(ours.indptr[row], ours.indptr[row + 1]).map((j, n) => [j, sklearn.joint.values[ours.indptr[row] + n]]));
      for (let e = ours.indptr[row]; e < ours.indptr[row + 1]; e++) expect(ours.values[e] / theirs.get(ours.indices[e])!).toBeCloseTo(1, 3);
    }
  });

  it('have the perplexity asked for', () => {
    const distances = fc.array(fc.double({ min: 0, max: 4, noNaN: true }), { minLength: 12, maxLength: 40 });
    fc.assert(
      fc.property(distances, fc.double({ min: 1.5, max: 6, noNaN: true }), fc.double({ min: -5, max: 5, noNaN: true }), (list, perplexity, start) => {
        // Distances a little apart: among equals no perplexity below their number can be had.
        const squares = Float64Array.from(list).sort().map((d, n) => d + n / 100);
        const shares = new Float64Array(squares.length);
        calibrate(squares, Math.log(perplexity), start, shares);
        const entropy = -shares.reduce((sum, p) => sum + (p > 0 ? p * Math.log(p) : 0), 0);
        expect(Math.exp(entropy)).toBeCloseTo(perplexity, 3);
        expect(shares.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
      }),
    );
  });

  it('are even among rows that are all equal', () => {
    const shares = new Float64Array(6);
    calibrate(new Float64Array(6).fill(0.3), Math.log(2), 0, shares);
    shares.forEach((share) => expect(share).toBeCloseTo(1 / 6, 12));
  });
});

describe('tsne', () => {
  const groups = blobs(240, 10, 4);

  it('tells the divergence of scikit-learn for the same map', () => {
    const { layout, rows } = projection;
    const graph = jointOf(3 * perplexity);
    let pull = 0;
    for (let i = 0; i < rows; i++) for (let j = 0; j < rows; j++) if (i !== j) pull += 1 / (1 + (layout[2 * i] - layout[2 * j]) ** 2 + (layout[2 * i + 1] - layout[2 * j + 1]) ** 2);
    expect(divergence(graph, { dims: 2, values: Float32Array.from(layout) }, pull)).toBeCloseTo(sklearn.divergence, 4);
  });

  it('ends about as low as scikit-learn, and lower still with a dimension more', () => {
    const [flat, deep] = ([2, 3] as const).map((dims) => {
      const layout = tsne(fixture, { dims, perplexity });
      finish(layout);
      return layout.facts.divergence!;
    });
    expect(flat).toBeLessThan(1.15 * sklearn.finished[2]);
    expect(flat).toBeGreaterThan(0.9 * sklearn.finished[2]);
    expect(deep).toBeLessThan(flat);
    expect(deep).toBeGreaterThan(0);
  });

  it('keeps neighbours near', () => {
    const values = positionsOf(groups, { dims: 2, epochs: 400 });
    expect(finish(trust(groups, { dims: 2, values })).trustworthiness).toBeGreaterThan(0.95);
  });

  it('gives the same bytes for the same seed, with and without WebAssembly, and others for another seed', () => {
    const options = { dims: 3, epochs: 40, seed: 4 } as const;
    const once = positionsOf(groups, options);
    expect(positionsOf(groups, { ...options, engine: 'plain' })).toEqual(once);
    expect(positionsOf(groups, { ...options, seed: 5 })).not.toEqual(once);
  });

  it('lays out sparse rows, by Euclidean distance and from chance too', () => {
    const matrix = sparse(thinned(120, 30));
    for (const values of [positionsOf(matrix, { dims: 2, epochs: 200 }), positionsOf(matrix, { dims: 2, epochs: 200, metric: 'euclidean', start: 'random' })]) {
      expect(values.every(Number.isFinite)).toBe(true);
      expect(finish(trust(matrix, { dims: 2, values })).trustworthiness).toBeGreaterThan(0.55);
    }
  });

  it.each([1, 2, 3, 4, 5, 8, 9, 16, 17])('lays out %i rows', (rows) => {
    for (const dims of [2, 3] as const) {
      const values = positionsOf(blobs(rows, 4, 2), { dims, epochs: 100 });
      expect(values.length).toBe(rows * dims);
      expect(values.every(Number.isFinite)).toBe(true);
      expect(new Set(values).size).toBeGreaterThan(rows > 1 ? rows - 1 : 0);
    }
  });

  it('ends on equal rows, zero rows and both among others', () => {
    const mixed = blobs(60, 5, 3);
    mixed.values.fill(0, 0, 50);
    for (let row = 30; row < 60; row++) mixed.values.copyWithin(row * 5, 29 * 5, 30 * 5);
    for (const matrix of [dense(40, 3, new Float32Array(120).fill(1)), dense(40, 3), mixed, sparse(mixed)]) {
      const values = positionsOf(matrix, { dims: 3, epochs: 60 });
      expect(values.every(Number.isFinite)).toBe(true);
      expect(new Set(values).size).toBeGreaterThan(40);
    }
  });

  it('can be watched and changed while it runs', () => {
    const layout = tsne(groups, { dims: 2, epochs: 12 });
    const stages = new Set<string>();
    let changed = false;
    while (!layout.step()) {
      stages.add(layout.progress().stage);
      if (layout.progress().done === 6 && !changed) {
        layout.change({ rate: 500 });
        changed = true;
      }
    }
    expect([...stages]).toEqual(['finding components', 'finding neighbours', 'linking neighbours', 'arranging']);
    expect(layout.result().values).toBe(layout.positions().values);
    expect(layout.result().values).not.toEqual(positionsOf(groups, { dims: 2, epochs: 12 }));
    expect(() => layout.change({ rate: -1 })).toThrow(/rate must be a number of at least 0/);
  });

  it.each([0, 0.5])('draws points without groups not into one while it exaggerates, at angle %d', (angle) => {
    // Rows by chance lie in one crowd: twelvefold pulls outweigh the pushes along every axis.
    const rows = 1200;
    const crowd = thinned(rows, 30);
    const layout = tsne(crowd, { dims: 2, epochs: 160, angle });
    let least = Infinity;
    while (!layout.step()) {
      if (layout.progress().stage !== 'arranging') continue;
      const x = layout.positions().values.filter((_, at) => at % 2 === 0);
      const mean = x.reduce((a, b) => a + b, 0) / rows;
      least = Math.min(least, Math.sqrt(x.reduce((sum, v) => sum + (v - mean) ** 2, 0) / rows));
    }
    // They began at 1e-4; single precision beside the noise of 1e-6 still tells them apart.
    expect(least).toBeGreaterThan(1e-7);
  });

  it('begins where points stand already', () => {
    const initial = { dims: 2 as const, values: Float32Array.from({ length: 480 }, (_, i) => Math.cos(i) * 5) };
    const layout = tsne(groups, { dims: 2, epochs: 5 }, { initial });
    while (layout.progress().stage !== 'arranging') layout.step();
    const { values } = layout.positions();
    const scale = initial.values[0] / values[0];
    initial.values.forEach((x, i) => expect(Math.abs(values[i] * scale - x)).toBeLessThan(0.3));
  });

  it('takes neighbours that were found beforehand', () => {
    const options = { dims: 2, epochs: 20 } as const;
    const neighbours = finish(exactKnn(groups, neighboursFor(240, 30) + 9));
    expect(finish(tsne(groups, options, { neighbours })).values).toEqual(positionsOf(groups, options));
    expect(() => finish(tsne(groups, options, { neighbours: finish(exactKnn(groups, 9)) }))).toThrow(/9 neighbours of 240 rows are given, and 90 of 240 are needed/);
  });

  it('refuses an empty space and options out of range, saying which', () => {
    expect(() => tsne(dense(0, 5), { dims: 2 })).toThrow(/nothing to put on the map/);
    const refused: [Partial<Record<keyof TsneOptions, number>>, RegExp][] = [
      [{ dims: 4 }, /dims must be 2 or 3, not 4/],
      [{ perplexity: 1 }, /perplexity must be from 2 to 100, not 1/],
      [{ exaggeration: 0.5 }, /exaggeration must be from 1 to 100/],
      [{ epochs: 1.5 }, /epochs must be a whole number/],
      [{ rate: NaN }, /rate must be/],
      [{ angle: 2 }, /angle must be from 0 to 1/],
      [{ seed: Infinity }, /seed must be a number/],
    ];
    for (const [change, message] of refused) expect(() => tsne(groups, { dims: 2, ...change } as TsneOptions)).toThrow(message);
    expect(() => positionsOf(dense(4, 1, Float32Array.of(1, 2, NaN, 3)), { dims: 2 })).toThrow(/^Row 3 /);
  });
});

function jointOf(k: number): Csr {
  return all(affinities(finish(exactKnn(fixture, k)), projection.rows, perplexity));
}

function all<Result>(slices: Slices<Result>): Result {
  for (;;) {
    const next = slices.next();
    if (next.done) return next.value;
  }
}
