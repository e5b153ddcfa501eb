/**
 * Where the words stood on the map at a frame, at 16 bits a coordinate: each axis is
 * cut into 65535 steps between its least and its greatest value, so that a place is
 * off by half a step at most, less than a hundredth of a pixel on any screen.
 */

/** Rows × dims, row-major: the shape of lib/projection's Positions. */
export interface Places {
  dims: 2 | 3;
  values: Float32Array;
}

/** Plain and cloneable. */
export interface CodedPlaces {
  dims: 2 | 3;
  /** Least value of each axis, and the width of a step. */
  low: Float64Array;
  step: Float64Array;
  values: Uint16Array;
}

const STEPS = 65535;

export function encodePlaces({ dims, values }: Places): CodedPlaces {
  const low = new Float64Array(dims).fill(Infinity);
  const high = new Float64Array(dims).fill(-Infinity);
  for (let i = 0; i < values.length; i++) {
    low[i % dims] = Math.min(low[i % dims], values[i]);
    high[i % dims] = Math.max(high[i % dims], values[i]);
  }
  const step = low.map((least, axis) => (high[axis] > least ? (high[axis] - least) / STEPS : 0));
  const coded = new Uint16Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const axis = i % dims;
    coded[i] = step[axis] > 0 ? Math.min(STEPS, Math.round((values[i] - low[axis]) / step[axis])) : 0;
  }
  return { dims, low, step, values: coded };
}

export function decodePlaces({ dims, low, step, values }: CodedPlaces): Places {
  return { dims, values: Float32Array.from(values, (value, i) => low[i % dims] + value * step[i % dims]) };
}
