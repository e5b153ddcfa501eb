/** Why two words are close, as the page asks it, with the desk on this thread. */
import { beforeEach, expect, test } from 'vitest';
import { select } from '../../lib/store/questions';
import { answerOf, searchDocuments, ways } from '../../lib/store/search';
import { initialState } from '../../lib/store/state';
import { activeCorpus, get, set } from '../../lib/store/store';
import { openFiles, readAgain, sentencesWith } from '../../lib/store/texts';
import { train } from '../../lib/store/training';
import { askWhy, spacesOfDocuments, whyDocument } from '../../lib/store/why';

const TEXT = Array.from({ length: 30 }, (_, i) => `The Ship left the Harbour at ${i % 2 ? 'dawn' : 'dusk'}. A captain ate soup, with bread.`).join('\n\n');

beforeEach(async () => {
  set({ ...initialState });
  expect(await openFiles([{ name: 'log.txt', bytes: new TextEncoder().encode(TEXT) }])).toBe(true);
});

const text = () => expect.poll(() => get().why?.text?.told.together.sentences).toBeDefined();

test('a neural space is explained by contexts, tf-idf by documents, each with sentences as they are written', async () => {
  await train('skipgram', { dims: 8, epochs: 2, sample: 0 });
  expect(askWhy('ship', 'harbour')).toBeNull();
  await text();
  const { why } = get();
  expect(why?.own).toBeNull();
  expect(why?.text?.told.together).toMatchObject({ sentences: 30 });
  const [quote] = why?.text?.told.together.quotes ?? [];
  expect(quote.text).toMatch(/^The Ship left the Harbour at d(awn|usk)\.$/);
  expect(quote.marks.map((m) => [quote.text.slice(m.from, m.to), m.role])).toEqual([['Ship', 'a'], ['Harbour', 'b']]);
  const { similarity = 0, text: said } = why ?? {};
  const contexts = said?.told.contexts;
  expect(contexts?.parts.reduce((sum, p) => sum + p.value, (contexts?.others.value ?? 0) + (contexts?.remainder ?? 0))).toBeCloseTo(similarity, 10);

  await train('tfidf', {});
  expect(askWhy('ship', 'soup')).toBeNull();
  expect(get().why?.own).toMatchObject({ by: 'documents' });
  expect(get().why?.own?.parts[0]).toMatchObject({ name: get().corpora[0].encoded.titles[0], document: 0 });
  await text();
  expect(get().why?.text?.told.together.sentences).toBe(0);
});

test('another reading of the text answers with its own words, and another word ends the question', async () => {
  await readAgain({ caseFold: false });
  await train('skipgram', { dims: 8, epochs: 1, sample: 0 });
  expect(askWhy('Ship', 'Harbour')).toBeNull();
  await text();
  expect(get().why?.text?.told.together.sentences).toBe(30);
  expect(await sentencesWith(get().corpusId ?? '', 'Harbour', 0, 'b')).toHaveLength(2);
  expect(await sentencesWith(get().corpusId ?? '', 'harbour', 0, 'b')).toEqual([]);
  select('soup');
  expect(get().why).toBeNull();
});

test('what cannot be asked is said in a sentence', async () => {
  expect(askWhy('ship', 'harbour')).toMatch(/space first/);
  await train('skipgram', { dims: 8, epochs: 1, sample: 0 });
  expect(askWhy('ship', 'ship')).toMatch(/itself/);
  expect(askWhy('ship', 'harbor')).toMatch(/did you mean harbour/);
  expect(get().why).toBeNull();
});

test('a word and a document: parts that add up to what a search of the word tells, in each kind of space', async () => {
  const worlds = ['ship sail anchor ship wave. the ship sank.', 'bread soup oven bread salt.', 'ship bread wave soup sail.', 'oven salt soup bread.'];
  const rows = Array.from({ length: 24 }, (_, i) => worlds[i % 4]);
  expect(await openFiles([{ name: 'worlds.csv', bytes: new TextEncoder().encode(['text', ...rows].join('\n')) }])).toBe(true);
  for (const [model, options] of [['skipgram', { dims: 8, epochs: 3, sample: 0 }], ['lsa', { dims: 2 }], ['tfidf', {}]] as const) await train(model, options);
  const corpus = activeCorpus(get())!;
  await searchDocuments('ship');
  for (const space of spacesOfDocuments(get(), corpus)) {
    const way = ways(get()).find((w) => w.space === space);
    const answer = way && answerOf(get(), way);
    const hits = answer && 'hits' in answer ? answer.hits : [];
    expect(hits.length, space.model).toBeGreaterThan(0);
    for (const { document, score } of hits) {
      const { told } = whyDocument(space, 'Ship', corpus, document);
      if (told.by === 'weight') {
        expect(told).toEqual({ by: 'weight', weight: told.weight, times: document % 4 === 0 ? 3 : 1, documents: 12 });
        continue;
      }
      expect(told.by).toBe(space.model === 'lsa' ? 'directions' : 'document words');
      expect(told.parts.reduce((sum, p) => sum + p.value, told.others.value + told.remainder)).toBeCloseTo(told.similarity, 10);
      expect(told.similarity).toBeCloseTo(score, 5);
    }
  }
  expect(new Set(spacesOfDocuments(get(), corpus).map((s) => s.model))).toEqual(new Set(['skipgram', 'lsa', 'tfidf']));
  const tfidf = get().spaces.find((s) => s.model === 'tfidf')!;
  expect(whyDocument(tfidf, 'ship', corpus, 1).told).toMatchObject({ by: 'weight', weight: 0, times: 0 });
  expect(() => whyDocument(tfidf, 'shipp', corpus, 1)).toThrow(/did you mean ship/);
});

test('asked for the title of a document, it opens that document', async () => {
  await train('skipgram', { dims: 8, epochs: 1, sample: 0 });
  const [corpus] = get().corpora;
  expect(askWhy('ship', corpus.encoded.titles[0].toUpperCase())).toBeNull();
  expect(get().view.ask).toBe('documents');
  expect(get().search.reader).toEqual({ document: 0, words: ['ship'], near: 'ship' });
});
