import { expect, test } from 'vitest';
import { topicOrder } from '../../lib/store/topics';

test('merging and renaming leave the other topics their places in the order of colours', () => {
  const space = { topics: { weights: Float64Array.of(0.2, 0.5, 0.3) } } as unknown as Parameters<typeof topicOrder>[0];
  const order = (ids: number[], names: string[]) => topicOrder(space, { ids, names } as Parameters<typeof topicOrder>[1]);
  expect(order([0, 1, 2], ['a', 'b', 'c'])).toEqual(['b', 'c', 'a']);
  expect(order([1, 2], ['war', 'c'])).toEqual(['war', 'c', 'topic 1']);
  expect(order([0, 2], ['a', 'c'])).toEqual(['topic 2', 'c', 'a']);
});
