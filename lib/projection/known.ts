/** New maps begin on known ones and are turned onto them, so that what moves between the two has moved in the vectors. */
import { align } from './procrustes';
import type { Positions } from './projection';

/** A finished map, and the row of a word on it: −1 for a word that it does not show. */
export interface KnownMap {
  rowOf(name: string): number;
  positions: Positions;
}

/** Pairs of places are enough to turn by. */
const PAIRS = 1000;

/** The rows of words that stand on both, of `names` and of the known map: the first so many, enough to turn by. */
export function sharedPairs(names: string[], known: KnownMap): [number, number][] {
  const pairs: [number, number][] = [];
  for (const pair of sharedRows(names, known)) if (pairs.push(pair) === PAIRS) break;
  return pairs;
}

/** Turned and scaled onto the known map by the words that both show; as it is where they are too few to turn by. */
export function turnedOnto(positions: Positions, names: string[], known: KnownMap): Positions {
  const pairs = sharedPairs(names, known);
  return pairs.length > 3 ? align(positions, known.positions, pairs) : positions;
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
    const other = rowOf(names[row]);
    if (other >= 0 && other < others) yield [row, other];
  }
}
