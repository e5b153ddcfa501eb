/** Training on a streamed text as people run it: killed and gone on with, refused, stopped. */
import { spawn, spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { Checkpoint } from '../../../lib/cli/stream/checkpoint';
import { trainVerb } from '../../../lib/cli/verbs/train';
import { WordspaceError } from '../../../lib/error';
import { Random } from '../../../lib/kernels/random';

const folder = mkdtempSync(join(tmpdir(), 'wordspace-stream-'));
const at = (name: string) => join(folder, name);

function wordspace(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['lib/cli/boot.mjs', ...args], { encoding: 'utf8' });
  return { status, stdout, stderr };
}

function train(...args: string[]) {
  const { status, stdout, stderr } = wordspace('train', ...args);
  expect(status, stderr).toBe(0);
  return JSON.parse(stdout) as Record<string, number | string | null | Record<string, number>>;
}

/** Sentences of words of two worlds, some rare, about so many bytes. */
function textOf(bytes: number, seed: number): string {
  const random = new Random(seed);
  const sentences: string[] = [];
  for (let length = 0; length < bytes; length += sentences[sentences.length - 1].length) {
    const world = random.below(2);
    const words = Array.from({ length: 3 + random.below(20) }, () => `w${world}${Math.floor(400 * random.uniform() * random.uniform())}`);
    sentences.push(`${words.join(' ')}${random.below(9) === 0 ? '.\n' : '. '}`);
  }
  return sentences.join('');
}

beforeAll(() => {
  writeFileSync(at('text.txt'), textOf(3_000_000, 1));
  writeFileSync(at('small.txt'), textOf(100_000, 2));
  // The first call may build the bundle and say so.
  wordspace('corpora');
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

/** Start a training, kill it as soon as `until` says so and then some milliseconds later; its exit code, or null when it was killed. */
function killed(args: string[], until: () => boolean, signal: NodeJS.Signals, after: number): Promise<{ code: number | null; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['lib/cli/boot.mjs', 'train', ...args]);
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (data) => (stdout += data));
    child.stderr.on('data', (data) => (stderr += data));
    const timer = setInterval(() => {
      if (!until()) return;
      clearInterval(timer);
      setTimeout(() => child.kill(signal), after);
    }, 5);
    child.once('close', (code) => {
      clearInterval(timer);
      resolve({ code, stdout, stderr });
    });
  });
}

/** Blocks of its epoch that a checkpoint has behind it; 0 while there is none. */
function blocksTrained(path: string): number {
  if (!existsSync(path)) return 0;
  const checkpoint = new Checkpoint(path);
  checkpoint.close();
  return checkpoint.header.block;
}

describe('going on', () => {
  const args = ['--text', at('text.txt'), '--dims', '64', '--epochs', '4', '--sample', '0', '--seed', '7'];

  let whole: ReturnType<typeof train>;

  beforeAll(() => void (whole = train(...args, '--stream', '--out', at('whole.bin'))), 60_000);

  test('a training killed at any moment ends with the same bytes', async () => {
    expect(whole).toMatchObject({ stream: true, threads: 1, resumedAt: null, checkpoint: null, seed: 7, epochs: 4 });

    const random = new Random(1);
    const checkpoint = at('run.checkpoint');
    const again = [...args, '--checkpoint', checkpoint, '--resume', checkpoint, '--every', '0.05', '--out', at('killed.bin')];
    await killed(again, () => true, 'SIGKILL', random.below(1500));
    for (let kill = 0; kill < 5; kill++) {
      await killed(again, () => existsSync(checkpoint), 'SIGKILL', random.below(900));
    }
    const ended = train(...again);
    expect(ended.resumedAt).not.toBeNull();
    expect(readFileSync(at('killed.bin')).equals(readFileSync(at('whole.bin')))).toBe(true);
    expect(ended.loss).toBeCloseTo(whole.loss as number, 2);
    // Nothing but the last checkpoint is left, from which the end is written once more.
    expect(readdirSync(folder).filter((name) => name.startsWith('run.'))).toEqual(['run.checkpoint']);
    rmSync(at('killed.bin'));
    expect(train(...again)).toMatchObject({ resumedAt: { epoch: 4, block: 0 }, loss: ended.loss });
    expect(readFileSync(at('killed.bin')).equals(readFileSync(at('whole.bin')))).toBe(true);
  });

  test('without the encoded text on disk, and stopped politely, also', async () => {
    const checkpoint = at('polite.checkpoint');
    const given = [...args, '--checkpoint', checkpoint, '--every', '0.05', '--no-cache', '--out', at('polite.bin')];
    const { code, stdout, stderr } = await killed(given, () => blocksTrained(checkpoint) > 0, 'SIGTERM', 0);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr.trim().split('\n').at(-1)).toBe(`Stopped; go on with --resume ${checkpoint}.`);
    const ended = train(...args, '--resume', checkpoint, '--no-cache', '--out', at('polite.bin'));
    expect((ended.resumedAt as Record<string, number>).block).toBeGreaterThan(0);
    expect(readFileSync(at('polite.bin')).equals(readFileSync(at('whole.bin')))).toBe(true);
  });
});

describe('streamed and in memory', () => {
  const args = ['--text', at('small.txt'), '--dims', '8', '--epochs', '2'];

  test('the same words, tokens and types; packed text too', () => {
    writeFileSync(at('packed.txt.gz'), gzipSync(readFileSync(at('small.txt'))));
    const inMemory = train(...args, '--out', at('memory.vec'));
    const streamed = train(...args, '--stream', '--threads', '2', '--out', at('stream.vec'));
    const packed = train('--text', at('packed.txt.gz'), '--dims', '8', '--epochs', '2', '--stream', '--out', at('packed.vec'));
    const words = (file: string) => readFileSync(at(file), 'utf8').split('\n').map((line) => line.split(' ')[0]);
    for (const [result, file] of [[streamed, 'stream.vec'], [packed, 'packed.vec']] as const) {
      for (const field of Object.keys(inMemory)) expect(result, field).toHaveProperty(field);
      expect(result).toMatchObject({ items: inMemory.items, tokens: inMemory.tokens, types: inMemory.types });
      expect(words(file)).toEqual(words('memory.vec'));
    }
    expect(streamed).toMatchObject({ threads: 2, countsMissUpTo: 0, documents: 1 });
    expect(streamed.peakMemoryMB).toBeGreaterThan(10);
    expect(packed.loss).toBeCloseTo(inMemory.loss as number, 0);
  });

  test('vectors to go on from, found by name; words that the text lacks are carried along', () => {
    writeFileSync(at('first.vec'), '3 8\nw00 1 0 0 0 0 0 0 0\nw10 0 1 0 0 0 0 0 0\nelsewhere 0 0 1 0 0 0 0 0\n');
    const given = ['--text', at('small.txt'), '--from', at('first.vec'), '--epochs', '2', '--alpha', '0.0001'];
    const inMemory = train(...given, '--out', at('memory.vec'));
    const streamed = train(...given, '--checkpoint', at('from.checkpoint'), '--out', at('from.vec'));
    expect(streamed).toMatchObject({ items: inMemory.items, dims: 8 });
    const rows = new Map(readFileSync(at('from.vec'), 'utf8').split('\n').map((line) => [line.split(' ')[0], line.split(' ').slice(1).map(Number)]));
    expect(rows.get('elsewhere')).toEqual([0, 0, 1, 0, 0, 0, 0, 0]);
    expect(rows.get('w00')![0]).toBeGreaterThan(0.9);
    expect(rows.get('w10')![1]).toBeGreaterThan(0.9);
    train(...given, '--resume', at('from.checkpoint'), '--out', at('again.vec'));
    expect(readFileSync(at('again.vec')).equals(readFileSync(at('from.vec')))).toBe(true);
  });

  test.each([
    ['cbow', []],
    ['subword', ['--buckets', '1000']],
    ['skipgram', ['--objective', 'hierarchical softmax', '--centre', 'on']],
  ])('%s %j goes on too', (model, more) => {
    const given = [...args, '--model', model, ...more];
    const inMemory = train(...given, '--out', at('memory.bin'));
    const streamed = train(...given, '--checkpoint', at('kind.checkpoint'), '--out', at('kind.bin'));
    expect(streamed).toMatchObject({ model, items: inMemory.items, dims: 8 });
    expect(streamed.loss).toBeCloseTo(inMemory.loss as number, 0);
    train(...given, '--resume', at('kind.checkpoint'), '--out', at('again.bin'));
    expect(readFileSync(at('again.bin')).equals(readFileSync(at('kind.bin')))).toBe(true);
  });
});

describe('refusals', () => {
  const args = ['--text', at('small.txt'), '--dims', '8', '--epochs', '2', '--out', at('x.bin')];
  const checkpoint = at('made.checkpoint');

  /** The sentence with which this process refuses, before any thread is started. */
  async function refused(...given: string[]): Promise<string> {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const error: unknown = await trainVerb().exitOverride().parseAsync(given, { from: 'user' }).catch((error: unknown) => error);
    vi.restoreAllMocks();
    expect(error).toBeInstanceOf(WordspaceError);
    const { message } = error as WordspaceError;
    expect(message).not.toContain('\n');
    return message;
  }

  beforeAll(() => void train(...args, '--checkpoint', checkpoint), 60_000);

  test('a checkpoint that is missing, cut short, changed in one byte, or none at all', async () => {
    expect(await refused(...args, '--resume', at('gone'))).toContain('There is no checkpoint');
    const bytes = readFileSync(checkpoint);
    for (const length of [0, 30, bytes.length - 1]) {
      writeFileSync(at('short'), bytes);
      truncateSync(at('short'), length);
      expect(await refused(...args, '--resume', at('short')), `${length}`).toMatch(/damaged or cut short|no checkpoint of this program/);
    }
    for (const place of [40, bytes.length - 40, bytes.length - 1]) {
      const broken = Buffer.from(bytes);
      broken[place] ^= 1;
      writeFileSync(at('broken'), broken);
      expect(await refused(...args, '--resume', at('broken'))).toContain('damaged');
    }
    expect(await refused(...args, '--resume', at('small.txt'))).toContain('no checkpoint of this program');
  });

  test('options that are not given again are those of the checkpoint', () => {
    const made = ['--text', at('small.txt'), '--model', 'cbow', '--dims', '8', '--epochs', '2', '--keep-case', '--min-count', '3', '--seed', '5'];
    train(...made, '--checkpoint', at('options.checkpoint'), '--out', at('made.vec'));
    const again = train('--text', at('small.txt'), '--resume', at('options.checkpoint'), '--out', at('again.vec'));
    expect(again).toMatchObject({ model: 'cbow', dims: 8, seed: 5, resumedAt: { epoch: 2, block: 0 } });
    expect(readFileSync(at('again.vec')).equals(readFileSync(at('made.vec')))).toBe(true);
  });

  test('another option, another text, a text that has changed', async () => {
    expect(await refused(...args, '--seed', '2', '--resume', checkpoint)).toContain('seed 1, not 2');
    expect(await refused(...args, '--min-count', '6', '--resume', checkpoint)).toContain('minCount 5, not 6');
    expect(await refused('--text', at('small.txt'), at('text.txt'), ...args.slice(2), '--resume', checkpoint)).toContain('1 text files, not 2');
    writeFileSync(at('changing.txt'), textOf(50_000, 3));
    const changing = ['--text', at('changing.txt'), ...args.slice(2)];
    train(...changing, '--checkpoint', at('changing.checkpoint'));
    utimesSync(at('changing.txt'), 1, 1);
    expect(await refused(...changing, '--resume', at('changing.checkpoint'))).toContain('is not the text');
    appendFileSync(at('changing.txt'), 'more');
    expect(await refused(...changing, '--resume', at('changing.checkpoint'))).toContain('is not the text');
  });

  test.each([
    ['an empty file', '', 'no words'],
    ['too few of every word', 'one two three', 'lower the min count'],
    ['one word', 'word '.repeat(20), 'at least 2 different words'],
    ['binary bytes', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2, 3]), 'a binary file'],
    ['Latin-1 bytes far in', Buffer.concat([Buffer.from('words and words '.repeat(50_000)), Buffer.from([0xe9, 0x20])]), 'byte 800000 is E9'],
  ])('%s', async (_, content, sentence) => {
    writeFileSync(at('bad.txt'), content);
    expect(await refused('--stream', '--text', at('bad.txt'), '--epochs', '1', '--out', at('x.bin'))).toContain(sentence);
  });

  test('what cannot be streamed', async () => {
    writeFileSync(at('cut.txt.gz'), gzipSync(readFileSync(at('small.txt'))).subarray(0, 20_000));
    writeFileSync(at('table.csv'), 'text\na\n');
    const stream = ['--stream', '--out', at('x.bin')];
    expect(await refused(...stream, '--text', at('cut.txt.gz'))).toContain('gzip file is damaged');
    expect(await refused(...stream, '--text', at('table.csv'))).toContain('only plain text');
    expect(await refused(...stream, '--text', folder)).toContain('is a folder');
    expect(await refused(...stream, '--text', at('gone.txt'))).toContain('no such file');
    expect(await refused(...stream, '--corpus', 'brown')).toContain('--text');
    expect(await refused(...stream, '--text', at('small.txt'), '--model', 'lsa')).toContain('skip-gram, CBOW and subwords');
    expect(await refused(...stream, '--text', at('small.txt'), '--phrases', '1')).toContain('phrases');
    expect(await refused(...stream, '--text', at('small.txt'), '--kernel', 'plain')).toContain('simd or fma');
  });

  test('one line on standard error and exit 1, also from the threads’ side', () => {
    writeFileSync(at('bad.txt'), 'word\nother\n'.repeat(20));
    const { status, stdout, stderr } = wordspace('train', '--stream', '--text', at('bad.txt'), '--epochs', '1', '--out', at('x.bin'));
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr.trim()).toMatch(/^No two known words .* were left beside each other; .*$/);
  });

  test('no place for a checkpoint', async () => {
    expect(await refused(...args, '--checkpoint', at('no/such/folder/c'))).toContain('could not be written');
    writeFileSync(at('table.csv'), 'text\na');
    for (const file of ['small.txt', 'table.csv']) {
      const before = readFileSync(at(file));
      expect(await refused(...args, '--checkpoint', at(file))).toContain('would be written over');
      expect(readFileSync(at(file))).toEqual(before);
    }
  });
});

describe('a disk that takes no more', () => {
  /** As `wordspace train`, with files of at most 20 KB. */
  function cramped(...args: string[]) {
    const limited = ['-c', 'trap "" XFSZ; ulimit -f 40; exec "$@"', 'sh', process.execPath, 'lib/cli/boot.mjs', 'train', ...args];
    const { status, stdout, stderr } = spawnSync('sh', limited, { encoding: 'utf8' });
    return { status, stdout, stderr };
  }
  const args = ['--text', at('small.txt'), '--dims', '8', '--epochs', '2'];

  test('ends the training at the first checkpoint with a sentence, and leaves no half file', () => {
    const { status, stdout, stderr } = cramped(...args, '--checkpoint', at('full.checkpoint'), '--no-cache', '--out', at('full.bin'));
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr.trim()).toMatch(/^The checkpoint .* could not be written \(it would be too large for this disk\); make room/);
    expect(readdirSync(folder).filter((name) => name.startsWith('full'))).toEqual([]);
  });

  test('trains on without the encoded text, to the same bytes', () => {
    // Fewer words than all, so that the result itself has room.
    const few = [...args, '--stream', '--max-size', '200'];
    train(...few, '--out', at('roomy.bin'));
    const { status, stderr } = cramped(...few, '--out', at('cramped.bin'));
    expect(status, stderr).toBe(0);
    expect(stderr).toContain('could not be kept on disk (EFBIG)');
    expect(readFileSync(at('cramped.bin')).equals(readFileSync(at('roomy.bin')))).toBe(true);
  });
});
