import { start, type Job } from '../jobs/client';
import type { Laid } from '../jobs/layout';
import { Cancelled, nextTask } from '../jobs/run';
import type { OptionValues } from '../options';
import { projectionById } from '../projection/methods';
import type { Positions } from '../projection/projection';
import { compactRows, copiedBuffers } from '../projection/rows';
import { axisText, type AxisWords } from '../space/axis-words';
import { knownMap, knownPlaces } from './known-maps';
import { knownRows, LEAST_ALONE, onMap, withEnds } from './on-map';
import { drawing, Pace } from './pace';
import { askAgain } from './questions';
import type { AppState, OpenSpace } from './state';
import { layoutKey, type MapLayout, type View } from './view';
import { activeSpace, get, notify, set, track } from './store';
import { knownTable, rememberTable, tableOf } from './tables';
import { mostThreads } from './threads';

/** Which map is on the screen, and the making of layouts. */

/** Share of the time that a map may be drawn in while it is made. */
const BUDGET = 0.3;

/** The layout that is being made. `steered`: its options were changed meanwhile. */
let underWay: { key: string; steered: boolean; job?: Job<Laid> } | null = null;

/** Put a space on the map, laying it out first where that was not done yet. */
export async function showSpace(id: string): Promise<void> {
  set((s) => ({ spaceId: id, view: viewOf(s, id) }));
  askAgain();
  await layOut();
}

/** Where a space knows too few of the isolated words, it shows all its own. */
function viewOf({ spaces, view }: Pick<AppState, 'spaces' | 'view'>, id: string): View {
  const space = spaces.find((s) => s.id === id);
  if (!space || !view.isolated || (!space.training && knownRows(space.words, view.isolated).length >= LEAST_ALONE)) return view;
  notify('note', `${space.title} ${space.training ? 'is still in training' : `knows fewer than ${LEAST_ALONE} of the isolated words`}: all its words are on the map.`);
  return { ...view, isolated: null };
}

export async function changeView(change: Partial<View>): Promise<void> {
  set((s) => ({ view: { ...s.view, ...change } }));
  if (change.method || change.dims || change.words || change.settings || change.axes || change.isolated !== undefined) await layOut();
}

/**
 * Make the layout that the view asks for, moving on the map as it is made.
 * @param anew also where there is one already
 */
export async function layOut(anew = false): Promise<void> {
  const { view, layouts } = get();
  const space = onMap(get());
  // A space that is being trained moves on its own: see live.ts.
  if (!space || space.training) return;
  if (view.method === 'axes' && view.axes.length === 0) {
    // The map stays as it is until ends are named.
    set({ view: { ...view, ask: 'axes' } });
    return;
  }
  const key = layoutKey(space.id, view);
  const before = layouts[key];
  if (before?.finished && !anew) {
    void judge(key, space);
    return;
  }
  if (underWay?.key === key && !anew) return;
  underWay?.job?.cancel();
  const mine: NonNullable<typeof underWay> = { key, steered: false };
  underWay = mine;
  const finished = await track('map', `Map of ${space.title}`, async (update, signal) => {
    let over = false;
    try {
      // First the page shows what was chosen.
      await nextTask();
      if (underWay !== mine || signal.aborted) throw new Cancelled();
      const { method } = view;
      const axes = method === 'axes' ? view.axes.slice(0, view.dims) : undefined;
      const limit = view.isolated ? space.words.size : view.words;
      // Words at the ends of axes may lie beyond those on the map.
      const placed = axes && withEnds(space, axes);
      const matrix = placed?.matrix ?? compactRows(space.words.matrix, limit);
      const options = { dims: view.dims, ...view.settings[method], ...(axes && { words: Math.min(limit, matrix.rows) }) };
      // Words alone find places of their own: those they had on the map of all would hold them together.
      const free = projectionById(method).oriented || view.isolated !== null;
      const initial = before && !before.finished && !anew ? before.positions : free ? undefined : knownPlaces(space, matrix.rows, view, key);
      const neighbours = projectionById(method).needs(matrix, options) ? knownTable(space.words, matrix.rows) : undefined;
      const pace = new Pace(BUDGET);
      const names = space.words.names.slice(0, limit);
      mine.job = start('project', { matrix, method, options, given: { initial, neighbours, axes: placed?.ends }, towards: knownMap(space.id, names, view, key), threads: mostThreads() }, (progress, positions) => {
        // Reports come by a port of their own and may arrive after the result.
        if (over) return;
        update({ progress, steer: positions && progress.stage !== 'finding neighbours' ? mine.job?.steer : undefined });
        if (positions) pace.publish(() => setLayout(mine.key, positions, false));
      }, copiedBuffers(matrix, space.words.matrix));
      update({ cancel: mine.job.cancel });
      const laid = await mine.job.promise;
      over = true;
      rememberTable(space.words, laid.neighbours);
      setLayout(mine.key, laid.positions, true, { steered: mine.steered, facts: laid.facts, axes });
    } catch (error) {
      over = true;
      dropUnfinished(mine.key);
      throw error;
    } finally {
      if (underWay === mine) underWay = null;
    }
    return mine.key;
  });
  if (finished) void judge(finished, space);
}

/** Go on with other values of the options that can be changed while the map on the screen is being laid out. */
export function changeUnderWay(options: OptionValues): void {
  const { view } = get();
  const space = activeSpace(get());
  if (!space || underWay?.key !== layoutKey(space.id, view)) return;
  const { method, settings } = view;
  const { changeable: names, options: declared } = projectionById(method);
  const value = (name: string) => options[name] ?? settings[method]?.[name] ?? declared.find((o) => o.name === name)!.default;
  const next = { ...view, settings: { ...settings, [method]: ownOptions(method, { ...settings[method], ...options }) } };
  const { key } = underWay;
  underWay.key = layoutKey(space.id, next);
  underWay.steered = true;
  underWay.job?.steer({ change: Object.fromEntries(names.map((name) => [name, value(name)])) });
  set((s) => {
    const { [key]: moving, ...others } = s.layouts;
    return { view: next, layouts: moving ? { ...others, [layoutKey(space.id, next)]: moving } : others };
  });
}

/** Maps that are being judged, or were: asking again starts nothing. */
const judged = new WeakSet<Positions>();

/** What the picture keeps of the space, found after the layout and without hurry: true neighbours of its words, and how far it can be trusted. */
async function judge(key: string, space: OpenSpace): Promise<void> {
  const layout = get().layouts[key];
  if (!layout?.finished || layout.positions.values.length === 0 || judged.has(layout.positions)) return;
  const { positions } = layout;
  judged.add(positions);
  const rows = positions.values.length / positions.dims;
  const neighbours = await tableOf(space.words, rows).catch(() => undefined);
  // Whoever else waited for the table may have cancelled it: next time, then.
  if (!neighbours) judged.delete(positions);
  amend(key, positions, { neighbours });
  // What is sent is copied on the page's thread: not together with the map's last move.
  await drawing();
  const matrix = compactRows(space.words.matrix, rows);
  const trust = await start('trust', { matrix, positions }, undefined, copiedBuffers(matrix, space.words.matrix)).promise.catch(() => undefined);
  amend(key, positions, { trust });
}

/** Layouts whose words are being judged: asking again starts nothing. */
const judging = new Set<Positions>();

/** Find out which neighbours every word of a finished map keeps, and remember it with the map. */
export async function judgeWords(space: OpenSpace, view: View): Promise<void> {
  const key = layoutKey(space.id, view);
  const layout = get().layouts[key];
  if (!layout?.finished || layout.kept || judging.has(layout.positions)) return;
  const { positions } = layout;
  judging.add(positions);
  const kept = await track('trust', `Trust of the map of ${space.title}`, async (update, signal) => {
    const neighbours = await tableOf(space.words, positions.values.length / positions.dims);
    if (signal.aborted) throw new Cancelled();
    const job = start('kept', { neighbours, positions }, (progress) => update({ progress }));
    update({ cancel: job.cancel });
    return job.promise;
  });
  judging.delete(positions);
  amend(key, positions, { kept });
}

/** What has been found out about a map, should it still be there. */
function amend(key: string, positions: Positions, found: Partial<MapLayout>): void {
  const now = get().layouts[key];
  if (now?.positions === positions) set((s) => ({ layouts: { ...s.layouts, [key]: { ...now, ...found } } }));
}

export function setLayout(key: string, positions: Positions, finished: boolean, more: Pick<MapLayout, 'steered' | 'facts' | 'axes'> = {}): void {
  set((s) => ({ layouts: { ...s.layouts, [key]: { positions, finished, ...more, version: (s.layouts[key]?.version ?? 0) + 1 } } }));
}

function dropUnfinished(key: string): void {
  set((s) => ({ layouts: Object.fromEntries(Object.entries(s.layouts).filter(([k, l]) => k !== key || l.finished)) }));
}

/** Keep the map's method with other options, all those that differ from its defaults, and lay out anew where that would be another map. */
export async function changeSettings(options: OptionValues): Promise<void> {
  const { method, settings } = get().view;
  set((s) => ({ view: { ...s.view, settings: { ...settings, [method]: ownOptions(method, options) } } }));
  const space = activeSpace(get());
  const now = space && get().layouts[layoutKey(space.id, get().view)];
  await layOut(now?.steered || underWay?.steered);
}

/** Those that differ from the method's defaults. */
function ownOptions(method: string, options: OptionValues): OptionValues {
  const declared = projectionById(method).options;
  return Object.fromEntries(Object.entries(options).filter(([name, value]) => declared.some((o) => o.name === name && o.default !== value)));
}

/** Place words along these axes; those without a word at either end are left out. */
export async function changeAxes(axes: AxisWords[]): Promise<void> {
  const named = axes.filter(({ from, to }) => from.length > 0 && to.length > 0);
  const { view } = get();
  if (named.length === 0 || (view.method === 'axes' && named.map(axisText).join() === view.axes.map(axisText).join())) return;
  await changeView({ method: 'axes', axes: named });
}
