import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { metadataName, projectorMetadata, projectorVectors } from '../../lib/formats/projector';
import { writeVectors } from '../../lib/formats/vectors';
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
