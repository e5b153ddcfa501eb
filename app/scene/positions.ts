/** From a layout to the scene: centred on its middle, scaled so that almost all points lie within the unit sphere. */

/** The share of points that the unit sphere holds, and that each axis is centred on: the farthest few may stand outside rather than shrink the rest. */
const HELD = 0.94;

/** @param values n × dims, row-major. @returns n × 3 scene coordinates; a layout in two dimensions lies in the plane z = 0 */
export function scenePositions(values: Float32Array, dims: 2 | 3): Float32Array {
  const count = values.length / dims;
  const out = new Float32Array(count * 3);
  if (count === 0) return out;
  for (let axis = 0; axis < dims; axis++) {
    const along = Float32Array.from({ length: count }, (_, i) => values[i * dims + axis]).sort();
    const middle = (quantile(along, 1 - HELD) + quantile(along, HELD)) / 2;
    for (let i = 0; i < count; i++) out[i * 3 + axis] = values[i * dims + axis] - middle;
  }
  const reach = Float32Array.from({ length: count }, (_, i) => Math.hypot(out[i * 3], out[i * 3 + 1], out[i * 3 + 2])).sort();
  const radius = quantile(reach, HELD) || 1;
  return out.map((coordinate) => coordinate / radius);
}

function quantile(sorted: Float32Array, share: number): number {
  return sorted[Math.round(share * (sorted.length - 1))];
}

/** Points that a chosen word is shown among. */
const COMPANY = 30;

/** Radius around a row of scene positions that holds the 30 points nearest to it. */
export function surroundings(positions: Float32Array, row: number): number {
  const [x, y, z] = positions.subarray(row * 3, row * 3 + 3);
  const away = new Float32Array(positions.length / 3);
  for (let i = 0; i < away.length; i++) away[i] = Math.hypot(positions[i * 3] - x, positions[i * 3 + 1] - y, positions[i * 3 + 2] - z);
  return away.sort()[Math.min(COMPANY, away.length - 1)];
}
