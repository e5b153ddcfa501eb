import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { metadataName, metadataNames, projectorMetadata, projectorVectors } from '../../lib/formats/projector';
import { readVectors, writeVectors } from '../../lib/formats/vectors';
import { dense } from '../../lib/kernels/matrix';
import { VectorSpace, type SpaceData } from '../../lib/space/space';

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const space = (names: string[], dims: number, values: Float32Array, columns: SpaceData['columns'] = []) =>
  new VectorSpace({ names, matrix: dense(names.length, dims, values as Float32Array<ArrayBuffer>), columns, provenance: { model: 'test', corpus: '', options: {} } });

it('rows without a header; names with one only beside columns', () => {
  const plain = space(['a', ''], 2, Float32Array.of(1, 2, 3, 4));
  expect(text(writeVectors(plain, 'projector'))).toBe('1\t2\n3\t4\n');
  expect(text(projectorMetadata(plain))).toBe('a\n_\n');
  const counted = space(['a\tb', 'c\nd'], 2, Float32Array.of(1, 2, 3, 4), [{ name: 'count', kind: 'number', values: [7, null] }]);
  expect(text(projectorMetadata(counted))).toBe('word\tcount\na b\t7\nc d\t\n');
  expect(metadataName('a.b/mine.TSV')).toBe('a.b/mine.metadata.tsv');
});

it('keeps every float and the match of rows, in pieces too', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.string(), fc.float({ noNaN: true, noDefaultInfinity: true })), { minLength: 1, maxLength: 30 }), (rows) => {
      const given = space(rows.map(([name], i) => `${name}${i}`), 1, Float32Array.from(rows, ([, value]) => value));
      const lines = text(writeVectors(given, 'projector')).trimEnd().split('\n');
      expect(lines.map((line) => Math.fround(Number(line)) + 0)).toEqual(rows.map(([, value]) => value + 0));
      expect(text(projectorMetadata(given)).trimEnd().split('\n')).toHaveLength(rows.length);
    }),
  );
  const many = space(Array.from({ length: 2500 }, (_, i) => `w${i}`), 1, Float32Array.from({ length: 2500 }, (_, i) => i));
  expect([...projectorVectors(many)]).toHaveLength(3);
});

it('is read back with its names and columns', () => {
  const columns: SpaceData['columns'] = [{ name: 'count', kind: 'number', values: [7, null] }, { name: 'kind', kind: 'category', values: ['bird', null] }];
  for (const given of [space(['owl', 'oak'], 2, Float32Array.of(0.1, 2, 3, -4e-9)), space(['owl', 'oak'], 2, Float32Array.of(0.1, 2, 3, -4e-9), columns)]) {
    const { names, matrix, columns: found } = readVectors('mine.tsv', writeVectors(given, 'projector'), { name: 'mine.metadata.tsv', bytes: projectorMetadata(given) });
    expect({ names, matrix, columns: found }).toEqual({ names: given.names, matrix: given.matrix, columns: given.columns });
  }
  expect(metadataNames('a.b/mine.vectors.tsv', true)).toEqual(['a.b/mine.metadata.tsv', 'a.b/mine.metadata.csv', 'a.b/metadata.tsv', 'a.b/metadata.csv']);
  expect(metadataNames('mine.tsv.gz', false)).toEqual(['mine.metadata.tsv', 'mine.metadata.csv']);
  expect(metadataNames('a.b/mine', false)).toEqual(['a.b/mine.metadata.tsv', 'a.b/mine.metadata.csv']);
});

it('takes the metadata of others: a header or none, names that come again, CRLF', () => {
  const read = (metadata: string) => readVectors('v.tsv', new TextEncoder().encode('1\t2\n3\t4\n5\t6\n'), { name: 'm.tsv', bytes: new TextEncoder().encode(metadata) });
  expect(read('label\tn\r\n7\t1\r\n7\t\r\n8\t2\r\n')).toMatchObject({ names: ['7', '7 (2)', '8'], columns: [{ name: 'n', kind: 'number', values: [1, null, 2] }] });
  expect(read('a\tx\nb\ty\nc\tx')).toMatchObject({ names: ['a', 'b', 'c'], columns: [{ name: 'column 2', kind: 'category', values: ['x', 'y', 'x'] }] });
  expect(() => read('a\nb\n')).toThrow('m.tsv has 2 lines for the 3 vectors of v.tsv');
  expect(() => readVectors('v.tsv', new TextEncoder().encode(`${'1\t2\n'.repeat(30)}1\tx\n`), { name: 'm.tsv', bytes: new Uint8Array() })).toThrow('v.tsv, line 31, column 3: “x” is not a finite number');
  expect(() => readVectors('v.tsv', new TextEncoder().encode(`${'1\t2\n'.repeat(30)}1\n`), { name: 'm.tsv', bytes: new Uint8Array() })).toThrow('v.tsv, line 31: 1 numbers where 2 are expected');
});
