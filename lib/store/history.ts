/**
 * The address bar, Back and Forward. The address mirrors all that is looked at. Going to
 * another word, panel or map makes an entry of the browser's history; everything else
 * (typing, the camera, colours) amends the one there is.
 */
import { layOut } from './maps';
import { LEAST_ALONE, knownRows } from './on-map';
import { ask } from './questions';
import { initialState, type AppState } from './state';
import { activeSpace, get, set, store } from './store';
import { fromQuery, toQuery, type Asked } from './url';
import type { View } from './view';
import { askWhy } from './why';

/** Milliseconds for which amendments are collected: browsers refuse more than a few a second. */
const COLLECT = 250;
/** Panels walked through faster than this, as with arrow keys, are one step. */
const WALK = 1000;

/** What an entry of the history is made for. */
interface Place {
  space: string | null;
  word: string | null;
  ask: View['ask'];
  map: string;
  isolated: View['isolated'];
  analogy: string | null;
}

type Step = 'same' | 'panel' | 'letting go' | 'other';

/** By entry, with what does not fit into an address; of this visit only. */
const entries = new Map<string, Asked>();
const visit = Date.now().toString(36);

/** Keep the address true from now on. `opened`: what the link asked for is shown, and what comes is a person's. */
export function mirrorUrl(): { opened: () => void; stop: () => void } {
  let open = false;
  let number = 0;
  let entry = `${visit}-0`;
  let place = placeOf(get(), null);
  let query = toQuery(get());
  let [step, stepped] = ['same' as Step, 0];
  let restoring = false;
  let waiting = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const write = (state: AppState, anew: boolean): void => {
    clearTimeout(timer);
    timer = undefined;
    query = toQuery(state);
    if (anew) entry = `${visit}-${++number}`;
    entries.set(entry, seen(state));
    const address = query ? `?${query}` : location.pathname;
    if (anew) history.pushState({ entry }, '', address);
    else history.replaceState({ entry }, '', address);
  };
  const go = (): void => {
    waiting = false;
    const state = get();
    const next = placeOf(state, place);
    const now = stepBetween(place, next);
    const again = step === 'letting go' || (step === 'panel' && now === 'panel' && Date.now() - stepped < WALK);
    place = next;
    if (now === 'same') return write(state, false);
    [step, stepped] = [now, Date.now()];
    write(state, open && !again);
  };
  const unsubscribe = store.subscribe((state, before) => {
    if (restoring || waiting) return;
    if (stepBetween(place, placeOf(state, place)) !== 'same') {
      // The entry that is left keeps what it showed last.
      if (timer !== undefined) write(before, false);
      else entries.set(entry, seen(before));
      waiting = true;
      // What one press changes is one step.
      queueMicrotask(go);
    } else if (toQuery(state) !== query) {
      clearTimeout(timer);
      timer = setTimeout(() => write(get(), false), COLLECT);
    }
  });
  const back = ({ state }: PopStateEvent): void => {
    const known: unknown = (state as { entry?: unknown } | null)?.entry;
    entry = typeof known === 'string' ? known : `${visit}-${++number}`;
    clearTimeout(timer);
    timer = undefined;
    restoring = true;
    void show(entries.get(entry) ?? fromQuery(location.search));
    restoring = false;
    place = placeOf(get(), null);
    step = 'other';
    write(get(), false);
  };
  addEventListener('popstate', back);
  return {
    opened: () => {
      place = placeOf(get(), null);
      open = true;
    },
    stop: () => {
      unsubscribe();
      clearTimeout(timer);
      removeEventListener('popstate', back);
    },
  };
}

function placeOf(state: AppState, before: Place | null): Place {
  const { view, selected, analogy } = state;
  return {
    // A training that comes onto the map is no step of anybody's.
    space: before && activeSpace(state)?.training ? before.space : state.spaceId,
    word: selected,
    ask: view.ask,
    map: `${view.method} ${view.dims}`,
    isolated: view.isolated,
    analogy: analogy.result ? analogy.expression : null,
  };
}

function stepBetween(a: Place, b: Place): Step {
  const changed = (Object.keys(a) as (keyof Place)[]).filter((name) => a[name] !== b[name]);
  if (changed.length === 0) return 'same';
  if (changed.length > 1) return 'other';
  if (changed[0] === 'ask') return 'panel';
  // An answer that goes, as while another question is typed, leaves all as it was.
  if (changed[0] === 'analogy' && b.analogy === null) return 'same';
  return changed[0] === 'word' && b.word === null ? 'letting go' : 'other';
}

/** All that an entry brings back. */
function seen({ view, selected, selection, why, analogy, spaceId, camera }: AppState): Asked {
  return {
    view, selection, camera,
    isolated: view.isolated ?? [],
    word: selected,
    why: why && why.word === selected ? why.other : null,
    expression: analogy.result ? analogy.expression : null,
    space: spaceId,
  };
}

/** What an address says by being silent. */
const SILENT = ['method', 'dims', 'words', 'isolated', 'axes', 'colouring', 'highlight', 'ask'] as const satisfies (keyof View)[];

async function show(asked: Asked): Promise<void> {
  const { spaces, spaceId, view, camera } = get();
  const wanted = asked.space ?? 'default';
  const space = spaces.find(({ id }) => id === wanted) ?? spaces.find(({ id }) => id === spaceId);
  const silent = Object.fromEntries(SILENT.map((name) => [name, initialState.view[name]])) as Partial<View>;
  const isolated = space && !space.training ? isolatedIn(space, asked) : null;
  set((s) => ({
    spaceId: space?.id ?? spaceId,
    view: { ...view, ...silent, ...asked.view, isolated },
    selected: asked.word,
    selection: asked.selection,
    lassoing: false,
    film: space?.id === spaceId && !isolated ? s.film : null,
    why: null,
    analogy: { ...s.analogy, result: null, of: null, error: null },
    camera: asked.camera,
    look: asked.camera || camera ? { camera: asked.camera } : s.look,
  }));
  if (asked.word && asked.why) askWhy(asked.word, asked.why);
  if (asked.expression) ask(asked.expression, get().analogy.method, false);
  await layOut();
}

/** The isolated words of a link or an entry, where the space knows enough of them. */
export function isolatedIn(space: { words: Parameters<typeof knownRows>[0] }, { view, isolated }: Asked): View['isolated'] {
  const names = view.isolated ?? isolated;
  return knownRows(space.words, names).length >= LEAST_ALONE ? names : null;
}
