import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { writePositions } from '../../lib/formats/positions';
import { quantise, restore } from '../../lib/formats/quantise';
import { dense } from '../../lib/kernels/matrix';
import type { SpaceData } from '../../lib/space/space';

const space = (names: string[], dims: number, values: Float32Array, columns: SpaceData['columns'] = []): SpaceData => ({
  names,
  matrix: dense(names.length, dims, Float32Array.from(values)),
  columns,
  provenance: { model: 'skipgram', corpus: 'x', options: {} },
});
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

it('quantise is off by at most half a step and keeps the largest value', () => {
  fc.assert(
    fc.property(fc.float32Array({ minLength: 12, maxLength: 12, noNaN: true, min: -1000, max: 1000 }), (values) => {
      const given = space(['a', 'b', 'c'], 4, values);
      const quantised = quantise(given);
      const restored = restore(quantised);
      expect({ ...restored, matrix: null }).toEqual({ ...given, matrix: null });
      for (let i = 0; i < 12; i++) {
        const step = quantised.scales[i >> 2];
        expect(Math.abs(restored.matrix.values[i] - values[i])).toBeLessThanOrEqual(0.5001 * step + 1e-42);
      }
    }),
  );
  const sparse = { ...space([], 1, new Float32Array()), matrix: { kind: 'csr' as const, rows: 0, dims: 1, indptr: new Uint32Array(1), indices: new Uint32Array(), values: new Float32Array() } };
  expect(() => quantise(sparse)).toThrow(TypeError);
});

it('positions are a table with a header', () => {
  const values = Float32Array.of(0, 0.5, -1, 1, 2, 3);
  expect(text(writePositions(['a b', 'c\td\n'], { dims: 3, values }))).toBe('word\tx\ty\tz\na b\t0\t0.5\t-1\nc d \t1\t2\t3\n');
  expect(text(writePositions(['p', 'q', 'r'], { dims: 2, values }))).toBe('word\tx\ty\np\t0\t0.5\nq\t-1\t1\nr\t2\t3\n');
});
