/** What a person made and what of it another visit finds, with the browser's shelves held in memory. */
import { beforeEach, expect, test, vi } from 'vitest';
import { discardText } from '../../lib/store/discard-text';
import { showSpace } from '../../lib/store/maps';
import { savedSpaces, savedTexts } from '../../lib/store/saved';
import { searchDocuments } from '../../lib/store/search';
import { discardSpace } from '../../lib/store/spaces';
import { initialState } from '../../lib/store/state';
import { layoutKey } from '../../lib/store/view';
import { dismiss, get, set } from '../../lib/store/store';
import { documentText, openFiles, readAgain } from '../../lib/store/texts';
import { train } from '../../lib/store/training';

const { shelves } = vi.hoisted(() => ({ shelves: new Map<string, Map<string, unknown>>() }));

vi.mock('idb-keyval', () => {
  type Shelf = () => Promise<Map<string, unknown>>;
  return {
    createStore(name: string): Shelf {
      const made = new Map<string, unknown>();
      shelves.set(name, made);
      return async () => made;
    },
    get: async (key: string, shelf: Shelf) => (await shelf()).get(key),
    set: async (key: string, value: unknown, shelf: Shelf) => void (await shelf()).set(key, value),
    del: async (key: string, shelf: Shelf) => void (await shelf()).delete(key),
    keys: async (shelf: Shelf) => [...(await shelf()).keys()],
    values: async (shelf: Shelf) => [...(await shelf()).values()],
  };
});
vi.stubGlobal('indexedDB', {});

const TEXT = Array.from({ length: 60 }, (_, d) => (d % 2 ? 'anchor captain harbour mast rope sail ship wave' : 'bread butter cheese knife plate soup spoon table')).join('.\n\n');
const file = (name: string) => ({ name, bytes: new TextEncoder().encode(TEXT) });
const settled = () => expect.poll(() => get().jobs.length, { timeout: 20_000 }).toBe(0);

beforeEach(async () => {
  set({ ...initialState });
  for (const shelf of shelves.values()) shelf.clear();
  await openFiles([file('worlds.txt')]);
});

test('a space is saved under the title that the list gives it', async () => {
  await train('lsa', { dims: 2 });
  await train('lsa', { dims: 3 });
  await openFiles([{ name: 'mine.vec', bytes: new TextEncoder().encode('2 2\nking 1 0\nqueen 0 1\n') }]);
  await openFiles([{ name: 'mine.vec', bytes: new TextEncoder().encode('2 2\nking 1 0\nqueen 0 1\n') }]);
  await settled();
  expect((await savedSpaces()).map((s) => s.title)).toEqual(['LSA', 'LSA 2', 'mine.vec', 'mine.vec 2']);
  expect(get().spaces.map((s) => s.title)).toEqual(['LSA', 'LSA 2', 'mine.vec', 'mine.vec 2']);
});

test('a space that was removed can be put back as it was, and is saved again', async () => {
  await train('lsa', { dims: 2 });
  await train('lsa', { dims: 3 });
  await train('tfidf', {});
  await settled();
  const before = get().spaces;
  await showSpace(before[1].id);
  discardSpace(before[1].id);
  await expect.poll(async () => (await savedSpaces()).map((s) => s.title)).toEqual(['LSA', 'tf-idf']);
  expect(get().spaceId).toBe(before[0].id);
  const [notice] = get().notices;
  expect(notice).toMatchObject({ text: 'Removed LSA 2.', action: { label: 'Undo' } });
  notice.action?.run();
  expect(get().spaces).toEqual(before);
  expect(get().spaceId).toBe(before[1].id);
  await expect.poll(async () => (await savedSpaces()).map((s) => s.title)).toEqual(['LSA', 'LSA 2', 'tf-idf']);
  await settled();
  expect(get().layouts[layoutKey(before[1].id, get().view)]).toMatchObject({ finished: true });
});

test('a text that was removed is gone, for the next visit too, unless that is undone', async () => {
  await openFiles([file('more.txt')]);
  await train('lsa', { dims: 2 });
  await settled();
  const before = get().corpora;
  await searchDocuments('anchor');
  discardText('more.txt');
  expect(get().corpora.map((c) => c.id)).toEqual(['worlds.txt']);
  expect(get()).toMatchObject({ corpusId: 'worlds.txt', search: { corpusId: null, answers: {} } });
  expect(get().spaces).toHaveLength(1);
  await expect.poll(savedTexts).toEqual(['worlds.txt']);
  expect(await documentText('more.txt', 0)).toBe('');
  const [notice] = get().notices;
  expect(notice.text).toBe(`Removed ${before[1].title}. The spaces trained on it stay.`);
  dismiss(notice.id);
  notice.action?.run();
  expect(get().corpora).toEqual(before);
  expect(get().corpusId).toBe('more.txt');
  await expect.poll(savedTexts).toEqual(['worlds.txt', 'more.txt']);
  expect(await documentText('more.txt', 0)).not.toBe('');
});

test('the name of a removed text is free again once that is not undone', async () => {
  discardText('worlds.txt');
  expect(get().corpusId).toBeNull();
  await openFiles([file('worlds.txt')]);
  expect(get().corpora.map((c) => c.id)).toEqual(['worlds.txt (2)']);
  dismiss(get().notices[0].id);
  await new Promise((resolve) => setTimeout(resolve));
  await openFiles([file('worlds.txt')]);
  expect(get().corpora.map((c) => c.id)).toEqual(['worlds.txt (2)', 'worlds.txt']);
});

test('another reading of a text goes on without the first', async () => {
  await readAgain({ minCount: 1 });
  const [first, again] = get().corpora;
  discardText(first.id);
  dismiss(get().notices[0].id);
  await new Promise((resolve) => setTimeout(resolve));
  expect(get().corpusId).toBe(again.id);
  expect(await documentText(again.id, 0)).not.toBe('');
});
