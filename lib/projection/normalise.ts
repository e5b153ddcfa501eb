import type { Positions } from './projection';

/** Share of the points that the unit ball of the scene holds: a few strays must not shrink the rest. */
const INSIDE = 0.985;

/**
 * Positions in the scene's units: centred on the middle of their range (a large
 * far cluster must not leave the other side empty) and scaled evenly so that 98.5 %
 * of the points (of a sample, where they are many) lie within distance 1. Layouts in two dimensions get z = 0.
 * @param like of the same dims: centre and scale are its own, so that what is shown one
 *   after the other moves truly; positions that reach further than it are still shrunk to fit
 * @returns a new array, rows × 3
 */
export function sceneCoordinates(positions: Positions, like = positions): Float32Array {
  const centre = Array.from({ length: like.dims }, (_, axis) => middle(like.values, axis, like.dims));
  const scene = around(positions, centre);
  const radius = Math.max(typicalRadius(scene), like === positions ? 0 : typicalRadius(around(like, centre)));
  if (radius > 0) for (let i = 0; i < scene.length; i++) scene[i] /= radius;
  return scene;
}

function around({ dims, values }: Positions, centre: number[]): Float32Array {
  const scene = new Float32Array((values.length / dims) * 3);
  for (let i = 0, at = 0; i < values.length; at += 3) for (let d = 0; d < dims; d++, i++) scene[at + d] = values[i] - centre[d];
  return scene;
}

/** Points that the middle and the radius are taken from, evenly from all: sorting more would hold up a page that draws. */
const SAMPLE = 5000;

/** Half way between what 1.5 and 98.5 % of the values of one axis are below. */
function middle(values: Float32Array, axis: number, dims: number): number {
  const sorted = sample(values.length / dims, (row) => values[row * dims + axis]).sort();
  const last = sorted.length - 1;
  return last < 0 ? 0 : (sorted[Math.floor((1 - INSIDE) * last)] + sorted[Math.ceil(INSIDE * last)]) / 2;
}

/** What 98.5 % of the distances from the origin are below, or the greatest where that is 0. */
function typicalRadius(scene: Float32Array): number {
  const radii = sample(scene.length / 3, (r) => {
    const x = scene[3 * r];
    const y = scene[3 * r + 1];
    const z = scene[3 * r + 2];
    return Math.sqrt(x * x + y * y + z * z);
  });
  radii.sort();
  return radii[Math.ceil(INSIDE * radii.length) - 1] || (radii.at(-1) ?? 0);
}

function sample(rows: number, valueOf: (row: number) => number): Float64Array {
  const every = Math.max(1, Math.ceil(rows / SAMPLE));
  const out = new Float64Array(Math.ceil(rows / every));
  for (let i = 0; i < out.length; i++) out[i] = valueOf(i * every);
  return out;
}
