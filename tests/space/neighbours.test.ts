import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { WordspaceError } from '../../lib/error';
import { nearest } from '../../lib/space/by-distance';
import { neighbours, similarities, similarity } from '../../lib/space/neighbours';
import { cosine, denseSpace, gensim, gensimSpace, randomSpace, sparseTwin } from './fixture';

const shapes = fc.record({ rows: fc.integer({ min: 1, max: 40 }), dims: fc.integer({ min: 1, max: 9 }), seed: fc.integer() });

test('are those of gensim, dense and sparse', () => {
  for (const space of [gensimSpace(), sparseTwin(gensimSpace())]) {
    const found = neighbours(space, 5, { k: 6 });
    expect(found.map((n) => n.name)).toEqual(gensim.neighbours.map(([name]) => name));
    found.forEach((n, i) => expect(n.similarity).toBeCloseTo(gensim.neighbours[i][1], 5));
  }
});

test('sparse, dense and slow cosines agree for every row and query', () => {
  fc.assert(
    fc.property(shapes, fc.nat(39), ({ rows, dims, seed }, pick) => {
      const space = randomSpace(rows, dims, seed, 0.5);
      const sparse = sparseTwin(space);
      const query = pick % rows;
      if (space.norms[query] === 0) return;
      const scores = similarities(space, query);
      expect(scores).toHaveLength(rows);
      const byRow = similarities(sparse, query);
      const byVector = similarities(sparse, space.matrix.values.slice(query * dims, (query + 1) * dims));
      for (let r = 0; r < rows; r++) {
        const expected = space.norms[r] === 0 ? 0 : cosine(space, query, r);
        for (const given of [scores[r], byRow[r], byVector[r], similarity(space, query, r), similarity(sparse, query, r)]) {
          expect(given).toBeCloseTo(expected, 5);
        }
      }
    }),
  );
});

test('a sparse query row asks a dense space', () => {
  const space = denseSpace(['x', 'y', 'xy'], 2, [1, 0, 0, 1, 1, 1]);
  const query = { kind: 'csr', rows: 1, dims: 2, indptr: Uint32Array.of(0, 1), indices: Uint32Array.of(1), values: Float32Array.of(7) } as const;
  expect(neighbours(space, query, { k: 2 }).map((n) => n.name)).toEqual(['y', 'xy']);
});

test('only the first rows, without the excluded; ties in row order', () => {
  for (const space of [denseSpace(['a', 'b', 'c', 'd'], 1, [1, 1, 1, 1])].flatMap((s) => [s, sparseTwin(s)])) {
    expect(neighbours(space, 3, { k: 9 }).map((n) => n.name)).toEqual(['a', 'b', 'c']);
    expect(neighbours(space, 3, { k: 9, limit: 2 }).map((n) => n.name)).toEqual(['a', 'b']);
    expect(neighbours(space, 3, { k: 9, exclude: [1] }).map((n) => n.name)).toEqual(['a', 'c', 'd']);
  }
});

test.each<[string, () => unknown, RegExp]>([
  ['k 0', () => neighbours(randomSpace(3, 2, 1), 0, { k: 0 }), /number of neighbours must be a whole number of 1 or more, not 0/],
  ['k NaN', () => neighbours(randomSpace(3, 2, 1), 0, { k: NaN }), /not NaN/],
  ['limit 0', () => neighbours(randomSpace(3, 2, 1), 0, { k: 1, limit: 0 }), /not 0/],
  ['a row beyond the end', () => neighbours(randomSpace(3, 2, 1), 3, { k: 1 }), /no row 3 in this space of 3/],
  ['half a row', () => neighbours(randomSpace(3, 2, 1), 0.5, { k: 1 }), /no row 0.5/],
  ['a word without a vector', () => neighbours(denseSpace(['a', 'b'], 1, [0, 1]), 0, { k: 1 }), /“a” has a vector that is all zeros/],
  ['a zero query', () => neighbours(sparseTwin(randomSpace(3, 2, 1)), new Float32Array(2), { k: 1 }), /query has a vector that is all zeros/],
  ['a NaN query', () => neighbours(randomSpace(3, 2, 1), Float32Array.of(1, NaN), { k: 1 }), /not a finite number/],
  ['other dimensions', () => neighbours(randomSpace(3, 2, 1), new Float32Array(5), { k: 1 }), /5 dimensions and the space 2/],
])('%s is refused with a sentence', (_, ask, message) => {
  expect(ask).toThrow(WordspaceError);
  expect(ask).toThrow(message);
});

test('by Euclidean distance: as measured one by one, dense and sparse, with a row or a vector', () => {
  fc.assert(
    fc.property(shapes, fc.nat(39), ({ rows, dims, seed }, pick) => {
      const space = randomSpace(rows, dims, seed, 0.3);
      const query = pick % rows;
      if (space.norms[query] === 0) return;
      const values = (row: number) => space.matrix.values.slice(row * dims, (row + 1) * dims);
      const distance = (row: number) => Math.hypot(...values(row).map((v, d) => v - values(query)[d]));
      const sorted = Array.from({ length: rows }, (_, row) => distance(row)).toSorted((a, b) => a - b);
      for (const [one, asked] of [[space, query], [sparseTwin(space), query], [space, values(query)]] as const) {
        const found = nearest(one, asked, { k: rows, exclude: [] });
        expect(found).toHaveLength(rows);
        found.forEach((n, i) => {
          expect(n.distance ** 2).toBeCloseTo(distance(n.row) ** 2, 4);
          expect(n.distance ** 2).toBeCloseTo(sorted[i] ** 2, 4);
        });
      }
      expect(nearest(space, query, { k: rows }).map((n) => n.row)).not.toContain(query);
    }),
  );
});
