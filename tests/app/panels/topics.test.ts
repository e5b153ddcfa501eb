import { expect, it } from 'vitest';
import { waysFor } from '../../../app/panels/topics/topics';

it('topics are shown over metadata only where the text has some', () => {
  expect(waysFor({ columns: [{ name: 'year', kind: 'number', values: [1900] }] })).toContain('over');
  expect(waysFor({ columns: [] })).toEqual(['list', 'map', 'number', 'text']);
});
