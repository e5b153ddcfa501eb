import { describe, expect, test } from 'vitest';
import type { Csr } from '../../../lib/kernels/matrix';
import { bm25 } from '../../../lib/models/bm25';
import { checkOptions } from '../../../lib/options';
import { encode } from '../../../lib/text/encode';
import { finish } from '../../../lib/work';
import fixture from '../../fixtures/terms.json';

const columns = [{ name: 'kind', kind: 'category' as const, values: fixture.texts.map(() => 'test') }];
const corpus = finish(encode({ name: 'small', title: '', texts: fixture.texts, titles: fixture.texts.map((_, i) => `d${i}`), columns }, { minCount: 1 }));
const trained = (given: Record<string, number>) => finish(bm25.train(corpus, checkOptions(bm25, given)));

describe('BM25', () => {
  test.each(fixture.bm25)('equals rank_bm25 and Lucene’s formula with $options', ({ options, rows }) => {
    const { words, documents } = trained(options);
    const { indptr, indices, values } = documents!.matrix as Csr;
    (rows as Record<string, number | undefined>[]).forEach((expected, d) => {
      const found = Object.fromEntries(Array.from(indices.subarray(indptr[d], indptr[d + 1]), (c, i) => [words.names[c], values[indptr[d] + i]]));
      expect(Object.keys(found).sort()).toEqual(Object.keys(expected).sort());
      for (const [word, value] of Object.entries(found)) expect(value).toBeCloseTo(expected[word]!, 5);
    });
  });

  test('places a text as the counts of its terms', () => {
    const { query, words } = trained({ ngrams: 2 });
    const id = (word: string) => corpus.vocabulary.words.indexOf(word);
    const row = bm25.place!(query!, [id('the'), id('cat'), id('the'), id('cat')]) as Csr;
    const found = Object.fromEntries(Array.from(row.indices, (c, i) => [words.names[c], row.values[i]]));
    expect(found).toEqual({ the: 2, cat: 2, 'the cat': 2 });
    expect(() => bm25.place!({ kind: 'lda', phi: { kind: 'dense', rows: 0, dims: 0, values: new Float32Array() }, alpha: 1 }, [])).toThrow(TypeError);
  });
});
