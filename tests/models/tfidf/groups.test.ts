import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tfidf } from '../../../lib/models/tfidf';
import { documentFrequencies, documentTerms, groupsOf, groupTerms } from '../../../lib/models/tfidf/groups';
import { checkOptions } from '../../../lib/options';
import type { Csr } from '../../../lib/kernels/matrix';
import { encode } from '../../../lib/text/encode';
import { finish } from '../../../lib/work';

const encoded = (texts: string[]) => finish(encode({ name: 'small', title: '', texts, titles: texts.map((_, i) => `d${i}`), columns: [] }, { minCount: 1 }));

describe('terms of groups', () => {
  test('weigh as the equation says, in the order of their weights', () => {
    const letters = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(fc.array(fc.tuple(letters, fc.constantFrom(0, 1, 2, null)), { minLength: 1, maxLength: 8 }), (rows) => {
        const corpus = encoded(rows.map(([words]) => words.join(' ')));
        const found = groupTerms(corpus, { of: rows.map(([, group]) => group), names: ['x', 'y', 'z'] }, 5, new Set(['e']));
        const texts = [0, 1, 2].map((g) => rows.flatMap(([words, group]) => (group === g ? words : [])));
        const mean = texts.reduce((sum, t) => sum + t.length, 0) / 3;
        found.forEach(({ documents, tokens, terms }, g) => {
          expect([documents, tokens]).toEqual([rows.filter(([, group]) => group === g).length, texts[g].length]);
          expect(terms.map(({ word }) => word).sort()).toEqual([...new Set(texts[g])].filter((w) => w !== 'e').sort());
          expect(terms.map(({ weight }) => weight)).toEqual(terms.map(({ weight }) => weight).sort((a, b) => b - a));
          for (const { word, weight, count } of terms) {
            const of = (t: string[]) => t.filter((w) => w === word).length;
            expect(count).toBe(of(texts[g]));
            expect(weight).toBeCloseTo((of(texts[g]) / texts[g].length) * Math.log(1 + mean / of(texts.flat())), 9);
          }
        });
      }),
    );
  });

  test('of a document are those of its tf-idf row', () => {
    const corpus = encoded(['the cat sat on the mat', 'the dog sat', 'a whale']);
    const { words, documents } = finish(tfidf.train(corpus, checkOptions(tfidf, {})));
    const { indptr, indices, values } = documents!.matrix as Csr;
    for (let d = 0; d < 3; d++) {
      const told = documentTerms(corpus, d, documentFrequencies(corpus), 10);
      const row = new Map(Array.from(indices.subarray(indptr[d], indptr[d + 1]), (c, i) => [words.names[c], values[indptr[d] + i]]));
      expect(told).toHaveLength(row.size);
      for (const { word, weight } of told) expect(weight).toBeCloseTo(row.get(word)!, 6);
    }
  });

  test('categories are groups as they appear, numbers in ranges of equal width', () => {
    expect(groupsOf({ name: 'p', kind: 'category', values: ['b', null, 'a', 'b'] })).toEqual({ of: [0, null, 1, 0], names: ['b', 'a'] });
    expect(groupsOf({ name: 'y', kind: 'number', values: [1790, 1790, 2021, null, 1850] })).toEqual({ of: [0, 0, 2, null, 1], names: ['1790–1818', '1848–1876', '1993–2021'] });
    expect(groupsOf({ name: 'y', kind: 'number', values: [3, 3] })).toEqual({ of: [0, 0], names: ['3'] });
    expect(groupsOf({ name: 'y', kind: 'number', values: [3, NaN, 3, Infinity, -Infinity] })).toEqual({ of: [0, null, 0, null, null], names: ['3'] });
    expect(groupsOf({ name: 'y', kind: 'number', values: [null] })).toEqual({ of: [null], names: [] });
  });
});
