import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Csr } from '../../../lib/kernels/matrix';
import type { OptionValues } from '../../../lib/options';
import { checkOptions } from '../../../lib/options';
import { tfidf } from '../../../lib/models/tfidf';
import { Counting } from '../../../lib/models/tfidf/count';
import { logarithm } from '../../../lib/kernels/elementary';
import type { EncodedCorpus } from '../../../lib/text/corpus';
import { encode } from '../../../lib/text/encode';
import { finish } from '../../../lib/work';
import fixture from '../../fixtures/tfidf.json';

function encoded(texts: string[]): EncodedCorpus {
  const columns = [{ name: 'kind', kind: 'category' as const, values: texts.map(() => 'test') }];
  return finish(encode({ name: 'small', title: '', texts, titles: texts.map((_, i) => `d${i}`), columns }, { minCount: 1 }));
}

const trained = (corpus: EncodedCorpus, options: OptionValues = {}) => finish(tfidf.train(corpus, checkOptions(tfidf, options)));

/** Row r as word → value. */
function row(matrix: Csr, r: number, names: string[]): Record<string, number> {
  const entries: [string, number][] = [];
  for (let e = matrix.indptr[r]; e < matrix.indptr[r + 1]; e++) entries.push([names[matrix.indices[e]], matrix.values[e]]);
  return Object.fromEntries(entries);
}

function sparse(matrix: unknown): Csr {
  expect(matrix).toHaveProperty('kind', 'csr');
  return matrix as Csr;
}

describe('counts', () => {
  test('counts every word of every document, columns ascending', () => {
    const corpus = encoded(['b a b c', '', 'c']);
    expect(corpus.vocabulary.words).toEqual(['b', 'c', 'a']);
    expect(finish(new Counting(corpus))).toEqual({
      kind: 'csr',
      rows: 3,
      dims: 3,
      indptr: Uint32Array.of(0, 3, 3, 4),
      indices: Uint32Array.of(0, 1, 2, 1),
      values: Float32Array.of(2, 1, 1, 1),
    });
  });

  test('is the same for a document longer than one slice', () => {
    const ids = Uint32Array.from({ length: 2_500_000 }, (_, i) => i % 7);
    const corpus: EncodedCorpus = {
      ...encoded(['a b c d e f g']),
      ids,
      documents: Uint32Array.of(0, 0, ids.length - 1, ids.length),
    };
    const { indptr, indices, values } = finish(new Counting(corpus));
    expect(indptr).toEqual(Uint32Array.of(0, 0, 7, 8));
    expect(indices.subarray(0, 7)).toEqual(Uint32Array.of(0, 1, 2, 3, 4, 5, 6));
    expect(values.reduce((a, b) => a + b)).toBe(ids.length);
    expect(indices[7]).toBe((ids.length - 1) % 7);
  });
});

describe('tf-idf', () => {
  const corpus = encoded(fixture.texts);

  test.each(fixture.cases)('equals scikit-learn with $options', ({ options, rows }) => {
    const { documents } = trained(corpus, options);
    rows.forEach((expected: Record<string, number | undefined>, d) => {
      const found = row(sparse(documents?.matrix), d, corpus.vocabulary.words);
      expect(Object.keys(found).sort()).toEqual(Object.keys(expected).sort());
      for (const [word, value] of Object.entries(found)) expect(Math.abs(value / expected[word]! - 1)).toBeLessThan(1e-6);
    });
  });

  test('words are the transpose, and carry counts; documents carry the metadata', () => {
    const { words, documents, figures } = trained(corpus);
    const [wordRows, documentRows] = [sparse(words.matrix), sparse(documents?.matrix)];
    expect([wordRows.rows, wordRows.dims]).toEqual([documentRows.dims, documentRows.rows]);
    corpus.vocabulary.words.forEach((word, w) => {
      for (const [title, value] of Object.entries(row(wordRows, w, corpus.titles))) {
        expect(row(documentRows, corpus.titles.indexOf(title), corpus.vocabulary.words)[word]).toBe(value);
      }
    });
    expect(words.names).toBe(corpus.vocabulary.words);
    expect(words.columns).toEqual([{ name: 'count', kind: 'number', values: Array.from(corpus.vocabulary.counts) }]);
    expect(documents?.columns).toBe(corpus.columns);
    expect(words.provenance).toEqual({ model: 'tfidf', corpus: 'small', options: checkOptions(tfidf, {}) });
    expect(figures.nonZeros).toBe(documentRows.values.length);
  });

  test.each([{ sublinear: 0 }, { sublinear: 1 }])('places a document’s own text on its row with %o', (options) => {
    const { documents, query } = trained(corpus, options);
    const matrix = sparse(documents?.matrix);
    for (let d = 0; d < matrix.rows; d++) {
      const placed = sparse(tfidf.place!(query!, corpus.ids.subarray(corpus.documents[d], corpus.documents[d + 1])));
      expect([placed.rows, placed.dims]).toEqual([1, matrix.dims]);
      expect(placed.indices).toEqual(matrix.indices.slice(matrix.indptr[d], matrix.indptr[d + 1]));
      expect(placed.values).toEqual(matrix.values.slice(matrix.indptr[d], matrix.indptr[d + 1]));
    }
  });

  test('tells how far it is and gives nothing before the end', () => {
    const work = tfidf.train(corpus, checkOptions(tfidf, {}));
    expect(() => work.result()).toThrow(TypeError);
    const stages = [work.progress().stage];
    while (!work.step()) stages.push(work.progress().stage);
    expect(stages).toEqual(['counting words in documents', 'weighing words']);
    expect(work.progress()).toEqual({ stage: 'weighing words', done: fixture.texts.length, total: fixture.texts.length });
    expect(() => tfidf.place!({ kind: 'lda', phi: { kind: 'dense', rows: 0, dims: 0, values: new Float32Array() }, alpha: 1 }, [])).toThrow(TypeError);
  });
});

test('logarithm is ln to the last bits', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-9, max: 1e12, noNaN: true }), (x) => {
      expect(Math.abs(logarithm(x) - Math.log(x))).toBeLessThan(4e-16 * Math.max(1, Math.abs(Math.log(x))));
    }),
  );
  expect(logarithm(1)).toBe(0);
});
