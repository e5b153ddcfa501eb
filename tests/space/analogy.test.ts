import { describe, expect, test } from 'vitest';
import { WordspaceError } from '../../lib/error';
import { analogy } from '../../lib/space/analogy';
import { cosine, denseSpace, gensim, gensimSpace, sparseTwin } from './fixture';

const spaces = { dense: gensimSpace(), sparse: sparseTwin(gensimSpace()) };

describe.each(Object.entries(spaces))('%s', (_, space) => {
  test.each(gensim.analogies)('$expression: answers and scores of gensim', ({ expression, add, mul }) => {
    for (const [method, expected] of [['add', add], ['mul', mul]] as const) {
      if (!expected) continue;
      const { answers } = analogy(space, expression, { method, k: 6 });
      expect(answers.map((a) => a.name)).toEqual(expected.map(([name]) => name));
      answers.forEach((a, i) => expect(a.score).toBeCloseTo(expected[i][1], 4));
    }
  });

  test('PairDirection is the cosine of the two offsets', () => {
    const [a, b, c] = [13, 1, 4];
    const expression = [a, b, c].map((row) => gensim.names[row]).join(' ? ').replace('?', '-').replace('?', '+');
    const { answers } = analogy(space, expression, { method: 'pair', k: 50 });
    expect(answers).toHaveLength(gensim.names.length - 3);
    const unit = (row: number) => [...spaces.dense.unit.values.subarray(row * gensim.dims, (row + 1) * gensim.dims)];
    const minus = (x: number[], y: number[]) => x.map((v, d) => v - y[d]);
    for (const { row, score } of answers) {
      const offsets = denseSpace(['p', 'q'], gensim.dims, [...minus(unit(row), unit(c)), ...minus(unit(a), unit(b))]);
      expect(score).toBeCloseTo(cosine(offsets, 0, 1), 4);
    }
  });
});

const grid = denseSpace(['king', 'queen', 'man', 'woman', 'Apple', 'nil', 'twin'], 3, [1, 0, 1, 0, 1, 1, 1, 0, 0, 0, 1, 0, 0, 0, -1, 0, 0, 0, 1, 0, 0]);

test('says its terms, its target and every method finds the queen', () => {
  const { terms, target, answers } = analogy(grid, 'KING - man + woman');
  expect(terms).toEqual([
    { name: 'king', row: 0, weight: 1 },
    { name: 'man', row: 2, weight: -1 },
    { name: 'woman', row: 3, weight: 1 },
  ]);
  const length = Math.hypot(Math.SQRT1_2 - 1, 1, Math.SQRT1_2);
  [Math.SQRT1_2 - 1, 1, Math.SQRT1_2].forEach((v, d) => expect(target?.[d]).toBeCloseTo(v / length, 6));
  expect(answers[0].name).toBe('queen');
  for (const method of ['mul', 'pair'] as const) {
    const solved = analogy(grid, 'king - man + woman', { method });
    expect(solved.answers[0].name).toBe('queen');
    expect(solved.target).toBeNull();
  }
});

test('inputs answer only when allowed, and only the vocabulary answers', () => {
  const names = (options: object) => analogy(grid, 'king - man + woman', options).answers.map((a) => a.name);
  expect(names({ excludeInputs: false })).toContain('woman');
  expect(names({})).not.toContain('woman');
  expect(names({ vocabulary: 3 })).toEqual(['queen']);
  expect(names({ k: 2 })).toHaveLength(2);
  for (const { score } of analogy(grid, 'king - man + woman', { method: 'pair', excludeInputs: false }).answers) expect(score).not.toBeNaN();
});

test('words that differ by case only meet in one term', () => {
  expect(analogy(grid, 'apple + Apple + king').terms).toEqual([
    { name: 'Apple', row: 4, weight: 2 },
    { name: 'king', row: 0, weight: 1 },
  ]);
});

test.each<[string, object, RegExp]>([
  ['', {}, /empty/],
  ['king - mann', {}, /“mann” is not among the 7 words of this space; did you mean man/],
  ['king - KING', {}, /cancel each other out/],
  ['man - twin', {}, /cancel each other out/],
  ['man - twin + king', { method: 'pair' }, /cancel each other out/],
  ['king + nil', {}, /“nil” has a vector of zeros/],
  ['king + man', { method: 'pair' }, /PairDirection needs an expression of the form a − b \+ c/],
  ['king + woman - man', { method: 'pair' }, /form a − b \+ c/],
  ['king - man + woman', { k: 0 }, /number of answers must be a whole number of 1 or more, not 0/],
  ['king - man + woman', { vocabulary: NaN }, /not NaN/],
])('%s with %o is refused with a sentence', (expression, options, message) => {
  expect(() => analogy(grid, expression, options)).toThrow(WordspaceError);
  expect(() => analogy(grid, expression, options)).toThrow(message);
});
