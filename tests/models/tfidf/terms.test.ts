import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { transpose, type Csr } from '../../../lib/kernels/matrix';
import { tfidf } from '../../../lib/models/tfidf';
import { countTerms } from '../../../lib/models/tfidf/terms';
import { PairTable } from '../../../lib/models/tfidf/pair-table';
import { checkOptions } from '../../../lib/options';
import { encode } from '../../../lib/text/encode';
import { finish, Sliced } from '../../../lib/work';
import fixture from '../../fixtures/terms.json';

const encoded = (texts: string[]) => finish(encode({ name: 'small', title: '', texts, titles: texts.map((_, i) => `d${i}`), columns: [] }, { minCount: 1 }));
const corpus = encoded(fixture.texts);

describe('terms', () => {
  test.each(fixture.tfidf)('n-grams, limits and norms equal scikit-learn’s with $options', ({ options, rows }) => {
    const { words, documents, query } = finish(tfidf.train(corpus, checkOptions(tfidf, options)));
    const matrix = documents!.matrix as Csr;
    (rows as Record<string, number | undefined>[]).forEach((expected, d) => {
      const [from, to] = [matrix.indptr[d], matrix.indptr[d + 1]];
      const found = Object.fromEntries(Array.from(matrix.indices.subarray(from, to), (c, i) => [words.names[c], matrix.values[from + i]]));
      expect(Object.keys(found).sort()).toEqual(Object.keys(expected).sort());
      for (const [term, value] of Object.entries(found)) expect(Math.abs(value / expected[term]! - 1)).toBeLessThan(1e-6);
      // The document's own text is placed on its row, but for the scale.
      const placed = tfidf.place!(query!, corpus.ids.subarray(corpus.documents[d], corpus.documents[d + 1])) as Csr;
      expect([...placed.indices]).toEqual([...matrix.indices.subarray(from, to)]);
    });
    expect(words.matrix).toEqual(transpose(matrix));
  });

  test('the most frequent come first, with how often they occur', () => {
    const { names, occurrences } = finish(new Sliced(countTerms(corpus, { ngrams: 2, minDocumentFrequency: 1, maxDocumentShare: 1 }), { stage: '', done: 0, total: 1 }));
    expect([...occurrences]).toEqual([...occurrences].sort((a, b) => b - a));
    expect(occurrences[names.indexOf('the cat')]).toBe(3);
    expect(occurrences[names.indexOf('the')]).toBe(corpus.vocabulary.counts[corpus.vocabulary.words.indexOf('the')]);
  });

  test('limits that leave nothing are said', () => {
    expect(() => finish(tfidf.train(corpus, checkOptions(tfidf, { minDocumentFrequency: 7 })))).toThrow(/ease these two limits/);
  });

  test('pairs are numbered as a map would number them', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(40), fc.nat(40)), { maxLength: 200 }), fc.constantFrom(1, 4096, 2 ** 20), (pairs, stretch) => {
        const table = new PairTable();
        const expected = new Map<string, number>();
        for (const [a, b] of pairs) {
          const key = `${a * stretch} ${b * stretch}`;
          if (!expected.has(key)) expected.set(key, expected.size);
          expect(table.number(a * stretch, b * stretch)).toBe(expected.get(key));
        }
        expect(table.size).toBe(expected.size);
      }),
    );
    const large = new PairTable();
    for (let i = 0; i < 10_000; i++) large.number(i, i % 7);
    expect(large.number(9_999, 9_999 % 7)).toBe(9_999);
  });
});
