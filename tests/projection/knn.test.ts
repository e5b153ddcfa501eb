import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dense, type Matrix } from '../../lib/kernels/matrix';
import { cosineScores } from '../../lib/projection/knn/scores';
import { exactKnn } from '../../lib/projection/knn/exact';
import type { Neighbours } from '../../lib/projection/projection';
import { finish } from '../../lib/work';
import sklearn from '../fixtures/projection.json';
import { blobs, sparse, thinned } from './spaces';

const knn = (matrix: Matrix, k: number) => finish(exactKnn(matrix, k));

describe('exact neighbours', () => {
  it('equal those of scikit-learn by cosine', () => {
    const found = knn(dense(sklearn.rows, sklearn.dims, Float32Array.from(sklearn.space)), 5);
    expect([...found.indices]).toEqual(sklearn.neighbours.indices);
    found.similarities.forEach((s, i) => expect(s).toBeCloseTo(sklearn.neighbours.cosines[i], 5));
  });

  it('are the same of dense and sparse rows, past the borders of tiles', () => {
    const matrix = thinned(197, 23);
    const a = knn(matrix, 9);
    const b = knn(sparse(matrix), 9);
    expect(agreement(a, b)).toBe(1);
    a.similarities.forEach((s, i) => expect(s).toBeCloseTo(b.similarities[i], 6));
  });

  it('are the best of all pairs, sorted, without the row itself', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 90 }), fc.integer({ min: 1, max: 7 }), fc.integer({ min: 0, max: 12 }), fc.nat(), (rows, dims, k, seed) => {
        const matrix = thinned(rows, dims, seed);
        const found = knn(matrix, k);
        expect(found.k).toBe(Math.min(k, rows - 1));
        const scores = cosineScores(matrix);
        const own = new Float32Array(rows);
        for (let row = 0; row < rows; row++) {
          scores(row, own);
          const others = [...own.keys()].filter((other) => other !== row);
          const best = others.sort((x, y) => own[y] - own[x] || x - y).slice(0, found.k);
          const list = [...found.indices.subarray(row * found.k, (row + 1) * found.k)];
          // Tiles round their sums elsewhere than single rows: the similarities are compared, and the rows where they differ clearly.
          expect(new Set(list).size).toBe(found.k);
          expect(list).not.toContain(row);
          list.forEach((other, i) => expect(own[other]).toBeCloseTo(own[best[i]], 5));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('order equal similarities by row and put zero rows at similarity 0', () => {
    const matrix = dense(5, 2, Float32Array.of(1, 0, 0, 0, 2, 0, 3, 0, -1, 0));
    for (const m of [matrix, sparse(matrix)]) {
      const { indices, similarities } = knn(m, 4);
      expect([...indices]).toEqual([2, 3, 1, 4, 0, 2, 3, 4, 0, 3, 1, 4, 0, 2, 1, 4, 1, 0, 2, 3]);
      expect([...similarities.subarray(0, 8)]).toEqual([1, 1, 0, -1, 0, 0, 0, 0]);
    }
  });

  it('are the same without WebAssembly', () => {
    for (const metric of ['cosine', 'euclidean'] as const) {
      const matrix = blobs(333, 20, 5);
      expect(finish(exactKnn(matrix, 8, { metric, plain: true }))).toEqual(finish(exactKnn(matrix, 8, { metric })));
    }
  });

  it('are the same of rows too alike for int16', () => {
    const matrix = blobs(300, 20, 4);
    matrix.values.forEach((x, at) => (matrix.values[at] = 30 + x));
    expect(finish(exactKnn(matrix, 8, { plain: true }))).toEqual(finish(exactKnn(matrix, 8)));
  });

  it('by Euclidean distance are those of all pairs, of dense and sparse rows', () => {
    const matrix = thinned(120, 9);
    const a = finish(exactKnn(matrix, 6, { metric: 'euclidean' }));
    const b = finish(exactKnn(sparse(matrix), 6, { metric: 'euclidean' }));
    expect(a.metric).toBe('euclidean');
    expect(agreement(a, b)).toBe(1);
    const distance = (i: number, j: number) => Math.hypot(...Array.from({ length: 9 }, (_, d) => matrix.values[9 * i + d] - matrix.values[9 * j + d]));
    for (let row = 0; row < 120; row++) {
      const others = [...Array(120).keys()].filter((other) => other !== row).sort((x, y) => distance(row, x) - distance(row, y));
      for (let n = 0; n < 6; n++) {
        expect(-a.similarities[6 * row + n]).toBeCloseTo(distance(row, others[n]), 5);
        expect(b.similarities[6 * row + n]).toBeCloseTo(a.similarities[6 * row + n], 5);
      }
    }
  });

  it('take the smallest spaces: nothing to find for one row, one neighbour for two', () => {
    expect(knn(dense(0, 3), 5).k).toBe(0);
    expect(knn(dense(1, 3), 5).indices.length).toBe(0);
    expect([...knn(dense(2, 1, Float32Array.of(1, -1)), 5).indices]).toEqual([1, 0]);
  });

  it('come in slices whose progress only grows', () => {
    const work = exactKnn(blobs(700, 90, 3), 4);
    expect(() => work.result()).toThrow();
    let last = work.progress().done;
    let steps = 1;
    while (!work.step()) {
      expect(work.progress().done).toBeGreaterThanOrEqual(last);
      last = work.progress().done;
      steps++;
    }
    expect(steps).toBeGreaterThan(2);
    expect(work.progress()).toEqual({ stage: 'finding neighbours', done: 700, total: 700 });
  });

  it('refuse values that are not finite, naming the row', () => {
    const matrix = dense(3, 2, Float32Array.of(1, 0, 0, 1, NaN, 1));
    expect(() => knn(matrix, 1)).toThrow(/^Row 3 .*not a finite number/);
    expect(() => knn(sparse(matrix), 1)).toThrow(/^Row 3 /);
  });
});

function agreement(a: Neighbours, b: Neighbours): number {
  return a.indices.filter((row, i) => row === b.indices[i]).length / a.indices.length;
}
