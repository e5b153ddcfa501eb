/** Several seeds from the command line: each as if trained alone, and what they say together. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seedFile } from '../../lib/cli/seeds';
import { analogyVerb } from '../../lib/cli/verbs/analogy';
import { neighborsVerb } from '../../lib/cli/verbs/neighbors';
import { stabilityVerb } from '../../lib/cli/verbs/stability';
import { trainVerb } from '../../lib/cli/verbs/train';
import { inProcess } from './in-process';

const folder = mkdtempSync(join(tmpdir(), 'wordspace-seeds-'));
const at = (name: string) => join(folder, name);
const WORLDS = ['bread butter cheese knife plate soup spoon table', 'anchor captain harbour mast rope sail ship wave'].map((w) => w.split(' '));
const settings = ['--text', at('worlds.txt'), '--dims', '8', '--epochs', '4', '--sample', '0'];
const verb = inProcess();

beforeAll(() => {
  const paragraph = (d: number) => Array.from({ length: 240 }, (_, i) => WORLDS[d % 2][(i * 5 + d * 3 + ((i * i) >> 2)) % 8]).join(' ');
  writeFileSync(at('worlds.txt'), Array.from({ length: 40 }, (_, d) => `${paragraph(d)}.`).join('\n\n'));
});
afterAll(() => rmSync(folder, { recursive: true }));

test('the seed stands before the ending', () => {
  expect(seedFile('a.b/mine.vec', 3)).toBe('a.b/mine.3.vec');
});

test('each seed is what a training with that seed alone gives, and the document tells of all', async () => {
  const told = await verb(trainVerb, ...settings, '--seed', '5', '--seeds', '3', '--out', at('all.bin'));
  expect(told).toMatchObject({ model: 'skipgram', items: 16, dims: 8, tokens: 9600, epochs: 4, threads: 1 });
  expect(told.seeds.map((s: { seed: number; out: string }) => [s.seed, s.out])).toEqual([5, 6, 7].map((s) => [s, at(`all.${s}.bin`)]));
  expect(told.stability).toMatchObject({ seeds: 3, k: 10, words: 16, over: 'count', mean: expect.any(Number) });
  await verb(trainVerb, ...settings, '--seed', '6', '--out', at('alone.bin'));
  expect(readFileSync(at('all.6.bin')).equals(readFileSync(at('alone.bin')))).toBe(true);
});

test('two at a time in worker threads give the same bytes', () => {
  const args = ['lib/cli/boot.mjs', 'train', ...settings, '--seed', '5', '--seeds', '3', '--threads', '2', '--out', at('side.bin')];
  const { status, stdout } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ threads: 2 });
  for (const seed of [5, 6, 7]) expect(readFileSync(at(`side.${seed}.bin`)).equals(readFileSync(at(`all.${seed}.bin`))), String(seed)).toBe(true);
});

test('stability, neighbours and analogies over the files of several seeds', async () => {
  const files = [5, 6, 7].map((s) => at(`all.${s}.bin`));
  const told = await verb(stabilityVerb, ...files, '--k', '7');
  expect(told).toMatchObject({ seeds: 3, k: 7, words: 16, over: 'rank' });
  expect(told.mean).toBeGreaterThan(0.9);
  expect(told.bins.reduce((sum: number, b: { words: number }) => sum + b.words, 0)).toBe(16);
  expect(told.leastStable[0].stability).toBeLessThanOrEqual(told.mostStable[0].stability);
  const near = await verb(neighborsVerb, files[0], 'ship', '--k', '7', '--also', files[1], files[2]);
  expect(near).toMatchObject({ word: 'ship', seeds: 3, k: 7 });
  for (const n of near.neighbors) {
    expect(WORLDS[1]).toContain(n.word);
    expect(n.seeds).toBeGreaterThan(0);
    expect(n.sd).toBeGreaterThan(0);
  }
  const solved = await verb(analogyVerb, files[0], 'bread + butter', '--also', files[1], files[2]);
  expect(solved).toMatchObject({ seeds: 3, method: 'add' });
  expect(solved.answers[0].ranks).toHaveLength(3);
  expect(solved.answers.reduce((sum: number, a: { first: number }) => sum + a.first, 0)).toBe(3);
});

test('spaces of different words are compared by those they share, with a warning', () => {
  const words = (names: string[]) => `${names.length} 2\n${names.map((name, i) => `${name} ${Math.cos(i).toFixed(4)} ${Math.sin(i).toFixed(4)}`).join('\n')}\n`;
  writeFileSync(at('five.vec'), words(['bread', 'butter', 'cheese', 'knife', 'plate']));
  writeFileSync(at('four.vec'), words(['butter', 'cheese', 'knife', 'rope']));
  const { status, stdout, stderr } = spawnSync(process.execPath, ['lib/cli/boot.mjs', 'stability', at('five.vec'), at('four.vec')], { encoding: 'utf8' });
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ seeds: 2, words: 3, mean: 1 });
  expect(stderr).toMatch(/share 3 words and one of them has 5/);
});

test.each([
  ['one space', () => verb(stabilityVerb, at('all.5.bin')), /two or more/],
  ['a model without chance', () => verb(trainVerb, '--text', at('worlds.txt'), '--model', 'tfidf', '--seeds', '2', '--out', at('t.npz')), /nothing at random/],
  ['nowhere to write', () => verb(trainVerb, ...settings, '--seeds', '2', '--out', at('no/x.vec')), /could not be written/],
])('refuses %s with a sentence', async (_, attempt, sentence) => {
  await expect(attempt()).rejects.toMatchObject({ name: 'WordspaceError', message: expect.stringMatching(sentence) });
});
