import { describe, expect, test } from 'vitest';
import type { Dense } from '../../../lib/kernels/matrix';
import { lsa } from '../../../lib/models/lsa';
import type { OptionValues } from '../../../lib/options';
import { checkOptions } from '../../../lib/options';
import type { EncodedCorpus } from '../../../lib/text/corpus';
import { encode } from '../../../lib/text/encode';
import { finish } from '../../../lib/work';
import fixture from '../../fixtures/lsa.json';

function encoded(texts: string[]): EncodedCorpus {
  return finish(encode({ name: 'small', title: '', texts, titles: texts.map((_, i) => `d${i}`), columns: [] }, { minCount: 1 }));
}

const trained = (corpus: EncodedCorpus, options: OptionValues = {}) => finish(lsa.train(corpus, checkOptions(lsa, options)));

function dense(matrix: unknown): Dense {
  expect(matrix).toHaveProperty('kind', 'dense');
  return matrix as Dense;
}

const rowOf = ({ values, dims }: Dense, r: number) => values.subarray(r * dims, (r + 1) * dims);
const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, x, i) => sum + x * b[i], 0);
const cosine = (a: Float32Array, b: Float32Array) => dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));

describe('LSA', () => {
  const corpus = encoded(fixture.texts);
  const { words, documents, query, figures } = trained(corpus, { dims: 20 });
  const documentRows = dense(documents?.matrix);
  if (query?.kind !== 'lsa') throw new Error('LSA leaves the parts of an LSA query');

  test('singular values equal the exact ones and scikit-learn’s', () => {
    expect(query.singularValues).toHaveLength(20);
    query.singularValues.forEach((sigma, i) => {
      expect(Math.abs(sigma / fixture.singularValues[i] - 1)).toBeLessThan(1e-6);
      expect(Math.abs(sigma / fixture.sklearn[i] - 1)).toBeLessThan(1e-6);
    });
    expect(figures.explained).toBeCloseTo(fixture.explained, 6);
    expect(figures.singularValueError).toBeLessThan(1e-3);
  });

  test('documents stand to each other as scikit-learn’s do', () => {
    fixture.documentCosines.forEach((row, a) =>
      row.forEach((expected, b) => expect(cosine(rowOf(documentRows, a), rowOf(documentRows, b))).toBeCloseTo(expected, 5)),
    );
  });

  test('documents are U Σ and words V Σ: orthogonal columns as long as the singular values', () => {
    for (const side of [documentRows, dense(words.matrix)]) {
      const column = (j: number) => Float32Array.from({ length: side.rows }, (_, r) => side.values[r * side.dims + j]);
      for (let i = 0; i < 20; i++) {
        expect(Math.sqrt(dot(column(i), column(i)))).toBeCloseTo(query.singularValues[i], 4);
        for (let j = 0; j < i; j++) expect(dot(column(i), column(j))).toBeCloseTo(0, 4);
      }
    }
  });

  test('a document’s own text is placed on its row', () => {
    for (let d = 0; d < 10; d++) {
      const placed = lsa.place!(query, corpus.ids.subarray(corpus.documents[d], corpus.documents[d + 1]));
      expect(placed).toHaveLength(20);
      rowOf(documentRows, d).forEach((x, j) => expect((placed as Float32Array)[j]).toBeCloseTo(x, 5));
    }
  });

  test('names, counts and provenance', () => {
    expect(words.names).toBe(corpus.vocabulary.words);
    expect(words.columns[0].values).toEqual(Array.from(corpus.vocabulary.counts));
    expect(documents?.names).toBe(corpus.titles);
    expect(words.provenance).toMatchObject({ model: 'lsa', corpus: 'small', options: { dims: 20, seed: 1 } });
  });

  test('the same seed gives the same bytes; another seed the same answer', () => {
    expect(trained(corpus, { dims: 20 }).words.matrix).toEqual(words.matrix);
    const other = dense(trained(corpus, { dims: 20, seed: 2 }).words.matrix);
    other.values.forEach((x, i) => expect(x).toBeCloseTo(dense(words.matrix).values[i], 4));
  });

  test('gives as many dimensions as the text has', () => {
    const few = trained(encoded(['a b', 'b c', 'a b', 'c d e f g h']), { dims: 100 });
    expect(dense(few.words.matrix).dims).toBe(3);
    expect(dense(few.documents?.matrix).dims).toBe(3);
    expect(few.figures.explained).toBeCloseTo(1, 6);
    const one = trained(encoded(['word']));
    expect(dense(one.words.matrix).values).toEqual(Float32Array.of(1));
  });

  test('tells how far it is and gives nothing before the end', () => {
    const work = lsa.train(corpus, checkOptions(lsa, { dims: 20 }));
    expect(() => work.result()).toThrow(TypeError);
    const stages = new Set<string>();
    do {
      const { stage, done, total } = work.progress();
      expect(done).toBeLessThanOrEqual(total);
      stages.add(stage);
      if (stage === 'factorising') expect(() => work.result()).toThrow(TypeError);
    } while (!work.step());
    expect([...stages]).toEqual(['counting words in documents', 'weighing words', 'factorising', 'placing words and documents']);
    expect(() => lsa.place!({ kind: 'tfidf', idf: new Float32Array(), sublinear: false }, [])).toThrow(TypeError);
  });
});
