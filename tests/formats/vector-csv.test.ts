/** Vectors between commas and semicolons, and the tables of documents that are none. */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { WordspaceError } from '../../lib/error';
import { holdsVectors, readVectors } from '../../lib/formats/vectors';

const utf8 = (text: string) => new TextEncoder().encode(text);
const read = (text: string) => readVectors('v.csv', utf8(text));
const holds = (text: string) => holdsVectors({ name: 'v.csv', bytes: utf8(text) });
const row = (name: string, from: number, separator = ',') => [name, ...Array.from({ length: 8 }, (_, i) => from + i * i + 0.5)].join(separator);
const values = (from: number) => Array.from({ length: 8 }, (_, i) => from + i * i + 0.5);
const TWO = { names: ['owl', 'new york, ny'], matrix: { rows: 2, dims: 8, values: Float32Array.from([...values(0), ...values(-3)]) }, provenance: { model: 'csv' } };

it.each([
  ['no header', ''],
  ['a header', 'word,a,b,c,d,e,f,g,h\n'],
  ['the header of pandas', ',0,1,2,3,4,5,6,7\n'],
  ['a header of years', 'place,1990,1991,1992,1993,1994,1995,1996,1997\n'],
  ['a header in quotation marks, as R writes it', '"","V1","V2","V3","V4","V5","V6","V7","V8"\r\n'],
])('reads %s', (_, header) => {
  const text = `${header}${row('owl', 0)}\r\n${row('"new york, ny"', -3)}\n\n`;
  expect(holds(text)).toBe(true);
  expect(read(text)).toMatchObject(TWO);
});

it('reads semicolons with decimal points or commas, spaces, quoted numbers, doubled quotation marks and a mark of UTF-8', () => {
  const semicolons = `${row('owl', 0, ';')}\n${row('new york, ny', -3, ';')}\n`;
  expect(read(semicolons)).toMatchObject(TWO);
  expect(read(semicolons.replaceAll('.', ','))).toMatchObject(TWO);
  expect(read(`\ufeff${row('owl', 0, '", "').replace('"', '')}"\n${row('"new york, ny"', -3)}`)).toMatchObject(TWO);
  expect(read(`${row('"a ""b"""', 0)}\n${row('c', 1)}`).names).toEqual(['a "b"', 'c']);
});

it.each([
  ['documents with a few figures', `text,year,stars\n${'a tale of two cities,1859,4\n'.repeat(3)}`],
  ['texts with many scores', `${row('"this is what somebody wrote about it, at some length"', 0)}\n${row('"and this is what somebody else wrote about it"', 1)}`],
  ['rows of data under labels that come again', `${row('setosa', 0)}\n${row('setosa', 1)}\n${row('virginica', 2)}`],
  ['numbers throughout', `${row('1', 0)}\n${row('2', 1)}\n${row('3', 2)}`],
  ['a row alone', row('owl', 0)],
  ['cells that are empty', `${row('owl', 0)}\n${row('oak', 0).replace(',1.5', ',')}`],
  ['fewer than eight numbers', `owl,1,2,3,4,5,6,7\noak,1,2,3,4,5,6,7\n`],
  ['a text among the numbers', `name,a,b,c,d,e,f,g,notes\n${row('owl', 0).replace(/[^,]*$/, 'likes mice')}\n${row('oak', 0).replace(/[^,]*$/, 'is tall')}\n`],
])('%s are a table of documents', (_, text) => expect(holds(text)).toBe(false));

it('says which line is faulty further down', () => {
  const many = Array.from({ length: 30 }, (_, i) => row(`w${i}`, i)).join('\n');
  expect(() => read(`${many}\nowl,1,2\n`)).toThrow('v.csv, line 31: 2 values where 8 are expected');
  expect(() => read(`${many}\n${row('owl', 0).replace('1.5', 'x')}\n`)).toThrow('v.csv, line 31, column 9: “x” is not a finite number');
  expect(() => read(`${many}\n${row('owl', 0).replace('1.5', '')}\n`)).toThrow('v.csv, line 31, column 9: “” is not a finite number');
  expect(() => read(`${many}\n${row('"owl', 0)}\n`)).toThrow('v.csv, line 31: a quotation mark before the name is never closed');
  expect(read(`${many}\n${row('w3', 0)}\n`).provenance.options.repeated).toBe(1);
});

it('every float and every name that is written is read', () => {
  const name = fc.string({ minLength: 1 }).map((text) => text.trim()).filter((text) => text !== '' && !/[\r\n\ufeff]/.test(text) && !/^[+-.\d]/.test(text) && text.split(/\s+/).length < 5);
  const rows = fc.uniqueArray(name, { minLength: 2, maxLength: 8 }).chain((names) => fc.tuple(fc.constant(names), fc.array(fc.float({ noNaN: true, noDefaultInfinity: true }), { minLength: 8 * names.length, maxLength: 8 * names.length })));
  fc.assert(
    fc.property(rows, fc.constantFrom(',', ';'), ([names, numbers], separator) => {
      const text = names.map((word, i) => [`"${word.replaceAll('"', '""')}"`, ...numbers.slice(8 * i, 8 * i + 8)].join(separator)).join('\n');
      // Numbers that count up would be a header.
      fc.pre(!numbers.slice(0, 8).every((x, i) => x === numbers[0] + i));
      const space = read(text);
      expect(space.names).toEqual(names);
      expect(space.matrix.values).toEqual(Float32Array.from(numbers, (x) => x + 0));
    }),
  );
});

it('any text of cells ends in a space or a sentence', () => {
  const part = fc.constantFrom('a', ',', ';', '\n', '"', '1', '-2.5', 'e', ' ', ',1,2,3,4,5,6,7,8\n', '\na,1,2,3,4,5,6,7,8');
  fc.assert(
    fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
      try {
        const { names, matrix } = read(parts.join(''));
        expect(names).toHaveLength(matrix.rows);
      } catch (error) {
        expect(error).toBeInstanceOf(WordspaceError);
      }
    }),
    { numRuns: 2000 },
  );
});
