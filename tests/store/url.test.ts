import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromQuery, toQuery } from '../../lib/store/url';
import { initialState } from '../../lib/store/state';
import { MAP_SIZES } from '../../lib/store/view';

test('the plain page has no query', () => {
  expect(toQuery(initialState)).toBe('');
});

test('what a link says is what the page shows', () => {
  fc.assert(
    fc.property(
      fc.string({ minLength: 1 }), fc.constantFrom('umap', 'tsne', 'pca', 'axes'), fc.constantFrom<2 | 3>(2, 3),
      fc.constantFrom('frequency', 'cluster', 'trust', 'topic', 'similarity', 'column:party' as const),
      fc.constantFrom('word', 'analogy', 'axes', 'compare', 'evaluate', 'topics', 'documents', 'step' as const),
      fc.constantFrom(...MAP_SIZES), fc.option(fc.string()), fc.array(fc.string(), { maxLength: 50 }),
      (word, method, dims, colouring, ask, words, highlight, selection) => {
        const axes = method === 'axes' ? [{ from: ['good', 'nice'], to: ['bad'] }, { from: ['she'], to: ['he'] }] : [];
        const view = { ...initialState.view, method, axes, dims, words, highlight, colouring: colouring as 'topic', ask: ask as 'word' };
        const back = fromQuery(toQuery({ ...initialState, selected: word, selection, view }));
        expect(back.selection).toEqual(selection);
        expect(back.word).toBe(word);
        expect({ ...initialState.view, ...back.view }).toEqual(view);
      },
    ),
  );
});

test('a link to why two words are close says both', () => {
  const why = { spaceId: 'default', word: 'king', other: 'queen', similarity: 0.7, own: null, text: null, silent: null };
  expect(fromQuery(toQuery({ ...initialState, selected: 'king', why }))).toMatchObject({ word: 'king', why: 'queen' });
  expect(fromQuery(toQuery({ ...initialState, selected: 'ship', why })).why).toBeNull();
});

test('a link carries from where the map is seen, and the words that are shown alone', () => {
  const camera = { eye: [0.12345, -2, 1.5] as [number, number, number], target: [-0.0001, 0.25, 0] as [number, number, number] };
  const view = { ...initialState.view, isolated: ['king', 'a&b=c'] };
  const query = toQuery({ ...initialState, view, camera });
  expect(query).toBe('alone=king&alone=a%26b%3Dc&camera=0.123_-2_1.5_0_0.25_0');
  expect(fromQuery(query)).toMatchObject({ isolated: ['king', 'a&b=c'], camera: { eye: [0.123, -2, 1.5], target: [0, 0.25, 0] } });
  for (const text of ['', '1_2_3', '1_2_3_4_5_x', '0_0_0_0_0_0', '1e9_0_0_0_0_0', '1_2_3_4_5_Infinity', '1__3_4_5_6']) expect(fromQuery(`camera=${text}`).camera, text).toBeNull();
  expect(fromQuery('word=king')).toMatchObject({ camera: null, isolated: [] });
});

test('a link made up by somebody never breaks the view', () => {
  expect(fromQuery('map=spiral&dims=9&colour=rainbow&ask=everything&axis=good').view).toEqual({});
  expect(fromQuery('map=axes&axis=x:').view).toEqual({});
});

test('a selection too long for a link is left out of it; a number of words that no map holds is passed over', () => {
  expect(toQuery({ ...initialState, selection: Array.from({ length: 51 }, (_, i) => `w${i}`) })).toBe('');
  expect(fromQuery('words=-3').view).toEqual({});
});
