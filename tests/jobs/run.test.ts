import { getEventListeners } from 'node:events';
import { expect, test } from 'vitest';
import { Hold } from '../../lib/jobs/hold';
import { Cancelled, run } from '../../lib/jobs/run';
import type { Progress, Work } from '../../lib/work';

/** Counts to a total, one a step. */
class Counting implements Work<number> {
  done = 0;
  constructor(readonly total: number) {}
  step(): boolean {
    return ++this.done >= this.total;
  }
  progress(): Progress {
    return { stage: 'counting', done: this.done, total: this.total };
  }
  result(): number {
    return this.done;
  }
}

/** Never ends by itself. */
class Endless extends Counting {
  override step(): boolean {
    super.step();
    return false;
  }
}

test('runs to the end and reports the end', async () => {
  const seen: Progress[] = [];
  expect(await run(new Counting(1000), { onProgress: (p) => seen.push(p) })).toBe(1000);
  expect(seen.at(-1)).toEqual({ stage: 'counting', done: 1000, total: 1000 });
});

test('lets the event loop turn, so that a cancellation arrives', async () => {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), 20);
  await expect(run(new Endless(10), { signal: controller.signal })).rejects.toBeInstanceOf(Cancelled);
});

test('does no step once it is cancelled', async () => {
  const work = new Counting(10);
  await expect(run(work, { signal: AbortSignal.abort() })).rejects.toBeInstanceOf(Cancelled);
  expect(work.done).toBe(0);
});

test('is cancelled while it is held', async () => {
  const hold = new Hold();
  hold.pause();
  const controller = new AbortController();
  const running = run(new Counting(3), { signal: controller.signal, held: () => hold.until });
  controller.abort();
  await expect(running).rejects.toThrow(Cancelled);
  expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0);
});

test('listens to the signal no longer than it is held', async () => {
  const hold = new Hold();
  hold.pause();
  const { signal } = new AbortController();
  const running = run(new Counting(3), { signal, held: () => hold.until });
  expect(getEventListeners(signal, 'abort')).toHaveLength(1);
  hold.resume();
  expect(await running).toBe(3);
  expect(getEventListeners(signal, 'abort')).toHaveLength(0);
});

test('a failing step rejects', async () => {
  const work = new Counting(10);
  work.step = () => {
    throw new RangeError('broken');
  };
  await expect(run(work)).rejects.toThrow('broken');
});
