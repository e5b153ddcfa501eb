/** Several seeds as the page trains them, with the jobs run on this thread. */
import { beforeEach, expect, test } from 'vitest';
import { colouringChoices, colouringKey, prepareColouring } from '../../lib/store/colouring';
import { changeView } from '../../lib/store/maps';
import { ask } from '../../lib/store/questions';
import { joinable, joinSeeds, measureStability, seedBytes, trainSeeds } from '../../lib/store/seeds';
import { initialState, type RunningJob } from '../../lib/store/state';
import { activeSpace, get, set, store } from '../../lib/store/store';
import { openFiles } from '../../lib/store/texts';
import { openSpace } from '../../lib/store/spaces';
import { cores } from '../../lib/store/threads';
import { train } from '../../lib/store/training';

const WORLDS = ['bread butter cheese knife plate soup spoon table', 'anchor captain harbour mast rope sail ship wave'].map((w) => w.split(' '));
const options = { dims: 12, epochs: 20, sample: 0, seed: 4 };
const values = () => get().spaces.map((s) => s.words.matrix.values);
/** The id of the nth space of a model. */
const id = (model: string, nth = 0) => get().spaces.filter((s) => s.model === model)[nth].id;
const settled = () => expect.poll(() => get().jobs.length, { timeout: 20_000 }).toBe(0);

beforeEach(async () => {
  set({ ...initialState });
  const paragraph = (d: number) => Array.from({ length: 40 }, (_, i) => WORLDS[d % 2][(i * 5 + d * 3 + ((i * i) >> 2)) % 8]).join(' ');
  const text = Array.from({ length: 120 }, (_, d) => `${paragraph(d)}.`).join('\n\n');
  expect(await openFiles([{ name: 'worlds.txt', bytes: new TextEncoder().encode(text) }])).toBe(true);
});

test('three seeds become one space, and each is bit for bit the training of its own', async () => {
  const seen: RunningJob[] = [];
  const stop = store.subscribe((s) => seen.push(...s.jobs.filter((j) => j.kind === 'train')));
  await trainSeeds('skipgram', options, 3);
  stop();
  await settled();
  const [space] = get().spaces;
  expect(get().notices).toEqual([]);
  expect(space.ensemble).toHaveLength(3);
  expect(space.ensemble?.[0]).toBe(space.words);
  expect(space.options.seed).toBe(4);
  expect(space.curve.at(-1)?.done).toBe(1);
  const told = seen.at(-1);
  expect(told?.seeds).toEqual([1, 1, 1]);
  expect(told?.progress.done).toBe(told?.progress.total);
  for (const seed of [4, 5, 6]) await train('skipgram', { ...options, seed });
  await settled();
  expect(space.ensemble?.map((s) => s.matrix.values)).toEqual(values().slice(1));
  expect(values()[0]).toEqual(values()[1]);
});

test('stability is measured and colours the map; analogies tell rank and spread of every seed', async () => {
  await trainSeeds('skipgram', options, 3);
  await settled();
  const { stability, words } = get().spaces[0];
  expect(stability).toMatchObject({ seeds: 3, k: 10 });
  expect(stability?.rows).toHaveLength(16);
  expect(stability?.mean).toBeGreaterThan(0.5);
  expect(colouringChoices(get()).map((c) => c.id)).toContain('stability');
  await changeView({ colouring: 'stability' });
  await prepareColouring();
  const space = activeSpace(get());
  const colours = space && get().colourings[colouringKey(space, 'stability')];
  expect(colours).toMatchObject({ kind: 'number', label: 'Stability over 3 seeds', log: false });
  expect([...(colours?.values ?? [])]).toEqual(words.names.map((_, row) => Math.fround(stability?.values[stability.rows.indexOf(row)] ?? NaN)));
  ask('bread + butter');
  const [best] = get().analogy.result?.answers ?? [];
  expect(WORLDS[0]).toContain(best.name);
  expect('ranks' in best && best.ranks).toHaveLength(3);
});

test('cancelling ends all seeds, those that wait too, and leaves nothing', async () => {
  const training = trainSeeds('skipgram', { ...options, epochs: 1000 }, 4);
  await expect.poll(() => get().jobs.some((j) => j.kind === 'train' && j.progress.done > 0)).toBe(true);
  get().jobs[0].cancel();
  await training;
  expect(get()).toMatchObject({ jobs: [], spaces: [], notices: [] });
});

test('seeds are paused together, and kept early those under way, none that wait', async () => {
  const training = trainSeeds('skipgram', { ...options, epochs: 1000 }, 4);
  const job = () => get().jobs.find((j) => j.kind === 'train')!;
  await expect.poll(() => job()?.progress.done > 0).toBe(true);
  job().steer?.('pause');
  await expect.poll(() => job().progress.stage).toBe('paused');
  const before = job().progress.done;
  job().steer?.('resume');
  await expect.poll(() => job().progress.done > before).toBe(true);
  job().steer?.('keep');
  await training;
  await settled();
  const [space] = get().spaces;
  expect(space.ensemble?.length ?? 1).toBe(Math.min(4, cores()));
  expect(space.figures.epochs).toBeLessThan(1000);
  if (cores() < 4) expect(get().notices.map((n) => n.text)).toContainEqual(expect.stringMatching(/^Of 4 seeds /));
});

test('stability that was cancelled can be measured later; a space without seeds has none', async () => {
  await trainSeeds('skipgram', options, 2);
  set((s) => ({ spaces: s.spaces.map((o) => ({ ...o, stability: undefined })) }));
  await Promise.all([measureStability(id('skipgram')), measureStability(id('skipgram'))]);
  expect(get().spaces[0].stability?.seeds).toBe(2);
  await train('skipgram', options);
  await measureStability(id('skipgram', 1));
  expect(get().spaces[1].stability).toBeUndefined();
  expect(colouringChoices(get()).map((c) => c.id)).not.toContain('stability');
  await settled();
});

test('what is saved opens again with all its seeds', async () => {
  await trainSeeds('skipgram', options, 2);
  await settled();
  const [space] = get().spaces;
  const siblings = space.ensemble?.slice(1).map((s) => s.data);
  const again = openSpace(structuredClone({ words: space.words.data, siblings }), { ...space, id: 'again' });
  expect(again.ensemble?.map((s) => s.matrix)).toEqual(space.ensemble?.map((s) => s.matrix));
  expect(again.ensemble?.[0]).toBe(again.words);
  // names are held once, not once a seed
  expect(again.ensemble?.[1].names).toBe(again.words.names);
});

test('spaces that differ in their seed alone are joined into what training them together gives', async () => {
  await train('skipgram', { ...options, seed: 4 });
  await train('skipgram', { ...options, seed: 5, epochs: 21 });
  expect(joinable(get().spaces)).toEqual([]);
  await train('skipgram', { ...options, seed: 5 });
  await train('skipgram', { ...options, seed: 5 });
  await train('tfidf', {});
  // What went on from another space began elsewhere.
  const [begun] = get().spaces;
  const beginsElsewhere = { ...begun, id: 'on', options: { ...begun.options, seed: 6 }, earlierTexts: ['worlds'] };
  expect(joinable([begun, beginsElsewhere])).toEqual([]);
  expect(joinable([begun, { ...beginsElsewhere, earlierTexts: undefined }])).toHaveLength(1);
  // Kept early, or with another rate from somewhere on, it is not of the same training.
  const seed6 = { ...begun, id: 'early', options: { ...begun.options, seed: 6 } };
  expect(joinable([begun, seed6])).toHaveLength(1);
  expect(joinable([begun, { ...seed6, figures: { ...begun.figures, epochs: 7.3 } }])).toEqual([]);
  expect(joinable([begun, { ...seed6, figures: { ...begun.figures, laterAlpha: 0.01, laterAlphaFrom: 0.5 } }])).toEqual([]);
  const groups = joinable(get().spaces);
  expect(groups.map((g) => g.map((s) => s.id))).toEqual([[id('skipgram'), id('skipgram', 2)]]);
  const kept = [id('skipgram'), id('skipgram', 1), id('skipgram', 3), id('tfidf')];
  await joinSeeds(groups[0]);
  await settled();
  expect(get().spaces.map((s) => s.id).toSorted()).toEqual(kept.toSorted());
  const joined = get().spaces.find((s) => s.id === kept[0]);
  await trainSeeds('skipgram', options, 2);
  await settled();
  const together = get().spaces.at(-1);
  expect(joined?.ensemble?.map((s) => s.matrix)).toEqual(together?.ensemble?.map((s) => s.matrix));
  expect(joined?.stability).toEqual(together?.stability);
  expect(joinable(get().spaces)).toEqual([]);
});

test.each<[string, () => Promise<void>, RegExp]>([
  ['no seeds', () => trainSeeds('skipgram', options, 0), /from 1 to 8/],
  ['too many', () => trainSeeds('skipgram', options, 9), /from 1 to 8/],
  ['a model without chance', () => trainSeeds('tfidf', {}, 3), /nothing at random/],
  ['a wrong option', () => trainSeeds('skipgram', { dims: 0 }, 3), /dimensions/],
])('refuses %s with a sentence', async (_, attempt, sentence) => {
  await attempt();
  expect(get().notices.at(-1)?.text).toMatch(sentence);
  expect(get().jobs).toEqual([]);
});

test('memory is told in bytes: vectors and their unit rows, four bytes a number', () => {
  expect(seedBytes(1000, 100, 3)).toBe(2_400_000);
});
