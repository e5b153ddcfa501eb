/** From a layout to the scene: centred on its middle, scaled so that almost all points lie within the unit sphere. */

/** The share of points that the unit sphere holds; the farthest few may stand outside rather than shrink the rest. */
const HELD = 0.985;

/** @param values n × dims, row-major. @returns n × 3 scene coordinates; a layout in two dimensions lies in the plane z = 0 */
export function scenePositions(values: Float32Array, dims: 2 | 3): Float32Array {
  const count = values.length / dims;
  const out = new Float32Array(count * 3);
  if (count === 0) return out;
  const middle = Array.from({ length: dims }, (_, axis) => median(column(values, dims, axis)));
  for (let i = 0; i < count; i++) {
    for (let axis = 0; axis < dims; axis++) out[i * 3 + axis] = values[i * dims + axis] - middle[axis];
  }
  const reach = Float32Array.from({ length: count }, (_, i) => Math.hypot(out[i * 3], out[i * 3 + 1], out[i * 3 + 2])).sort();
  const radius = reach[Math.floor(HELD * (count - 1))] || 1;
  return out.map((coordinate) => coordinate / radius);
}

function column(values: Float32Array, dims: number, axis: number): Float32Array {
  return Float32Array.from({ length: values.length / dims }, (_, i) => values[i * dims + axis]);
}

function median(values: Float32Array): number {
  return values.sort()[values.length >> 1];
}
