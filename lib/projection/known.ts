/** New maps begin on known ones and are turned onto them, so that what moves between the two has moved in the vectors. */
import { align } from './procrustes';
import type { Positions } from './projection';

/** A finished map. */
export interface KnownMap {
  /** The row on it of a word, which is that row of the new map; −1 for a word that it does not show. */
  rowOf(name: string, row: number): number;
  positions: Positions;
}

/** What a map is turned onto: pairs of a row of it and a row of `positions`. */
export interface Towards {
  positions: Positions;
  pairs: (readonly [number, number])[];
}

/** Pairs of places are enough to turn by. */
const PAIRS = 1000;

/** The rows of words that stand on both, of `names` and of the known map: the first so many, enough to turn by. */
function sharedPairs(names: string[], known: KnownMap): [number, number][] {
  const pairs: [number, number][] = [];
  for (const pair of sharedRows(names, known)) if (pairs.push(pair) === PAIRS) break;
  return pairs;
}

/** The known map with the words that both show; undefined where they are too few to turn by. */
export function towards(names: string[], known: KnownMap): Towards | undefined {
  const pairs = sharedPairs(names, known);
  return pairs.length > 3 ? { positions: known.positions, pairs } : undefined;
}

/** A copy turned and scaled onto the other map, where there is one. */
export function turnedOnto(positions: Positions, to: Towards | undefined): Positions {
  return to ? align(positions, to.positions, to.pairs) : { ...positions, values: positions.values.slice() };
}

/** Where words stand on the known map, NaN for those that do not, and how many of them do. */
export function placesOn(known: KnownMap, names: string[]): { positions: Positions; shared: number } {
  const { dims, values } = known.positions;
  const places = new Float32Array(names.length * dims).fill(Number.NaN);
  let shared = 0;
  for (const [row, other] of sharedRows(names, known)) {
    places.set(values.subarray(other * dims, (other + 1) * dims), row * dims);
    shared++;
  }
  return { positions: { dims, values: places }, shared };
}

function* sharedRows(names: string[], { rowOf, positions }: KnownMap): Generator<[number, number]> {
  const others = positions.values.length / positions.dims;
  for (let row = 0; row < names.length; row++) {
    const other = rowOf(names[row], row);
    if (other >= 0 && other < others) yield [row, other];
  }
}
