/** Where the browser forbids IndexedDB nothing is kept, and nothing breaks. */
import { get } from 'idb-keyval';
import { afterEach, expect, test } from 'vitest';
import { canKeep, shelf } from '../../lib/jobs/shelves';
import { forgetSpace, savedSpaces, savedTexts } from '../../lib/store/saved';

const forbidden = (): never => {
  throw new DOMException('The operation is insecure.', 'SecurityError');
};

afterEach(() => void Reflect.deleteProperty(globalThis, 'indexedDB'));

test.each([
  ['opening it throws', { value: { open: forbidden } }],
  ['the mention of it throws', { get: forbidden }],
])('where %s, what is asked is refused and counts as not kept', async (_, property) => {
  Object.defineProperty(globalThis, 'indexedDB', { ...property, configurable: true });
  await expect(get('a', shelf('corpora')!)).rejects.toThrow('insecure');
  expect(await canKeep()).toBe(false);
  expect(await savedTexts()).toEqual([]);
  expect(await savedSpaces()).toEqual([]);
  await forgetSpace('a');
});

test('where there is none, nothing can be kept', async () => {
  expect(shelf('spaces')).toBeNull();
  expect(await canKeep()).toBe(false);
});
