/** The contract of exit codes: a value that an option cannot have is wrong usage (2), whatever it is asked of; what is in files is bad input (1). */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommanderError, type Command, type Option } from 'commander';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { analogyVerb } from '../../lib/cli/verbs/analogy';
import { coachVerb } from '../../lib/cli/verbs/coach';
import { compareVerb } from '../../lib/cli/verbs/compare';
import { evaluateVerb } from '../../lib/cli/verbs/evaluate';
import { explainVerb } from '../../lib/cli/verbs/explain';
import { neighborsVerb } from '../../lib/cli/verbs/neighbors';
import { projectVerb } from '../../lib/cli/verbs/project';
import { searchVerb } from '../../lib/cli/verbs/search';
import { stabilityVerb } from '../../lib/cli/verbs/stability';
import { termsVerb } from '../../lib/cli/verbs/terms';
import { topicsVerb } from '../../lib/cli/verbs/topics';
import { trainVerb } from '../../lib/cli/verbs/train';
import { UsageError, WordspaceError } from '../../lib/error';
import { inProcess } from './in-process';

const folder = mkdtempSync(join(tmpdir(), 'wordspace-usage-'));
const at = (name: string) => join(folder, name);
const verb = inProcess();
const WORDS = 'anchor captain harbour mast rope sail ship wave'.split(' ');

beforeAll(() => {
  writeFileSync(at('text.txt'), Array.from({ length: 4000 }, (_, i) => WORDS[Math.imul(i, 2654435761) >>> 29] + (i % 10 === 9 ? '.' : '')).join(' '));
  writeFileSync(at('a.vec'), `8 3\n${WORDS.map((word, i) => `${word} ${i} 1 ${i % 3}`).join('\n')}\n`);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A call of each verb that would be sound. */
const SOUND: Record<string, { command: () => Command; args: () => string[] }> = {
  coach: { command: coachVerb, args: () => ['--text', at('text.txt')] },
  train: { command: trainVerb, args: () => ['--text', at('text.txt'), '--out', at('out.vec')] },
  neighbors: { command: neighborsVerb, args: () => [at('a.vec'), 'ship'] },
  analogy: { command: analogyVerb, args: () => [at('a.vec'), 'ship - sail + mast'] },
  evaluate: { command: evaluateVerb, args: () => [at('a.vec')] },
  search: { command: searchVerb, args: () => ['--text', at('text.txt'), '--query', 'ship', '--method', 'tfidf'] },
  explain: { command: explainVerb, args: () => [at('a.vec'), 'ship', 'sail', '--text', at('text.txt')] },
  compare: { command: compareVerb, args: () => [at('a.vec'), at('a.vec'), '--text', at('text.txt')] },
  stability: { command: stabilityVerb, args: () => [at('a.vec'), at('a.vec')] },
  topics: { command: topicsVerb, args: () => ['--text', at('text.txt')] },
  terms: { command: termsVerb, args: () => ['--text', at('text.txt'), '--words', 'ship'] },
  project: { command: projectVerb, args: () => [at('a.vec'), '--out', at('out.tsv')] },
};

/** Options whose values are words of a person: files, columns, titles, queries, languages. */
const FREE = /file|column|title|text|word|space|name>|label|tag|document|expression/i;

/** What an option cannot have. */
function impossible(option: Option): string[] {
  if (option.isBoolean()) return [];
  if (option.argChoices) return ['no-such-choice'];
  if (option.parseArg) return ['no number', '-1e9'];
  return FREE.test(option.flags) ? [] : ['no-such-choice'];
}

test.each(Object.keys(SOUND))('%s: what an option cannot have is wrong usage', async (name) => {
  const { command, args } = SOUND[name];
  const others: string[] = [];
  let asked = 0;
  for (const option of command().options) {
    for (const value of impossible(option)) {
      const given = `${option.long}=${value}`;
      const refused = await verb(command, ...args(), given).then(() => 'nothing', (error: unknown) => error);
      if (!(refused instanceof CommanderError || refused instanceof UsageError)) others.push(`${given}: ${String(refused)}`);
      asked++;
    }
  }
  expect(others).toEqual([]);
  expect(asked).toBeGreaterThan(0);
}, 120_000);

test.each([
  ['a file that is not there', 'neighbors', () => [at('none.vec'), 'ship']],
  ['a word that the space does not have', 'neighbors', () => [at('a.vec'), 'zeppelin']],
  ['a file of something else', 'neighbors', () => [at('text.txt'), 'ship']],
  ['a text that is not there', 'topics', () => ['--text', at('none.txt')]],
  ['a column that the text does not have', 'terms', () => ['--text', at('text.txt'), '--by', 'year']],
])('%s is bad input', async (_, name, args) => {
  const refused = await verb(SOUND[name].command, ...args()).then(() => undefined, (error: unknown) => error);
  expect(refused).toBeInstanceOf(WordspaceError);
  expect(refused).not.toBeInstanceOf(UsageError);
});
