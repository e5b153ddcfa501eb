import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dense, type Csr } from '../../lib/kernels/matrix';
import { Random } from '../../lib/kernels/random';
import { pca } from '../../lib/projection/pca';
import { finish } from '../../lib/work';
import sklearn from '../fixtures/projection.json';
import { blobs, sparse, thinned } from './spaces';

const fixture = dense(sklearn.rows, sklearn.dims, Float32Array.from(sklearn.space));

describe('pca', () => {
  it('equals scikit-learn, but for the sign of an axis', () => {
    const layout = pca(fixture, { dims: 3 });
    expectSameAxes(finish(layout).values, Float32Array.from(sklearn.pca.positions), 3, 4);
    layout.explained.forEach((share, i) => expect(share).toBeCloseTo(sklearn.pca.explained[i], 8));
  });

  it('finds the same axes by iteration on sparse rows as by decomposition of dense ones', () => {
    const matrix = thinned(150, 12);
    const exact = pca(matrix, { dims: 3 });
    const iterated = pca(sparse(matrix), { dims: 3, seed: 5 });
    finish(exact);
    expectSameAxes(finish(iterated).values, exact.positions().values, 3, 2);
    iterated.explained.forEach((share, i) => expect(share).toBeCloseTo(exact.explained[i], 5));
  });

  it('chooses the sign by the greatest loading, so that no axis flips', () => {
    // All variance along (−3, 1): the greatest loading, of the first dim, is made positive.
    const matrix = dense(3, 2, Float32Array.of(-3, 1, 0, 0, 3, -1));
    const { values } = finish(pca(matrix, { dims: 2 }));
    expect([...values].map((v) => Math.round(v * 1e4) / 1e4 + 0)).toEqual([-3.1623, 0, 0, 0, 3.1623, 0]);
  });

  it('finds the plane in which wide rows lie', () => {
    const wide = planted(120, 400);
    for (const matrix of [wide, sparse(wide)]) {
      const layout = pca(matrix, { dims: 2 });
      finish(layout);
      expect(layout.explained[0] + layout.explained[1]).toBeGreaterThan(0.999);
    }
  });

  it('keeps distances when the space has no more dims than the map', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 30 }), fc.integer({ min: 1, max: 3 }), fc.nat(), (rows, dims, seed) => {
        const matrix = thinned(rows, dims, seed);
        for (const m of [matrix, sparse(matrix)]) {
          const { values } = finish(pca(m, { dims: 3 }));
          expect(values.every(Number.isFinite)).toBe(true);
          for (let other = 1; other < rows; other++) {
            expect(distance(values, 3, 0, other)).toBeCloseTo(distance(matrix.values, dims, 0, other), 4);
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it('looks at directions only when asked for unit rows', () => {
    const matrix = blobs(40, 5, 3);
    const longer = dense(40, 5, matrix.values.map((v, at) => v * (1 + (Math.floor(at / 5) % 4))));
    const a = finish(pca(matrix, { dims: 2, unit: true })).values;
    finish(pca(longer, { dims: 2, unit: true })).values.forEach((v, i) => expect(v).toBeCloseTo(a[i], 5));
  });

  it('gives the same bytes for the same seed', () => {
    const matrix = sparse(thinned(80, 40));
    const once = finish(pca(matrix, { dims: 3, seed: 3 })).values;
    expect(finish(pca(matrix, { dims: 3, seed: 3 })).values).toEqual(once);
  });

  it('puts equal rows, zero rows and a single row at the origin', () => {
    for (const matrix of [dense(1, 4, Float32Array.of(1, 2, 3, 4)), dense(6, 4), dense(9, 2, new Float32Array(18).fill(2))]) {
      for (const m of [matrix, sparse(matrix)]) {
        const layout = pca(m, { dims: 3 });
        expect(finish(layout).values).toEqual(new Float32Array(matrix.rows * 3));
        expect([...layout.explained]).toEqual([0, 0, 0]);
      }
    }
  });

  it('refuses an empty space, other dims and values that are not finite', () => {
    expect(() => pca(dense(0, 4), { dims: 2 })).toThrow(/nothing to put on the map/);
    expect(() => pca(fixture, { dims: 4 as 3 })).toThrow('PCA draws in 2 or 3 dims, not 4.');
    expect(() => finish(pca(dense(2, 1, Float32Array.of(1, Infinity)), { dims: 2 }))).toThrow(/^Row 2 /);
  });

  it('takes a wide sparse matrix without making it dense', () => {
    const random = new Random(2);
    const rows = 300;
    const dims = 100_000; // dense: 120 MB
    const matrix: Csr = {
      kind: 'csr',
      rows,
      dims,
      indptr: Uint32Array.from({ length: rows + 1 }, (_, i) => 2 * i),
      indices: Uint32Array.from({ length: 2 * rows }, (_, i) => (i % 2 === 0 ? (i / 2) % 2 : 2 + random.below(dims - 2))),
      values: new Float32Array(2 * rows).fill(1).map((v, i) => (i % 2 === 0 ? 10 : v)),
    };
    const { values } = finish(pca(matrix, { dims: 2 }));
    const side = (row: number) => Math.sign(values[row * 2]);
    for (let row = 0; row < rows; row++) expect(side(row)).toBe(row % 2 === 0 ? side(0) : -side(0));
  });
});

/** Rows in a plane of a wide space, far from the origin. */
function planted(rows: number, dims: number) {
  const random = new Random(9);
  const [a, b, far] = [0, 1, 2].map(() => Float64Array.from({ length: dims }, () => random.uniform() - 0.5));
  const values = new Float32Array(rows * dims);
  for (let row = 0; row < rows; row++) {
    const x = random.uniform() * 4 - 2;
    const y = random.uniform() - 0.5;
    for (let d = 0; d < dims; d++) values[row * dims + d] = 5 * far[d] + x * a[d] + y * b[d];
  }
  return dense(rows, dims, values);
}

function distance(values: Float32Array, dims: number, a: number, b: number): number {
  let sum = 0;
  for (let d = 0; d < dims; d++) sum += (values[a * dims + d] - values[b * dims + d]) ** 2;
  return Math.sqrt(sum);
}

function expectSameAxes(a: Float32Array, b: Float32Array, dims: number, digits: number): void {
  for (let d = 0; d < dims; d++) {
    let along = 0;
    for (let at = d; at < a.length; at += dims) along += a[at] * b[at];
    for (let at = d; at < a.length; at += dims) expect(a[at] * Math.sign(along)).toBeCloseTo(b[at], digits);
  }
}
