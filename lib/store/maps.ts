import { start } from '../jobs/client';
import type { Positions } from '../projection/projection';
import { align } from '../projection/procrustes';
import { firstRows } from '../projection/rows';
import { askAgain } from './questions';
import { layoutKey, type MapLayout, type OpenSpace, type View } from './state';
import { activeSpace, get, set, track } from './store';

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
  if (change.method || change.dims || change.words) await layOut();
}

/** Make the layout that the view asks for, moving on the map as it is made. */
export async function layOut(): Promise<void> {
  const { view, layouts } = get();
  const space = activeSpace(get());
  if (!space) return;
  const key = layoutKey(space.id, view);
  if (layouts[key]?.finished) void judge(key, space, view);
  if (layouts[key]?.finished || underWay?.key === key) return;
  underWay?.cancel();
  await track('map', `Map of ${space.title}`, async (update) => {
    const matrix = firstRows(space.words.matrix, view.words);
    const publish = (positions: Positions, finished: boolean) => setLayout(key, settled(positions, space, view), finished);
    const job = start('project', { matrix, method: view.method, options: { dims: view.dims } }, (progress, positions) => {
      update({ progress });
      if (positions && !progress.stage.startsWith('finding')) publish(positions, false);
    });
    const mine = { key, cancel: job.cancel };
    underWay = mine;
    update({ cancel: job.cancel });
    try {
      publish(await job.promise, true);
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

export function setLayout(key: string, positions: Positions, finished: boolean): void {
  set((s) => ({ layouts: { ...s.layouts, [key]: { positions, finished, version: (s.layouts[key]?.version ?? 0) + 1 } } }));
}

function dropUnfinished(key: string): void {
  set((s) => ({ layouts: Object.fromEntries(Object.entries(s.layouts).filter(([k, l]) => k !== key || l.finished)) }));
}

/** Turned and scaled onto the map last seen, by shared words, so that a morph shows change and not spin. */
function settled(positions: Positions, space: OpenSpace, view: View): Positions {
  const reference = referenceFor(space, view);
  if (!reference) return positions;
  const pairs: [number, number][] = [];
  const rows = positions.values.length / positions.dims;
  const others = reference.layout.positions.values.length / reference.layout.positions.dims;
  for (let row = 0; row < rows && pairs.length < 2000; row++) {
    const other = reference.space.words.rowOf(space.words.names[row]);
    if (other >= 0 && other < others) pairs.push([row, other]);
  }
  return pairs.length > 3 ? align(positions, reference.layout.positions, pairs) : positions;
}

function referenceFor(space: OpenSpace, view: View): { space: OpenSpace; layout: MapLayout } | null {
  const { spaces, layouts } = get();
  for (const other of spaces) {
    const layout = layouts[layoutKey(other.id, view)];
    if (other.id !== space.id && layout?.finished && layout.positions.dims === view.dims) return { space: other, layout };
  }
  return null;
}
