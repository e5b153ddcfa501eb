import { expect, test } from 'vitest';
import { linesOnMap, namesOf, similaritiesOnMap, valuesOnMap } from '../../app/of-whole';
import { dense } from '../../lib/kernels/matrix';
import { VectorSpace } from '../../lib/space/space';
import { spaceOfRows } from '../../lib/space/subset';

const whole = new VectorSpace({ names: ['a', 'b', 'c'], matrix: dense(3, 2, Float32Array.of(1, 0, 0, 1, 1, 1)), columns: [], provenance: { model: 'test', corpus: 'none', options: {} } });
const shown = new VectorSpace(spaceOfRows(whole, [0, 2]));

test('what is known of a whole space is told of the words on the map, in their order; what it does not reach has none', () => {
  const topics = { kind: 'category', label: 'Topic', values: ['sea', 'land'] } as const;
  const rows = [1, 2];
  expect(valuesOnMap({ ...topics, values: [...topics.values] }, rows)).toMatchObject({ values: ['land', null] });
  expect(valuesOnMap({ kind: 'number', label: 'n', values: Float32Array.of(1, 2), log: false, reversed: false }, rows)).toMatchObject({ values: Float32Array.of(2, Number.NaN) });
  expect(namesOf({ ...topics, values: ['sea', 'land', 'sea'] }, 'sea', whole.names)).toEqual(['a', 'c']);
  expect(namesOf(undefined, 'sea', whole.names)).toEqual([]);
});

test('similarities and neighbours are those of the whole space', () => {
  expect([...similaritiesOnMap(whole, 1, 2, [0, 2])].map((s) => s.toFixed(3))).toEqual(['0.000', '0.707']);
  expect([...similaritiesOnMap(whole, 1, 2, undefined)].map((s) => s.toFixed(3))).toEqual(['0.000', '1.000']);
  expect(linesOnMap([{ row: 1, similarity: 1 }, { row: 2, similarity: 0.7 }], whole, shown)).toEqual([{ row: 1, similarity: 0.7 }]);
});
