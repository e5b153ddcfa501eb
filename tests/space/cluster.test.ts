import { expect, test } from 'vitest';
import { WordspaceError } from '../../lib/error';
import { Random } from '../../lib/kernels/random';
import { clusters } from '../../lib/space/cluster';
import { finish } from '../../lib/work';
import { denseSpace, randomSpace, sparseTwin } from './fixture';

/** Rows scattered closely around `k` axes, in turn. */
function bundles(k: number, each: number) {
  const random = new Random(4);
  const names = Array.from({ length: k * each }, (_, i) => `n${i}`);
  const values = names.flatMap((_, i) => Array.from({ length: k }, (__, d) => (d === i % k ? 3 : 0) + 0.4 * random.uniform()));
  return denseSpace(names, k, values);
}

test('finds bundles of directions, dense and sparse, and numbers them by their first row', () => {
  const space = bundles(6, 30);
  const expected = space.names.map((_, i) => i % 6);
  for (const s of [space, sparseTwin(space)]) {
    for (const seed of [1, 2, 3, 4]) expect([...finish(clusters(s, { k: 6, seed }))]).toEqual(expected);
  }
});

test('rows that end in a cluster are nearest to its mean direction', () => {
  const space = randomSpace(200, 4, 9);
  const found = finish(clusters(space, { k: 5, iterations: 200 }));
  const means = Array.from({ length: 5 }, () => [0, 0, 0, 0]);
  const unit = (row: number) => [...space.unit.values.subarray(4 * row, 4 * row + 4)];
  found.forEach((c, row) => unit(row).forEach((v, d) => (means[c][d] += v)));
  const cosines = (row: number) => means.map((m) => m.reduce((sum, v, d) => sum + v * unit(row)[d], 0) / Math.hypot(...m));
  found.forEach((c, row) => expect(cosines(row)[c]).toBeCloseTo(Math.max(...cosines(row)), 6));
});

test('the same seed gives the same clusters, of the first rows only', () => {
  const space = randomSpace(100, 3, 1);
  expect(finish(clusters(space, { seed: 5 }))).toEqual(finish(clusters(space, { seed: 5 })));
  expect(finish(clusters(space, { limit: 40 }))).toHaveLength(40);
});

test('equal rows, zero rows and fewer rows than clusters are no trouble', () => {
  expect([...finish(clusters(denseSpace(['a', 'b', 'c'], 2, [1, 1, 1, 1, 1, 1]), { k: 2 }))]).toEqual([0, 0, 0]);
  expect(finish(clusters(denseSpace(['a', 'b'], 2, [0, 0, 1, 1])))).toHaveLength(2);
  expect(new Set(finish(clusters(denseSpace(['a', 'b'], 1, [-1, 1]), { k: 12 })))).toEqual(new Set([0, 1]));
});

test('cuts the work and reports it', () => {
  const work = clusters(randomSpace(500, 4, 1), { k: 3, iterations: 5 });
  const seen: number[] = [work.progress().done];
  while (!work.step()) seen.push(work.progress().done);
  expect(seen).toEqual([...seen].sort((x, y) => x - y));
  expect(work.progress()).toMatchObject({ stage: 'clustering', done: 8, total: 8 });
});

test.each([{ k: 0 }, { k: NaN }, { k: 70_000 }, { iterations: 1.5 }, { limit: -1 }])('%o is refused', (options) => {
  expect(() => clusters(randomSpace(5, 2, 1), options)).toThrow(WordspaceError);
});
