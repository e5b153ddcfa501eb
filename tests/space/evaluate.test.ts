import { describe, expect, test } from 'vitest';
import { WordspaceError } from '../../lib/error';
import { analogy } from '../../lib/space/analogy';
import { evaluateAnalogies, evaluateSimilarity } from '../../lib/space/evaluate';
import { finish } from '../../lib/work';
import { denseSpace, gensim, gensimSpace, randomSpace, sparseTwin } from './fixture';

const name = 'questions.txt';

describe.each([
  ['dense', gensimSpace()],
  ['sparse', sparseTwin(gensimSpace())],
])('%s', (_, space) => {
  test.each(gensim.evaluations)('answers the questions as gensim does over $vocabulary words', ({ vocabulary, accuracy, sections }) => {
    const report = finish(evaluateAnalogies(space, gensim.questions, { name, vocabulary }));
    expect(report.sections.map((s) => [s.name, s.correct, s.asked])).toEqual(sections);
    expect(report.accuracy).toBeCloseTo(accuracy, 12);
    expect(report.asked + report.skipped).toBe(3 * 12 * 11 + 1);
  });

  test('3CosMul answers as the analogy of one question does', () => {
    const lines = ['w0x0 w0x1 w3x0 w3x1', 'w1x0 w1x2 w4x0 w4x2', 'w2x1 w2x3 w6x1 w6x3'];
    const right = lines.filter((line) => {
      const [a, b, c, expected] = line.split(' ');
      const { answers } = analogy(space, `${b} - ${a} + ${c}`, { method: 'mul' });
      return answers.find((x) => ![a, b, c].includes(x.name.toLowerCase()))?.name.toLowerCase() === expected;
    });
    expect(finish(evaluateAnalogies(space, lines.join('\n'), { name, method: 'mul' })).correct).toBe(right.length);
  });

  test('correlates judgements as gensim and scipy do', () => {
    const report = finish(evaluateSimilarity(space, gensim.judgements, { name: 'pairs.tsv' }));
    expect(report).toMatchObject({ pairs: 40, missing: 0, coverage: 1, unknown: [] });
    expect(report.spearman).toBeCloseTo(gensim.judged, 6);
  });
});

test('answers block by block, and says how far it is', () => {
  const space = randomSpace(3000, 4, 5);
  const work = evaluateAnalogies(space, 'n1 n2 n3 n4', { name });
  expect(work.progress()).toEqual({ stage: 'answering questions', done: 0, total: 3000 });
  expect(() => work.result()).toThrow();
  expect(work.step()).toBe(false);
  expect(work.progress().done).toBe(1024);
  expect(finish(work).asked).toBe(1);
  expect(work.step()).toBe(true);
  expect(work.progress().done).toBe(work.progress().total);
});

test('comments, other line ends and questions before any section are read; unknown words are skipped', () => {
  const space = gensimSpace();
  const text = '\uFEFF// by someone else\r\n# more\r\nw0x0 w0x1 w3x0 w3x1\r\n\r\n: empty\r\n:  none \r\nx y z w';
  expect(finish(evaluateAnalogies(space, text, { name }))).toMatchObject({
    asked: 1,
    skipped: 1,
    sections: [{ name: '(no section)', asked: 1 }, { name: 'empty', asked: 0, interval: [0, 1] }, { name: 'none', asked: 0, skipped: 1, coverage: 0 }],
    coverage: 0.5,
    unknown: ['x', 'y', 'z', 'w'],
  });
  expect(finish(evaluateAnalogies(space, 'x y z w', { name }))).toMatchObject({ accuracy: 0, correct: 0, asked: 0, skipped: 1 });
});

const line = denseSpace(['Cat', 'dog', 'new york', 'sun'], 2, [1, 0, 4, 1, 1, 1, 0, 1]);

test.each([
  ['tabs and a header', 'Word 1\tWord 2\tHuman (mean)\ncat\tdog\t9\ncat\tnew york\t5\ncat\tsun\t1\n'],
  ['commas and a comment', '# pairs\ncat,dog,9\r\ncat,new york,5\r\ncat,sun,1'],
  ['semicolons and more columns', 'cat;dog;9;8\n\ncat;new york;5;1\ncat;sun;1;2'],
  ['tabs and a part of speech, as in SimLex', 'word1\tword2\tPOS\tSimLex999\tconc\ncat\tdog\tN\t9\t1\ncat\tnew york\tN\t5\t1\ncat\tsun\tN\t1\t2'],
  ['spaces', 'cat dog 9\nCAT sun 1\nmoon sun 3'],
])('judgements separated by %s', (_, text) => {
  expect(finish(evaluateSimilarity(line, text, { name: 'pairs' })).spearman).toBeCloseTo(1, 12);
});

test('pairs outside the vocabulary are missing, and none left is no correlation', () => {
  expect(finish(evaluateSimilarity(line, 'cat dog 1\ncat sun 2\nmoon dog 3', { name: 'p' }))).toMatchObject({ pairs: 2, missing: 1, coverage: 2 / 3, unknown: ['moon'] });
  expect(finish(evaluateSimilarity(line, 'cat dog 1\ncat sun 2', { name: 'p', vocabulary: 2 }))).toMatchObject({ spearman: 0, pairs: 1, missing: 1, interval: [-1, 1] });
});

test('tells each question and each pair when asked for detail', () => {
  const space = gensimSpace();
  const { questions, correct } = finish(evaluateAnalogies(space, `${gensim.questions}`, { name, detail: true }));
  expect(questions?.filter((q) => q.right)).toHaveLength(correct);
  expect(questions?.at(-1)).toEqual({ words: ['w0x0', 'nowhere', 'w1x0', 'w1x1'], section: 3, answer: null, right: false });
  const { judged } = finish(evaluateSimilarity(line, 'Cat dog 1\ncat moon 2', { name: 'p', detail: true }));
  expect(judged).toEqual([{ words: ['Cat', 'dog'], score: 1, cosine: expect.closeTo(4 / Math.sqrt(17), 6), gap: 0 }, { words: ['cat', 'moon'], score: 2, cosine: null, gap: null }]);
  const { judged: turned } = finish(evaluateSimilarity(line, 'cat dog 1\ncat sun 9', { name: 'p', detail: true }));
  expect(turned?.map((pair) => pair.gap)).toEqual([0.5, -0.5]);
});

test('the interval holds the figure, follows the seed and narrows with more questions', () => {
  const space = gensimSpace();
  const all = finish(evaluateAnalogies(space, gensim.questions, { name, seed: 2 }));
  for (const score of [all, ...all.sections]) {
    expect(score.interval[0]).toBeLessThanOrEqual(score.accuracy);
    expect(score.interval[1]).toBeGreaterThanOrEqual(score.accuracy);
  }
  const width = ({ interval: [low, high] }: { interval: [number, number] }) => high - low;
  expect(width(all)).toBeLessThan(width(all.sections[0]));
  expect(finish(evaluateAnalogies(space, gensim.questions, { name, seed: 2 })).interval).toEqual(all.interval);
  expect(finish(evaluateAnalogies(space, gensim.questions, { name, seed: 3, draws: 50 })).interval).not.toEqual(all.interval);
});

test.each<[string, () => unknown, RegExp]>([
  ['three words', () => evaluateAnalogies(line, ': s\na b c d\na b c', { name: 'q.txt' }), /q\.txt, line 3: a question has four words, this line has 3 \(“a b c”\)/],
  ['no question', () => evaluateAnalogies(line, ': s\n', { name: 'q.txt' }), /q\.txt holds no analogy question/],
  ['a vocabulary of 0', () => evaluateAnalogies(line, 'a b c d', { name: 'q.txt', vocabulary: 0 }), /vocabulary must be/],
  ['no score', () => evaluateSimilarity(line, 'cat dog 1\ncat dog', { name: 'p.tsv' }), /p\.tsv, line 2: expected two words and a number, found “cat dog”/],
  ['a score of letters', () => evaluateSimilarity(line, 'cat dog 1\ncat dog high', { name: 'p.tsv' }), /line 2/],
  ['one long word', () => evaluateSimilarity(line, 'x'.repeat(500), { name: 'p.tsv' }), /line 1: .*x{60}…/],
  ['nothing', () => evaluateSimilarity(line, '# only this\n', { name: 'p.tsv' }), /p\.tsv holds no judged pair/],
])('%s is refused with its line', (_, ask, message) => {
  expect(ask).toThrow(WordspaceError);
  expect(ask).toThrow(message);
});
