import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { WordspaceError } from '../../lib/error';
import { classify } from '../../lib/space/classify';
import { finish } from '../../lib/work';
import { denseSpace, randomSpace, sparseTwin } from './fixture';

/** What scikit-learn answers: made by tests/fixtures/classify.py. */
interface Fixture {
  labels: string[];
  dims: number;
  values: number[];
  cases: { k: number; folds: number; scores: number[]; answers: string[] }[];
}
const sklearn = JSON.parse(readFileSync(new URL('../fixtures/classify.json', import.meta.url), 'utf8')) as Fixture;
const documents = denseSpace(sklearn.labels.map((_, i) => `d${i}`), sklearn.dims, sklearn.values);

test.each(sklearn.cases)('$k neighbours, $folds folds: scikit-learn’s answers and accuracies', ({ k, folds, scores, answers }) => {
  for (const space of [documents, sparseTwin(documents)]) {
    const told = finish(classify(space, sklearn.labels, { k, folds }));
    expect(told.answers).toEqual(answers);
    told.folds.forEach((accuracy, f) => expect(accuracy).toBeCloseTo(scores[f], 12));
    expect(told.accuracy).toBeCloseTo(scores.reduce((a, b) => a + b, 0) / folds, 12);
  }
});

test('a label that the vectors spell out is always told; documents without one take no part', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('x', 'y', 'z', null), { minLength: 30, maxLength: 60 }), (labels) => {
      const sizes = ['x', 'y', 'z'].map((name) => labels.filter((l) => l === name).length);
      if (sizes.filter((n) => n > 0).length < 2 || sizes.some((n) => n < 10 && n > 0)) return;
      const space = denseSpace(labels.map((_, i) => `d${i}`), 3, labels.flatMap((l) => ['x', 'y', 'z'].map((name) => Number(l === name) + 0.1)));
      const told = finish(classify(space, labels));
      expect(told.accuracy).toBe(1);
      expect(told.documents).toBe(labels.filter((l) => l !== null).length);
      expect(told.baseline).toBeCloseTo(Math.max(...sizes) / told.documents, 12);
    }),
  );
});

test('of many documents some at even steps are asked', () => {
  const told = finish(classify(randomSpace(700, 4, 1), Array.from({ length: 700 }, (_, i) => (i % 2 ? 'odd' : 'even')), { limit: 100 }));
  expect(told.documents).toBe(100);
  expect(told.labels).toBe(2);
});

test.each<[string, (string | null)[], RegExp]>([
  ['one label', Array.from({ length: 20 }, () => 'x'), /two different labels/],
  ['a label each', Array.from({ length: 20 }, (_, i) => `x${i}`), /5 documents that 5 folds need/],
])('%s is refused with a sentence', (_, labels, message) => {
  expect(() => classify(randomSpace(20, 3, 1), labels)).toThrow(WordspaceError);
  expect(() => classify(randomSpace(20, 3, 1), labels)).toThrow(message);
});
