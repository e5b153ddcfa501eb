import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clusters } from '../../lib/space/cluster';
import { refine } from '../../lib/space/refine';
import { finish } from '../../lib/work';
import { kindsSpace, peers } from './evaluation-fixture';
import { cosine, denseSpace, randomSpace, sparseTwin } from './fixture';

test('what it gives back is the sum of cosines to the centroids', () => {
  const space = denseSpace(['a', 'b', 'c'], 2, [3, 0, 0, 2, -5, -5]);
  expect(refine(space.unit, Uint16Array.of(0, 0, 1))).toBeCloseTo(Math.SQRT2 + 1, 6);
});

test('from anywhere it reaches clusters as tight as scikit-learn’s best of 20 starts', () => {
  const { unit } = kindsSpace();
  const theirs = refine(unit, Uint16Array.from(peers.categories.labels));
  const best = Math.max(...Array.from({ length: 10 }, (_, seed) => refine(unit, finish(clusters(kindsSpace(), { k: 5, seed })).slice())));
  expect(best).toBeGreaterThanOrEqual(theirs - 1e-6);
});

/** Σ cos(x, centroid) the slow way: |S|² is the sum of all cosines within the cluster. */
function tightness(space: ReturnType<typeof randomSpace>, assigned: Uint16Array): number {
  const sums = new Map<number, number>();
  assigned.forEach((a, i) => assigned.forEach((b, j) => a === b && sums.set(a, (sums.get(a) ?? 0) + cosine(space, i, j))));
  return [...sums.values()].reduce((total, sum) => total + Math.sqrt(Math.max(0, sum)), 0);
}

test('never loosens clusters, says how tight they are, and no single move is left', () => {
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 2, max: 4 }), (seed, k) => {
      const space = randomSpace(14, 3, seed);
      const before = Uint16Array.from({ length: 14 }, (_, i) => i % k);
      const after = before.slice();
      const tight = refine(space.unit, after);
      expect(tight).toBeCloseTo(tightness(space, after), 5);
      expect(tight).toBeGreaterThanOrEqual(tightness(space, before) - 1e-5);
      const twin = before.slice();
      expect(refine(sparseTwin(space).unit, twin)).toBeCloseTo(tight, 5);
      for (let row = 0; row < 14; row++) {
        for (let c = 0; c < k; c++) expect(tightness(space, after.with(row, c))).toBeLessThan(tight + 1e-5);
      }
    }),
    { numRuns: 40 },
  );
});
