import { expect, it } from 'vitest';
import { settingsInWords, textsInWords, whyMissing } from '../../../app/panels/space-in-words';
import { checkOptions } from '../../../lib/options';
import { skipgram } from '../../../lib/models/skipgram';
import { tfidf } from '../../../lib/models/tfidf';

const options = checkOptions(skipgram, {});

it('tells settings that differ, and the epochs that were trained where it was fewer', () => {
  const space = { model: 'skipgram', options, figures: { epochs: options.epochs }, threads: 1 };
  expect(settingsInWords(space)).toBe('default settings');
  expect(settingsInWords({ ...space, options: { ...options, dims: 20, epochs: 30 }, figures: { epochs: 30 }, threads: 2 })).toBe('dimensions 20, epochs 30, 2 threads');
  expect(settingsInWords({ ...space, figures: { epochs: 4.27 } })).toBe(`epochs 4.3 of ${options.epochs}`);
  expect(settingsInWords({ ...space, figures: {} })).toBe('default settings');
  expect(settingsInWords({ ...space, figures: { laterAlpha: 0.005, laterAlphaFrom: 0.194 } })).toBe('learning rate set to 0.005 at 19 %');
  expect(settingsInWords({ model: 'tfidf', options: { ...checkOptions(tfidf, {}), smooth: 0, sublinear: 1 }, figures: {}, threads: 1 })).toBe('no smooth idf, sublinear tf');
});

it('tells no settings of vectors that were trained elsewhere', () => {
  expect(settingsInWords({ model: 'glove', options: {}, figures: {}, threads: 1 })).toBe('');
  expect(settingsInWords({ model: 'vector file', options: {}, figures: {}, threads: 1 })).toBe('');
});

it('names every text that was learned, in their order', () => {
  expect(textsInWords({ corpusTitle: 'Moby-Dick' })).toBe('Moby-Dick');
  expect(textsInWords({ earlierTexts: ['Moby-Dick', 'Moby-Dick'], corpusTitle: 'King James Bible' })).toBe('Moby-Dick, then King James Bible');
});

it('says of vectors that came without a text that they lack a word, not that a text does', () => {
  const words = { size: 50_000 };
  expect(whyMissing({ model: 'glove', options: {}, words }, 'xyzzy')).toBe('it is none of the 50,000 words that came with these vectors');
  expect(whyMissing({ model: 'skipgram', options, words }, 'xyzzy')).toContain('too rare in this text');
});
