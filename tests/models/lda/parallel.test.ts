import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { rolldown } from 'rolldown';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { nodeThread } from '../../../lib/jobs/threads';
import { lda } from '../../../lib/models/lda';
import { ParallelTopics } from '../../../lib/models/lda/parallel';
import type { TopicsPart } from '../../../lib/models/lda/part';
import { checkOptions } from '../../../lib/options';
import { Cancelled, finish } from '../../../lib/work';
import { still } from '../still';
import { corpusOf, plantedDocuments, plantedWord } from './synthetic';

const folder = mkdtempSync(join(tmpdir(), 'wordspace-topics-'));
const file = join(folder, 'lda.mjs');
beforeAll(async () => {
  const bundle = await rolldown({ input: join(import.meta.dirname, '../../../lib/jobs/lda.node.ts'), platform: 'node' });
  await bundle.write({ file, format: 'esm' });
  await bundle.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const corpus = corpusOf(plantedDocuments(4, 12, 80, 60));
const spawn = () => nodeThread<TopicsPart>(new Worker(file));
const options = (given: Record<string, number> = {}) => checkOptions(lda, { topics: 4, iterations: 60, maxDocumentShare: 1, chunk: 20, ...given });
const open = (given: Record<string, number> = {}, threads = 2) => new ParallelTopics(corpus, options(given), { threads, spawn });

describe('topics on several threads', () => {
  it('finds the planted topics, as likely as one thread does', async () => {
    // One seed in forty ends with two topics in one, with one thread as with several.
    const given = { optimizeInterval: 10, burnIn: 20, seed: 2 };
    const { topics, figures } = await open(given).trained;
    const { phi } = topics!;
    const own = [0, 1, 2, 3].map((k) => {
      const word = corpus.vocabulary.words.indexOf(plantedWord(k, 0));
      const shares = [0, 1, 2, 3].map((topic) => phi.values[topic * phi.dims + word]);
      return shares.indexOf(Math.max(...shares));
    });
    expect(new Set(own).size).toBe(4);
    const alone = finish(lda.train(corpus, options(given)));
    expect(Math.abs(figures.logLikelihoodPerToken - alone.figures.logLikelihoodPerToken)).toBeLessThan(0.05);
    expect(new Set(topics!.alpha).size).toBe(4);
    expect(topics!.weights.reduce((a, b) => a + b)).toBeCloseTo(1, 5);
    for (let k = 0; k < 4; k++) expect(phi.values.subarray(k * phi.dims, (k + 1) * phi.dims).reduce((a, b) => a + b)).toBeCloseTo(1, 5);
  });

  it('gives the same for the same threads and seed', async () => {
    const [one, other] = await Promise.all([open({ iterations: 20 }).trained, open({ iterations: 20 }).trained]);
    expect(other).toEqual(one);
  });

  it('pauses, goes on, and stops early with what it has', async () => {
    const large = corpusOf(plantedDocuments(4, 12, 800, 60));
    const session = new ParallelTopics(large, options({ iterations: 10_000 }), { threads: 2, spawn });
    const done = () => session.progress().done;
    await vi.waitFor(() => expect(done()).toBeGreaterThan(0), { timeout: 20_000 });
    session.pause();
    expect(session.progress().stage).toBe('paused');
    const before = await still(done);
    expect(await still(done)).toBe(before);
    session.resume();
    await vi.waitFor(() => expect(done()).toBeGreaterThan(before), { timeout: 20_000 });
    session.keep();
    const { topics } = await session.trained;
    expect(topics!.count).toBe(4);
    expect(topics!.weights.reduce((a, b) => a + b)).toBeCloseTo(1, 5);
    expect(done()).toBeLessThan(10_000 * large.ids.length);
  });

  it('is cancelled at once', async () => {
    const session = open({ iterations: 10_000 });
    setTimeout(() => session.cancel(), 20);
    await expect(session.trained).rejects.toThrow(Cancelled);
  });

  it('says what is wrong before any thread starts', () => {
    expect(() => new ParallelTopics(corpusOf([['the', 'of']]), options(), { threads: 2, spawn })).toThrow(/stop words/);
  });
});
