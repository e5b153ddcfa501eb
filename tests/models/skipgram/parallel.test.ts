import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { rolldown } from 'rolldown';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodeThread, webThread } from '../../../lib/jobs/threads';
import { skipgram } from '../../../lib/models/skipgram';
import { ParallelSession, parallelWorks, trainPart, type ParallelOptions, type Thread } from '../../../lib/models/skipgram/parallel';
import { checkOptions } from '../../../lib/options';
import type { EncodedCorpus } from '../../../lib/text/corpus';
import { Cancelled, finish, type Progress } from '../../../lib/work';
import { corpusOf, groupedCorpus } from './corpus';

const grouped = groupedCorpus(4, 300);
const options = checkOptions(skipgram, { dims: 10, epochs: 20, sample: 0 });

const train = async (corpus: EncodedCorpus, how: ParallelOptions) => new ParallelSession(corpus, options, how).trained;

/** A "thread" on this one, one after another. */
const inline = (): Thread => ({ run: async (part) => trainPart(part), terminate: () => {} });

describe('ParallelSession', () => {
  it('works here', () => expect(parallelWorks()).toBe(true));

  it('with one thread gives what the plain training gives, bit for bit', async () => {
    const parallel = await train(grouped, { threads: 1, spawn: inline });
    const plain = finish(skipgram.train(grouped, options));
    expect(parallel.words).toEqual(plain.words);
    expect(parallel.figures.tokens).toBe(plain.figures.tokens);
  });

  it('cuts the work into parts, even with more threads than sentences', async () => {
    const tiny = corpusOf([[0, 1, 2], [2, 1, 0]], 3);
    const { figures } = await train(tiny, { threads: 5, spawn: inline });
    expect(figures.tokens).toBe(6 * 20);
  });

  it('refuses what plain training refuses, and leaves no thread behind', async () => {
    let ended = 0;
    const ending = (): Thread => ({ ...inline(), terminate: () => ended++ });
    await expect(train(corpusOf([[0], [1]], 2), { threads: 2, spawn: ending })).rejects.toThrow('two known words');
    expect(ended).toBe(2);
  });

  it('hands on the failure of a thread and ends the others', async () => {
    let ended = 0;
    const failing = (): Thread => ({ run: () => Promise.reject(new Error('lost')), terminate: () => ended++ });
    await expect(train(grouped, { threads: 2, spawn: failing })).rejects.toThrow('lost');
    expect(ended).toBe(2);
  });
});

describe('in worker_threads', () => {
  const folder = mkdtempSync(join(tmpdir(), 'wordspace-'));
  const file = join(folder, 'skipgram.mjs');
  const spawn = (): Thread => nodeThread(new Worker(file));

  beforeAll(async () => {
    const bundle = await rolldown({ input: join(import.meta.dirname, '../../../lib/jobs/skipgram.node.ts'), platform: 'node' });
    await bundle.write({ file, format: 'esm' });
    await bundle.close();
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('two threads learn what one learns', async () => {
    const seen: Progress[] = [];
    const { words, figures } = await train(grouped, { threads: 2, spawn, onProgress: (p) => seen.push(p) });
    const { figures: alone } = finish(skipgram.train(grouped, options));
    expect(words.matrix.values.every(Number.isFinite)).toBe(true);
    expect(figures.tokens).toBe(alone.tokens);
    expect(figures.loss).toBeGreaterThan(0);
    expect(seen.at(-1)).toMatchObject({ stage: 'training', done: alone.tokens, total: alone.tokens });
  });

  it('stops when it is cancelled', async () => {
    const endless = { ...options, epochs: 1_000_000 };
    const session = new ParallelSession(grouped, endless, { threads: 2, spawn, onProgress: () => session.cancel() });
    await expect(session.trained).rejects.toThrow(Cancelled);
  });

  it('says when a worker cannot start', async () => {
    const missing = (): Thread => nodeThread(new Worker(join(folder, 'missing.mjs')));
    await expect(train(grouped, { threads: 1, spawn: missing })).rejects.toThrow('Cannot find module');
  });
});

describe('webThread', () => {
  const fake = (answer: (worker: Worker_) => void): Worker_ => {
    const worker: Worker_ = { onmessage: null, onerror: null, ended: false, postMessage: () => answer(worker), terminate: () => (worker.ended = true) };
    return worker;
  };
  interface Worker_ {
    onmessage: (() => void) | null;
    onerror: ((event: { message: string }) => void) | null;
    ended: boolean;
    postMessage(): void;
    terminate(): void;
  }
  const part = {} as Parameters<Thread['run']>[0];

  it('settles with the worker’s answer or failure, and ends it', async () => {
    const good = fake((worker) => worker.onmessage?.());
    const thread = webThread(good as unknown as globalThis.Worker);
    await thread.run(part);
    thread.terminate();
    expect(good.ended).toBe(true);
    const bad = fake((worker) => worker.onerror?.({ message: '' }));
    await expect(webThread(bad as unknown as globalThis.Worker).run(part)).rejects.toThrow('could not be started');
  });
});
