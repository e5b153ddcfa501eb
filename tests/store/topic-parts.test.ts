/** What is told of topics bears the names and merges of a person. */
import { beforeEach, expect, test } from 'vitest';
import { hideTopic, mergeTopic, nameTopic, noEdits } from '../../lib/models/lda/browse/edits';
import type { Explanation } from '../../lib/space/evidence/explain';
import { topicRegions } from '../../lib/store/regions';
import { evidenceAsShown, partsAsShown } from '../../lib/store/topic-parts';
import { initialState } from '../../lib/store/state';
import { activeCorpus, activeSpace, get, set } from '../../lib/store/store';
import { openFiles } from '../../lib/store/texts';
import { colouredText, editTopics, placedText, shownTopics } from '../../lib/store/topics';
import { train } from '../../lib/store/training';
import { askWhy, whyDocument } from '../../lib/store/why';

const worlds = [['ship', 'sail', 'anchor', 'wave', 'mast', 'rope'], ['bread', 'soup', 'oven', 'salt', 'knife', 'plate'], ['apple', 'leaf', 'root', 'seed', 'rake', 'bush']];

beforeEach(async () => {
  set({ ...initialState });
  const rows = Array.from({ length: 60 }, (_, i) => Array.from({ length: 30 }, (_, j) => worlds[i % 3][(i + 5 * j) % 6]).join(' '));
  expect(await openFiles([{ name: 'worlds.csv', bytes: new TextEncoder().encode(['text', ...rows].join('\n')) }])).toBe(true);
  await train('lda', { topics: 3, iterations: 40, maxDocumentShare: 1 });
});

const total = ({ parts, others, remainder }: Explanation) => parts.reduce((sum, p) => sum + p.value, others.value + remainder);

test('Why?, a document and a search tell of the topics by their names, merged ones as one, hidden ones as such', () => {
  const before = activeSpace(get())!;
  expect(askWhy('ship', 'bread')).toBeNull();
  const plain = partsAsShown(get().why!.own!, before);
  expect(plain.parts.map(({ name }) => name).sort()).toEqual(['topic 1', 'topic 2', 'topic 3']);

  editTopics(before.id, () => hideTopic(nameTopic(mergeTopic(noEdits, 0, 2), 2, 'the kitchen'), 1, true));
  const space = activeSpace(get())!;
  const shown = partsAsShown(get().why!.own!, space);
  expect(shown.parts.map(({ name }) => name).sort()).toEqual(['the kitchen', 'topic 2 (hidden)']);
  const valueOf = (topic: number) => plain.parts.find((p) => p.topic === topic)!.value;
  expect(shown.parts.find(({ name }) => name === 'the kitchen')!.value).toBeCloseTo(valueOf(0) + valueOf(2), 12);
  expect(total(shown)).toBeCloseTo(shown.similarity, 10);

  const { told } = whyDocument(space, 'ship', activeCorpus(get())!, 0);
  expect(told.by === 'topics' && told.parts.map(({ name }) => name).sort()).toEqual(['the kitchen', 'topic 2 (hidden)']);

  const evidence = [0, 1, 2].map((topic) => ({ label: `topic ${topic + 1}`, topic, part: [0.3, 0.2, 0.1][topic], words: [`word ${topic}`], exact: topic === 2 }));
  expect(evidenceAsShown(evidence, space)).toEqual([
    { label: 'the kitchen', topic: 0, part: 0.4, words: ['word 0', 'word 2'], exact: true },
    { label: 'topic 2 (hidden)', topic: 1, part: 0.2, words: ['word 1'], exact: false },
  ]);
});

test('a new text is placed among the topics as they are shown, its words with their topics', () => {
  const space = activeSpace(get())!;
  const corpus = activeCorpus(get())!;
  const plain = shownTopics(space)!;
  const text = 'Ship, sail and anchor; an unheard oven.';
  const alone = placedText(space, plain, corpus, text);
  expect(alone.known).toBe(4);
  expect(alone.shares.reduce((sum, s) => sum + s, 0)).toBeCloseTo(1, 5);
  const sea = alone.shares.indexOf(Math.max(...alone.shares));
  const pieces = colouredText(text, corpus, plain.topics, alone.shares).filter(({ topic }) => topic !== null);
  expect(pieces.map(({ text: word, topic }) => [word, topic === sea])).toEqual([['Ship', true], ['sail', true], ['anchor', true], ['oven', false]]);

  const other = (sea + 1) % 3;
  editTopics(space.id, () => mergeTopic(noEdits, other, sea));
  const edited = activeSpace(get())!;
  const merged = placedText(edited, shownTopics(edited)!, corpus, text);
  expect(merged.shares).toHaveLength(2);
  expect(Math.max(...merged.shares)).toBeCloseTo(alone.shares[sea] + alone.shares[other], 5);
});

test('a region holds words of its own topic alone, though every topic knows all words of a small text', () => {
  const space = activeSpace(get())!;
  const corpus = activeCorpus(get())!;
  const { names } = space.words;
  const worldOf = (word: string) => worlds.findIndex((w) => w.includes(word));
  // The three worlds stand far apart, the words of each on a line.
  const positions = Float32Array.from(names.flatMap((word, i) => [worldOf(word) * 100, i, 0]));
  const regions = topicRegions(space, corpus, space.words, positions);
  expect(regions).toHaveLength(3);
  for (const { id, rows } of regions) {
    const own = worldOf(names[rows[0]]);
    expect(rows.map((row) => worldOf(names[row]))).toEqual(rows.map(() => own));
    const row = shownTopics(space)!.rows[id];
    expect(space.words.columns.find((c) => c.name === 'topic')!.values[rows[0]]).toBe(`topic ${row + 1}`);
  }
});
