import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inBags, select, type Selection, type SelectionOptions } from '../../../lib/models/lda/selection';
import type { EncodedCorpus } from '../../../lib/text/corpus';
import { corpusOf } from './synthetic';

const loose: SelectionOptions = { minDocumentFrequency: 1, maxDocumentShare: 1, minLetters: 1, chunk: 0 };

function selected(corpus: EncodedCorpus, options: Partial<SelectionOptions> = {}): Selection {
  const passes = select(corpus, { ...loose, ...options });
  for (;;) {
    const pass = passes.next();
    if (pass.done) return pass.value;
  }
}

const keptWords = (corpus: EncodedCorpus, options: Partial<SelectionOptions>) =>
  Array.from(selected(corpus, options).kept, (id) => corpus.vocabulary.words[id]).sort();

describe('the choice of words', () => {
  it('leaves out stop words, numbers and words with too few letters', () => {
    const corpus = corpusOf([['the', 'whale', '1851', 'ox', 'a-b', 'привет', 'été', 'and']]);
    expect(keptWords(corpus, { minLetters: 3 })).toEqual(['whale', 'été', 'привет']);
    expect(keptWords(corpus, { minLetters: 2 })).toEqual(['a-b', 'ox', 'whale', 'été', 'привет']);
  });

  it('bounds the document frequency on both sides', () => {
    const documents = Array.from({ length: 100 }, (_, d) => [
      'everywhere',
      ...(d < 40 ? ['fortieth'] : ['sixtieth']),
      ...(d < 5 ? ['five'] : []),
      ...(d < 4 ? ['four', 'four', 'four'] : []),
    ]);
    const corpus = corpusOf(documents);
    const bounds = { minDocumentFrequency: 5, maxDocumentShare: 0.4 };
    expect(keptWords(corpus, bounds)).toEqual(['five', 'fortieth']);
    expect(selected(corpus, bounds).common.map((id) => corpus.vocabulary.words[id])).toEqual(['everywhere', 'sixtieth']);
  });

  it('eases the bounds for a small corpus', () => {
    const documents = Array.from({ length: 20 }, (_, d) => [`word${'abcdefghij'[d >> 1]}`, ...(d === 0 ? ['once'] : [])]);
    const options = { minDocumentFrequency: 5, maxDocumentShare: 0.4 };
    expect(keptWords(corpusOf(documents), options)).not.toContain('once');
    expect(keptWords(corpusOf(documents), options)).toHaveLength(10);
    expect(keptWords(corpusOf([['whale', 'ship'], ['whale']]), options)).toEqual(['ship', 'whale']);
  });
});

describe('the chunks', () => {
  it('hold the kept tokens of their documents in order, none empty, nearly equal', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.constantFrom('whale', 'ship', 'sea', 'the'), { maxLength: 60 }), { minLength: 1, maxLength: 6 }), fc.nat(20), (documents, chunk) => {
        const corpus = corpusOf([...documents, ['whale', 'ship', 'sea']]);
        const { kept, ids, chunks, documentOf } = selected(corpus, { chunk });
        const regrouped = [...documents, []].map(() => [] as string[]);
        documentOf.forEach((document, c) => {
          const length = chunks[c + 1] - chunks[c];
          expect(length).toBeGreaterThan(0);
          if (chunk > 0) expect(length).toBeLessThan(1.5 * chunk + 1);
          for (let i = chunks[c]; i < chunks[c + 1]; i++) regrouped[document].push(corpus.vocabulary.words[kept[ids[i]]]);
        });
        const expected = [...documents, ['whale', 'ship', 'sea']].map((document) => document.filter((word) => word !== 'the'));
        expect(regrouped).toEqual(expected);
        if (chunk === 0) expect(documentOf).toHaveLength(expected.filter((document) => document.length > 0).length);
      }),
    );
  });
});

describe('a text without usable words', () => {
  it('says that all are stop words', () => {
    expect(() => selected(corpusOf([['the', 'and', 'of']], 'my.txt'), { minLetters: 3 })).toThrow(
      /No word of “my\.txt” can carry a topic: .*stop words.*3 letters.*Lower/,
    );
    expect(() => selected(corpusOf([]))).toThrow(/bring more text/);
  });

  it('says which frequency bound to loosen', () => {
    const documents = Array.from({ length: 30 }, () => ['whale', 'ship']);
    expect(() => selected(corpusOf(documents), { minDocumentFrequency: 5, maxDocumentShare: 0.4 })).toThrow(
      /at least 3 and at most 12 of its 30 documents.*Lower the least document frequency or raise the largest document share/,
    );
  });

  it('are the same as bags, their tokens in the order of words', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.constantFrom('whale', 'ship', 'sea', 'the'), { maxLength: 60 }), { minLength: 1, maxLength: 6 }), fc.nat(20), (documents, chunk) => {
        const selection = selected(corpusOf([...documents, ['whale', 'ship', 'sea']]), { chunk });
        const before = selection.ids.slice();
        const bags = inBags(selection);
        expect(selection.ids).toEqual(before);
        selection.documentOf.forEach((_, c) => {
          const [from, to] = selection.chunks.subarray(c, c + 2);
          expect([...bags.ids.subarray(from, to)]).toEqual([...before.subarray(from, to)].sort((a, b) => a - b));
        });
        expect({ ...bags, ids: before }).toEqual(selection);
      }),
    );
  });
});
