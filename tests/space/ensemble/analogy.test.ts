import { expect, test } from 'vitest';
import { analogy, type AnalogyMethod } from '../../../lib/space/analogy';
import { seedAnalogy, timesFirst } from '../../../lib/space/ensemble/analogy';
import { denseSpace, randomSpace } from '../fixture';
import { rotated, shaken } from './spaces';

const methods: AnalogyMethod[] = ['add', 'mul', 'pair'];

test.each(methods)('%s: turned copies give the answers of one, each first in every seed where it is first in one', (method) => {
  const space = randomSpace(60, 6, 4);
  const spaces = [space, rotated(space, 1), rotated(space, 2), rotated(space, 3)];
  const alone = analogy(space, 'n1 - n2 + n3', { method, k: 5 });
  const { answers, terms } = seedAnalogy(spaces, 'n1 - n2 + n3', { method, k: 5 });
  expect(terms).toEqual(alone.terms);
  expect(answers.map((a) => a.name)).toEqual(alone.answers.map((a) => a.name));
  answers.forEach((a, i) => {
    expect(a.ranks).toEqual([i + 1, i + 1, i + 1, i + 1]);
    expect(a.score).toBeCloseTo(alone.answers[i].score, 4);
    expect(a.sd).toBeLessThan(1e-4);
  });
  expect(answers.map(timesFirst)).toEqual([4, 0, 0, 0, 0]);
});

test.each(methods)('%s: scores are means and ranks those of each seed asked alone', (method) => {
  const space = randomSpace(40, 5, 5);
  const spaces = [1, 2, 3].map((seed) => shaken(space, 0.6, seed));
  const each = spaces.map((s) => analogy(s, 'n1 - n2 + n3', { method, k: 37, vocabulary: 38 }).answers);
  const { answers } = seedAnalogy(spaces, 'n1 - n2 + n3', { method, k: 8, vocabulary: 38 });
  expect(answers.map((a) => a.score)).toEqual(answers.map((a) => a.score).toSorted((x, y) => y - x));
  for (const answer of answers) {
    const scores = each.map((list) => list.find((a) => a.row === answer.row)?.score ?? NaN);
    const mean = (scores[0] + scores[1] + scores[2]) / 3;
    expect(answer.score).toBeCloseTo(mean, 6);
    expect(answer.sd).toBeCloseTo(Math.sqrt(scores.reduce((sum, s) => sum + (s - mean) ** 2, 0) / 2), 6);
    expect(answer.ranks).toEqual(each.map((list) => list.findIndex((a) => a.row === answer.row) + 1));
  }
  expect(seedAnalogy(spaces.toReversed(), 'n1 - n2 + n3', { method, k: 8, vocabulary: 38 }).answers.map((a) => a.ranks)).toEqual(answers.map((a) => a.ranks.toReversed()));
});

test('the words of the expression are answers only where that is asked', () => {
  const spaces = [1, 2].map((seed) => shaken(denseSpace(['a', 'b', 'c'], 2, [1, 0, 0, 1, 1, 1]), 0.01, seed));
  expect(seedAnalogy(spaces, 'a + b').answers.map((a) => a.name)).toEqual(['c']);
  expect(seedAnalogy(spaces, 'a + b', { excludeInputs: false }).answers).toHaveLength(3);
});
