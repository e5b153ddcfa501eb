import { expect, test } from 'vitest';
import { WordspaceError } from '../../lib/error';
import { meanVector, meanVectors, sifWeights } from '../../lib/space/documents';
import { VectorSpace } from '../../lib/space/space';
import type { EncodedCorpus } from '../../lib/text/corpus';
import { denseSpace, sparseTwin } from './fixture';

const plain = denseSpace(['the', 'cat', 'dog'], 2, [1, 1, 1, 0, 0, 1]);
const counts = { name: 'count', kind: 'number' as const, values: [900, 60, 40] };
const words = new VectorSpace({ ...plain, names: plain.names, matrix: plain.matrix, columns: [counts] });

const corpus: EncodedCorpus = {
  name: 'tale',
  // another order than the space's, and a word it does not know
  vocabulary: { words: ['dog', 'moon', 'cat', 'the'], counts: Uint32Array.of(4, 3, 2, 1) },
  ids: Uint32Array.of(0, 1, 0, 2, 1, 3, 2),
  sentences: Uint32Array.of(0, 4, 5, 7),
  documents: Uint32Array.of(0, 4, 5, 7),
  titles: ['one', 'two', 'three'],
  columns: [{ name: 'year', kind: 'number', values: [1, 2, 3] }],
  tokens: 7,
  types: 4,
};

test('weights follow a / (a + p(w)) of the counts, or are even without counts', () => {
  const expected = [0.9, 0.06, 0.04].map((p) => 0.01 / (0.01 + p));
  sifWeights(words, 0.01).forEach((w, i) => expect(w).toBeCloseTo(expected[i], 6));
  expect([...sifWeights(plain)]).toEqual([1, 1, 1]);
});

test('a text is the weighted mean of its words', () => {
  expect([...meanVector(plain, [1, 1, 2, 1])]).toEqual([0.75, 0.25]);
  expect([...meanVector(plain, [1, 2], [0, 3, 1])]).toEqual([0.75, 0.25]);
  expect([...meanVector(plain, [])]).toEqual([0, 0]);
  const [x, y] = meanVector(words, [0, 1]);
  expect(x).toBeCloseTo(1, 6);
  expect(y).toBeLessThan(0.1);
});

test('documents find their words by name and keep titles and columns', () => {
  const made = meanVectors(plain, corpus);
  expect(made.names).toEqual(['one', 'two', 'three']);
  expect(made.columns).toBe(corpus.columns);
  expect(made.provenance).toMatchObject({ corpus: 'tale', options: { documents: 'mean' } });
  [1 / 3, 2 / 3, 0, 0, 1, 0.5].forEach((v, i) => expect(made.matrix.values[i]).toBeCloseTo(v, 6));
});

test('a sparse space and a corpus in other words are refused', () => {
  expect(() => meanVector(sparseTwin(plain), [0])).toThrow(WordspaceError);
  const foreign = { ...corpus, vocabulary: { ...corpus.vocabulary, words: ['un', 'deux', 'trois', 'quatre'] } };
  expect(() => meanVectors(plain, foreign)).toThrow(/No word of tale is in this space/);
});
