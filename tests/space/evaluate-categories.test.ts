import { describe, expect, test } from 'vitest';
import { WordspaceError } from '../../lib/error';
import { evaluateCategories } from '../../lib/space/evaluate-categories';
import { finish } from '../../lib/work';
import { kindsSpace, peers } from './evaluation-fixture';
import { denseSpace, randomSpace, sparseTwin } from './fixture';

const name = 'kinds.tsv';
const text = peers.names.map((word) => `${word}\t${word.slice(0, 2)}`).join('\n');

describe.each([
  ['dense', kindsSpace()],
  ['sparse', sparseTwin(kindsSpace())],
])('%s', (_, space) => {
  test('sorts words as well as scikit-learn’s k-means', () => {
    const report = finish(evaluateCategories(space, text, { name, detail: true }));
    expect(report.purity).toBeCloseTo(peers.categories.purity, 12);
    expect(report.adjustedRand).toBeCloseTo(peers.categories.adjustedRand, 12);
    expect(report).toMatchObject({ words: 60, missing: 0, coverage: 1, unknown: [] });
    expect(report.interval[0]).toBeLessThan(report.purity);
    expect(report.clusters).toHaveLength(5);
    expect(report.categories.map((c) => c.words)).toEqual([12, 12, 12, 12, 12]);
    expect(report.categories.reduce((sum, c) => sum + c.right, 0)).toBe(Math.round(60 * report.purity));
    expect(report.clusters?.flatMap((c) => c.words.filter((w) => w.category === c.category))).toHaveLength(Math.round(60 * report.purity));
  });
});

test('categories by chance agree by chance: purity is not 0, the adjusted Rand index is', () => {
  const space = randomSpace(200, 10, 3);
  const { purity, adjustedRand } = finish(evaluateCategories(space, space.names.map((n, i) => `${n} c${i % 5}`).join('\n'), { name }));
  expect(purity).toBeGreaterThan(0.2);
  expect(Math.abs(adjustedRand)).toBeLessThan(0.05);
});

const animals = denseSpace(['Cat', 'dog', 'red', 'blue'], 2, [1, 0, 1, 0.1, 0, 1, 0.1, 1]);

test.each([
  ['tabs', 'word\tcategory\ncat\tanimal\ndog\tanimal\nred\tcolour\nblue\tcolour\nmauve\tcolour'],
  ['commas', '# ours\ncat, animal\ndog,animal\r\nred,colour\nblue,colour\nmauve,colour'],
  ['spaces', 'cat animal\ndog animal\nred colour\nblue colour\nmauve colour'],
])('words and categories separated by %s', (_, file) => {
  expect(finish(evaluateCategories(animals, file, { name }))).toMatchObject({
    purity: 1, adjustedRand: 1, words: 4, missing: 1, coverage: 0.8, unknown: ['mauve'],
    categories: [{ name: 'animal', right: 2, words: 2, missing: 0 }, { name: 'colour', right: 2, words: 2, missing: 1 }],
  });
});

test('a category that goes astray as a whole leaves doubt about the purity', () => {
  const space = denseSpace(['a', 'b', 'c', 'd', 'e', 'f'], 2, [1, 0, 1, 0.1, 1, 0.2, 1, 0.15, 0, 1, 0.1, 1]);
  const { purity, interval } = finish(evaluateCategories(space, 'a x\nb x\nc x\nd x\ne y\nf y', { name }));
  expect([purity, interval]).toEqual([1, [expect.closeTo(0.6097, 3), 1]]);
  const mixed = finish(evaluateCategories(space, 'a x\nb x\nc x\nd y\ne z\nf z', { name, starts: 1 }));
  expect(mixed.interval[0]).toBeLessThan(mixed.purity);
  expect(mixed.interval[1]).toBeGreaterThan(mixed.purity);
});

test('where no word is known there is nothing to say', () => {
  expect(finish(evaluateCategories(animals, 'x a\ny b', { name }))).toMatchObject({ purity: 0, adjustedRand: 0, words: 0, missing: 2, coverage: 0, interval: [0, 1] });
});

test.each([
  ['no category', 'cat\n', /kinds\.tsv, line 1: expected a word and its category, found “cat”/],
  ['three fields', 'cat\tanimal\ncat\tanimal\t7', /line 2/],
  ['one category', 'cat\tanimal\ndog\tanimal', /names only one category/],
  ['nothing', '', /names no category/],
])('%s is refused with its line', (_, file, message) => {
  expect(() => evaluateCategories(animals, file, { name })).toThrow(WordspaceError);
  expect(() => evaluateCategories(animals, file, { name })).toThrow(message);
});

test('starts must be a count', () => {
  expect(() => evaluateCategories(animals, 'x a\ny b', { name, starts: 0 })).toThrow(/starts must be/);
});
