import { expect, test } from 'vitest';
import { askedFor } from '../../../lib/models/retrieval/asked';

const words = ['the', 'of', 'whale', 'sea', 'not'];
const lookup = new Map(words.map((word, id) => [word, id]));
const asked = (query: string, locale?: string) => [...askedFor(query, words, lookup, { locale })].map((id) => words[id]);

test('function words count only where nothing else is asked for', () => {
  expect(asked('The whale of the sea')).toEqual(['whale', 'sea']);
  expect(asked('not of the')).toEqual(['not', 'of', 'the']);
  expect(asked('unknown')).toEqual([]);
});

test('a language without a list of them keeps all', () => {
  expect(asked('the whale', 'ja')).toEqual(['the', 'whale']);
});
