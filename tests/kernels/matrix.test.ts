import { expect, test } from 'vitest';
import { dense, pickRows, type Csr } from '../../lib/kernels/matrix';

test('rows are picked in the order given, also twice, dense and sparse', () => {
  const full = dense(3, 2, Float32Array.of(1, 0, 0, 0, 2, 3));
  expect(pickRows(full, [2, 0, 2])).toEqual(dense(3, 2, Float32Array.of(2, 3, 1, 0, 2, 3)));
  const sparse: Csr = { kind: 'csr', rows: 3, dims: 2, indptr: Uint32Array.of(0, 1, 1, 3), indices: Uint32Array.of(0, 0, 1), values: Float32Array.of(1, 2, 3) };
  expect(pickRows(sparse, Uint32Array.of(2, 1, 0))).toEqual({ ...sparse, indptr: Uint32Array.of(0, 2, 2, 3), indices: Uint32Array.of(0, 1, 0), values: Float32Array.of(2, 3, 1) });
  expect(pickRows(sparse, [])).toMatchObject({ rows: 0, indptr: Uint32Array.of(0), values: new Float32Array(0) });
});
