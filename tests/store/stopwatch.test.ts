import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Stopwatch } from '../../lib/store/stopwatch';

const progress = (stage: string) => ({ stage, done: 1, total: 2 });

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('pauses are no time of training, nor is one that a training is kept from', () => {
  const watch = new Stopwatch();
  const pass = (seconds: number, stage: string) => {
    vi.advanceTimersByTime(1000 * seconds);
    watch.hear(progress(stage));
  };
  pass(2, 'training');
  pass(1, 'paused');
  // Reported again while it stands.
  pass(5, 'paused');
  pass(3, 'training');
  expect(watch.seconds).toBeCloseTo(3);
  pass(2, 'paused');
  vi.advanceTimersByTime(60_000);
  expect(watch.seconds).toBeCloseTo(5);
});
