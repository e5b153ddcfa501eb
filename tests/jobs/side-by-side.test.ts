/** Jobs side by side steered as one, with jobs that do what they are told at once. */
import { expect, test } from 'vitest';
import type { Job } from '../../lib/jobs/client';
import { Cancelled } from '../../lib/jobs/run';
import { SideBySide } from '../../lib/jobs/side-by-side';
import type { Steer } from '../../lib/jobs/steering';

function fleet(most: number) {
  const heard: [number, Steer][] = [];
  const jobs: { finish: (value: string) => void; fail: (error: Error) => void }[] = [];
  const all = new SideBySide<string>((n) => {
    const { promise, resolve, reject } = withResolvers<string>();
    jobs[n] = { finish: resolve, fail: reject };
    const steer = (command: Steer) => {
      heard.push([n, command]);
      if (command === 'keep') resolve(`${n} kept`);
    };
    return { promise, steer, cancel: () => reject(new Cancelled()) } as unknown as Job<string>;
  });
  return { all, heard, jobs, end: all.run(4, most) };
}

function withResolvers<T>() {
  let [resolve, reject]: [(value: T) => void, (error: Error) => void] = [() => {}, () => {}];
  const promise = new Promise<T>((yes, no) => ([resolve, reject] = [yes, no]));
  return { promise, resolve, reject };
}

test('kept early: those under way as they are, none that wait', async () => {
  const { all, end } = fleet(2);
  all.steer('keep');
  expect(await end).toEqual(['0 kept', '1 kept', null, null]);
});

test('kept early where one has finished: the finished ones alone', async () => {
  const { all, jobs, end } = fleet(2);
  jobs[1].finish('one');
  await Promise.resolve();
  await expect.poll(() => jobs.length).toBe(3);
  all.steer('keep');
  expect(await end).toEqual([null, 'one', null, null]);
});

test('what begins while all are paused is paused too', async () => {
  const { all, heard, jobs, end } = fleet(2);
  all.steer('pause');
  jobs[0].finish('zero');
  await expect.poll(() => jobs.length).toBe(3);
  expect(heard).toEqual([[0, 'pause'], [1, 'pause'], [2, 'pause']]);
  all.steer('resume');
  for (const n of [1, 2]) jobs[n].finish(String(n));
  await expect.poll(() => jobs.length).toBe(4);
  jobs[3].finish('3');
  expect(await end).toEqual(['zero', '1', '2', '3']);
});

test('one that fails takes the others along; a cancelled whole is Cancelled', async () => {
  const failing = fleet(2);
  failing.jobs[0].fail(new Error('broken'));
  await expect(failing.end).rejects.toThrow('broken');
  expect(failing.jobs).toHaveLength(2);
  const { all, end } = fleet(3);
  all.cancel();
  await expect(end).rejects.toBeInstanceOf(Cancelled);
});
