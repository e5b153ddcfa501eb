/** Maps that begin on each other, through the store, with the jobs run on this thread. */
import { beforeEach, expect, test } from 'vitest';
import { changeSettings, changeUnderWay, layOut, showSpace } from '../../lib/store/maps';
import { knownPlaces } from '../../lib/store/known-maps';
import { initialState } from '../../lib/store/state';
import { layoutKey } from '../../lib/store/view';
import { activeSpace, get, set, store } from '../../lib/store/store';
import { knownTable } from '../../lib/store/tables';
import { openFiles } from '../../lib/store/texts';

const idle = () => expect.poll(() => get().jobs.length, { timeout: 20_000 }).toBe(0);
const layout = () => get().layouts[layoutKey(activeSpace(get())!.id, get().view)];

/** Words around three corners; names and a little of every value differ with `other`. */
function vectors(rows: number, other = 0, name = (row: number) => `w${row}`): Uint8Array {
  const lines = Array.from({ length: rows }, (_, row) => {
    const values = Array.from({ length: 8 }, (_, d) => Number(d === row % 3) + 0.25 * Math.sin(7 * row + 3 * d) + 0.05 * Math.sin(row * d + other));
    return `${name(row)} ${values.map((v) => v.toFixed(4)).join(' ')}`;
  });
  return new TextEncoder().encode(`${rows} 8\n${lines.join('\n')}\n`);
}

const open = async (name: string, bytes: Uint8Array) => {
  await openFiles([{ name, bytes }]);
  await idle();
};

beforeEach(() => set({ ...initialState }));

test('a second map begins where its words stand on the first, and comes to lie on it', async () => {
  await open('one.vec', vectors(90));
  const first = layout().positions;
  await open('other.vec', vectors(90, 2));
  const space = activeSpace(get())!;
  const { view } = get();
  expect(knownPlaces(space, 90, view, layoutKey(space.id, view))).toEqual(first);
  // How far words went, against how far words are from each other.
  const second = layout().positions;
  expect(second).not.toEqual(first);
  const gap = (a: number, b: number) => Math.hypot(...[0, 1, 2].map((d) => first.values[3 * a + d] - second.values[3 * b + d]));
  const mean = (f: (row: number) => number) => Array.from({ length: 90 }, (_, row) => f(row)).reduce((x, y) => x + y, 0) / 90;
  expect(mean((row) => gap(row, row))).toBeLessThan(0.4 * mean((row) => gap(row, (row + 31) % 90)));
});

test('rows are matched by name; a map of other words begins anew', async () => {
  await open('one.vec', vectors(60));
  const first = layout().positions.values;
  await open('shifted.vec', vectors(60, 1, (row) => `w${row + 20}`));
  const space = activeSpace(get())!;
  const places = knownPlaces(space, 60, get().view, layoutKey(space.id, get().view))!;
  expect([...places.values.subarray(0, 3)]).toEqual([...first.subarray(60, 63)]);
  expect([...places.values.subarray(120)].every(Number.isNaN)).toBe(true);
  set({ spaceId: null });
  await open('strange.vec', vectors(60, 1, (row) => `x${row}`));
  const strange = activeSpace(get())!;
  expect(knownPlaces(strange, 60, get().view, layoutKey(strange.id, get().view))).toBeUndefined();
});

test('the maps of a space share one table of neighbours', async () => {
  await open('one.vec', vectors(80));
  const words = activeSpace(get())!.words;
  const table = knownTable(words, 80);
  expect(table?.k).toBe(15);
  await changeSettings({ minDist: 0.5 });
  await idle();
  await expect.poll(() => layout().neighbours).toBe(table);
  expect(knownTable(words, 80)).toBe(table);
  expect(knownTable(words, 79)).toBeUndefined();
  await showSpace(activeSpace(get())!.id);
});

test('options changed while a map is laid out go on with it and become the view’s; laying out again begins from the start', async () => {
  await open('one.vec', vectors(500));
  let changed = false;
  const stop = store.subscribe(({ jobs }) => {
    if (changed || !jobs.some((j) => j.kind === 'map' && j.steer && j.progress.stage === 'arranging')) return;
    changed = true;
    changeUnderWay({ minDist: 0.8 });
  });
  await changeSettings({ epochs: 3000, negatives: 5 });
  stop();
  await idle();
  expect(get().view.settings.umap).toEqual({ epochs: 3000, negatives: 5, minDist: 0.8 });
  expect(layout()).toMatchObject({ finished: true, steered: true });
  const steered = layout().positions;
  await changeSettings(get().view.settings.umap);
  await idle();
  expect(layout()).toMatchObject({ finished: true, steered: false });
  expect(layout().positions).not.toEqual(steered);
  await layOut();
  expect(get().notices).toEqual([]);
});
