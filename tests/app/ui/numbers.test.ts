import { expect, it } from 'vitest';
import { figuresInWords } from '../../../app/panels/training';
import { partDone, percent, percentRange, score, wholePercent } from '../../../app/ui/numbers';
import type { RunningJob } from '../../../lib/store/state';

it('small shares keep a digit', () => {
  expect([0, 0.004, 0.041, 0.0999, 0.5].map(percent)).toEqual(['0 %', '0.4 %', '4.1 %', '10 %', '50 %']);
  expect(percentRange([0.123, 0.18])).toBe('12–18 %');
  expect([score(0.62, false), score(0.62, true)]).toEqual(['62 %', '.62']);
});

it('what part of a job is done is known before its size is, and never more than all', () => {
  expect([[0, 0], [3, 0], [1, 4], [5, 4]].map(([done, total]) => wholePercent(partDone({ done, total })))).toEqual(['0 %', '0 %', '25 %', '100 %']);
  expect(figuresInWords({ progress: { stage: 'starting', done: 0, total: 0 } } as RunningJob)).toBe('starting · 0 %');
});
