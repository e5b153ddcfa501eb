import { expect, test } from 'vitest';
import { mergeTopic, noEdits, splitTopic } from '../../lib/models/lda/browse/edits';
import type { OpenSpace } from '../../lib/store/state';
import { qualityShown } from '../../lib/store/topic-quality';
import { topicOrder } from '../../lib/store/topics';

test('merging and renaming leave the other topics their places in the order of colours', () => {
  const space = { topics: { weights: Float64Array.of(0.2, 0.5, 0.3) } } as unknown as Parameters<typeof topicOrder>[0];
  const order = (ids: number[], names: string[]) => topicOrder(space, { ids, names } as Parameters<typeof topicOrder>[1]);
  expect(order([0, 1, 2], ['a', 'b', 'c'])).toEqual(['b', 'c', 'a']);
  expect(order([1, 2], ['war', 'c'])).toEqual(['war', 'c', 'topic 1']);
  expect(order([0, 2], ['a', 'c'])).toEqual(['topic 2', 'c', 'a']);
});

test('topics that were merged since they were judged have no figures until they are judged as one', () => {
  const dense = (rows: number, dims: number) => ({ kind: 'dense', rows, dims, values: new Float32Array(rows * dims) });
  const topics = { count: 3, weights: Float32Array.of(0.2, 0.5, 0.3), phi: dense(3, 4), theta: dense(2, 3) };
  const space = (topicEdits = noEdits, rows?: number[]) => ({ topics, topicEdits, topicQuality: { npmi: 0.1, rows } }) as unknown as OpenSpace;
  const merged = mergeTopic(noEdits, 2, 0);
  expect(qualityShown(space())?.npmi).toBe(0.1);
  expect(qualityShown(space(merged))).toBeUndefined();
  expect(qualityShown(space(merged, [0, 1, 0]))?.npmi).toBe(0.1);
  expect(qualityShown(space(splitTopic(merged, 0), [0, 1, 0]))).toBeUndefined();
  expect(qualityShown(space(mergeTopic(noEdits, 1, 0), [0, 1, 0]))).toBeUndefined();
});
