import { expect, test } from 'vitest';
import { WordspaceError } from '../../../lib/error';
import { byFrequency } from '../../../lib/space/ensemble/frequency';
import { seedNeighbours } from '../../../lib/space/ensemble/neighbours';
import { sampleRows, stability } from '../../../lib/space/ensemble/stability';
import { finish } from '../../../lib/work';
import { denseSpace, randomSpace } from '../fixture';
import { rotated, shaken } from './spaces';

test('turned copies are wholly stable', () => {
  const space = randomSpace(300, 8, 1);
  const { mean, values, k, seeds } = finish(stability([space, rotated(space, 5), rotated(space, 6)]));
  expect({ mean, k, seeds }).toEqual({ mean: 1, k: 10, seeds: 3 });
  expect([...values]).toEqual(Array.from({ length: 300 }, () => 1));
});

test('seeds that have nothing to do with each other share what chance gives: k / (n − 1)', () => {
  const [n, k] = [400, 20];
  const { mean } = finish(stability([11, 12, 13].map((seed) => randomSpace(n, 16, seed)), { k }));
  // The overlap of one word and pair is hypergeometric with deviation .05; over 400 words and 3 pairs .0015.
  // Words that are near many others (hubs) tie words of one seed together, hence five times as much.
  expect(Math.abs(mean - k / (n - 1))).toBeLessThan(0.0075);
});

test('is, word by word, what asking each word gives, in any order of seeds and however turned', () => {
  const space = randomSpace(700, 6, 2);
  const spaces = [1, 2, 3].map((seed) => shaken(space, 0.4, seed));
  const rows = sampleRows(700, 20, 30);
  const { values, mean } = finish(stability(spaces, { k: 7, rows }));
  expect(values).toHaveLength(50);
  rows.forEach((row, i) => expect(values[i]).toBeCloseTo(seedNeighbours(spaces, row, { k: 7 }).stability, 6));
  expect(mean).toBeCloseTo(values.reduce((sum, v) => sum + v, 0) / 50, 6);
  expect(mean).toBeGreaterThan(0.2);
  expect(mean).toBeLessThan(0.95);
  const turned = finish(stability([rotated(spaces[2], 9), spaces[0], rotated(spaces[1], 8)], { k: 7, rows }));
  turned.values.forEach((v, i) => expect(v).toBeCloseTo(values[i], 6));
});

test('a word without a direction has no stability and does not count', () => {
  const space = denseSpace(['zero', 'a', 'b', 'c'], 2, [0, 0, 1, 0, 1, 0.2, 0, 1]);
  const { values, mean, k } = finish(stability([space, space]));
  expect(k).toBe(3);
  expect([...values]).toEqual([NaN, 1, 1, 1]);
  expect(mean).toBe(1);
});

test('reports rising progress in slices, and refuses a count that is none', () => {
  const work = stability([1, 2].map((seed) => randomSpace(1500, 20, seed)));
  const seen = [work.progress().done];
  while (!work.step()) seen.push(work.progress().done);
  expect(seen.length).toBeGreaterThan(4);
  expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  expect(seen.at(-1)).toBeLessThanOrEqual(3000);
  expect(() => stability([randomSpace(9, 2, 1), randomSpace(9, 2, 2)], { k: 0.5 })).toThrow(WordspaceError);
});

test('a sample holds the head whole and the tail at even steps, each row once', () => {
  expect([...sampleRows(10, 3, 3)]).toEqual([0, 1, 2, 4, 6, 8]);
  expect([...sampleRows(4, 9, 9)]).toEqual([0, 1, 2, 3]);
  expect([...sampleRows(6, 2, 9)]).toEqual([0, 1, 2, 3, 4, 5]);
  expect([...sampleRows(5, 5, 0)]).toEqual([0, 1, 2, 3, 4]);
});

test('by frequency: bins of 1, 2, 5 …, medians and quartiles as NumPy computes them, rank correlation', () => {
  const counts = [5, 9, 6, 7, 10, 19, 20, 49, 200_000];
  const values = [0.1, 0.2, 0.3, 0.6, 0.4, 0.5, 0.7, 0.8, NaN];
  const { bins, spearman } = byFrequency(values, counts);
  expect(bins.map(({ from, to, words }) => [from, to, words])).toEqual([[5, 10, 4], [10, 20, 2], [20, 50, 2]]);
  expect(bins[0].median).toBeCloseTo(0.25, 12);
  expect(bins[0].lower).toBeCloseTo(0.175, 12);
  expect(bins[0].upper).toBeCloseTo(0.375, 12);
  expect(bins[1].median).toBeCloseTo(0.45, 12);
  // ranks of counts 1 4 2 3 5 6 7 8 against 1 2 3 6 4 5 7 8: 1 − 6 Σd² / n(n² − 1), Σd² = 4 + 1 + 9 + 1 + 1
  expect(spearman).toBeCloseTo(1 - (6 * 16) / (8 * 63), 12);
  expect(byFrequency([], [])).toEqual({ spearman: 0, bins: [] });
});
