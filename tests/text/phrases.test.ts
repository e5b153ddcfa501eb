import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { find } from '../../lib/space/suggest';
import { VectorSpace } from '../../lib/space/space';
import type { EncodedCorpus } from '../../lib/text/corpus';
import { encode, queryIds, type TextOptions } from '../../lib/text/encode';
import { finish } from '../../lib/work';

function encoded(texts: string[], options: Partial<TextOptions>): EncodedCorpus {
  return finish(encode({ name: 'small', title: 'Small', texts, titles: texts.map(String), columns: [] }, { minCount: 1, ...options }));
}

/** The text again, a line a sentence. */
function lines({ ids, vocabulary, sentences }: EncodedCorpus): string[] {
  return Array.from({ length: sentences.length - 1 }, (_, s) => Array.from(ids.subarray(sentences[s], sentences[s + 1]), (id) => vocabulary.words[id]).join(' '));
}

/** One pass by strings and maps: the specification. */
function joined(text: string[][], threshold: number, discount: number): string[][] {
  const counts = new Map<string, number>();
  const add = (key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);
  for (const s of text) s.forEach((word, i) => (add(word), i > 0 && add(`${s[i - 1]} ${word}`)));
  const total = text.flat().length;
  const phrase = (a: string, b: string) => ((counts.get(`${a} ${b}`)! - discount) * total) / (counts.get(a)! * counts.get(b)!) > threshold;
  return text.map((s) => {
    const out: string[] = [];
    for (let i = 0; i < s.length; i++) out.push(i + 1 < s.length && phrase(s[i], s[i + 1]) ? `${s[i]}_${s[++i]}` : s[i]);
    return out;
  });
}

describe('phrases', () => {
  test('are those that gensim finds with the score of word2phrase, in one pass and in two', () => {
    const { text, once, twice, minCount, threshold } = JSON.parse(readFileSync('tests/fixtures/phrases.json', 'utf8')) as {
      text: string; once: string; twice: string; minCount: number; threshold: number;
    };
    expect(once).toContain('new_york');
    expect(twice).toContain('new_york_city');
    // The discount is the min count, which also leaves words out: compare what is left.
    for (const [phrases, expected] of [[1, once], [2, twice]] as const) {
      const e = encoded([text], { minCount, phrases, phraseThreshold: threshold });
      const known = new Set(e.vocabulary.words);
      expect(lines(e)).toEqual(expected.split('\n').map((line) => line.split(' ').filter((w) => known.has(w)).join(' ')).filter((line) => line !== ''));
    }
  });

  test('agree with the plain twin on random documents; counts and bounds stay true', () => {
    const sentence = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { minLength: 1, maxLength: 8 });
    const documents = fc.array(fc.array(sentence, { maxLength: 6 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(documents, fc.integer({ min: 0, max: 3 }), fc.double({ min: 0.2, max: 3, noNaN: true }), (texts, phrases, phraseThreshold) => {
        fc.pre(texts.flat(2).length > 0);
        const e = encoded(texts.map((s) => s.map((w) => w.join(' ')).join('\n')), { phrases, phraseThreshold });
        let expected: string[][] = texts.flat();
        for (let pass = 0; pass < phrases; pass++) expected = joined(expected, phraseThreshold, 1);
        expect(lines(e)).toEqual(expected.map((s) => s.join(' ')));
        let sentencesBefore = 0;
        texts.forEach((s, d) => {
          sentencesBefore += s.length;
          expect(e.documents[d + 1]).toBe(e.sentences[sentencesBefore]);
        });
        e.vocabulary.counts.forEach((count, id) => expect(count).toBe(e.ids.filter((i) => i === id).length));
        expect(e.tokens).toBe(texts.flat(2).length);
      }),
    );
  });

  test('are found by a query and by a person who types a space', () => {
    const lookup = new Map([['new', 0], ['york', 1], ['new_york', 2], ['new_york_city', 3], ['old', 4]]);
    expect(queryIds('Old New York city. New', lookup, { phrases: 2 })).toEqual(Uint32Array.of(4, 3, 0));
    expect(queryIds('New York', lookup)).toEqual(Uint32Array.of(0, 1));
    const matrix = { kind: 'dense' as const, rows: 1, dims: 1, values: Float32Array.of(1) };
    const space = new VectorSpace({ names: ['new_york'], matrix, columns: [], provenance: { model: 'skipgram', corpus: '', options: {} } });
    expect(find(space, 'New York')).toBe(0);
  });

  test('refuse options out of range', () => {
    expect(() => encoded(['a b'], { phrases: 5 })).toThrow('The passes that join phrases must be a whole number from 0 to 4, not 5.');
    expect(() => encoded(['a b'], { phraseThreshold: 0 })).toThrow('The threshold of phrases must be a number above 0, not 0.');
  });
});
