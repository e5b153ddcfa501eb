import { expect, test } from 'vitest';
import { WordspaceError } from '../../../lib/error';
import { aligned } from '../../../lib/space/ensemble/aligned';
import { neighbours } from '../../../lib/space/neighbours';
import { VectorSpace } from '../../../lib/space/space';
import { spaceOfRows } from '../../../lib/space/subset';
import { denseSpace, randomSpace } from '../fixture';

test('spaces with the same names are passed on as they are', () => {
  const spaces = [randomSpace(20, 4, 1), randomSpace(20, 4, 2)];
  expect(aligned(spaces)).toBe(spaces);
});

test('others are brought into the order of the first, by the words all have, each once', () => {
  const a = denseSpace(['x', 'only a', 'y', 'z', 'y'], 2, [1, 0, 9, 9, 0, 1, 1, 1, 2, 2]);
  const b = denseSpace(['z', 'y', 'only b', 'x'], 2, [1, 2, 3, 4, 9, 9, 5, 6]);
  const [one, other] = aligned([a, b]);
  // the first space finds “y” in its last row of that name, and so only there
  expect(one.names).toEqual(['x', 'z', 'y']);
  expect(other.names).toEqual(one.names);
  expect([...other.matrix.values]).toEqual([5, 6, 1, 2, 3, 4]);
  expect([...one.matrix.values]).toEqual([1, 0, 1, 1, 2, 2]);
});

test('aligning keeps what a space answers', () => {
  const space = randomSpace(12, 3, 1);
  const turned = new VectorSpace(spaceOfRows(space, space.names.map((_, row) => 11 - row)));
  const [, other] = aligned([space, turned]);
  expect(neighbours(other, 5, { k: 4 })).toEqual(neighbours(space, 5, { k: 4 }));
});

test('one space, or another text, is refused with a sentence', () => {
  expect(() => aligned([randomSpace(9, 2, 1)])).toThrow(WordspaceError);
  expect(() => aligned([randomSpace(9, 2, 1), denseSpace(['n1', 'other'], 2, [1, 2, 3, 4])])).toThrow(/have one word in common \(the smallest has 2\); give spaces/);
  const english = randomSpace(60, 2, 1);
  const other = new VectorSpace({ ...randomSpace(60, 2, 2).data, names: english.names.map((name, row) => (row < 5 ? name : `x${row}`)) });
  expect(() => aligned([english, other])).toThrow(/have 5 words in common \(the smallest has 60\); give spaces that were trained on the same text/);
});
