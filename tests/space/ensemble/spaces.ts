import { Random } from '../../../lib/kernels/random';
import type { VectorSpace } from '../../../lib/space/space';
import { denseSpace } from '../fixture';

/** The same space seen along other axes: turned in the plane of every two neighbouring dimensions. */
export function rotated(space: VectorSpace, seed: number): VectorSpace {
  const random = new Random(seed);
  const { dims } = space;
  const values = Float64Array.from(space.matrix.values);
  for (let d = 0; d + 1 < dims; d++) {
    const angle = 2 * Math.PI * random.uniform();
    const [c, s] = [Math.cos(angle), Math.sin(angle)];
    for (let at = d; at < values.length; at += dims) {
      const [x, y] = [values[at], values[at + 1]];
      values[at] = c * x - s * y;
      values[at + 1] = s * x + c * y;
    }
  }
  return denseSpace(space.names, dims, values);
}

/** Every vector moved a little: what another seed does, in small. */
export function shaken(space: VectorSpace, by: number, seed: number): VectorSpace {
  const random = new Random(seed);
  return denseSpace(space.names, space.dims, space.matrix.values.map((v) => v + by * (2 * random.uniform() - 1)));
}
