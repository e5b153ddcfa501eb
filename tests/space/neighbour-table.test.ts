import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { dense } from '../../lib/kernels/matrix';
import { Random } from '../../lib/kernels/random';
import { exactKnn } from '../../lib/projection/knn/exact';
import { firstRows } from '../../lib/projection/rows';
import { compare, type CompareOptions } from '../../lib/space/compare';
import { listed, tableOfRows, type NeighbourTable } from '../../lib/space/neighbour-table';
import { neighbours } from '../../lib/space/neighbours';
import { VectorSpace } from '../../lib/space/space';
import { passing, spaceOfRows } from '../../lib/space/subset';
import { finish } from '../../lib/work';
import { randomSpace, sparseTwin } from './fixture';

/** Rows by chance, among them equal ones, longer ones of the same direction and zeros: many ties, some of them by rounding alone. */
function tied(rows: number, dims: number, seed: number): VectorSpace {
  const { names, matrix, columns, provenance } = randomSpace(rows, dims, seed, 0.4);
  const random = new Random(seed + 1);
  const values = matrix.values.slice();
  for (let row = 1; row < rows; row++) {
    const kind = random.uniform();
    const [at, other] = [row * dims, random.below(row) * dims];
    if (kind < 0.3) values.copyWithin(at, other, other + dims);
    else if (kind < 0.5) for (let d = 0; d < dims; d++) values[at + d] = values[other + d] * 3.7;
    else if (kind < 0.6) values.fill(0, at, at + dims);
  }
  return new VectorSpace({ names, matrix: dense(rows, dims, values), columns, provenance });
}

const tableOf = (space: VectorSpace, k: number, rows = space.size): NeighbourTable => finish(exactKnn(firstRows(space.matrix, rows), k));

test('a table answers what a scan answers, ties included', () => {
  const shape = fc.record({ rows: fc.integer({ min: 1, max: 60 }), dims: fc.integer({ min: 1, max: 6 }), seed: fc.nat(), width: fc.integer({ min: 1, max: 12 }), k: fc.integer({ min: 1, max: 12 }), covered: fc.integer({ min: 1, max: 60 }), sparse: fc.boolean() });
  fc.assert(
    fc.property(shape, ({ rows, dims, seed, width, k, covered, sparse }) => {
      const space = sparse ? sparseTwin(tied(rows, dims, seed)) : tied(rows, dims, seed);
      const table = tableOf(space, width, Math.min(rows, covered));
      for (let row = 0; row < rows; row++) {
        if (space.norms[row] === 0) continue;
        for (const limit of [undefined, Math.min(rows, covered), Math.ceil(rows / 2)]) expect(neighbours(space, row, { k, limit, table })).toEqual(neighbours(space, row, { k, limit }));
      }
    }),
  );
});

test('a comparison with tables is the one without, with words left out too', () => {
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 1, max: 9 }), fc.boolean(), fc.integer({ min: 8, max: 60 }), (seed, k, tiesInB, covered) => {
      const a = tied(60, 5, seed);
      const b = tiesInB ? tied(60, 4, seed + 7) : sparseTwin(randomSpace(60, 4, seed + 7));
      const without = (space: VectorSpace) => passing(space, (name) => Number(name.slice(1)) % 3 > 0);
      const [keptA, keptB] = [a, b].map((space) => new VectorSpace(spaceOfRows(space, without(space))));
      const tables = { tablesA: [tableOf(a, 12, covered)], tablesB: [tableOf(b, 12)] };
      const compared = (one: VectorSpace, other: VectorSpace, more: CompareOptions) => finish(compare(one, other, { k, ...more }));
      expect(compared(a, b, tables)).toEqual(compared(a, b, {}));
      const fewer = { tablesA: [tableOfRows(tables.tablesA[0], without(a))], tablesB: [tableOfRows(tables.tablesB[0], without(b))] };
      expect(compared(keptA, keptB, fewer)).toEqual(compared(keptA, keptB, {}));
    }),
    { numRuns: 40 },
  );
});

test('among rows by chance the table is what answers; an approximate one, one by distance or one too narrow never does', () => {
  const space = randomSpace(300, 8, 3);
  const table = tableOf(space, 15);
  const answered = (k: number) => space.names.filter((_, row) => listed(table, row, k, (other) => other, (other) => table.similarities[row * 15 + table.indices.subarray(row * 15, row * 15 + 15).indexOf(other)]) !== null).length;
  expect(answered(12)).toBe(300);
  expect(answered(15)).toBe(0);
  // Another space's table: whoever looks into it answers wrongly.
  const wrong = tableOf(randomSpace(300, 8, 4), 15);
  const scan = neighbours(space, 7, { k: 5 });
  expect(neighbours(space, 7, { k: 5, table: { ...wrong, similarities: wrong.similarities.map((x) => x - 2) } })).not.toEqual(scan);
  for (const unfit of [{ ...wrong, approximate: true }, { ...wrong, metric: 'euclidean' as const }]) expect(neighbours(space, 7, { k: 5, table: unfit })).toEqual(scan);
  expect(neighbours(space, 7, { k: 5, table: wrong, exclude: [7] })).toEqual(scan);
  expect(neighbours(space, 7, { k: 5, table: tableOf(space, 15, 100) })).toEqual(scan);
});

test('a zero row has no neighbours, with a table neither', () => {
  const space = new VectorSpace({ ...randomSpace(3, 2, 1).data, matrix: dense(3, 2, Float32Array.of(0, 0, 1, 0, 0, 1)) });
  expect(() => neighbours(space, 0, { k: 1, table: tableOf(space, 2) })).toThrow(/all zeros/);
});
