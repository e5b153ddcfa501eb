import { afterEach, describe, expect, it, vi } from 'vitest';
import { get, notify, track } from '../../lib/store/store';

afterEach(() => vi.useRealTimers());

describe('a job that is shown', () => {
  const at = (done: number, stage = 'training') => ({ progress: { stage, done, total: 10, figures: { loss: 5 - done } } });
  const job = () => get().jobs[0];

  it('leaves reports out that come faster than they are drawn, but not their points of the curve', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    await track('train', 'a training', async (update) => {
      vi.advanceTimersByTime(10_000);
      for (const done of [0, 1, 2]) update(at(done));
      expect(job().progress.done).toBe(2);
      vi.advanceTimersByTime(501);
      for (const done of [3, 4, 5]) update(at(done));
      expect(job().progress.done).toBe(3);
      update({});
      expect(job().progress.done).toBe(5);
      await new Promise((resolve) => setTimeout(resolve));
      update(at(6));
      expect(job().curve).toEqual([1, 2, 3, 4, 5, 6].map((done) => ({ done: done / 10, value: 5 - done })));
      update(at(7));
      update(at(8, 'paused'));
      expect(job().progress).toMatchObject({ stage: 'paused', done: 8 });
      vi.advanceTimersByTime(501);
      for (const done of [8.5, 9, 10]) update(at(done, 'paused'));
      expect(job().progress.done).toBe(10);
    });
    expect(job()).toBeUndefined();
  });

  it('takes problems away that stood for a while when it begins, and no others', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    const texts = () => get().notices.map((n) => n.text);
    notify('problem', 'old');
    notify('note', 'passing');
    vi.advanceTimersByTime(9000);
    await track('load', 'one', () => Promise.reject(new Error('new')));
    expect(texts()).toEqual(['old', 'passing', expect.stringContaining('(new)')]);
    vi.advanceTimersByTime(2000);
    await track('load', 'another', async () => {});
    expect(texts()).toEqual(['passing', expect.stringContaining('(new)')]);
  });
});
