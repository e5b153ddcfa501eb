/** Which steps make entries of the browser's history, and what going back to them shows. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { dense } from '../../lib/kernels/matrix';
import { VectorSpace } from '../../lib/space/space';
import { mirrorUrl } from '../../lib/store/history';
import { setLayout } from '../../lib/store/maps';
import { ask, select } from '../../lib/store/questions';
import { initialState, type OpenSpace } from '../../lib/store/state';
import { get, set } from '../../lib/store/store';
import { layoutKey, type View } from '../../lib/store/view';

const words = new VectorSpace({
  names: ['king', 'queen', 'man', 'woman', 'ship', 'sail'],
  matrix: dense(6, 2, Float32Array.of(1, 0, 1, 0.1, 0, 1, 0.1, 1, 0.5, 0.5, 0.4, 0.6)),
  columns: [],
  provenance: { model: 'test', corpus: 'none', options: {} },
});
const space: OpenSpace = { id: 'default', title: 'S', model: 'test', corpusId: 'c', corpusTitle: 'C', options: {}, words, figures: {}, seconds: 0, threads: 1, curve: [], created: 0, builtIn: false };

/** The browser's entries; the address that each shows. */
let entries: { address: string; state: unknown }[];
let at: number;
let writes: number;
let pop: (event: { state: unknown }) => void;
let mirror: ReturnType<typeof mirrorUrl>;

const addresses = () => entries.map(({ address }) => address);
const settled = () => vi.advanceTimersByTimeAsync(300);
const panel = async (name: View['ask']) => {
  set(({ view }) => ({ view: { ...view, ask: name } }));
  await settled();
};
const choose = async (word: string | null) => {
  select(word);
  await settled();
};
const go = async (by: number) => {
  at += by;
  pop({ state: entries[at].state });
  await settled();
};

beforeEach(() => {
  vi.useFakeTimers();
  [entries, at, writes] = [[{ address: '/', state: null }], 0, 0];
  const location = { pathname: '/', get search() { return entries[at].address.replace(/^\//, ''); } };
  vi.stubGlobal('location', location);
  vi.stubGlobal('addEventListener', (_: string, listener: typeof pop) => (pop = listener));
  vi.stubGlobal('removeEventListener', () => {});
  vi.stubGlobal('history', {
    pushState(state: unknown, _: string, address: string) {
      entries = [...entries.slice(0, ++at), { address, state }];
      writes++;
    },
    replaceState(state: unknown, _: string, address: string) {
      entries[at] = { address, state };
      writes++;
    },
  });
  set({ ...initialState, spaces: [space], spaceId: 'default' });
  const positions = { dims: 3 as const, values: new Float32Array(0) };
  setLayout(layoutKey('default', get().view), positions, true);
  setLayout(layoutKey('default', { ...get().view, dims: 2 }), { ...positions, dims: 2 }, true);
  mirror = mirrorUrl();
});
afterEach(() => {
  mirror.stop();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test('until a link is shown nothing is a step; then words, panels, maps and analogies are, Back and Forward go through them', async () => {
  await choose('king');
  mirror.opened();
  await choose('queen');
  await panel('selection');
  set(({ view }) => ({ view: { ...view, dims: 2 } }));
  await settled();
  ask('king - man + woman');
  await settled();
  expect(addresses()).toEqual(['?word=king', '?word=queen', '?word=queen&ask=selection', '?word=queen&dims=2&ask=selection', '?word=queen&analogy=king+-+man+%2B+woman&dims=2&ask=analogy']);
  await go(-2);
  expect(get()).toMatchObject({ selected: 'queen', view: { dims: 3, ask: 'selection' }, analogy: { result: null } });
  await go(-2);
  expect(get()).toMatchObject({ selected: 'king', view: { ask: 'word' } });
  await go(4);
  expect(get()).toMatchObject({ selected: 'queen', view: { dims: 2, ask: 'analogy' }, analogy: { expression: 'king - man + woman' } });
  expect(get().analogy.result).not.toBeNull();
  expect(entries).toHaveLength(5);
});

test('what one press changes is one step; letting go and walking through panels leave one entry each', async () => {
  mirror.opened();
  select('king');
  set(({ view }) => ({ view: { ...view, ask: 'compare' } }));
  await settled();
  await choose(null);
  await choose('queen');
  for (const name of ['evaluate', 'topics', 'documents'] as const) await panel(name);
  expect(addresses()).toEqual(['/', '?word=king&ask=compare', '?word=queen&ask=compare', '?word=queen&ask=documents']);
  await vi.advanceTimersByTimeAsync(2000);
  await panel('step');
  expect(entries).toHaveLength(5);
});

test('the camera, colours and typed questions amend the entry, few times; Back brings the camera and a long selection back', async () => {
  mirror.opened();
  await choose('king');
  const before = writes;
  for (let i = 1; i <= 40; i++) set({ camera: { eye: [0, 0, i / 10], target: [0, 0, 0] } });
  set(({ view }) => ({ view: { ...view, colouring: 'cluster' } }));
  await settled();
  expect(writes - before).toBe(1);
  expect(addresses()).toEqual(['/', '?word=king&colour=cluster&camera=0_0_4_0_0_0']);
  const selection = Array.from({ length: 60 }, (_, i) => `w${i}`);
  // Both within the time that amendments are collected in.
  set({ selection });
  await choose('queen');
  set({ camera: null, selection: [] });
  await settled();
  await go(-1);
  expect(get()).toMatchObject({ selected: 'king', selection, camera: { eye: [0, 0, 4] }, look: { camera: { eye: [0, 0, 4] } } });
});

test('an entry of a visit before is shown by its address; an unknown space leaves the one there is', async () => {
  mirror.opened();
  await choose('king');
  entries[0] = { address: '?word=queen&space=gone&ask=step&alone=king&alone=queen&alone=man&alone=woman&alone=ship&map=pca', state: { entry: 'long-ago' } };
  setLayout(layoutKey('default', { ...get().view, method: 'pca' }), { dims: 3, values: new Float32Array(0) }, true);
  await go(-1);
  expect(get()).toMatchObject({ selected: 'queen', spaceId: 'default', view: { ask: 'step', method: 'pca', isolated: ['king', 'queen', 'man', 'woman', 'ship'] } });
});
