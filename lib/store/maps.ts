import { start } from '../jobs/client';
import type { Towards } from '../projection/live/live';
import type { Positions } from '../projection/projection';
import type { OptionValues } from '../options';
import { projectionById } from '../projection/methods';
import { align } from '../projection/procrustes';
import { firstRows } from '../projection/rows';
import { askAgain } from './questions';
import { layoutKey, type MapLayout, type OpenSpace, type View } from './state';
import { activeSpace, get, set, track } from './store';
import { mostThreads } from './threads';

/** Which map is on the screen, and the making of layouts. */

let underWay: { key: string; cancel: () => void } | null = null;

/** Put a space on the map, laying it out first where that was not done yet. */
export async function showSpace(id: string): Promise<void> {
  set({ spaceId: id });
  askAgain();
  await layOut();
}

export async function changeView(change: Partial<View>): Promise<void> {
  set((s) => ({ view: { ...s.view, ...change } }));
  if (change.method || change.dims || change.words || change.settings) await layOut();
}

/** Make the layout that the view asks for, moving on the map as it is made. */
export async function layOut(): Promise<void> {
  const { view, layouts } = get();
  const space = activeSpace(get());
  // A space that is being trained moves on its own: see live.ts.
  if (!space || space.training) return;
  const key = layoutKey(space.id, view);
  if (layouts[key]?.finished) void judge(key, space, view);
  if (layouts[key]?.finished || underWay?.key === key) return;
  underWay?.cancel();
  await track('map', `Map of ${space.title}`, async (update) => {
    const matrix = firstRows(space.words.matrix, view.words);
    const publish = (positions: Positions, finished: boolean) => setLayout(key, settled(positions, space, view), finished);
    let over = false;
    const job = start('project', { matrix, method: view.method, options: { dims: view.dims, ...view.settings[view.method] }, given: { initial: layouts[key]?.positions }, threads: mostThreads() }, (progress, positions) => {
      update({ progress });
      // Reports come by a port of their own and may arrive after the result.
      if (positions && !over) publish(positions, false);
    });
    const mine = { key, cancel: job.cancel };
    underWay = mine;
    update({ cancel: job.cancel });
    try {
      const final = await job.promise;
      over = true;
      publish(final, true);
    } catch (error) {
      dropUnfinished(key);
      throw error;
    } finally {
      if (underWay === mine) underWay = null;
    }
  });
  void judge(key, space, view);
}

/** How far the picture can be trusted, computed after the layout, without hurry. */
async function judge(key: string, space: OpenSpace, view: View): Promise<void> {
  const layout = get().layouts[key];
  if (!layout?.finished || layout.trust || layout.positions.values.length === 0) return;
  const job = start('trust', { matrix: firstRows(space.words.matrix, view.words), positions: layout.positions });
  const trust = await job.promise.catch(() => undefined);
  const now = get().layouts[key];
  if (trust && now) set((s) => ({ layouts: { ...s.layouts, [key]: { ...now, trust } } }));
}

/** Layouts whose words are being judged: asking again starts nothing. */
const judging = new Set<MapLayout['positions']>();

/** Find out which neighbours every word of a finished map keeps, and remember it with the map. */
export async function judgeWords(space: OpenSpace, view: View): Promise<void> {
  const key = layoutKey(space.id, view);
  const layout = get().layouts[key];
  if (!layout?.finished || layout.kept || judging.has(layout.positions)) return;
  const { positions } = layout;
  judging.add(positions);
  const kept = await track('trust', `Trust of the map of ${space.title}`, (update) => {
    const job = start('kept', { matrix: firstRows(space.words.matrix, view.words), positions }, (progress) => update({ progress }));
    update({ cancel: job.cancel });
    return job.promise;
  });
  judging.delete(positions);
  const now = get().layouts[key];
  if (kept && now?.positions === positions) set((s) => ({ layouts: { ...s.layouts, [key]: { ...now, kept } } }));
}

export function setLayout(key: string, positions: Positions, finished: boolean): void {
  set((s) => ({ layouts: { ...s.layouts, [key]: { positions, finished, version: (s.layouts[key]?.version ?? 0) + 1 } } }));
}

function dropUnfinished(key: string): void {
  set((s) => ({ layouts: Object.fromEntries(Object.entries(s.layouts).filter(([k, l]) => k !== key || l.finished)) }));
}

/** Keep the map's method with other options, all those that differ from its defaults, and lay out anew. */
export async function changeSettings(options: OptionValues): Promise<void> {
  const { method, settings } = get().view;
  const defaults = projectionById(method).options;
  const own = Object.entries(options).filter(([name, value]) => defaults.some((o) => o.name === name && o.default !== value));
  await changeView({ settings: { ...settings, [method]: Object.fromEntries(own) } });
}

/** Turned and scaled onto the map last seen, by shared words, so that a morph shows change and not spin. */
function settled(positions: Positions, space: OpenSpace, view: View): Positions {
  const towards = knownMap(space.id, space.words.names.slice(0, positions.values.length / positions.dims), view);
  return towards ? align(positions, towards.positions, towards.pairs) : positions;
}

/** The map of another space that a new one can be turned onto, with the rows of the words they share. */
export function knownMap(id: string, names: string[], view: View): Towards | undefined {
  const reference = referenceFor(id, view);
  if (!reference) return undefined;
  const { positions } = reference.layout;
  const pairs: [number, number][] = [];
  const others = positions.values.length / positions.dims;
  for (let row = 0; row < names.length && pairs.length < 2000; row++) {
    const other = reference.space.words.rowOf(names[row]);
    if (other >= 0 && other < others) pairs.push([row, other]);
  }
  return pairs.length > 3 ? { positions, pairs } : undefined;
}

function referenceFor(id: string, view: View): { space: OpenSpace; layout: MapLayout } | null {
  const { spaces, layouts } = get();
  const plain = { ...view, settings: {} };
  for (const seen of [view, plain]) {
    for (const other of spaces) {
      const key = layoutKey(other.id, seen);
      const layout = layouts[key];
      if (key !== layoutKey(id, view) && layout?.finished && layout.positions.dims === view.dims) return { space: other, layout };
    }
  }
  return null;
}
