/** Vectors that a person brings, under names that do not say so. */
import { beforeEach, expect, test } from 'vitest';
import { writeVectors } from '../../lib/formats/vectors';
import { dense } from '../../lib/kernels/matrix';
import { VectorSpace } from '../../lib/space/space';
import { fromNgrams } from '../../lib/space/unseen';
import { ownColumns, prepareColouring } from '../../lib/store/colouring';
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

test('vectors between commas are a space, a table of texts is a text', async () => {
  const rows = (name: (word: string) => string) => bytes(`word,a,b,c,d,e,f,g,h\n${WORDS.map((word, i) => `${name(word)},${numbers(i).join(',')},1,0\n`).join('')}`);
  await openFiles([{ name: 'mine.csv', bytes: rows((word) => `"${word}, too"`) }, { name: 'texts.csv', bytes: rows((word) => `this is what somebody wrote of the ${word} and more`) }]);
  await settled();
  expect(get().spaces.map(({ title, words }) => [title, words.names[3], words.dims])).toEqual([['mine.csv', `${WORDS[3]}, too`, 8]]);
  expect(get().corpora.map(({ title }) => title)).toEqual(['texts']);
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

const TABLE = `word,kind,seen\n${WORDS.map((word, i) => `${word},${i % 2 ? 'noun' : 'other'},${1900 + i}\n`).toReversed().join('')}`;
const VEC = `40 6\n${GLOVE}`;

test('a table beside vectors with names brings columns, together with them or later, and is kept apart from texts', async () => {
  expect(await openFiles([{ name: 'mine.metadata.csv', bytes: bytes(TABLE) }, { name: 'mine.vec', bytes: bytes(VEC) }])).toBe(true);
  await settled();
  expect(get().spaces).toHaveLength(1);
  expect(ownColumns(activeSpace(get())!)).toMatchObject([{ name: 'kind', values: expect.arrayContaining(['noun']) }, { name: 'seen', values: WORDS.map((_, i) => 1900 + i) }]);
  const told = get().notices.find(({ kind }) => kind === 'done');
  expect(told?.text).toBe('mine.metadata.csv brings 2 columns (kind, seen) for all 40 words of mine.vec.');
  told?.action?.run();
  await expect.poll(() => get().view.colouring).toBe('column:kind');

  expect(await openFiles([{ name: 'metadata.tsv', bytes: bytes(`${WORDS[3]}\tfish\n${WORDS[5]}\tfowl\nnobody\tfish\n`) }])).toBe(true);
  expect(get().notices.map(({ text }) => text)).toEqual(expect.arrayContaining([
    'metadata.tsv: left out 1 row whose word mine.vec does not have (“nobody”).',
    'metadata.tsv brings the column column 2 for 2 of 40 words of mine.vec.',
  ]));
  expect(ownColumns(activeSpace(get())!).map(({ name }) => name)).toEqual(['column 2', 'kind', 'seen']);
  expect(get().corpora).toEqual([]);
});

test('a column that comes again takes the place of the one before, colours too', async () => {
  await openFiles([{ name: 'mine.vec', bytes: bytes(VEC) }]);
  await settled();
  set((s) => ({ view: { ...s.view, colouring: 'column:kind' } }));
  await openFiles([{ name: 'mine.metadata.csv', bytes: bytes(TABLE) }]);
  await prepareColouring();
  expect(Object.values(get().colourings)).toMatchObject([{ values: expect.arrayContaining(['noun']) }]);
  await openFiles([{ name: 'mine.metadata.csv', bytes: bytes(TABLE.replaceAll('noun', 'verb')) }]);
  await prepareColouring();
  expect(Object.values(get().colourings)).toMatchObject([{ values: expect.not.arrayContaining(['noun']) }]);
});

test('a table that does not fit is told, together with vectors and later, with the text one press away', async () => {
  const other = bytes('word\tkind\nship\tx\nsail\ty\n');
  await openFiles([{ name: 'mine.metadata.tsv', bytes: other }, { name: 'mine.vec', bytes: bytes(VEC) }]);
  await settled();
  expect(get().spaces).toHaveLength(1);
  expect(get().notices.map(({ text }) => text)).toContainEqual(expect.stringContaining('mine.metadata.tsv does not fit mine.vec: none of its 2 rows names a word there'));
  set({ notices: [] });
  expect(await openFiles([{ name: 'mine.metadata.tsv', bytes: other }])).toBe(false);
  expect(get().notices).toMatchObject([{ kind: 'problem', action: { label: 'Open it as a text' } }]);
  expect(get().corpora).toEqual([]);
});
