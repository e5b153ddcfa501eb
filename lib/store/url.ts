import { projections } from '../projection/methods';
import { axisText, parseAxis } from '../space/axis-words';
import { cameraOf, cameraText, type Camera } from './camera';
import { set } from './store';
import { initialState, type AppState } from './state';
import { MAP_SIZES, type View } from './view';

/** The URL mirrors what is looked at (words, view, expression), so that a link shows the same. */

/** More words would not fit into what programs take as a link. */
const MOST_SELECTED = 50;

const asks = new Set<string>(['word', 'selection', 'analogy', 'axes', 'compare', 'evaluate', 'topics', 'documents', 'step'] satisfies View['ask'][]);

export function toQuery(state: AppState): string {
  const q = new URLSearchParams();
  const { view } = state;
  if (state.selected) q.set('word', state.selected);
  if (state.why && state.why.word === state.selected) q.set('why', state.why.other);
  if (state.analogy.result) q.set('analogy', state.analogy.expression);
  if (state.spaceId && state.spaceId !== 'default') q.set('space', state.spaceId);
  if (view.method !== 'umap') q.set('map', view.method);
  if (view.method === 'axes') for (const axis of view.axes) q.append('axis', axisText(axis));
  if (view.dims !== 3) q.set('dims', String(view.dims));
  if (view.colouring !== 'frequency') q.set('colour', view.colouring);
  if (view.words !== initialState.view.words) q.set('words', String(view.words));
  if (view.highlight !== null) q.set('only', view.highlight);
  if (state.selection.length <= MOST_SELECTED) for (const word of state.selection) q.append('select', word);
  if (view.ask !== 'word') q.set('ask', view.ask);
  if (view.isolated && view.isolated.length <= MOST_SELECTED) for (const word of view.isolated) q.append('alone', word);
  if (state.camera) q.set('camera', cameraText(state.camera));
  return q.toString();
}

export interface Asked {
  view: Partial<View>;
  word: string | null;
  selection: readonly string[];
  /** Words that are shown alone; none where all are. */
  isolated: readonly string[];
  why: string | null;
  expression: string | null;
  space: string | null;
  camera: Camera | null;
}

/** What a query string asks for; unknown values are passed over. */
export function fromQuery(query: string): Asked {
  const q = new URLSearchParams(query);
  const view: Partial<View> = {};
  const map = q.get('map');
  if (map && projections.some((p) => p.id === map)) view.method = map;
  const axes = q.getAll('axis').flatMap(readAxis).slice(0, 3);
  if (axes.length > 0) view.axes = axes;
  // A map along axes that are not named would show nothing.
  else if (map === 'axes') delete view.method;
  if (q.get('dims') === '2') view.dims = 2;
  const colour = q.get('colour');
  if (colour && /^(frequency|cluster|trust|stability|topic|similarity|column:.+)$/.test(colour)) view.colouring = colour as View['colouring'];
  const words = Number(q.get('words'));
  if (MAP_SIZES.includes(words)) view.words = words;
  const only = q.get('only');
  if (only !== null) view.highlight = only;
  const ask = q.get('ask');
  if (ask && asks.has(ask)) view.ask = ask as View['ask'];
  return { view, word: q.get('word'), selection: q.getAll('select').slice(0, MOST_SELECTED), isolated: q.getAll('alone').slice(0, MOST_SELECTED), camera: cameraOf(q.get('camera')), why: q.get('why'), expression: q.get('analogy'), space: q.get('space') };
}

function readAxis(text: string) {
  try {
    return [parseAxis(text)];
  } catch {
    return [];
  }
}

export function applyQuery(query: string): Asked {
  const asked = fromQuery(query);
  const { camera } = asked;
  set((s) => ({ view: { ...s.view, ...asked.view }, camera, look: camera && { camera } }));
  return asked;
}
