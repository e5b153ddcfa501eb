/** Some words of a space alone on the map, through the store, with the jobs run on this thread. */
import { beforeEach, expect, test } from 'vitest';
import { projections } from '../../lib/projection/methods';
import { colouringKey, prepareColouring } from '../../lib/store/colouring';
import { isolate, isolateAround, showAll } from '../../lib/store/isolation';
import { changeAxes, changeSettings, changeView, showSpace } from '../../lib/store/maps';
import { onMap, rowsOnMap, wholeOf } from '../../lib/store/on-map';
import { ask } from '../../lib/store/questions';
import { letGo, selectWords } from '../../lib/store/selection';
import { initialState } from '../../lib/store/state';
import { activeSpace, get, set, store } from '../../lib/store/store';
import { openFiles } from '../../lib/store/texts';
import { layoutKey } from '../../lib/store/view';

const idle = () => expect.poll(() => get().jobs.length, { timeout: 20_000 }).toBe(0);
const layout = () => get().layouts[layoutKey(activeSpace(get())!.id, get().view)];
const points = () => layout().positions.values.length / layout().positions.dims;

/** Words around three corners. */
function vectors(rows: number, name = (row: number) => `w${row}`): Uint8Array {
  const lines = Array.from({ length: rows }, (_, row) => {
    const values = Array.from({ length: 8 }, (_, d) => Number(d === row % 3) + 0.25 * Math.sin(7 * row + 3 * d));
    return `${name(row)} ${values.map((v) => v.toFixed(4)).join(' ')}`;
  });
  return new TextEncoder().encode(`${rows} 8\n${lines.join('\n')}\n`);
}

const every = (step: number, from = 0) => Array.from({ length: 60 }, (_, i) => `w${i}`).filter((_, i) => i % step === from);

beforeEach(async () => {
  set({ ...initialState });
  await openFiles([{ name: 'one.vec', bytes: vectors(60) }]);
  await idle();
});

test('isolated words have a map of their own, by the settings of all maps; the map of all comes back as it was', async () => {
  const all = layout();
  await isolate([...every(3), 'w1', 'unknown', 'w1'].reverse());
  expect(points()).toBe(21);
  expect(layout().finished).toBe(true);
  const shown = onMap(get())!;
  expect(shown.words.names.slice(0, 4)).toEqual(['w0', 'w1', 'w3', 'w6']);
  expect(rowsOnMap(shown.words)!.slice(0, 4)).toEqual([0, 1, 3, 6]);
  expect(wholeOf(shown)).toBe(activeSpace(get()));
  expect(onMap(get())).toBe(shown);
  await idle();
  const alone = layout();
  await changeSettings({ neighbours: 4, epochs: 30 });
  expect(layout()).not.toBe(alone);
  expect(points()).toBe(21);
  await changeSettings({});
  // How many words a map of all holds says nothing of this one.
  await changeView({ words: 1000 });
  expect(points()).toBe(21);
  await changeView({ words: initialState.view.words });
  await showAll();
  expect(layout().positions).toBe(all.positions);
});

test('neighbours and analogies are still of the whole space', async () => {
  ask('w1 - w4 + w7');
  const before = get().analogy.result!.answers.map(({ name }) => name);
  await isolateAround('w1', 6);
  expect(onMap(get())!.words.size).toBe(7);
  ask('w1 - w4 + w7');
  expect(get().analogy.result!.answers.map(({ name }) => name)).toEqual(before);
});

test('too few words are answered with a sentence, and nothing changes', async () => {
  expect(await isolate(['w1', 'w2', 'w3', 'nowhere', 'w3'])).toBe(false);
  expect(get().view.isolated).toBeNull();
  expect(get().notices.at(-1)?.text).toBe('A map of its own takes at least 5 words: here are 3.');
  expect(await isolate(every(12))).toBe(true);
  expect(points()).toBe(5);
});

test('five words are enough for every method, in two dimensions and three', async () => {
  await isolate(every(12, 5));
  for (const { id } of projections) {
    for (const dims of [2, 3] as const) {
      if (id === 'axes') await changeAxes([{ from: ['w5'], to: ['w40'] }]);
      await changeView({ method: id, dims });
      await idle();
      expect(points(), `${id} ${dims}`).toBe(5);
      expect(layout().positions.values.every(Number.isFinite), `${id} ${dims}`).toBe(true);
    }
  }
  expect(get().notices).toEqual([]);
});

test('axes between words that are not among the isolated ones place these as they do on the map of all', async () => {
  await changeAxes([{ from: ['w2'], to: ['w40', 'w7'] }]);
  const along = (row: number) => layout().positions.values[row * layout().positions.dims];
  const all = every(5).map((_, i) => along(5 * i));
  await isolate(every(5));
  const alone = every(5).map((_, i) => along(i));
  // Each map is centred on its own words.
  const gaps = (places: number[]) => places.map((place) => place - places[0]);
  gaps(alone).forEach((gap, i) => expect(gap).toBeCloseTo(gaps(all)[i], 4));
});

test('a cancelled isolation leaves the map of all; Escape lets go of the selection and leaves the isolated map', async () => {
  const stop = store.subscribe(({ jobs }) => jobs.find(({ kind }) => kind === 'map')?.cancel());
  await isolate(every(2));
  stop();
  expect(get().view.isolated).toBeNull();
  selectWords(every(2));
  await isolate(get().selection);
  expect([letGo(), get().selection.length, letGo(), points()]).toEqual([true, 0, false, 30]);
});

test('the trust of an isolated map is told of its words', async () => {
  await changeView({ colouring: 'trust' });
  await isolate(every(2));
  await prepareColouring();
  const space = activeSpace(get())!;
  const values = get().colourings[colouringKey(space, 'trust')];
  expect(values?.kind === 'number' && [...values.values].map(Number.isFinite)).toEqual(Array.from({ length: 60 }, (_, row) => row % 2 === 0));
});

test('another space shows its isolated words, or all where it knows too few of them', async () => {
  const first = get().spaceId!;
  await isolate(every(2));
  await openFiles([{ name: 'other.vec', bytes: vectors(30) }]);
  await idle();
  expect(points()).toBe(15);
  await showSpace(first);
  await openFiles([{ name: 'strange.vec', bytes: vectors(30, (row) => `x${row}`) }]);
  await idle();
  expect(get().view.isolated).toBeNull();
  expect(points()).toBe(30);
  expect(get().notices.at(-1)?.text).toContain('knows fewer than 5 of the isolated words');
});
