import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tfidf } from '../../../lib/models/tfidf';
import { documentFrequencies, documentTerms, groupTerms, WEIGHTINGS } from '../../../lib/models/tfidf/groups';
import { checkOptions } from '../../../lib/options';
import type { Csr } from '../../../lib/kernels/matrix';
import { encode } from '../../../lib/text/encode';
import { finish } from '../../../lib/work';

const encoded = (texts: string[]) => finish(encode({ name: 'small', title: '', texts, titles: texts.map((_, i) => `d${i}`), columns: [] }, { minCount: 1 }));

describe('terms of groups', () => {
  test.each(WEIGHTINGS)('weigh as the equation of %s says, in the order of their weights', (weighting) => {
    const letters = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(fc.array(fc.tuple(letters, fc.constantFrom(0, 1, 2, null)), { minLength: 1, maxLength: 8 }), (rows) => {
        const corpus = encoded(rows.map(([words]) => words.join(' ')));
        const found = groupTerms(corpus, { of: rows.map(([, group]) => group), names: ['x', 'y', 'z'] }, 5, { leftOut: new Set(['e']), weighting });
        const texts = [0, 1, 2].map((g) => rows.flatMap(([words, group]) => (group === g ? words : [])));
        const all = texts.flat();
        const mean = all.length / 3;
        found.forEach(({ documents, tokens, terms }, g) => {
          expect([documents, tokens]).toEqual([rows.filter(([, group]) => group === g).length, texts[g].length]);
          const of = (t: string[], word: string) => t.filter((w) => w === word).length;
          const oracle = (word: string) => {
            if (weighting === 'c-tf-idf') return (of(texts[g], word) / texts[g].length) * Math.log(1 + mean / of(all, word));
            const others = texts.flatMap((t, i) => (i === g ? [] : t));
            if (others.length === 0) return 0;
            const a = (500 * of(all, word)) / all.length;
            const [y, z] = [of(texts[g], word), of(others, word)];
            return (Math.log((y + a) / (texts[g].length + 500 - y - a)) - Math.log((z + a) / (others.length + 500 - z - a))) / Math.sqrt(1 / (y + a) + 1 / (z + a));
          };
          const expected = [...new Set(texts[g])].filter((w) => w !== 'e' && oracle(w) > 1e-9);
          expect(terms.filter(({ weight }) => weight > 1e-9).map(({ word }) => word).sort()).toEqual(expected.sort());
          expect(terms.map(({ weight }) => weight)).toEqual(terms.map(({ weight }) => weight).sort((a, b) => b - a));
          for (const { word, weight, count } of terms) {
            expect(count).toBe(of(texts[g], word));
            expect(weight).toBeCloseTo(oracle(word), 9);
          }
        });
      }),
    );
  });

  test('are no words that all large groups use as often', () => {
    const common = Array.from({ length: 60 }, (_, i) => ['state', 'people', 'year', 'war'][i % 4]).join(' ');
    const corpus = encoded([`${common} bank bank bank`, `${common} railway railway railway`]);
    const top = (weighting?: 'c-tf-idf') => groupTerms(corpus, { of: [0, 1], names: ['x', 'y'] }, 1, { weighting }).map(({ terms }) => terms[0].word);
    expect(top()).toEqual(['bank', 'railway']);
    expect(top('c-tf-idf')).toEqual(['state', 'state']);
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
});
