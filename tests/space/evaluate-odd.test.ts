import { describe, expect, test } from 'vitest';
import { WordspaceError } from '../../lib/error';
import { evaluateOdd } from '../../lib/space/evaluate-odd';
import { finish } from '../../lib/work';
import { kindsSpace, peers } from './evaluation-fixture';
import { denseSpace, sparseTwin } from './fixture';

const name = 'odd.txt';
const text = peers.groups.map(({ fellows, odd }) => `${fellows.join(' ')} | ${odd}`).join('\n');

describe.each([
  ['dense', kindsSpace()],
  ['sparse', sparseTwin(kindsSpace())],
])('%s', (_, space) => {
  test('chooses the word that gensim’s doesnt_match chooses', () => {
    const report = finish(evaluateOdd(space, text, { name, detail: true }));
    expect(report.groups?.map((group) => group.answer)).toEqual(peers.groups.map((group) => group.answer));
    const right = peers.groups.filter((group) => group.answer === group.odd).length;
    expect(report).toMatchObject({ correct: right, asked: 40, skipped: 0, accuracy: right / 40, coverage: 1, unknown: [], sections: [{ name: '(no section)', correct: right }] });
    expect(report.interval[0]).toBeLessThan(report.accuracy);
    expect(report.interval[1]).toBeGreaterThan(report.accuracy);
  });
});

const fruits = denseSpace(['Apple', 'pear', 'plum', 'hammer'], 2, [1, 0, 1, 0.1, 1, 0.2, 0, 1]);

test('sections, comments, case and unknown words', () => {
  const file = '# ours\n: fruit\napple PEAR plum|hammer\r\n// note\nhammer pear | plum\n: none\napple quince | hammer\n';
  expect(finish(evaluateOdd(fruits, file, { name, detail: true }))).toMatchObject({
    correct: 1, asked: 2, skipped: 1, coverage: 2 / 3, unknown: ['quince'],
    sections: [{ name: 'fruit', correct: 1, asked: 2 }, { name: 'none', asked: 0, skipped: 1 }],
    groups: [{ answer: 'hammer', right: true }, { answer: 'hammer', right: false }, { answer: null, right: false }],
  });
  expect(finish(evaluateOdd(fruits, 'apple pear | hammer', { name, vocabulary: 3 }))).toMatchObject({ asked: 0, unknown: ['hammer'], interval: [0, 1] });
});

test.each([
  ['no bar', 'a b c\n', /odd\.txt, line 1: one bar should stand .* this line has 0/],
  ['two bars', 'a b | c\na b | c | d\n', /line 2: .* this line has 2/],
  ['two odd words', 'a b | c d', /one word should follow the bar, not 2/],
  ['no odd word', 'a b |', /one word should follow the bar, not 0/],
  ['one fellow', 'a | b', /at least two words/],
  ['a word twice', 'a b | A', /stands in this line twice/],
  ['nothing', '# nothing', /holds no group of words/],
])('%s is refused with its line', (_, file, message) => {
  expect(() => evaluateOdd(fruits, file, { name })).toThrow(WordspaceError);
  expect(() => evaluateOdd(fruits, file, { name })).toThrow(message);
});
