import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Matrix } from '../../lib/kernels/matrix';
import { passing, spaceOfRows } from '../../lib/space/subset';

const provenance = { model: 'test', corpus: 'test', options: {} };

function rowsIn(m: Matrix): number[][] {
  return Array.from({ length: m.rows }, (_, r) => {
    if (m.kind === 'dense') return [...m.values.subarray(r * m.dims, (r + 1) * m.dims)];
    const row = Array.from({ length: m.dims }, () => 0);
    for (let e = m.indptr[r]; e < m.indptr[r + 1]; e++) row[m.indices[e]] = m.values[e];
    return row;
  });
}

test('keeps the chosen rows as they were, dense and sparse', () => {
  const table = fc.array(fc.tuple(fc.integer({ min: -9, max: 9 }), fc.constantFrom(0, 1, 2), fc.boolean()), { maxLength: 20 });
  fc.assert(
    fc.property(table, (rows) => {
      const names = rows.map((_, i) => `w${i}`);
      const passes = (name: string) => rows[Number(name.slice(1))][2];
      const values = Float32Array.from(rows.flatMap(([a, b]) => [a, b]));
      const dense: Matrix = { kind: 'dense', rows: rows.length, dims: 2, values };
      const full = rows.flatMap(([a, b]) => [a, b].flatMap((v, c) => (v ? [[c, v]] : [])));
      const indptr = new Uint32Array(rows.length + 1);
      rows.forEach(([a, b], i) => (indptr[i + 1] = indptr[i] + Number(a !== 0) + Number(b !== 0)));
      const csr: Matrix = { kind: 'csr', rows: rows.length, dims: 2, indptr, indices: Uint32Array.from(full, ([c]) => c), values: Float32Array.from(full, ([, v]) => v) };
      const expected = rows.filter(([, , keep]) => keep).map(([a, b]) => [a, b]);
      for (const matrix of [dense, csr]) {
        const columns = [{ name: 'count', kind: 'number' as const, values: rows.map(([a]) => a) }];
        const kept = spaceOfRows({ names, matrix, columns, provenance }, passing({ names }, passes));
        expect(rowsIn(kept.matrix).map((r) => r.map((v) => v + 0))).toEqual(expected.map((r) => r.map((v) => v + 0)));
        expect(kept.names).toEqual(names.filter(passes));
        expect(kept.columns[0].values).toEqual(expected.map(([a]) => a));
      }
    }),
  );
});
