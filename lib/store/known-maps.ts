/**
 * Maps are made to compare: a new one begins where its words stand on a map that is known
 * already, and is turned onto that one.
 */
import { placesOn, towards, type KnownMap, type Towards } from '../projection/known';
import { projectionById } from '../projection/methods';
import type { Positions } from '../projection/projection';
import type { OpenSpace } from './state';
import type { View } from './view';
import { get } from './store';

/** A new map begins on a known one where at least this share of its words stands there. */
const SHARED = 0.5;

/**
 * The map that a new one is turned and scaled onto by shared words, so that a morph shows change
 * and not spin: of the same space where there is one, else of another; none where axes have a meaning.
 * @param key of the new map, where it has one
 */
export function knownMap(id: string, names: string[], view: View, key?: string): Towards | undefined {
  const known = projectionById(view.method).oriented ? null : mapFor(id, view, key);
  return known ? towards(names, known) : undefined;
}

/** Where the words of a new map stand on the known one, NaN for those that do not; undefined where they are few. */
export function knownPlaces(space: OpenSpace, rows: number, view: View, key: string): Positions | undefined {
  const known = mapFor(space.id, view, key);
  if (!known) return undefined;
  const { positions, shared } = placesOn(known, space.words.names.slice(0, rows));
  return shared >= SHARED * rows ? positions : undefined;
}

/**
 * The latest finished map by the same method in as many dimensions, of the same space before those of others.
 * @param key of the new map, which is never the answer
 */
function mapFor(id: string, { method, dims }: View, key?: string): KnownMap | null {
  const { spaces, layouts } = get();
  const own = spaces.filter((s) => s.id === id);
  for (const space of [...own, ...spaces.filter((s) => s.id !== id)]) {
    const prefix = `${space.id} ${method} ${dims} `;
    const last = Object.entries(layouts).findLast(([k, layout]) => k.startsWith(prefix) && k !== key && layout.finished);
    // Maps of one space have the same rows: the index of all its names is not needed then.
    const { words } = space;
    if (last) return { rowOf: (name, row) => (words.names[row] === name ? row : words.rowOf(name)), positions: last[1].positions };
  }
  return null;
}
