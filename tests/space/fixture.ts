import { readFileSync } from 'node:fs';
import { dense, type Csr } from '../../lib/kernels/matrix';
import { Random } from '../../lib/kernels/random';
import { VectorSpace } from '../../lib/space/space';

type Scored = [name: string, score: number][];

/** What gensim, numpy and scipy answer: made by tests/fixtures/space-gensim.py. */
interface Gensim {
  names: string[];
  dims: number;
  values: number[];
  neighbours: Scored;
  analogies: { expression: string; add: Scored; mul?: Scored }[];
  questions: string;
  evaluations: { vocabulary: number; accuracy: number; sections: [string, number, number][] }[];
  judgements: string;
  judged: number;
  spearman: { x: number[]; y: number[]; rho: number };
}

export const gensim = JSON.parse(readFileSync(new URL('../fixtures/space-gensim.json', import.meta.url), 'utf8')) as Gensim;

const provenance = { model: 'test', corpus: 'test', options: {} };

export function denseSpace(names: string[], dims: number, values: ArrayLike<number>): VectorSpace {
  return new VectorSpace({ names, matrix: dense(names.length, dims, Float32Array.from(values)), columns: [], provenance });
}

export function gensimSpace(): VectorSpace {
  return denseSpace(gensim.names, gensim.dims, gensim.values);
}

/** The same numbers stored sparsely: every answer must be the same. */
export function sparseTwin(space: VectorSpace): VectorSpace {
  const { rows, dims, values } = space.matrix;
  const indptr = [0];
  const indices: number[] = [];
  for (let r = 0; r < rows; r++) {
    for (let d = 0; d < dims; d++) if (values[r * dims + d] !== 0) indices.push(r * dims + d);
    indptr.push(indices.length);
  }
  const matrix: Csr = {
    kind: 'csr',
    rows,
    dims,
    indptr: Uint32Array.from(indptr),
    indices: Uint32Array.from(indices, (i) => i % dims),
    values: Float32Array.from(indices, (i) => values[i]),
  };
  return new VectorSpace({ names: space.names, matrix, columns: space.columns, provenance });
}

/** Names `n0` …; values uniform in −1 … 1, a share of them 0. */
export function randomSpace(rows: number, dims: number, seed: number, zeros = 0): VectorSpace {
  const random = new Random(seed);
  const names = Array.from({ length: rows }, (_, i) => `n${i}`);
  const values = Array.from({ length: rows * dims }, () => (random.uniform() < zeros ? 0 : 2 * random.uniform() - 1));
  return denseSpace(names, dims, values);
}

/** Cosine of two rows in double precision, the slow way. */
export function cosine(space: VectorSpace, a: number, b: number): number {
  const { values, dims } = space.matrix;
  const row = (r: number) => [...values.subarray(r * dims, (r + 1) * dims)];
  const dot = (x: number[], y: number[]) => x.reduce((sum, v, d) => sum + v * y[d], 0);
  return dot(row(a), row(b)) / Math.sqrt(dot(row(a), row(a)) * dot(row(b), row(b)));
}
