/** Vectors that a person brings, under names that do not say so. */
import { beforeEach, expect, test } from 'vitest';
import { writeVectors } from '../../lib/formats/vectors';
import { dense } from '../../lib/kernels/matrix';
import { VectorSpace } from '../../lib/space/space';
import { fromNgrams } from '../../lib/space/unseen';
import { initialState } from '../../lib/store/state';
import { activeSpace, get, set } from '../../lib/store/store';
import { openFiles } from '../../lib/store/texts';
import { gzip } from '../../lib/formats/gzip';

const bytes = (text: string) => new TextEncoder().encode(text);
const settled = () => expect.poll(() => get().jobs.length, { timeout: 20_000 }).toBe(0);
const WORDS = Array.from({ length: 40 }, (_, i) => `${'abcde'[i % 5]}${'fghijklm'[i % 8]}`);
const numbers = (i: number) => Array.from({ length: 6 }, (_, d) => ((i * 7 + d * 3) % 11) / 8);
const GLOVE = WORDS.map((word, i) => `${word} ${numbers(i).join(' ')}\n`).join('');
const ROWS = WORDS.map((_, i) => `${numbers(i).join('\t')}\n`).join('');
const METADATA = `word\tpos\tyear\n${WORDS.map((word, i) => `${word}\t${i % 2 ? 'noun' : 'other'}\t${1900 + i}\n`).join('')}`;

beforeEach(() => set({ ...initialState }));

test.each([['glove.txt', bytes(GLOVE)], ['glove.txt.gz', gzip(bytes(GLOVE))]])('%s is opened as a space, and as a text at one press', async (name, content) => {
  expect(await openFiles([{ name, bytes: content }])).toBe(true);
  await settled();
  expect(activeSpace(get())?.words.names).toEqual(WORDS);
  const [note] = get().notices;
  expect(note.text).toBe(`${name} holds vectors: it is opened as a space, not as a text.`);
  expect(get().corpora).toEqual([]);
  note.action?.run();
  await expect.poll(() => get().corpora.length).toBe(1);
});

test.each([['proj.tsv', 'proj.metadata.tsv'], ['proj.vectors.tsv', 'proj.metadata.tsv'], ['tensors.tsv', 'metadata.tsv']])('%s and %s are one space with columns', async (vectors, metadata) => {
  expect(await openFiles([{ name: metadata, bytes: bytes(METADATA) }, { name: vectors, bytes: bytes(ROWS) }])).toBe(true);
  await settled();
  expect(get().spaces).toHaveLength(1);
  expect(get().evaluation.files).toEqual([]);
  const { names, columns, dims } = activeSpace(get())!.words;
  expect([names, dims]).toEqual([WORDS, 6]);
  expect(columns.map(({ name, kind }) => [name, kind])).toEqual([['pos', 'category'], ['year', 'number']]);
});

test('numbers without names are refused, with the text one press away; metadata alone is no test', async () => {
  expect(await openFiles([{ name: 'proj.tsv', bytes: bytes(ROWS) }])).toBe(false);
  expect(get().notices[0]).toMatchObject({ kind: 'problem', text: expect.stringContaining('proj.tsv holds only numbers and does not say what its rows are called') });
  expect(get().notices[1]).toMatchObject({ text: 'proj.tsv was taken for vectors.', action: { label: 'Open it as a text' } });
  expect(get().spaces).toEqual([]);
  set({ ...initialState });
  await openFiles([{ name: 'proj.metadata.tsv', bytes: bytes(METADATA) }]);
  expect(get().evaluation.files).toEqual([]);
  expect(get().corpora).toHaveLength(1);
});

test('what was left out of a file is told', async () => {
  await openFiles([{ name: 'mine.vec', bytes: bytes('4 2\nowl 1 0\noak 0 1\nelm 0 0\nowl 2 2\n') }]);
  expect(get().notices.map(({ text }) => text)).toEqual(['mine.vec: left out 1 vector whose name had come before.', 'mine.vec: 1 vector is all zeros, which is near no other.']);
});

test('a fastText file brings its pieces of words: unseen words have vectors', async () => {
  const buckets = dense(50, 6, Float32Array.from({ length: 300 }, (_, i) => Math.sin(i)));
  const space = new VectorSpace({
    names: WORDS, matrix: dense(40, 6, Float32Array.from(WORDS.flatMap((_, i) => numbers(i)))), columns: [],
    provenance: { model: 'subword', corpus: 'x', options: {} }, subwords: { minn: 2, maxn: 3, buckets },
  });
  expect(await openFiles([{ name: 'pieces.bin', bytes: writeVectors(space, 'fasttext') }])).toBe(true);
  await settled();
  const opened = activeSpace(get())!.words;
  expect(opened.names).toEqual(WORDS);
  expect(fromNgrams(opened, `${WORDS[0]}s`)?.vector.some((x) => x !== 0)).toBe(true);
});
