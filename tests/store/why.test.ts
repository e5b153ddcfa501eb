/** Why two words are close, as the page asks it, with the desk on this thread. */
import { beforeEach, expect, test } from 'vitest';
import { select } from '../../lib/store/questions';
import { initialState } from '../../lib/store/state';
import { get, set } from '../../lib/store/store';
import { openFiles, readAgain, sentencesWith } from '../../lib/store/texts';
import { train } from '../../lib/store/training';
import { askWhy } from '../../lib/store/why';

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
