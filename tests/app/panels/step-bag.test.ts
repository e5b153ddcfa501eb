import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { averaged, BagMoveStage, MeanStage, rowNames } from '../../../app/panels/step-bag';
import type { BagUpdate, BagWord } from '../../../lib/models/skipgram/microscope/bag';

const words = ['cat', 'sat', 'ship', 'a'];
const change = { before: Float32Array.of(1, 0), after: Float32Array.of(1, 0.1) };
const row = (gram: string | null) => ({ gram, times: 1, ...change });
const word = (id: number, ...grams: string[]): BagWord => ({ word: id, rows: [row(null), ...grams.map((gram) => row(gram))] });

test('says in numbers that fit how many words are averaged, and of a word without pieces that it has none', () => {
  expect(averaged({ predicts: 'center', center: 0, bag: [word(1), word(2)] }, words)).toMatch(/^The vectors of the 2 context words are averaged/);
  expect(averaged({ predicts: 'center', center: 0, bag: [word(1)] }, words)).toMatch(/^There is one context word/);
  expect(averaged({ predicts: 'contexts', center: 2, bag: [word(2, '<shi', 'hip>')] }, words)).toBe('“ship” is more than one vector.');
  expect(averaged({ predicts: 'contexts', center: 3, bag: [word(3)] }, words)).toMatch(/^“a” is too short to have pieces/);
});

test('tells a word’s own row from a piece of the same letters', () => {
  expect(rowNames(word(2, '<shi', 'ship', 'hip>'), words)).toEqual(['own row', '‹shi', 'ship', 'hip›']);
  expect(rowNames(word(2), words)).toEqual(['ship']);
});

const update: BagUpdate = {
  kind: 'bag',
  predicts: 'contexts',
  center: 0,
  reach: 1,
  contexts: [{ word: 1, coin: 1, distance: 1 }],
  bag: [word(0)],
  mean: change,
  predictions: [{ word: 1, targets: [{ row: 0, label: 1, dot: 0, sigma: 0.5, loss: 0.69, gradient: 0.01 }], negatives: [], path: [{ node: 0, code: 0, branches: [{ words: 1, tokens: 3, top: [1] }, { words: 3, tokens: 5, top: [0, 2, 3] }] }], loss: 0.69 }],
  loss: 0.69,
  lossAfter: 0.68,
  moves: [{ word: 0, side: 'input', ...change }, { word: 0, side: 'node', ...change }],
};
const shown = (of: BagUpdate) => renderToStaticMarkup(createElement(BagMoveStage, { update: of, words, predicted: 0, onPredicted: () => {} }));

test('speaks of a mean only where several rows make one', () => {
  expect(shown(update)).toContain('cosine with the word vector of “cat”');
  expect(shown(update)).not.toMatch(/the mean|whole and not divided/);
  expect(shown({ ...update, bag: [word(0, '<cat')] })).toContain('cosine with the mean');
  expect(renderToStaticMarkup(createElement(MeanStage, { update, words }))).toContain('over the 1 row;');
});
