import type { Csr, Dense } from '../../lib/kernels/matrix';
import { dense } from '../../lib/kernels/matrix';
import { Random } from '../../lib/kernels/random';

/** Small made spaces for the tests of projections. */

/** Rows around `groups` far centres, one group after the other in turn: row i is of group i mod groups. */
export function blobs(rows: number, dims: number, groups: number, seed = 1): Dense {
  const random = new Random(seed);
  const centres = Array.from({ length: groups * dims }, () => random.uniform() * 2 - 1);
  return dense(
    rows,
    dims,
    Float32Array.from({ length: rows * dims }, (_, at) => {
      const group = Math.floor(at / dims) % groups;
      return centres[group * dims + (at % dims)] + (random.uniform() - 0.5) * 0.3;
    }),
  );
}

/** The same rows without their zeros. */
export function sparse({ rows, dims, values }: Dense): Csr {
  const indptr = new Uint32Array(rows + 1);
  const indices: number[] = [];
  const kept: number[] = [];
  values.forEach((value, at) => {
    if (value !== 0) {
      indices.push(at % dims);
      kept.push(value);
    }
    indptr[Math.floor(at / dims) + 1] = kept.length;
  });
  return { kind: 'csr', rows, dims, indptr, indices: Uint32Array.from(indices), values: Float32Array.from(kept) };
}

/** Random rows of which about two thirds of the entries are 0. */
export function thinned(rows: number, dims: number, seed = 1): Dense {
  const random = new Random(seed);
  return dense(rows, dims, Float32Array.from({ length: rows * dims }, () => (random.uniform() < 0.65 ? 0 : random.uniform() * 2 - 0.5)));
}
