import { describe, expect, test } from 'vitest';
import { place } from '../../../lib/kernels/skipgram/kernel';
import { askable, memoryBytes, RARE } from '../../../lib/models/skipgram/coach';
import { prepare } from '../../../lib/models/skipgram/prepare';
import { skipgram } from '../../../lib/models/skipgram';
import { checkOptions } from '../../../lib/options';
import { groupedCorpus } from './corpus';

describe('the coach', () => {
  test('tells which expressions a vocabulary can be asked, and with which words it would guess', () => {
    const vocabulary = { words: ['man', 'king', 'woman', 'queen'], counts: Uint32Array.of(900, RARE, 300, 6) };
    expect(askable(vocabulary, ['king - man + woman', 'queen - woman + man', 'paris - france + man'])).toEqual([
      { expression: 'king - man + woman', missing: [], rare: [] },
      { expression: 'queen - woman + man', missing: [], rare: [{ word: 'queen', count: 6 }] },
      { expression: 'paris - france + man', missing: ['paris', 'france'], rare: [] },
    ]);
  });

  test('says the memory that the trainer really takes', () => {
    const corpus = groupedCorpus(50, 2000);
    const options = checkOptions(skipgram, { dims: 102 });
    const facts = { words: corpus.vocabulary.words.length, tokens: corpus.ids.length };
    const trainers = place(prepare(corpus, options)).memory.buffer.byteLength;
    const said = memoryBytes(facts, options) - 4 * facts.tokens;
    // Sentence bounds, scratch and whole pages come on top.
    expect(trainers).toBeGreaterThanOrEqual(said);
    expect(trainers - said).toBeLessThan(4 * corpus.sentences.length + 2 * 65_536);
  });
});
