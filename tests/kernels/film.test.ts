import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeRows, mostBytes, TOLERANCE } from '../../lib/kernels/film/coded-rows';
import { RowsKernel } from '../../lib/kernels/film/kernel';
import { encodeRows } from '../../lib/kernels/film/twin';

const value = fc.oneof(fc.float({ min: -1, max: 1, noNaN: true }), fc.float({ min: Math.fround(-1e20), max: Math.fround(1e20), noNaN: true }), fc.constant(0)).map((v) => (Math.abs(v) < 1e-20 ? 0 : v));
const shapes = fc.record({ rows: fc.integer({ min: 0, max: 5 }), dims: fc.integer({ min: 1, max: 9 }) });
const frames = shapes.chain((shape) => fc.record({ shape: fc.constant(shape), frames: fc.array(fc.array(value, { minLength: shape.rows * shape.dims, maxLength: shape.rows * shape.dims }), { minLength: 1, maxLength: 6 }) }));

const lengthOf = (row: Float64Array): number => Math.sqrt(row.reduce((sum, v) => sum + v * v, 0));
const rowOf = (values: Float32Array, r: number, dims: number) => Float64Array.from(values.subarray(r * dims, (r + 1) * dims));

describe('the kernel of coded rows', () => {
  it('gives the bytes of its twin, and what they decode to', () => {
    fc.assert(
      fc.property(frames, ({ shape, frames }) => {
        const kernel = new RowsKernel(shape);
        const decoded = new Float32Array(shape.rows * shape.dims);
        for (const frame of frames) {
          const vectors = Float32Array.from(frame);
          const coded = kernel.encode(vectors, decoded);
          expect(coded).toEqual(encodeRows(vectors, decoded, shape));
          decodeRows(coded, decoded, shape);
          expect(kernel.decoded()).toEqual(decoded);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('coded rows', () => {
  it('never miss a row by more than the tolerance, however long the chain', () => {
    fc.assert(
      fc.property(frames, ({ shape, frames }) => {
        const { rows, dims } = shape;
        const decoded = new Float32Array(rows * dims);
        for (const frame of frames) {
          const vectors = Float32Array.from(frame);
          const coded = encodeRows(vectors, decoded, shape);
          expect(coded.codes.byteLength + coded.scales.byteLength + coded.values.byteLength).toBeLessThanOrEqual(mostBytes(shape));
          decodeRows(coded, decoded, shape);
          for (let r = 0; r < rows; r++) {
            const [truth, seen] = [rowOf(vectors, r, dims), rowOf(decoded, r, dims)];
            expect(lengthOf(truth.map((v, d) => v - seen[d]))).toBeLessThanOrEqual(TOLERANCE * lengthOf(truth) * 1.000001);
            if (lengthOf(truth) > 0) {
              const dot = truth.reduce((sum, v, d) => sum + v * seen[d], 0);
              expect(dot / lengthOf(truth) / lengthOf(seen)).toBeGreaterThanOrEqual(Math.sqrt(1 - TOLERANCE ** 2) - 1e-6);
            }
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('spend nothing on rows that stayed, four bits on small changes, and as many as a new row needs', () => {
    const shape = { rows: 4, dims: 6 };
    const earlier = Float32Array.from({ length: 24 }, (_, i) => Math.sin(i + 1));
    const vectors = earlier.slice();
    for (let d = 6; d < 12; d++) vectors[d] += 0.1 * Math.cos(d);
    for (let d = 12; d < 18; d++) vectors[d] = 0.15 * Math.cos(d);
    vectors.set([1e-3, 0, 0, 0, 0, 0], 18);
    const coded = encodeRows(vectors, earlier, shape);
    expect([...coded.codes]).toEqual([0, 1, 2, 3]);
    expect(coded.values).toHaveLength(3 + 6 + 12);
    expect(coded.scales).toHaveLength(3);
  });

  it('turn every row to zero and back', () => {
    const shape = { rows: 1, dims: 3 };
    const decoded = Float32Array.of(5, -2, 1);
    decodeRows(encodeRows(new Float32Array(3), decoded, shape), decoded, shape);
    expect([...decoded]).toEqual([0, 0, 0]);
  });
});
