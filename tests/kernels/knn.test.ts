import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KnnKernel, NONE, place, settled, STRIP, type Placing, type Rounding } from '../../lib/kernels/knn/kernel';
import type { KnnProblem, Metric } from '../../lib/kernels/knn/problem';
import { KnnTwin } from '../../lib/kernels/knn/twin';
import { dense, rowNorms, type Dense } from '../../lib/kernels/matrix';
import { Random } from '../../lib/kernels/random';

describe('the kernel of nearest neighbours', () => {
  it('answers as its twin, bit for bit, however rows are rounded', () => {
    const shape = fc.record({
      rows: fc.integer({ min: 2, max: 150 }),
      dims: fc.integer({ min: 1, max: 40 }),
      k: fc.integer({ min: 1, max: 20 }),
      seed: fc.nat(),
      metric: fc.constantFrom<Metric>('cosine', 'euclidean'),
      rounding: fc.constantFrom<Rounding>('int16', 'float32'),
      kind: fc.constantFrom<Kind>('even', 'close', 'repeated', 'far'),
    });
    fc.assert(
      fc.property(shape, ({ rows, dims, seed, metric, rounding, kind, ...rest }) => {
        const problem = problemOf(made(rows, dims, seed, kind), metric);
        const k = Math.min(rest.k, rows - 1);
        const twin = twinOf(problem, k);
        const kernel = kernelOf(problem, k, { rounding });
        expect(kernel.indices).toEqual(twin.indices);
        expect(kernel.similarities).toEqual(twin.similarities);
      }),
      { numRuns: 300 },
    );
  });

  it('scores again where rounding cannot tell rows apart, and only there', () => {
    const count = (kind: Kind, rounding: Rounding) => {
      const placed = place(problemOf(made(400, 30, 1, kind), 'cosine'), 10, { rounding });
      const kernel = new KnnKernel(placed);
      kernel.compare(0, placed.strips, 0, placed.strips);
      kernel.settle(0, placed.strips, true);
      return kernel.doubtful;
    };
    expect(count('even', 'int16')).toBe(0);
    expect(count('close', 'int16')).toBe(400);
    expect(count('close', 'float32')).toBeLessThan(40);
  });

  it('gives the same lists with the pairs dealt to several threads, in any order', () => {
    const problem = problemOf(made(203, 17, 5, 'even'), 'cosine');
    const twin = twinOf(problem, 12);
    for (const shared of [false, true]) {
      const placed = place(problem, 12, { threads: 3, shared });
      const kernels = [0, 1, 2].map((thread) => new KnnKernel(placed, thread));
      const random = new Random(9);
      const pairs = Array.from({ length: placed.strips ** 2 }, (_, i) => [Math.floor(i / placed.strips), i % placed.strips]).filter(([i, j]) => i <= j);
      for (const at of random.shuffle(Uint32Array.from(pairs.keys()))) {
        const [i, j] = pairs[at];
        kernels[random.below(3)].compare(i, i + 1, j, j + 1);
      }
      for (let strip = 0; strip < placed.strips; strip++) kernels[strip % 3].settle(strip, strip + 1, true);
      expect(settled(placed)).toEqual({ indices: twin.indices, similarities: twin.similarities });
    }
  });

  it('takes rows in any order of slots, and only those that are there', () => {
    const problem = problemOf(made(90, 9, 3, 'even'), 'euclidean');
    const order = new Uint32Array(96 + 2 * STRIP).fill(NONE);
    order.set(new Random(2).shuffle(Uint32Array.from({ length: 90 }, (_, row) => row)), 11);
    const twin = twinOf(problem, 7);
    const kernel = kernelOf(problem, 7, { order });
    expect(kernel.indices).toEqual(twin.indices);
    expect(kernel.similarities).toEqual(twin.similarities);
  });
});

type Kind = 'even' | 'close' | 'repeated' | 'far';

/** Random rows; 'close': that differ by less than int16 shows; 'repeated': equal ones and zeros among them; 'far': of lengths 1e-6 to 1e6. */
function made(rows: number, dims: number, seed: number, kind: Kind): Dense {
  const random = new Random(seed);
  const matrix = dense(rows, dims, Float32Array.from({ length: rows * dims }, () => random.uniform() - 0.5));
  for (let row = 0; row < rows; row++) {
    const own = matrix.values.subarray(row * dims, (row + 1) * dims);
    if (kind === 'close') for (let d = 0; d < dims; d++) own[d] = 1 + 0.04 * own[d];
    if (kind === 'repeated' && random.below(3)) own.set(matrix.values.subarray(0, dims));
    if (kind === 'repeated' && !random.below(4)) own.fill(0);
    if (kind === 'far') own.set(own.map((x) => x * 10 ** (random.below(13) - 6)));
  }
  return matrix;
}

function problemOf(matrix: Dense, metric: Metric): KnnProblem {
  return { matrix, metric, inverse: rowNorms(matrix).map((norm) => (norm > 0 ? 1 / norm : 0)) };
}

function twinOf(problem: KnnProblem, k: number) {
  const twin = new KnnTwin(problem, k);
  twin.compare(0, problem.matrix.rows);
  return twin.lists;
}

function kernelOf(problem: KnnProblem, k: number, placing: Placing) {
  const placed = place(problem, k, placing);
  const kernel = new KnnKernel(placed);
  kernel.compare(0, placed.strips, 0, placed.strips);
  kernel.settle(0, placed.strips, true);
  return settled(placed);
}
