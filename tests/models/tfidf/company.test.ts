import fc from 'fast-check';
import { expect, test } from 'vitest';
import { companyOf } from '../../../lib/models/tfidf/company';
import { encode } from '../../../lib/text/encode';
import { finish } from '../../../lib/work';

const encoded = (texts: string[]) => finish(encode({ name: 'small', title: '', texts, titles: texts.map((_, i) => `d${i}`), columns: [] }, { minCount: 1 }));

test('weighs what stands in the sentences of the words against all other sentences', () => {
  const letters = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(fc.array(letters, { minLength: 1, maxLength: 8 }), fc.subarray(['a', 'b', 'd', 'z'], { minLength: 1 }), (sentences, words) => {
      const corpus = encoded(sentences.map((s) => s.join(' ')));
      const { own, beside, ...sizes } = companyOf(corpus, words, 9, { leftOut: new Set(['d', 'e']), weighting: 'c-tf-idf' });
      const holding = sentences.filter((s) => s.some((w) => words.includes(w)));
      const tokens = holding.flat();
      expect(sizes).toEqual({ sentences: holding.length, tokens: tokens.length });
      const mean = sentences.flat().length / 2;
      const times = (list: string[], word: string) => list.filter((w) => w === word).length;
      expect(own.map(({ word }) => word).sort()).toEqual([...new Set(tokens)].filter((w) => words.includes(w) && w !== 'd').sort());
      expect(beside.map(({ word }) => word).sort()).toEqual([...new Set(tokens)].filter((w) => !words.includes(w) && w !== 'd' && w !== 'e').sort());
      for (const { word, weight, count } of [...own, ...beside]) {
        expect(count).toBe(times(tokens, word));
        expect(weight).toBeCloseTo((count / tokens.length) * Math.log(1 + mean / times(sentences.flat(), word)), 9);
      }
    }),
  );
});

test('words that the text does not know keep no company', () => {
  expect(companyOf(encoded(['a b', 'c d']), ['nowhere'], 5)).toEqual({ sentences: 0, tokens: 0, own: [], beside: [] });
});
