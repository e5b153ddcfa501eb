import fc from 'fast-check';
import { Matrix, SVD } from 'ml-matrix';
import { expect, test } from 'vitest';
import type { Csr } from '../../../lib/kernels/matrix';
import { TruncatedSvd } from '../../../lib/models/lsa/svd';
import { finish } from '../../../lib/work';

function sparse(table: number[][]): Csr {
  const indptr = [0];
  const indices: number[] = [];
  const values: number[] = [];
  for (const row of table) {
    row.forEach((x, c) => {
      if (x === 0) return;
      indices.push(c);
      values.push(x);
    });
    indptr.push(indices.length);
  }
  const dims = table[0].length;
  return { kind: 'csr', rows: table.length, dims, indptr: Uint32Array.from(indptr), indices: Uint32Array.from(indices), values: Float32Array.from(values) };
}

const svd = (table: number[][], dims: number) => finish(new TruncatedSvd(sparse(table), { dims, iterations: 3, seed: 1 }));

test('agrees with a dense decomposition, and U Σ Vᵀ is the matrix again', () => {
  const table = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 })).chain(([rows, columns]) => {
    const entry = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 4 }));
    return fc.array(fc.array(entry, { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows });
  });
  fc.assert(
    fc.property(table, (a) => {
      fc.pre(a.flat().some((x) => x > 0));
      const { singularValues, rows, columns, error } = svd(a, 9);
      const exact = new SVD(new Matrix(a), { autoTranspose: true }).diagonal;
      singularValues.forEach((sigma, i) => expect(sigma).toBeCloseTo(exact[i], 5));
      exact.slice(singularValues.length).forEach((sigma) => expect(sigma).toBeLessThan(1e-4));
      expect(error).toBeLessThan(1e-6);
      a.forEach((row, r) =>
        row.forEach((x, c) => {
          let sum = 0;
          singularValues.forEach((sigma, j) => (sum += (rows.values[r * rows.dims + j] * columns.values[c * columns.dims + j]) / sigma));
          expect(sum).toBeCloseTo(x, 3);
        }),
      );
    }),
  );
});

test('finds equal singular values as often as they occur', () => {
  const identity = Array.from({ length: 200 }, (_, r) => Array.from({ length: 200 }, (_, c) => (r === c ? 2 : 0)));
  const { singularValues, error } = svd(identity, 12);
  expect(singularValues).toHaveLength(12);
  singularValues.forEach((sigma) => expect(sigma).toBeCloseTo(2, 10));
  expect(error).toBeLessThan(1e-9);
});

test('chooses the sign so that each dimension’s largest column entry is positive', () => {
  const { columns } = svd([[1, 2, 0], [0, 3, 1], [4, 0, 1], [1, 1, 1]], 3);
  for (let j = 0; j < 3; j++) {
    const entries = [0, 1, 2].map((c) => columns.values[c * 3 + j]);
    expect(Math.max(...entries)).toBe(Math.max(...entries.map(Math.abs)));
  }
});
