/** Tables beside vectors: whose words they are of, and what does not fit. */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { WordspaceError } from '../../lib/error';
import { gzip } from '../../lib/formats/gzip';
import { readDescribed, readMetadata } from '../../lib/formats/metadata';
import { dense } from '../../lib/kernels/matrix';
import { VectorSpace } from '../../lib/space/space';

const utf8 = (text: string) => new TextEncoder().encode(text);
const space = (...names: string[]) => new VectorSpace({ names, matrix: dense(names.length, 1), columns: [], provenance: { model: 'test', corpus: '', options: {} } });
const read = (table: string, of = space('owl', 'oak', 'new_york', 'word'), name = 'm.metadata.tsv') => readMetadata({ name, bytes: utf8(table) }, of, 'v.vec');

it('joins by the column that names the words, wherever it stands, in any order', () => {
  const { columns, words, note } = read('n\tword\tkind\tseen\n1\tnew york\tcity\t2021-03\n2\toak\ttree\t2021-05\n3\towl\tbird\t2022-01\n');
  expect(columns).toEqual([
    { name: 'n', kind: 'number', values: [3, 2, 1, null] },
    { name: 'kind', kind: 'category', values: ['bird', 'tree', 'city', null] },
    { name: 'seen', kind: 'number', dates: true, values: [2022, expect.closeTo(2021.33, 2), expect.closeTo(2021.16, 2), null] },
  ]);
  expect([words, note]).toEqual([3, undefined]);
});

it('takes CSV with quotes and semicolons, within gzip too, and a table of more words than there are', () => {
  expect(read('word;kind\n"owl";"a; b"\noak;tree\n', undefined, 'm.metadata.csv').columns).toEqual([{ name: 'kind', kind: 'category', values: ['a; b', 'tree', null, null] }]);
  const lexicon = `word\tkind\n${Array.from({ length: 5000 }, (_, i) => `w${i}\tx\n`).join('')}owl\tbird\nowl\tagain\noak\ttree\n`;
  const { columns, note } = readMetadata({ name: 'm.metadata.tsv.gz', bytes: gzip(utf8(lexicon)) }, space('owl', 'oak', 'elm'), 'v.vec');
  expect(columns[0].values).toEqual(['bird', 'tree', null]);
  expect(note).toBe('m.metadata.tsv.gz: left out 5,000 rows whose word v.vec does not have (“w0”, “w1”, “w2” …) and 1 row whose word had come before.');
});

it('goes by the order of the rows where none of the columns names words, with a header or none', () => {
  const expected = [{ name: 'kind', kind: 'category', values: ['x', 'y', 'x'] }];
  expect(read('kind\nx\ny\nx\n', space('a', 'b', 'c')).columns).toEqual(expected);
  expect(read('x\ny\nx\n', space('a', 'b', 'c')).columns).toEqual([{ ...expected[0], name: 'column 1' }]);
});

it('knows a heading from a row: “word” may be a word, and words may stand without a heading', () => {
  expect(read('word\tkind\nowl\tbird\nword\tnoun\n').columns).toEqual([{ name: 'kind', kind: 'category', values: ['bird', null, null, 'noun'] }]);
  expect(read('owl\tbird\noak\ttree\n').columns).toEqual([{ name: 'column 2', kind: 'category', values: ['bird', 'tree', null, null] }]);
  expect(read('zzz\tbird\nowl\tbird\n').columns[0]).toMatchObject({ name: 'column 2', values: ['bird', null, null, null] });
});

it('says in one sentence what does not fit', () => {
  expect(() => read('word\tkind\nship\tx\nsail\ty\n')).toThrow('m.metadata.tsv does not fit v.vec: none of its 2 rows names a word there, and there are 4 vectors; give it a column with the words as they are written there, or one row a vector in the same order.');
  expect(() => read('word\tkind\nship\tx\nsail\ty\n', space('a', 'b'))).toThrow('none of its 2 rows names a word there');
  for (const empty of ['', '\n\n', '\t\n']) expect(() => read(empty)).toThrow('m.metadata.tsv is empty: it needs a row a word, such as word<TAB>kind.');
  expect(() => read('', undefined, 'm.metadata.csv')).toThrow('m.metadata.csv is empty');
  expect(() => read('owl\noak\n')).toThrow('m.metadata.tsv says nothing more of the words of v.vec');
  // A kind may be a word as well.
  const many = space(...Array.from({ length: 100 }, (_, i) => `w${i}`), 'noun');
  expect(() => read(`id\tkind\n${Array.from({ length: 60 }, (_, i) => `x${i}\tnoun\n`).join('')}`, many)).toThrow('1 of its 60 rows names a word there (in the column “kind”), and there are 101 vectors');
});

it('vectors are read as they are where their table does not fit', () => {
  const file = { name: 'v.vec', bytes: utf8('2 2\nowl 1 2\noak 3 4\n') };
  const fits = readDescribed(file, { name: 'v.metadata.csv', bytes: utf8('word,kind\nowl,bird\n') });
  expect(fits.space.columns).toEqual([{ name: 'kind', kind: 'category', values: ['bird', null] }]);
  expect(fits.added?.words).toBe(1);
  const unfit = readDescribed(file, { name: 'v.metadata.csv', bytes: utf8('word,kind\nship,x\n') });
  expect(unfit.space.names).toEqual(['owl', 'oak']);
  expect(unfit.unfit).toContain('v.metadata.csv does not fit v.vec');
});

it('any table ends in columns as long as the space, or in a sentence', () => {
  const of = space('a', 'b', 'c');
  const cell = fc.oneof(fc.constantFrom('a', 'b', 'c', 'word', '', '1', '2021-03', '"'), fc.string());
  fc.assert(
    fc.property(fc.array(fc.array(cell, { maxLength: 4 }), { maxLength: 8 }), fc.constantFrom('\t', ',', ';'), fc.constantFrom('m.metadata.tsv', 'm.metadata.csv'), (rows, separator, name) => {
      try {
        for (const { values } of read(rows.map((row) => row.join(separator)).join('\n'), of, name).columns) expect(values).toHaveLength(3);
      } catch (error) {
        expect(error).toBeInstanceOf(WordspaceError);
      }
    }),
    { numRuns: 500 },
  );
});
