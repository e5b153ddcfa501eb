import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dense, type Dense, type Matrix } from '../../lib/kernels/matrix';
import { exactKnn } from '../../lib/projection/knn/exact';
import { keptNeighbours } from '../../lib/projection/kept';
import { trust } from '../../lib/projection/trust';
import { finish } from '../../lib/work';
import { blobs, sparse, thinned } from './spaces';

/** The k nearest of all, by any distance, each with all: another way than the kernel's. */
function nearest({ rows }: Dense, k: number, distance: (i: number, j: number) => number): number[][] {
  return Array.from({ length: rows }, (_, i) => {
    const others = [...Array(rows).keys()].filter((j) => j !== i);
    return others.sort((a, b) => distance(i, a) - distance(i, b)).slice(0, k);
  });
}

const rowsOf = ({ rows, dims, values }: Dense) => Array.from({ length: rows }, (_, i) => values.subarray(dims * i, dims * i + dims));
const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, x, d) => sum + x * b[d], 0);

function cosine(matrix: Dense) {
  const rows = rowsOf(matrix);
  return (i: number, j: number) => 1 - dot(rows[i], rows[j]) / Math.sqrt(dot(rows[i], rows[i]) * dot(rows[j], rows[j]));
}

function euclidean(matrix: Dense) {
  const rows = rowsOf(matrix);
  return (i: number, j: number) => rows[i].reduce((sum, x, d) => sum + (x - rows[j][d]) ** 2, 0);
}

/** Points that show the first coordinates, not quite. */
const shadow = (matrix: Dense, dims: 2 | 3) =>
  Float32Array.from({ length: matrix.rows * dims }, (_, at) => matrix.values[Math.floor(at / dims) * matrix.dims + (at % dims)] + 0.05 * Math.sin(at));

const table = (matrix: Matrix) => finish(exactKnn(matrix, 15));

describe('kept neighbours', () => {
  it.each([2, 3] as const)('are those that all pairs give, on maps of %i dimensions', (dims) => {
    const matrix = blobs(120, 8, 6);
    const values = shadow(matrix, dims);
    const found = finish(keptNeighbours(table(matrix), { dims, values }));
    expect(found.k).toBe(15);
    const inSpace = nearest(matrix, 15, cosine(matrix));
    const onMap = nearest(matrix, 15, euclidean(dense(120, dims, values)));
    expect([...found.kept]).toEqual(inSpace.map((own, i) => own.filter((other) => onMap[i].includes(other)).length));
    expect([...found.inSpace.subarray(30, 45)].sort()).toEqual(inSpace[2].toSorted());
    expect([...found.onMap.subarray(30, 45)].sort()).toEqual(onMap[2].toSorted());
    expect(new Set(found.kept).size).toBeGreaterThan(3);
  });

  it('have the recall of the whole map as their mean', () => {
    fc.assert(
      fc.property(fc.integer({ min: 10, max: 90 }), fc.integer({ min: 3, max: 9 }), fc.integer({ min: 1, max: 4 }), (rows, dims, k) => {
        const matrix = blobs(rows, dims, 3, rows);
        const positions = { dims: 2 as const, values: shadow(matrix, 2) };
        const { kept } = finish(keptNeighbours(table(matrix), positions, { k }));
        expect(kept.reduce((sum, n) => sum + n, 0) / (rows * k)).toBeCloseTo(finish(trust(matrix, positions, { k })).recall, 6);
      }),
      { numRuns: 30 },
    );
  });

  it('are the same for sparse rows', () => {
    const matrix = thinned(150, 12);
    const positions = { dims: 3 as const, values: shadow(matrix, 3) };
    expect(finish(keptNeighbours(table(sparse(matrix)), positions, { k: 6 })).kept).toEqual(finish(keptNeighbours(table(matrix), positions, { k: 6 })).kept);
  });

  it('come in slices whose progress only grows', () => {
    const matrix = blobs(900, 90, 3);
    const work = keptNeighbours(table(matrix), { dims: 2, values: shadow(matrix, 2) });
    let last = 0;
    let steps = 1;
    for (; !work.step(); steps++) {
      expect(work.progress().done).toBeGreaterThanOrEqual(last);
      last = work.progress().done;
    }
    expect(steps).toBeGreaterThan(2);
    expect(work.progress()).toEqual({ stage: 'judging each word’s place', done: 900, total: 900 });
  });

  it('are fewer where there are fewer rows, and refuse what is not of one map', () => {
    const tiny = finish(keptNeighbours(table(dense(3, 2, Float32Array.of(1, 0, 1, 1, 0, 1))), { dims: 2, values: new Float32Array(6) }));
    expect(tiny).toMatchObject({ k: 2, kept: Uint16Array.of(2, 2, 2) });
    expect(finish(keptNeighbours(table(dense(1, 2)), { dims: 2, values: new Float32Array(2) }))).toMatchObject({ k: 0, kept: Uint16Array.of(0) });
    expect(() => keptNeighbours(table(blobs(9, 2, 2)), { dims: 2, values: new Float32Array(6) })).toThrow(/The map holds 3 points and the table neighbours of 9/);
  });
});
