import { expect, test } from 'vitest';
import { beginning, calibrate } from '../../lib/jobs/calibrate';
import { skipgram } from '../../lib/models/skipgram';
import { checkOptions } from '../../lib/options';
import { groupedCorpus } from '../models/skipgram/corpus';

const spawn = () => {
  throw new Error('one thread needs no worker');
};

test('a calibration measures for a moment and leaves nothing running', async () => {
  const corpus = groupedCorpus(10, 500);
  const options = checkOptions(skipgram, { dims: 16 });
  expect(await calibrate({ corpus, model: 'skipgram', options }, { spawn })).toBeGreaterThan(0);
});

test('the beginning of a long corpus keeps the vocabulary and whole sentences', () => {
  const corpus = groupedCorpus(10, 40_000);
  const short = beginning(corpus);
  expect(short.vocabulary).toBe(corpus.vocabulary);
  expect(short.ids.length).toBe(300_000);
  expect(short.sentences.at(-1)).toBe(short.ids.length);
  expect(beginning(short).ids.length).toBe(short.ids.length);
});
