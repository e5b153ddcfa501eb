import type { Positions } from './projection';
import type { Slices } from './slices';

/** A map of one or two points is known beforehand. */
// oxlint-disable-next-line require-yield
export function* few(positions: Positions): Slices<Positions> {
  if (positions.values.length > positions.dims) {
    positions.values[0] = -0.5;
    positions.values[positions.dims] = 0.5;
  }
  return positions;
}
