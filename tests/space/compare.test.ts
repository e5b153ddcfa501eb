import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { WordspaceError } from '../../lib/error';
import { compare } from '../../lib/space/compare';
import { neighbours, similarity } from '../../lib/space/neighbours';
import { VectorSpace } from '../../lib/space/space';
import { spearman } from '../../lib/space/spearman';
import { finish } from '../../lib/work';
import { denseSpace, randomSpace, sparseTwin } from './fixture';

/** The rows in another order: the same space to whoever asks by name. */
function reversed(space: VectorSpace): VectorSpace {
  const { dims, values } = space.matrix;
  const rows = space.names.map((_, i) => [...values.subarray(i * dims, (i + 1) * dims)]);
  return denseSpace([...space.names].reverse(), dims, rows.reverse().flat());
}

test('a space agrees with itself, with its sparse twin and in any order of rows', () => {
  const space = randomSpace(60, 6, 2);
  for (const other of [space, sparseTwin(space), reversed(space), sparseTwin(reversed(space))]) {
    const { shared, k, overlap, spearman, words } = finish(compare(space, other));
    expect({ shared, k, overlap }).toEqual({ shared: 60, k: 10, overlap: 1 });
    expect(spearman).toBeCloseTo(1, 6);
    expect(words.map((w) => w.word)).toEqual(space.names);
  }
});

test('is what asking every word for its neighbours gives', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 3, max: 30 }), fc.integer({ min: 1, max: 8 }), (seed, rows, asked) => {
      const a = randomSpace(rows, 4, seed);
      const b = sparseTwin(randomSpace(rows, 5, seed + 1));
      const result = finish(compare(a, b, { k: asked }));
      const k = Math.min(asked, rows - 1);
      expect(result.k).toBe(k);
      for (const word of result.words) {
        const near = (s: VectorSpace) => neighbours(s, s.rowOf(word.word), { k }).map((n) => n.name);
        const [inA, inB] = [near(a), near(b)];
        expect([...word.both, ...word.onlyA].sort()).toEqual([...inA].sort());
        expect(word.onlyB).toEqual(inB.filter((n) => !inA.includes(n)));
        expect(word.overlap).toBeCloseTo(word.both.length / k, 12);
      }
      const pairs = a.names.flatMap((_, i) => a.names.slice(0, i).map((__, j) => [i, j] as const));
      const [x, y] = [a, b].map((s) => pairs.map(([i, j]) => similarity(s, i, j)));
      expect(result.spearman).toBeCloseTo(spearman(x, y), 12);
      expect(result.overlap).toBeCloseTo(result.words.reduce((sum, w) => sum + w.overlap, 0) / rows, 12);
    }),
    { numRuns: 40 },
  );
});

test('the most different come first, among equals those whose neighbours fall farthest', () => {
  const { words, near, sample, names } = finish(compare(randomSpace(50, 5, 1), randomSpace(50, 5, 2), { k: 5 }));
  const share = (values: Float32Array, of: number) => values.reduce((sum, value) => sum + (value < of ? 1 : value === of ? 0.5 : 0), 0) / values.length;
  const fall = (word: string) => {
    const pairs = [...near.first.keys()].filter((p) => names[near.first[p]] === word || names[near.second[p]] === word);
    return pairs.reduce((sum, p) => sum + Math.abs(share(sample.inA, near.inA[p]) - share(sample.inB, near.inB[p])), 0) / pairs.length;
  };
  const order = words.map((w) => w.overlap * 1000 - fall(w.word));
  order.slice(1).forEach((next, i) => expect(next).toBeGreaterThan(order[i] - 1e-9));
});

test('only shared words with a vector in both count, each once', () => {
  const a = denseSpace(['x', 'only a', 'y', 'zero', 'z', 'x'], 2, [1, 0, 1, 1, 0, 1, 1, 1, 1, 2, 1, 0]);
  const b = denseSpace(['zero', 'z', 'y', 'x', 'only b'], 2, [0, 0, 1, 2, 0, 1, 1, 0, 1, 1]);
  const { shared, k, words } = finish(compare(a, b));
  expect({ shared, k }).toEqual({ shared: 3, k: 2 });
  expect(words.map((w) => w.word).sort()).toEqual(['x', 'y', 'z']);
});

test('limits what is compared and what may be a neighbour; the seed decides the pairs', () => {
  const a = randomSpace(700, 5, 1);
  const b = randomSpace(700, 5, 2);
  expect(finish(compare(a, b, { limit: 20 })).words).toHaveLength(20);
  const { words } = finish(compare(a, b, { vocabulary: 40 }));
  expect(words).toHaveLength(40);
  for (const w of words) for (const n of [...w.both, ...w.onlyA, ...w.onlyB]) expect(Number(n.slice(1))).toBeLessThan(40);
  const correlation = (seed: number) => finish(compare(a, b, { limit: 100, pairs: 500, seed })).spearman;
  expect(correlation(1)).toBe(correlation(1));
  expect(correlation(1)).not.toBe(correlation(2));
});

test('reports both spaces and the pairs', () => {
  const work = compare(randomSpace(1200, 5, 1), randomSpace(1200, 5, 2));
  const stages = new Set([work.progress().stage]);
  while (!work.step()) {
    const { stage, done, total } = work.progress();
    stages.add(stage);
    expect(done).toBeLessThanOrEqual(total);
  }
  expect([...stages]).toEqual(['neighbours in the first space', 'neighbours in the second space', 'similarities of pairs', 'similarities of neighbours']);
});

test.each<[string, () => unknown, RegExp]>([
  ['nothing in common', () => compare(randomSpace(9, 2, 1), denseSpace(['a'], 2, [1, 1])), /have no words in common; compare spaces/],
  ['one word in common', () => compare(randomSpace(9, 2, 1), denseSpace(['n3'], 2, [1, 1])), /have one word in common/],
  ['k 0', () => compare(randomSpace(9, 2, 1), randomSpace(9, 2, 1), { k: 0 }), /number of neighbours must be/],
  ['more pairs than memory', () => compare(randomSpace(9, 2, 1), randomSpace(9, 2, 1), { pairs: 1e12 }), /from 1 to 10000000, not 1000000000000/],
  ['pairs NaN', () => compare(randomSpace(9, 2, 1), randomSpace(9, 2, 1), { pairs: NaN }), /number of pairs must be/],
])('%s is refused with a sentence', (_, ask, message) => {
  expect(ask).toThrow(WordspaceError);
  expect(ask).toThrow(message);
});
