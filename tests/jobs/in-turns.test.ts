import { expect, test } from 'vitest';
import { inTurns } from '../../lib/jobs/in-turns';

const later = (value: number, ms: number) => new Promise<number>((resolve) => setTimeout(() => resolve(value), ms));

test('results come in the order of the tasks, never more at once than allowed', async () => {
  let running = 0;
  let most = 0;
  const tasks = [9, 1, 5, 1, 3].map((ms, i) => async () => {
    most = Math.max(most, ++running);
    const value = await later(i, ms);
    running--;
    return value;
  });
  expect(await inTurns(tasks, 2)).toEqual([0, 1, 2, 3, 4]);
  expect(most).toBe(2);
  most = 0;
  expect(await inTurns(tasks, 9)).toEqual([0, 1, 2, 3, 4]);
  expect(most).toBe(5);
  expect(await inTurns([], 3)).toEqual([]);
});

test('the first failure rejects, and what has not begun never begins', async () => {
  const begun: number[] = [];
  const tasks = Array.from({ length: 6 }, (_, i) => async () => {
    begun.push(i);
    await later(0, 1);
    if (i === 1) throw new RangeError('broken');
    await later(0, 5);
    return i;
  });
  await expect(inTurns(tasks, 2)).rejects.toThrow('broken');
  await later(0, 30);
  expect(begun).toEqual([0, 1]);
});
