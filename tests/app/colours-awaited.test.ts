import { expect, test } from 'vitest';
import { awaited } from '../../app/colours-awaited';
import type { AnalogyResult } from '../../lib/space/analogy';
import { initialState, type OpenSpace, type RunningJob } from '../../lib/store/state';
import type { Colouring } from '../../lib/store/view';

const space = { id: 's', words: {} } as OpenSpace;
const state = (colouring: Colouring, more: Partial<typeof initialState> = {}) => ({ ...initialState, spaces: [space], spaceId: 's', view: { ...initialState.view, colouring }, ...more });
const job = (kind: RunningJob['kind']) => ({ kind }) as RunningJob;

test('what the colours wait for is said, and nothing where nothing is on its way', () => {
  expect(awaited(state('cluster'))).toBe('Finding clusters …');
  expect(awaited(state('cluster', { spaces: [{ ...space, training: true }] }))).toContain('once the training is over');
  expect(awaited(state('trust', { jobs: [job('trust')] }))).toBe('Judging the map …');
  expect(awaited(state('trust'))).toContain('once the map is made');
  expect(awaited(state('stability', { jobs: [job('stability')] }))).toBe('Measuring stability …');
  expect(awaited(state('stability'))).toBe('');
  expect(awaited(state('column:party', { jobs: [job('text')] }))).toBe('Reading the text …');
  expect(awaited(state('similarity'))).toContain('Choose a word');
  const analogy = { ...initialState.analogy, result: {} as AnalogyResult };
  expect(awaited(state('similarity', { analogy, selected: 'king' }))).toContain('after the analogy’s arrows');
  expect(awaited(initialState)).toBe('');
});
