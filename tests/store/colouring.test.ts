import { expect, test } from 'vitest';
import { colouringChoices } from '../../lib/store/colouring';
import { initialState, type AppState } from '../../lib/store/state';

test('the columns that colour words are counted once, whatever else changes', () => {
  let read = 0;
  const column = (name: string, values: string[]) => ({ name, kind: 'category', get values() { return read++, values; } });
  const many = Array.from({ length: 61 }, (_, i) => `author ${i}`);
  const corpora = [{ id: 'log', encoded: { columns: [column('place', ['sea', 'land']), column('author', many), { name: 'year', kind: 'number', values: [1851] }] } }];
  const state = (training: boolean) => ({ ...initialState, corpora, spaceId: 'skipgram-1', spaces: [{ id: 'skipgram-1', corpusId: 'log', training }] }) as unknown as AppState;
  expect(colouringChoices(state(true)).map((c) => c.id)).toEqual(['frequency', 'cluster', 'trust', 'similarity', 'column:place']);
  expect(colouringChoices(state(false))).toEqual(colouringChoices(state(true)));
  expect(read).toBe(2);
});
