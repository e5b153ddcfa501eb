import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dense, type Dense, type Matrix } from '../../lib/kernels/matrix';
import { Random } from '../../lib/kernels/random';
import { semanticAxes, type AxesOptions } from '../../lib/projection/axes/axes';
import { directionOf, type AxisEnds } from '../../lib/projection/axes/direction';
import { pca } from '../../lib/projection/pca';
import { everyRow } from '../../lib/projection/rows';
import { finish } from '../../lib/work';
import { blobs, sparse, thinned } from './spaces';

const laid = (matrix: Matrix, axes: AxisEnds[], options: AxesOptions) => {
  const layout = semanticAxes(matrix, axes, options);
  return { ...finish(layout), tests: layout.facts.axes! };
};

describe('semantic axes', () => {
  const matrix = blobs(120, 8, 5);
  const axes: AxisEnds[] = [{ from: [0, 5], to: [1, 6, 11] }, { from: [2], to: [3] }];

  it('put every word at its cosine with the axis, less the mean', () => {
    const { values } = laid(matrix, axes, { dims: 2, trials: 0 });
    axes.forEach(({ from, to }, axis) => {
      const unit = unitRows(matrix);
      const mean = (rows: number[]) => Array.from({ length: 8 }, (_, d) => rows.reduce((sum, r) => sum + unit[r][d], 0) / rows.length);
      const difference = mean(to).map((x, d) => x - mean(from)[d]);
      const length = Math.hypot(...difference);
      const cosines = unit.map((row) => row.reduce((sum, x, d) => sum + x * difference[d], 0) / length);
      const middle = cosines.reduce((a, b) => a + b, 0) / 120;
      cosines.forEach((c, row) => expect(values[2 * row + axis]).toBeCloseTo(c - middle, 5));
    });
  });

  it('show what is left by principal components of the rows without the axis', () => {
    const [axis] = axes;
    for (const m of [matrix, sparse(thinned(90, 20))]) {
      const direction = directionOf(m, axis);
      const { values } = laid(m, [axis], { dims: 3, trials: 0 });
      const rows = unitRows(m);
      const left = rows.map((row) => {
        const along = row.reduce((sum, x, d) => sum + x * direction[d], 0);
        return row.map((x, d) => x - along * direction[d]);
      });
      const rest = finish(pca(dense(m.rows, m.dims, Float32Array.from(left.flat())), { dims: 2 })).values;
      for (const c of [0, 1]) {
        const sign = Math.sign(rest.reduce((sum, _, at) => (at % 2 === c ? sum + rest[at] * values[3 * Math.floor(at / 2) + 1 + c] : sum), 0));
        for (let row = 0; row < m.rows; row++) expect(values[3 * row + 1 + c]).toBeCloseTo(sign * rest[2 * row + c], m.kind === 'csr' ? 2 : 4);
      }
    }
  });

  it('turn round when the ends are changed over', () => {
    const [{ from, to }] = axes;
    const there = laid(matrix, [{ from, to }], { dims: 2, trials: 9 });
    const back = laid(matrix, [{ from: to, to: from }], { dims: 2, trials: 9 });
    for (let at = 0; at < 240; at += 2) expect(back.values[at]).toBeCloseTo(-there.values[at], 6);
    expect(back.tests[0].spread).toBeCloseTo(there.tests[0].spread, 9);
  });

  it('give the same bytes for the same seed', () => {
    const once = laid(matrix, axes, { dims: 3, trials: 50, seed: 3 });
    expect(laid(matrix, axes, { dims: 3, trials: 50, seed: 3 })).toEqual(once);
    expect(laid(matrix, axes, { dims: 3, trials: 50, seed: 4 }).tests).not.toEqual(once.tests);
  });

  it('lay out spaces of a few words', () => {
    for (const rows of [2, 3, 5]) {
      const { values, tests } = laid(blobs(rows, 3, 2), [{ from: [0], to: [1] }], { dims: 3, trials: 5 });
      expect(values.length).toBe(3 * rows);
      expect(values.every(Number.isFinite)).toBe(true);
      expect(tests[0].p).toBeGreaterThan(0);
    }
  });

  it('refuse ends that say nothing', () => {
    const refused: [AxisEnds[], RegExp][] = [
      [[], /at least one axis/],
      [[{ from: [], to: [1] }], /at least one word at either end/],
      [[{ from: [1, 2], to: [2] }], /both ends/],
      [[axes[0], axes[0], axes[0]], /room for 2 axes, not 3/],
    ];
    for (const [ends, message] of refused) expect(() => laid(matrix, ends, { dims: 2 })).toThrow(message);
    expect(() => laid(dense(4, 2, Float32Array.of(1, 1, 2, 2, 1, 0, 0, 1)), [{ from: [0], to: [1] }], { dims: 2 })).toThrow(/same vectors/);
  });
});

describe('the test by chance', () => {
  it('is the share of axes by chance that spread the words as widely', () => {
    const { tests: [test] } = laid(blobs(300, 6, 7), [{ from: [4], to: [9] }], { dims: 2, trials: 199 });
    expect(test).toMatchObject({ trials: 199, words: 300, p: (test.asWide + 1) / 200 });
    expect(test.chance.upper).toBeGreaterThan(test.chance.median);
    if (test.spread > test.chance.upper) expect(test.asWide).toBeLessThanOrEqual(10);
    if (test.spread < test.chance.median) expect(test.asWide).toBeGreaterThan(90);
  });

  it('finds the one direction in which words differ', () => {
    // Noise all round, but words 0–9 and 10–19 stand for a great difference that splits all others.
    const random = new Random(2);
    const rows = 400;
    const matrix = dense(rows, 10, Float32Array.from({ length: rows * 10 }, (_, at) => (at % 10 === 0 ? (Math.floor(at / 10) % 2 ? 2 : -2) : random.uniform() * 2 - 1)));
    const odd = [1, 3, 5], even = [0, 2, 4];
    const { tests: [planted] } = laid(matrix, [{ from: even, to: odd }], { dims: 2, trials: 199 });
    expect(planted.p).toBeLessThan(0.05);
    // Both ends on one side: the axis is noise.
    const { tests: [noise] } = laid(matrix, [{ from: [0, 2, 4], to: [6, 8, 10] }], { dims: 2, trials: 199 });
    expect(noise.p).toBeGreaterThan(0.5);
  });

  it('holds its level where axes are by chance themselves', () => {
    const random = new Random(8);
    const matrix = dense(200, 8, Float32Array.from({ length: 1600 }, () => random.uniform() - 0.5));
    let low = 0;
    for (let axis = 0; axis < 60; axis++) {
      const { tests: [test] } = laid(matrix, [{ from: [2 * axis], to: [2 * axis + 1] }], { dims: 2, trials: 39, seed: axis });
      if (test.p <= 0.1) low++;
    }
    // Binomial(60, .1) exceeds 14 once in a thousand times.
    expect(low).toBeLessThanOrEqual(14);
  });
});

it('every n-th row is the same from dense and sparse rows', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 7 }), (rows, n, step) => {
      const matrix = thinned(rows, 4, rows);
      const picked = everyRow(matrix, n, step) as Dense;
      expect(everyRow(sparse(matrix), n, step)).toEqual(sparse(picked));
      expect(picked.rows).toBe(Math.ceil(Math.min(n, rows) / step));
      for (let row = 0; row < picked.rows; row++) expect(picked.values.slice(row * 4, row * 4 + 4)).toEqual(matrix.values.slice(row * step * 4, row * step * 4 + 4));
    }),
  );
});

function unitRows(matrix: Matrix): number[][] {
  return Array.from({ length: matrix.rows }, (_, row) => {
    const out = Array.from({ length: matrix.dims }, () => 0);
    if (matrix.kind === 'dense') out.forEach((_, d) => (out[d] = matrix.values[row * matrix.dims + d]));
    else for (let e = matrix.indptr[row]; e < matrix.indptr[row + 1]; e++) out[matrix.indices[e]] = matrix.values[e];
    const length = Math.hypot(...out);
    return out.map((x) => (length > 0 ? x / length : 0));
  });
}
