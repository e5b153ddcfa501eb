import { expect, test } from 'vitest';
import { WordspaceError } from '../../lib/error';
import { classify } from '../../lib/space/classify';
import { compare } from '../../lib/space/compare';
import { evaluateSimilarity } from '../../lib/space/evaluate';
import { overview } from '../../lib/space/overview';
import { finish } from '../../lib/work';
import { denseSpace, randomSpace, sparseTwin } from './fixture';

const names = Array.from({ length: 40 }, (_, i) => `n${i}`);

test('overlaps, scores and classes are those of asking each pair and each space', () => {
  const spaces = [randomSpace(40, 5, 1), sparseTwin(randomSpace(40, 6, 2)), randomSpace(40, 4, 3)];
  const documents = randomSpace(60, 3, 4);
  const labels = Array.from({ length: 60 }, (_, i) => ['x', 'y'][i % 2]);
  const judged = names.slice(1, 20).map((name, i) => `n0\t${name}\t${(i * 7) % 10}`).join('\n');
  const told = finish(overview([{ words: spaces[0], documents }, { words: spaces[1] }, { words: spaces[2] }], { tests: [{ kind: 'similarity', name: 'judged', text: judged }], labels, k: 5 }));
  expect(told).toMatchObject({ shared: 40, k: 5 });
  told.rows.forEach((row, a) => {
    row.overlaps.forEach((share, b) => expect(share).toBeCloseTo(finish(compare(spaces[a], spaces[b], { k: 5 })).overlap, 10));
    expect(row.overlaps[a]).toBe(1);
    expect(row.scores[0].value).toBeCloseTo(finish(evaluateSimilarity(spaces[a], judged, { name: 'judged' })).spearman, 10);
  });
  expect(told.rows[0].classification?.accuracy).toBe(finish(classify(documents, labels)).accuracy);
  expect(told.rows[1].classification).toBeNull();
  expect(told.rows[0].bytes).toBe(40 * 5 * 4);
});

test('only words that all spaces have are asked about', () => {
  const few = denseSpace(['n3', 'n1', 'n7', 'n5', 'elsewhere'], 2, [1, 0, 0, 1, 1, 1, 0, 0, 1, 2]);
  const told = finish(overview([{ words: randomSpace(40, 5, 1) }, { words: few }]));
  expect(told).toMatchObject({ shared: 3, k: 2 });
  expect(() => overview([{ words: few }])).toThrow(WordspaceError);
  expect(() => overview([{ words: few }, { words: denseSpace(['a'], 1, [1]) }])).toThrow(/fewer than three words/);
});
