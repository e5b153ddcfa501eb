import { expect, test } from 'vitest';
import { frequenciesIn } from '../../lib/text/frequencies';

test('a word counts once a stretch, however often it occurs there', () => {
  expect([...frequenciesIn(Uint32Array.of(0, 0, 1, 0, 2, 2), [0, 3, 3, 6], 4)]).toEqual([2, 1, 1, 0]);
});
