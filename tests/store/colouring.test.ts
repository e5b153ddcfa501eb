import { expect, test } from 'vitest';
import { dense } from '../../lib/kernels/matrix';
import { wordMeans } from '../../lib/space/affinity';
import { VectorSpace } from '../../lib/space/space';
import { colouringChoices, colouringKey, colouringOn, prepareColouring } from '../../lib/store/colouring';
import { initialState, type AppState, type OpenCorpus, type OpenSpace } from '../../lib/store/state';
import { get, set } from '../../lib/store/store';
import type { Colouring } from '../../lib/store/view';
import type { EncodedCorpus } from '../../lib/text/corpus';

test('the columns that colour words are counted once, whatever else changes', () => {
  let read = 0;
  const column = (name: string, values: string[]) => ({ name, kind: 'category', get values() { return read++, values; } });
  const many = Array.from({ length: 61 }, (_, i) => `author ${i}`);
  const corpora = [{ id: 'log', encoded: { columns: [column('place', ['sea', 'land']), column('author', many), { name: 'year', kind: 'number', values: [1851, null, 1860] }, { name: 'one', kind: 'number', values: [7, 7, 7] }] } }];
  const state = (training: boolean) => ({ ...initialState, corpora, spaceId: 'skipgram-1', spaces: [{ id: 'skipgram-1', corpusId: 'log', training, words: { columns: [{ name: 'count', kind: 'number', values: [2, 1] }] } }] }) as unknown as AppState;
  expect(colouringChoices(state(true)).map((c) => c.id)).toEqual(['frequency', 'cluster', 'trust', 'similarity', 'column:place', 'column:year']);
  expect(colouringChoices(state(true)).at(-1)?.label).toBe('Mean year');
  expect(colouringChoices(state(false))).toEqual(colouringChoices(state(true)));
  expect(read).toBe(2);
});

test('columns of the vectors themselves colour them', async () => {
  const words = new VectorSpace({
    names: ['owl', 'oak', 'elm'],
    matrix: dense(3, 2, Float32Array.of(1, 0, 0, 1, 1, 1)),
    columns: [{ name: 'count', kind: 'number', values: [3, 2, 1] }, { name: 'kind', kind: 'category', values: ['bird', 'tree', 'tree'] }, { name: 'height', kind: 'number', values: [0.5, null, 30] }, { name: 'note', kind: 'category', values: ['a', 'b', null] }],
    provenance: { model: 'projector', corpus: '', options: {} },
  });
  set({ ...initialState, spaceId: 'v', spaces: [{ id: 'v', corpusId: 'v', words } as OpenSpace] });
  expect(colouringChoices(get()).slice(4)).toEqual([{ id: 'column:kind', label: 'Kind' }, { id: 'column:height', label: 'Height' }, { id: 'column:note', label: 'Note' }]);
  expect(await coloured('column:kind')).toEqual({ kind: 'category', label: 'Kind', values: ['bird', 'tree', 'tree'] });
  expect(await coloured('column:height')).toEqual({ kind: 'number', label: 'Height', values: Float32Array.of(0.5, Number.NaN, 30), log: false, dates: false, reversed: false });
});

test('a space without the column that is asked for is coloured by frequency, unless a text may still bring it', async () => {
  const words = new VectorSpace({ names: ['owl', 'oak'], matrix: dense(2, 1, Float32Array.of(1, 2)), columns: [], provenance: { model: 'x', corpus: '', options: {} } });
  set({ ...initialState, spaceId: 'v', spaces: [{ id: 'v', corpusId: 'v', words } as OpenSpace], view: { ...initialState.view, colouring: 'column:kind' } });
  await prepareColouring();
  expect(colouringOn(get())).toBe('frequency');
  expect(get().colourings[colouringKey(get().spaces[0], 'frequency')]).toMatchObject({ kind: 'number' });
  expect(colouringOn({ ...get(), jobs: [{ kind: 'text' } as AppState['jobs'][number]] })).toBe('column:kind');
  const kind = { name: 'kind', kind: 'category' as const, values: ['bird', 'tree'] };
  expect(colouringOn({ ...get(), spaces: [{ ...get().spaces[0], metadata: [kind] }] })).toBe('column:kind');
});

test('numbers of documents colour words by their mean over where they occur', async () => {
  // Two documents of years, and one without: “sea” three times in 1900 and once in 1940, “lamp” only in the third.
  const encoded = {
    vocabulary: { words: ['sea', 'oar', 'lamp'], counts: Uint32Array.of(4, 1, 1) },
    ids: Uint32Array.of(0, 0, 0, 0, 1, 2), documents: Uint32Array.of(0, 3, 5, 6),
    columns: [{ name: 'year', kind: 'number', values: [1900, 1940, null] }],
  } as unknown as EncodedCorpus;
  expect(wordMeans(encoded, [1900, 1940, null])).toEqual(Float32Array.of(1910, 1940, Number.NaN));
  const words = new VectorSpace({ names: ['oar', 'sea', 'lamp', 'unheard'], matrix: dense(4, 1, Float32Array.of(1, 2, 3, 4)), columns: [], provenance: { model: 'x', corpus: '', options: {} } });
  set({ ...initialState, spaceId: 's', spaces: [{ id: 's', corpusId: 'log', words } as OpenSpace], corpora: [{ id: 'log', encoded } as OpenCorpus] });
  expect(await coloured('column:year')).toEqual({ kind: 'number', label: 'Mean year', values: Float32Array.of(1940, 1910, Number.NaN, Number.NaN), log: false, dates: false, reversed: false });
});

async function coloured(colouring: Colouring) {
  set((s) => ({ view: { ...s.view, colouring } }));
  await prepareColouring();
  return get().colourings[colouringKey(get().spaces[0], colouring)];
}
