/** The command as people run it: exit codes, what goes to which stream, threads. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'wordspace-main-'));
const text = join(folder, 'worlds.txt');

function wordspace(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['lib/cli/boot.mjs', ...args], { encoding: 'utf8' });
  return { status, stdout, stderr };
}

beforeAll(() => {
  const words = ['anchor', 'captain', 'harbour', 'mast', 'rope', 'sail', 'ship', 'wave'];
  writeFileSync(text, Array.from({ length: 20_000 }, (_, i) => words[Math.imul(i, 2654435761) >>> 29] + (i % 10 === 9 ? '.' : '')).join(' '));
  // The first call may build the bundle and say so.
  wordspace('corpora');
});

afterAll(() => rmSync(folder, { recursive: true }));

test('one JSON document on standard output and exit 0', () => {
  const { status, stdout, stderr } = wordspace('train', '--text', text, '--dims', '8', '--epochs', '2', '--out', join(folder, 'a.bin'));
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(JSON.parse(stdout)).toMatchObject({ items: 8, dims: 8, threads: 1 });
});

test('two threads train on shared memory', () => {
  const { status, stdout } = wordspace('train', '--text', text, '--dims', '8', '--epochs', '20', '--sample', '0', '--threads', '2', '--out', join(folder, 'two.txt'));
  expect(status).toBe(0);
  const { threads, loss } = JSON.parse(stdout) as { threads: number; loss: number };
  expect(threads).toBe(2);
  expect(loss).toBeGreaterThan(0);
  expect(readFileSync(join(folder, 'two.txt'), 'utf8')).not.toMatch(/NaN|Infinity/);
});

test.each([[1, ''], [2, ''], [1, '--stream']])('Ctrl+C while training on %i threads writes what has been learned %s', async (threads, how) => {
  const file = join(folder, `kept${threads}${how}.vec`);
  const args = ['train', '--text', text, '--dims', '300', '--window', '20', '--epochs', '1000', '--sample', '0', '--threads', String(threads), ...(how ? [how] : []), '--out', file];
  const child = spawn(process.execPath, ['lib/cli/boot.mjs', ...args]);
  let [told, stdout, asked] = ['', '', false];
  child.stdout.on('data', (chunk) => (stdout += String(chunk)));
  child.stderr.on('data', (chunk) => {
    told += String(chunk);
    // The first report of progress comes after some seconds.
    if (/training \d/.test(told) && !asked) asked = child.kill('SIGINT');
  });
  const [status] = await once(child, 'close');
  expect(status).toBe(0);
  expect(told).toContain('what it has learned is written');
  const answer = JSON.parse(stdout) as { stopped: boolean; epochs: number; repeats: boolean };
  expect(answer).toMatchObject({ stopped: true, repeats: threads === 1 });
  expect(answer.epochs).toBeLessThan(1000);
  expect(readFileSync(file, 'utf8')).toMatch(/^8 300\n/);
}, 60_000);

test.each([
  ['an empty file', ''],
  ['one word', 'word'],
  ['binary bytes', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2, 3])],
  ['Latin-1 bytes', Buffer.from([0x63, 0x61, 0x66, 0xe9, 0x20, 0x21])],
])('%s: one clear line on standard error and exit 1', (_, content) => {
  const file = join(folder, 'bad.txt');
  writeFileSync(file, content);
  const { status, stdout, stderr } = wordspace('train', '--text', file, '--out', join(folder, 'x.vec'));
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(stderr).not.toMatch(/at .*:\d+:\d+/);
});

test('wrong usage exits 2 and tells where help is; help exits 0', () => {
  for (const args of [['fly'], ['neighbors'], ['train', '--dims', 'many'], ['analogy', 'glove', 'a', '--method', 'guess'], ['topics', '--text', text, '--topics', '0'], ['topics', '--text', text, '--min-count', '0'], ['topics']]) {
    const { status, stdout, stderr } = wordspace(...args);
    expect({ status, stdout }, args.join(' ')).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain('--help');
  }
  for (const verb of ['corpora', 'train', 'neighbors', 'analogy', 'evaluate', 'compare', 'topics', 'project']) {
    const { status, stdout } = wordspace(verb, '--help');
    expect(status, verb).toBe(0);
    expect(stdout).toContain(`wordspace ${verb}`);
  }
  expect(wordspace().status).toBe(2);
});
