/** Vectors that come in a zip file: all of few and small ones, else those a person chooses. */
import { zipSync } from 'fflate';
import { beforeEach, expect, test } from 'vitest';
import { readFiles } from '../../app/read-files';
import { vectorsWithin } from '../../lib/store/archives';
import { initialState } from '../../lib/store/state';
import { get, set } from '../../lib/store/store';
import { openFiles } from '../../lib/store/texts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const vec = (...words: string[]) => utf8(`${words.length} 6\n${words.map((word, i) => `${word} ${i} 1 2 3 4 5\n`).join('')}`);
const zip = (files: Record<string, Uint8Array>, name = 'v.zip') => new File([zipSync(files)], name);
const settled = () => expect.poll(() => get().jobs.length, { timeout: 20_000 }).toBe(0);

beforeEach(() => set({ ...initialState }));

test('few and small ones are all opened, with the tables beside them, and the rest is told', async () => {
  const many = Array.from({ length: 60_000 }, (_, i) => `w${i}`);
  const archive = zip({ 'glove/a.vec': vec('owl', 'oak', 'elm'), 'glove/b.vec': vec(...many), 'glove/a.metadata.tsv': utf8('word\tkind\nowl\tbird\n'), 'LICENSE.txt': utf8('Do as you like.') });
  await openFiles(await readFiles([archive]));
  await settled();
  expect(get().spaces.map(({ title, words }) => [title, words.size, words.columns.map(({ name }) => name)])).toEqual([['a.vec', 3, ['kind']], ['b.vec', 60_000, []]]);
  expect(get().notices.map(({ text }) => text)).toContain('v.zip: left out a file that holds no vectors (LICENSE.txt).');
  expect(get().corpora).toEqual([]);
});

test('of many one is chosen, or none', async () => {
  const archive = zip(Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((name) => [`${name}.txt`, vec(name, 'oak')])));
  const reading = readFiles([archive]);
  await expect.poll(() => get().choice?.members.map(({ name }) => name)).toEqual(['a.txt', 'b.txt', 'c.txt', 'd.txt', 'e.txt']);
  get().choice?.choose([2]);
  await openFiles(await reading);
  await settled();
  expect(get().spaces.map(({ title, words }) => [title, words.names])).toEqual([['c.txt', ['c', 'oak']]]);
  // Neither a sentence about texts nor a press that would open the beginning as one.
  expect(get().notices).toEqual([]);
  const again = readFiles([archive]);
  await expect.poll(() => get().choice).not.toBeNull();
  get().choice?.choose([]);
  expect(await again).toEqual([]);
});

test('archives of texts, and .npz, are read as they were', async () => {
  expect(await vectorsWithin(zip({ 'a.txt': utf8('A text of some words.') }), 't.zip')).toBeUndefined();
  expect(await vectorsWithin(new File([utf8('no archive')], 'a.txt'), 'a.txt')).toBeUndefined();
  const npy = zip({ 'format.npy': utf8('x') }, 's.npz');
  expect(await readFiles([npy])).toMatchObject([{ name: 's.npz' }]);
});

test('a damaged archive ends in one sentence', async () => {
  const whole = new Uint8Array(await zip({ 'a.vec': vec('owl', 'oak') }).arrayBuffer());
  expect(await readFiles([new File([whole.subarray(0, 60)], 'cut.zip')])).toEqual([]);
  expect(get().notices).toMatchObject([{ kind: 'problem', text: 'cut.zip: no table of contents; the file ends at byte 60. The zip file is damaged or cut short; make or download it again.' }]);
});
