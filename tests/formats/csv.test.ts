import * as fc from 'fast-check';
import Papa from 'papaparse';
import { expect, test } from 'vitest';
import { csv } from '../../lib/formats/csv';

test('any table comes back as it went', () => {
  const cell = fc.oneof(fc.string(), fc.constantFrom('a,b', 'say "so"', 'two\r\nlines', '', ' x '));
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 4 }).chain((columns) => fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), { minLength: 1, maxLength: 6 })), (rows) => {
      const [names, ...rest] = rows;
      const { data } = Papa.parse<string[]>(csv(names, rest), { newline: '\r\n', delimiter: ',' });
      expect(data.slice(0, -1)).toEqual(rows);
    }),
  );
});

test('numbers are short and nothing is empty', () => {
  expect(csv(['a', 'b', 'c'], [[0.1 + 0.2, null, 4]])).toBe('a,b,c\r\n0.3,,4\r\n');
});
