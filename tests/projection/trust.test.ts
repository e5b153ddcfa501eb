import { describe, expect, it } from 'vitest';
import { dense } from '../../lib/kernels/matrix';
import { trust } from '../../lib/projection/trust';
import { spearman } from '../../lib/space/spearman';
import { finish } from '../../lib/work';
import sklearn from '../fixtures/projection.json';
import { blobs, sparse, thinned } from './spaces';

const space = dense(sklearn.rows, sklearn.dims, Float32Array.from(sklearn.space));
const layout = { dims: 2 as const, values: Float32Array.from(sklearn.layout) };

describe('trust', () => {
  it.each(['5', '15'] as const)('equals scikit-learn over all rows at k = %s', (k) => {
    const found = finish(trust(space, layout, { k: Number(k), sample: 80 }));
    expect(found.trustworthiness).toBeCloseTo(sklearn.trustworthiness[k], 6);
    expect(found.continuity).toBeCloseTo(sklearn.continuity[k], 6);
    expect(found).toMatchObject({ k: Number(k), sample: 80 });
  });

  it('correlates distances as scipy does over all pairs', () => {
    expect(finish(trust(space, layout)).distanceCorrelation).toBeCloseTo(sklearn.distanceCorrelation, 5);
  });

  it('correlates the distances of a sample of pairs near those of all, the same for a seed', () => {
    const matrix = blobs(400, 6, 5);
    const map = { dims: 3 as const, values: Float32Array.from({ length: 1200 }, (_, i) => matrix.values[Math.floor(i / 3) * 6 + (i % 3)]) };
    const cosines: number[] = [];
    const gaps: number[] = [];
    const at = Array.from({ length: 400 }, (_, row) => [...matrix.values.subarray(6 * row, 6 * row + 6)]);
    for (let i = 0; i < 400; i++) {
      for (let j = 0; j < i; j++) {
        const [a, b] = [at[i], at[j]];
        cosines.push(1 - a.reduce((sum, x, d) => sum + x * b[d], 0) / (Math.hypot(...a) * Math.hypot(...b)));
        gaps.push(Math.hypot(...a.slice(0, 3).map((x, d) => x - b[d])));
      }
    }
    const all = spearman(cosines, gaps);
    const sampled = (seed: number) => finish(trust(matrix, map, { seed })).distanceCorrelation;
    expect(Math.abs(sampled(1) - all)).toBeLessThan(0.02);
    expect(sampled(1)).toBe(sampled(1));
    expect(sampled(1)).not.toBe(sampled(2));
    const backwards = { dims: 2 as const, values: Float32Array.of(1, 0, 5, 0, 1.1, 0, 1.2, 0) };
    expect(finish(trust(dense(4, 2, Float32Array.of(1, 0, 1, 0.1, 0, 1, -1, 0)), backwards)).distanceCorrelation).toBeLessThan(0);
  });

  it('is whole for a map that shows the space as it is', () => {
    const flat = blobs(60, 2, 5);
    for (let row = 0; row < 60; row++) {
      // Equal lengths: distance on the map then goes with the cosine.
      const length = Math.hypot(flat.values[2 * row], flat.values[2 * row + 1]);
      flat.values[2 * row] /= length;
      flat.values[2 * row + 1] /= length;
    }
    const found = finish(trust(flat, { dims: 2, values: flat.values }, { k: 7 }));
    expect(found.trustworthiness).toBeGreaterThan(0.9999);
    expect(found.continuity).toBeGreaterThan(0.9999);
    expect(found.recall).toBeGreaterThan(0.99);
  });

  it('is the same for sparse rows', () => {
    const matrix = thinned(90, 8);
    const positions = { dims: 2 as const, values: Float32Array.from({ length: 180 }, (_, i) => matrix.values[(i >> 1) * 8 + (i & 1)] + 0.001 * (i % 7)) };
    const a = finish(trust(matrix, positions, { k: 5 }));
    const b = finish(trust(sparse(matrix), positions, { k: 5 }));
    expect(b.trustworthiness).toBeCloseTo(a.trustworthiness, 3);
    expect(b.recall).toBeCloseTo(a.recall, 2);
  });

  it('is judged on a sample chosen by the seed, near the judgement of all', () => {
    const all = finish(trust(space, layout, { k: 5 }));
    const some = finish(trust(space, layout, { k: 5, sample: 40, seed: 2 }));
    expect(some.sample).toBe(40);
    expect(Math.abs(some.trustworthiness - all.trustworthiness)).toBeLessThan(0.05);
    expect(finish(trust(space, layout, { k: 5, sample: 40, seed: 2 }))).toEqual(some);
  });

  it('looks at fewer neighbours in small spaces, and finds nothing wrong with one or two rows', () => {
    expect(finish(trust(dense(2, 3), { dims: 2, values: new Float32Array(4) }))).toMatchObject({ k: 0, trustworthiness: 1, recall: 1, distanceCorrelation: 1 });
    const five = finish(trust(blobs(5, 3, 2), { dims: 2, values: Float32Array.of(0, 0, 1, 0, 0, 2, 3, 0, 0, 4) }));
    expect(five.k).toBe(2);
    expect(five.trustworthiness).toBeGreaterThanOrEqual(0);
    expect(five.trustworthiness).toBeLessThanOrEqual(1);
  });

  it('reports how many rows are judged', () => {
    const work = trust(blobs(900, 150, 3), { dims: 2, values: new Float32Array(1800).map((_, i) => i % 31) });
    expect(work.progress()).toEqual({ stage: 'judging the map', done: 0, total: 900 });
    work.step();
    expect(work.progress().done).toBeGreaterThan(0);
    expect(work.progress().done).toBeLessThan(900);
  });

  it('refuses an empty space and positions of other rows', () => {
    expect(() => trust(dense(0, 2), { dims: 2, values: new Float32Array(0) })).toThrow(/nothing to put on the map/);
    expect(() => trust(space, { dims: 2, values: new Float32Array(6) })).toThrow(/The map holds 3 points and the space 80 rows/);
  });
});
