import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Corpus, EncodedCorpus } from '../../lib/text/corpus';
import { encode, queryIds, type TextOptions } from '../../lib/text/encode';
import { sentences } from '../../lib/text/tokenizer';
import { finish } from '../../lib/work';

function corpusOf(...texts: string[]): Corpus {
  const year = { name: 'year', kind: 'number' as const, values: texts.map((_, i) => 1900 + i) };
  return { name: 'small', title: 'Small', texts, titles: texts.map((_, i) => `document ${i}`), columns: [year] };
}

const encoded = (texts: string[], options: Partial<TextOptions> = {}) => finish(encode(corpusOf(...texts), { minCount: 1, ...options }));

/** The encoded corpus as words again: documents of sentences of words. */
function decoded({ ids, vocabulary, sentences, documents }: EncodedCorpus): string[][][] {
  const found: string[][][] = [];
  let s = 0;
  for (let d = 0; d + 1 < documents.length; d++) {
    const document: string[][] = [];
    for (; s + 1 < sentences.length && sentences[s] < documents[d + 1]; s++) {
      document.push(Array.from(ids.subarray(sentences[s], sentences[s + 1]), (id) => vocabulary.words[id]));
    }
    found.push(document);
  }
  return found;
}

/** The same by strings and maps: the specification. */
function twin(texts: string[], minCount: number, maxSize: number) {
  const documents = texts.map((text) => sentences(text));
  const counts = new Map<string, number>();
  for (const word of documents.flat(2)) counts.set(word, (counts.get(word) ?? 0) + 1);
  const kept = [...counts].filter(([, n]) => n >= minCount).sort((a, b) => b[1] - a[1]).slice(0, maxSize);
  const known = new Set(kept.map(([word]) => word));
  const left = documents.map((d) => d.map((s) => s.filter((w) => known.has(w))).filter((s) => s.length > 0));
  return { kept, left, tokens: documents.flat(2).length, types: counts.size };
}

describe('encode', () => {
  test('numbers words by descending count, ties by first appearance', () => {
    const e = encoded(['b a! c b', 'a d b']);
    expect(e.vocabulary).toEqual({ words: ['b', 'a', 'c', 'd'], counts: Uint32Array.of(3, 2, 1, 1) });
    expect(e.ids).toEqual(Uint32Array.of(0, 1, 2, 0, 1, 3, 0));
    expect(e.sentences).toEqual(Uint32Array.of(0, 2, 4, 7));
    expect(e.documents).toEqual(Uint32Array.of(0, 4, 7));
    expect([e.tokens, e.types, e.name]).toEqual([7, 4, 'small']);
  });

  test('keeps titles and columns of all documents, empty ones too', () => {
    const e = encoded(['', 'rare', 'a a', '', 'a', ''], { minCount: 2 });
    expect(e.documents).toEqual(Uint32Array.of(0, 0, 0, 2, 2, 3, 3));
    expect(e.sentences).toEqual(Uint32Array.of(0, 2, 3));
    expect(e.titles).toHaveLength(6);
    expect(e.columns[0].values).toEqual([1900, 1901, 1902, 1903, 1904, 1905]);
    expect([e.tokens, e.types]).toEqual([4, 2]);
  });

  test('agrees with the plain twin on random texts and options', () => {
    const text = fc.array(fc.constantFrom('a', 'b ', 'c', ' ', '. ', '\n', 'whale', "don't", 'ж', '漢'), { maxLength: 40 }).map((p) => p.join(' '));
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 6 }), fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 5 }), (texts, minCount, maxSize) => {
        const expected = twin(texts, minCount, maxSize);
        fc.pre(expected.kept.length > 0);
        const e = encoded(texts, { minCount, maxSize });
        expect(e.vocabulary.words.map((w, i) => [w, e.vocabulary.counts[i]])).toEqual(expected.kept);
        expect(decoded(e)).toEqual(expected.left);
        expect([e.tokens, e.types]).toEqual([expected.tokens, expected.types]);
      }),
    );
  });

  test('a long single line is read in slices with the same result', () => {
    const line = 'It was the best of times, it wasn’t the worst of times in the U.S. said Mr. Dickens twice. '.repeat(8_000);
    const work = encode(corpusOf(line, 'after it'), { minCount: 1 });
    let steps = 1;
    let last = 0;
    for (; !work.step(); steps++) {
      const { stage, done, total } = work.progress();
      expect(done).toBeLessThanOrEqual(total);
      if (stage === 'reading words') {
        expect(done).toBeGreaterThan(last);
        last = done;
      }
    }
    expect(steps).toBeGreaterThan(5);
    expect(work.step()).toBe(true);
    expect(decoded(work.result())).toEqual([sentences(line), [['after', 'it']]]);
  });

  test('a line without any space ends, and is cut between characters', () => {
    expect(encoded([`word ${'a'.repeat(1_000_000)}`]).tokens).toBeLessThan(5);
    const pairs = encoded(['x' + '𝒜'.repeat(200_000) + ' ok'], { caseFold: false });
    expect(pairs.vocabulary.words).toContain('ok');
    const commas = encoded(['one,two,'.repeat(40_000)]);
    expect(commas.vocabulary).toEqual({ words: ['one', 'two'], counts: Uint32Array.of(40_000, 40_000) });
  });

  test('more types than the tables begin with', () => {
    const words = Array.from({ length: 70_000 }, (_, i) => `word${i.toString(36)}`);
    const e = encoded([words.join(' ')]);
    expect(e.vocabulary.words).toEqual(words);
  });

  test('says what is wrong and how to mend it', () => {
    expect(() => encoded([])).toThrow('“small” has no words: bring a text with letters in it and spaces between words; more than 100 characters in a row are none.');
    expect(() => encoded(['', '... !'])).toThrow('has no words');
    expect(() => encoded(['a b a'], { minCount: 5 })).toThrow('the most frequent, “a”, occurs 2 times, fewer than the min count of 5; lower the min count');
    expect(() => encoded(['a b'], { minCount: 2 })).toThrow('occurs 1 time,');
    for (const wrong of [0, 1.5, Number.NaN]) {
      expect(() => encode(corpusOf('a'), { minCount: wrong })).toThrow(`The min count of the vocabulary must be a whole number from 1, not ${wrong}.`);
      expect(() => encode(corpusOf('a'), { maxSize: wrong })).toThrow('The max size');
    }
    expect(() => encode(corpusOf('a')).result()).toThrow(TypeError);
  });
});

test('queryIds reads a query as the corpus was read and leaves unknown words out', () => {
  const lookup = new Map([['whale', 0], ["don't", 1], ['sea', 2]]);
  expect(queryIds('Don’t the WHALE, the sea; whale', lookup)).toEqual(Uint32Array.of(1, 0, 2, 0));
  expect(queryIds('', lookup)).toEqual(new Uint32Array(0));
});
