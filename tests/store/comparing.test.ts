/** Spaces beside each other, as the page sets them, with the jobs run on this thread. */
import { beforeEach, expect, test } from 'vitest';
import { compare } from '../../lib/space/compare';
import { comparisonFile, compareSpaces, labelColumns, pairLists, spacesOf, tableFile, tabulate } from '../../lib/store/comparing';
import { trainSeeds } from '../../lib/store/seeds';
import { initialState } from '../../lib/store/state';
import { get, set } from '../../lib/store/store';
import { knownTable, widestTable } from '../../lib/store/tables';
import { openFiles } from '../../lib/store/texts';
import { train } from '../../lib/store/training';
import { finish } from '../../lib/work';

const WORLDS = ['bread butter cheese knife plate soup spoon table', 'anchor captain harbour mast rope sail ship wave'].map((w) => w.split(' '));
const sentence = (d: number) => Array.from({ length: 12 }, (_, i) => WORLDS[d % 2][(i * 5 + d * 3 + ((i * i) >> 2)) % 8]).join(' ');
const TABLE = ['world,text', ...Array.from({ length: 80 }, (_, d) => `${d % 2 ? 'sea' : 'kitchen'},${sentence(d)}`)].join('\n');

beforeEach(async () => {
  set({ ...initialState });
  expect(await openFiles([{ name: 'worlds.csv', bytes: new TextEncoder().encode(TABLE) }])).toBe(true);
  await trainSeeds('skipgram', { dims: 8, epochs: 5, sample: 0 }, 2);
  await train('tfidf', {});
});

test('two spaces over seeds: intervals, lists named after what they see, files', async () => {
  const [neural, counted] = get().spaces;
  await compareSpaces(neural.id, counted.id);
  const { result, together } = get().comparison;
  // Neighbours of dense rows were found beforehand, once a space; the comparison is the one without them.
  const [one, two] = neural.ensemble!;
  expect([one, two].map((words) => knownTable(words, 16)?.k)).toEqual([15, 15]);
  expect(widestTable(counted.words)).toBeUndefined();
  expect(result).toEqual(finish(compare(one, counted.words, { k: 10, vocabulary: 15_000, othersA: [two] })));
  expect(result?.interval).not.toBeNull();
  expect(result?.own).toMatchObject({ b: null });
  expect(together).toHaveLength(result?.near.first.length ?? 0);
  const lists = pairLists(get(), {});
  expect(lists.map((l) => [l.near, l.title, l.apart])).toEqual([['a', 'Same meaning, never together', true], ['b', 'Same topic, different meaning', false]]);
  for (const pair of lists[0].pairs) expect(pair.together).toBe(0);
  expect(pairLists(get(), { from: 1e6 }).flatMap((l) => l.pairs)).toEqual([]);
  expect(comparisonFile('words', {})?.text.split('\r\n')).toHaveLength(18);
  expect(comparisonFile('pairs', {})?.name).toMatch(/, pairs\.csv$/);
});

test('all spaces of the text in one table, documents told apart by their column', async () => {
  const corpus = get().corpora[0];
  expect(labelColumns(corpus)).toEqual(['world']);
  await tabulate(corpus.id, 'world');
  const { overview } = get();
  expect(overview?.spaces).toEqual(spacesOf(get(), corpus.id).map((s) => s.id));
  expect(overview?.result.rows.map((row) => row.classification?.accuracy)).toEqual([1, 1]);
  const [head, ...lines] = tableFile(get()).trimEnd().split('\r\n').map((line) => line.split(','));
  expect(lines.map(([space]) => space)).toEqual(spacesOf(get(), corpus.id).map((s) => s.title));
  expect(Number(lines[0][head.indexOf(`overlap_${lines[1][0]}`)])).toBeCloseTo(overview?.result.rows[0].overlaps[1] ?? NaN, 6);
  expect(lines.map((line) => line[head.indexOf('documents')])).toEqual(['1', '1']);
  expect(overview?.result.rows[0].overlaps[1]).toBe(overview?.result.rows[1].overlaps[0]);
  await tabulate(corpus.id, null);
  expect(get().overview?.result.rows.map((row) => row.classification)).toEqual([null, null]);
});

test('a comparison that is cancelled, or gives way to another, is no fault', async () => {
  const [neural, counted] = get().spaces;
  const first = compareSpaces(neural.id, counted.id);
  const second = compareSpaces(counted.id, neural.id);
  await Promise.all([first, second]);
  expect(get().comparison).toMatchObject({ a: counted.id, b: neural.id, error: null, result: { shared: 16 } });
  const third = compareSpaces(neural.id, counted.id);
  get().jobs.find((j) => j.kind === 'compare')?.cancel();
  await third;
  expect(get().comparison).toMatchObject({ a: neural.id, error: null, result: null });
  expect(get().notices).toEqual([]);
});
