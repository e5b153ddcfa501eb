import { expect, test } from 'vitest';
import { stopWords } from '../../lib/text/stopwords';
import { tokens } from '../../lib/text/tokenizer';

test('English by default, and the same set each time', () => {
  const english = stopWords();
  expect(['the', 'of', 'and'].every((w) => english.has(w))).toBe(true);
  expect(english.has('whale')).toBe(false);
  expect(stopWords('en-GB')).toBe(english);
});

test('every stop word is a token, so that it can be met in an encoded corpus', () => {
  for (const language of ['en', 'fr', 'de', 'ru', 'el', 'tr', 'it']) {
    for (const word of stopWords(language)) expect(tokens(word, { locale: language })).toEqual([word]);
  }
});

test('an unknown language is answered with those there are', () => {
  expect(() => stopWords('xx')).toThrow('There is no stop word list for “xx”; choose one of cs, da, de, el, en');
  expect(() => stopWords('constructor')).toThrow('no stop word list');
});
