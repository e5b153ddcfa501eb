/** `wordspace search` in this process. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { termsVerb } from '../../lib/cli/verbs/terms';
import { searchVerb } from '../../lib/cli/verbs/search';
import { inProcess } from './in-process';

const folder = mkdtempSync(join(tmpdir(), 'wordspace-search-'));
const at = (name: string) => join(folder, name);
const verb = inProcess();

const search = (...args: string[]) => verb(searchVerb, '--text', at('notes.csv'), '--min-count', '1', ...args);

const WORLDS = [['bread', 'butter', 'cheese', 'knife'], ['anchor', 'captain', 'mast', 'ship']];

beforeAll(() => {
  const row = (d: number) => `note ${d},${Array.from({ length: 24 }, (_, i) => WORLDS[d % 2][(i * 3 + d + ((i * i) >> 2)) % 4]).join(' ')}`;
  writeFileSync(at('notes.csv'), ['title,text', ...Array.from({ length: 24 }, (_, d) => row(d))].join('\n'));
  writeFileSync(at('judged.tsv'), 'captain of the ship\tnote 1\t2\ncaptain of the ship\tnote 3\t1\ncaptain of the ship\tnote 0\t0\nbread\tnote 99\t1\n');
});
afterAll(() => rmSync(folder, { recursive: true }));

test('every method finds the documents, tells why and is judged', async () => {
  const { documents, methods } = await search('--query', 'captain of the ship', '--k', '5', '--judged', at('judged.tsv'), '--dims', '3', '--topics', '2', '--max-document-share', '1', '--iterations', '30');
  expect(documents).toBe(24);
  expect(methods.map((m: any) => m.method)).toEqual(['tfidf', 'bm25', 'lsa', 'lda', 'vectors']);
  for (const { answers, judged } of methods) {
    expect(answers).toHaveLength(1);
    expect(answers[0].documents).toHaveLength(5);
    for (const { rank, document, title, evidence } of answers[0].documents) {
      expect(title).toBe(`note ${document - 1}`);
      expect(document % 2).toBe(0);
      expect(rank).toBeGreaterThan(0);
      expect(evidence[0].words.length).toBeGreaterThan(0);
    }
    expect(judged).toMatchObject({ queries: 1, k: 5, unknown: ['note 99'] });
    expect(judged.reciprocalRank).toBeGreaterThan(0);
  }
}, 20_000);

test('own vectors and one method', async () => {
  writeFileSync(at('own.vec'), '4 2\nship 1 0\ncaptain 1 .1\nbread 0 1\nbutter .1 1\n');
  const { methods } = await search('--query', 'bread', '--method', 'vectors', '--vectors', at('own.vec'), '--k', '3');
  expect(methods).toHaveLength(1);
  expect(methods[0].answers[0].documents.every(({ document }: any) => document % 2 === 1)).toBe(true);
});

test('a way that does not suit the text is left out with a note, and the others answer', async () => {
  writeFileSync(at('few.csv'), ['title,text', ...Array.from({ length: 12 }, (_, d) => `note ${d},the ship of the captain and the ship`)].join('\n'));
  const few = ['--text', at('few.csv'), '--min-count', '1', '--query', 'captain'];
  const notes = vi.spyOn(console, 'error');
  const { methods } = await verb(searchVerb, ...few);
  expect(methods.map((m: any) => m.method)).toEqual(['tfidf', 'bm25', 'lsa', 'vectors']);
  expect(notes.mock.calls.flat().join('\n')).toMatch(/note: lda is left out: /);
  await expect(verb(searchVerb, ...few, '--method', 'lda')).rejects.toMatchObject({ name: 'WordspaceError' });
  await expect(verb(searchVerb, ...few, '--vectors', '/nowhere.vec')).rejects.toThrow(/There is no file/);
});

test.each([
  [['--method', 'bm25'], /What is looked for/],
  [['--query', ' '], /A query is empty/],
  [['--judged', '/nowhere.tsv'], /could not be opened/],
  [['--query', 'ship', '--vectors', '/nowhere.vec', '--method', 'vectors'], /There is no file/],
])('%j is refused', async (args, message) => {
  await expect(search(...args)).rejects.toThrow(message);
});

test('terms of groups and of documents', async () => {
  const terms = (...args: string[]) => verb(termsVerb, '--text', at('groups.csv'), '--min-count', '1', '--top', '2', ...args);
  writeFileSync(at('groups.csv'), ['title,kind,text', 'a,land,the bread the butter', 'b,sea,the ship the ship', 'c,land,the bread and more bread of the day'].join('\n'));
  const { groups, of } = await terms('--by', 'kind', '--document', 'b', '3');
  expect(groups.map((g: any) => [g.group, g.documents, g.terms[0].word])).toEqual([['land', 2, 'bread'], ['sea', 1, 'ship']]);
  expect((await terms('--by', 'kind', '--stop-words', '--weighting', 'c-tf-idf', '--top', '20')).groups[0].terms.map((t: any) => t.word)).toContain('the');
  expect((await terms('--by', 'kind', '--stop-words', '--top', '20')).groups[0].terms.map((t: any) => t.word)).not.toContain('the');
  expect(of.map((d: any) => [d.document, d.title, d.terms[0].word])).toEqual([[2, 'b', 'ship'], [3, 'c', 'bread']]);
  expect(await terms('--by', 'kind', '--document', 'b', '3', '--no-stop-words')).toMatchObject({ groups, of });
  const counted = async (...more: string[]) => (await terms('--by', 'kind', '--weighting', 'c-tf-idf', '--top', '9', ...more)).groups[0].terms.map((t: any) => t.word);
  expect(await counted()).not.toContain('the');
  expect(await counted('--locale', 'ja')).toContain('the');
  await expect(terms('--by', 'colour')).rejects.toThrow(/no column “colour”; it has kind/);
  await expect(terms('--document', '4')).rejects.toThrow(/from 1 to 3/);
  const { company } = await terms('--words', 'ship', 'nowhere');
  expect([company.sentences > 0, company.own[0].word, company.unknown]).toEqual([true, 'ship', ['nowhere']]);
  await expect(terms('--words', 'nowhere')).rejects.toThrow(/does not know nowhere/);
  await expect(terms()).rejects.toThrow(/Of what/);
});
