import { expect, it } from 'vitest';
import { figuresInWords } from '../../../app/panels/training';
import { partDone, wholePercent } from '../../../app/ui/numbers';
import type { RunningJob } from '../../../lib/store/state';

it('what part of a job is done is known before its size is, and never more than all', () => {
  expect([[0, 0], [3, 0], [1, 4], [5, 4]].map(([done, total]) => wholePercent(partDone({ done, total })))).toEqual(['0 %', '0 %', '25 %', '100 %']);
  expect(figuresInWords({ progress: { stage: 'starting', done: 0, total: 0 } } as RunningJob)).toBe('starting · 0 %');
});
