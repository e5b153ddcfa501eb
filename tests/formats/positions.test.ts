import fc from 'fast-check';
import { expect, test } from 'vitest';
import { WordspaceError } from '../../lib/error';
import { cell, readPositions, writePositions } from '../../lib/formats/positions';

test('a layout comes back as it went', () => {
  const name = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => cell(text).trim() !== '');
  const place = fc.float({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 });
  fc.assert(
    fc.property(fc.uniqueArray(name, { selector: cell, minLength: 1, maxLength: 12 }), fc.constantFrom<2 | 3>(2, 3), fc.array(place, { minLength: 36, maxLength: 36 }), (names, dims, places) => {
      const values = Float32Array.from(places.slice(0, names.length * dims), (value) => value || 0);
      const { rows, positions } = readPositions(writePositions(names, { dims, values }), 'map.tsv');
      expect(positions.dims).toBe(dims);
      names.forEach((each, row) => expect(rows.get(cell(each))).toBe(row));
      positions.values.forEach((value, at) => expect(value).toBeCloseTo(values[at], Math.abs(values[at]) > 100 ? 0 : 3));
    }),
  );
});

test('any bytes are a layout or one sentence', () => {
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array(), fc.string().map((text) => new TextEncoder().encode(`word\tx\ty\n${text}`))), (bytes) => {
      try {
        expect(readPositions(bytes, 'map.tsv').positions.dims).toBe(2);
      } catch (error) {
        expect(error).toBeInstanceOf(WordspaceError);
      }
    }),
  );
});
