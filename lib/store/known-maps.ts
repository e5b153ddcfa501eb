/**
 * Maps are made to compare: a new one begins where its words stand on a map that is known
 * already, and is turned onto that one, so that what moves on the screen has moved in the vectors.
 */
import { projectionById } from '../projection/methods';
import { align } from '../projection/procrustes';
import type { Positions } from '../projection/projection';
import type { Towards } from '../projection/live/live';
import type { OpenSpace, View } from './state';
import { get } from './store';

/** Pairs of places are enough to turn by. */
const PAIRS = 1000;
/** A new map begins on a known one where at least this share of its words stands there. */
const SHARED = 0.5;

/** Turned and scaled onto the known map by shared words, so that a morph shows change and not spin; as it is where its axes have a meaning. */
export function settled(positions: Positions, key: string, space: OpenSpace, view: View): Positions {
  if (projectionById(view.method).oriented) return positions;
  const towards = knownMap(space.id, space.words.names.slice(0, positions.values.length / positions.dims), view, key);
  return towards ? align(positions, towards.positions, towards.pairs) : positions;
}

/**
 * The map that a new one can be turned onto, with the rows of the words they share: of the
 * same space where there is one, else of another.
 * @param key of the new map, which is never the answer
 */
export function knownMap(id: string, names: string[], view: View, key?: string): Towards | undefined {
  const reference = referenceFor(id, view, key);
  if (!reference) return undefined;
  const { positions } = reference;
  const pairs: [number, number][] = [];
  for (const pair of sharedRows(names, reference)) if (pairs.push(pair) === PAIRS) break;
  return pairs.length > 3 ? { positions, pairs } : undefined;
}

/** Where the words of a new map stand on the known one, NaN for those that do not; undefined where they are few. */
export function knownPlaces(space: OpenSpace, rows: number, view: View, key: string): Positions | undefined {
  const reference = referenceFor(space.id, view, key);
  if (!reference) return undefined;
  const { dims, values } = reference.positions;
  const places = new Float32Array(rows * dims).fill(Number.NaN);
  let shared = 0;
  for (const [row, other] of sharedRows(space.words.names.slice(0, rows), reference)) {
    places.set(values.subarray(other * dims, (other + 1) * dims), row * dims);
    shared++;
  }
  return shared >= SHARED * rows ? { dims, values: places } : undefined;
}

interface Reference {
  space: OpenSpace;
  positions: Positions;
}

function* sharedRows(names: string[], { space, positions }: Reference): Generator<[number, number]> {
  const others = positions.values.length / positions.dims;
  for (let row = 0; row < names.length; row++) {
    const other = space.words.rowOf(names[row]);
    if (other >= 0 && other < others) yield [row, other];
  }
}

/** The latest finished map by the same method in as many dimensions, of the same space before those of others. */
function referenceFor(id: string, { method, dims }: View, key?: string): Reference | null {
  const { spaces, layouts } = get();
  const own = spaces.filter((s) => s.id === id);
  for (const space of [...own, ...spaces.filter((s) => s.id !== id)]) {
    const prefix = `${space.id} ${method} ${dims} `;
    const last = Object.entries(layouts).findLast(([k, layout]) => k.startsWith(prefix) && k !== key && layout.finished);
    if (last) return { space, positions: last[1].positions };
  }
  return null;
}
