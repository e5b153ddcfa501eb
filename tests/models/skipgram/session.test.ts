/** Steering a training: what pausing, keeping, continuing and watching do to the vectors. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { rolldown } from 'rolldown';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSession, InlineSession } from '../../../lib/jobs/session';
import { nodeThread } from '../../../lib/jobs/threads';
import { skipgram } from '../../../lib/models/skipgram';
import type { Beginning, TrainingSession } from '../../../lib/models/skipgram/session';
import type { Trained } from '../../../lib/models/model';
import type { Dense } from '../../../lib/kernels/matrix';
import { checkOptions } from '../../../lib/options';
import { Cancelled, finish, type Progress } from '../../../lib/work';
import { still } from '../still';
import { corpusOf, groupedCorpus } from './corpus';

const grouped = groupedCorpus(4, 300);
const options = (given: Record<string, number> = {}) => ({ ...checkOptions(skipgram, { dims: 10, epochs: 40, sample: 0 }), ...given });
const vectors = (trained: Trained) => (trained.words.matrix as Dense).values;

const folder = mkdtempSync(join(tmpdir(), 'wordspace-'));
const file = join(folder, 'skipgram.mjs');
const spawn = () => nodeThread(new Worker(file));

beforeAll(async () => {
  const bundle = await rolldown({ input: join(import.meta.dirname, '../../../lib/jobs/skipgram.node.ts'), platform: 'node' });
  await bundle.write({ file, format: 'esm' });
  await bundle.close();
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Waits until the training has come so far that steering it means something. */
async function under(session: TrainingSession, share = 0): Promise<void> {
  while (session.progress().done <= share * session.progress().total) await new Promise((resolve) => setTimeout(resolve, 1));
}

for (const threads of [1, 2]) {
  describe(`a session with ${threads} thread${threads > 1 ? 's' : ''}`, () => {
    const open = (given: Record<string, number> = {}, from?: Beginning, onProgress?: (p: Progress) => void) =>
      openSession({ corpus: grouped, model: 'skipgram', options: options(given), threads, from }, { spawn, onProgress });

    it('stands still while paused and goes on to the end', async () => {
      const session = open({ epochs: 1000 });
      await under(session);
      session.pause();
      const look = () => ({ done: session.progress().done, speed: session.progress().figures!.tokensPerSecond, rows: session.snapshot(40) });
      const before = await still(look);
      expect(session.progress()).toMatchObject({ stage: 'paused' });
      expect(before.done).toBeLessThan(session.progress().total);
      expect(await still(look)).toEqual(before);
      session.resume();
      const { figures } = await session.trained;
      expect(figures.tokens).toBe(grouped.ids.length * 1000);
    });

    it('keeps a whole space when stopped early, also out of a pause', async () => {
      const session = open({ epochs: 1e6 });
      await under(session);
      session.pause();
      session.keep();
      const { words, output, figures } = await session.trained;
      expect(words.names).toEqual(grouped.vocabulary.words);
      expect((words.matrix as Dense).values).toHaveLength(400);
      expect(output).toMatchObject({ rows: 40, dims: 10 });
      expect(figures.tokens).toBeGreaterThan(0);
      expect(figures.epochs).toBeCloseTo(figures.tokens / grouped.ids.length, 9);
      expect(words.provenance.options.stoppedAt).toBeCloseTo(figures.tokens / grouped.ids.length / 1e6, 9);
    });

    it('keeps at least one slice, however early it is stopped', async () => {
      const session = open({ epochs: 1e6 });
      session.keep();
      expect((await session.trained).figures.tokens).toBeGreaterThan(0);
    });

    it('leaves nothing when cancelled, running or paused', async () => {
      for (const pause of [false, true]) {
        const session = open({ epochs: 1e6 });
        await under(session);
        if (pause) session.pause();
        session.cancel();
        await expect(session.trained).rejects.toBeInstanceOf(Cancelled);
      }
    });

    it('shows the first rows of the vectors under way', async () => {
      const session = open({ epochs: 1000 });
      await under(session, 0.5); // by then every thread has begun: one that has not would do a slice when told to keep
      expect(session.snapshot(7)).toHaveLength(70);
      expect(session.snapshot(99)).toHaveLength(400);
      session.pause();
      const paused = await still(() => session.snapshot(40));
      session.keep();
      const kept = vectors(await session.trained);
      expect(paused).toEqual(kept);
    });

    it('changes the learning rate from now on', async () => {
      const session = open({ epochs: 1000 });
      await under(session, 0.1);
      session.pause();
      await still(() => session.progress().done);
      session.setAlpha(0.005);
      expect(session.progress().figures!.alpha).toBeCloseTo(0.005, 12);
      expect(() => session.setAlpha(0)).toThrow('above 0');
      session.resume();
      await session.trained;
      expect(session.progress().figures!.alpha).toBeLessThan(1e-5);
    });

    it('goes on from what was learned: the loss begins where it ended', async () => {
      const first = await open({ epochs: 100 }).trained;
      const from = { names: first.words.names, input: first.words.matrix as Dense, output: first.output };
      const cold = await open({ epochs: 1, seed: 2 }).trained;
      const warm = await open({ epochs: 1, seed: 2, alpha: 0.005 }, from).trained;
      expect(Math.abs(warm.figures.loss - first.figures.loss)).toBeLessThan(0.06);
      expect(cold.figures.loss).toBeGreaterThan(first.figures.loss + 0.2);
      expect(warm.words.provenance.options.continued).toBe(true);
    });

    it('tells when training diverges', async () => {
      const session = open({ window: 100, negative: 100, epochs: 1000, alpha: 1000 });
      await expect(session.trained).rejects.toThrow('lower the learning rate');
    });

    it('leaves behind what it had learned where a rate set under way makes it diverge', async () => {
      const session = open({ window: 100, negative: 100, epochs: 200, alpha: 0.01 });
      await under(session, 0.1);
      session.pause();
      const paused = await still(() => session.snapshot(40));
      session.setAlpha(1);
      session.setAlpha(0.9);
      session.resume();
      const trained = await session.trained;
      expect(vectors(trained)).toEqual(paused);
      expect(trained.fault).toMatch(/after the learning rate was set to 0\.9\. They were kept as they were at \d\d %/);
      expect(trained.figures).not.toHaveProperty('laterAlpha');
      expect(trained.words.provenance.options.stoppedAt).toBeGreaterThan(0.09);
    });

    it('tells the rate that was set under way', async () => {
      const session = open({ epochs: 1000 });
      await under(session, 0.1);
      session.pause();
      session.setAlpha(0.005);
      session.keep();
      const { figures, words } = await session.trained;
      expect(figures).toMatchObject({ laterAlpha: 0.005, laterAlphaFrom: expect.any(Number) });
      expect(words.provenance.options.laterAlpha).toBe(0.005);
    });
  });
}

describe('steering does not change what is computed', () => {
  it('a paused training gives the same bytes as an uninterrupted one', async () => {
    const whole = finish(skipgram.train(grouped, options({ epochs: 600 })));
    const session = new InlineSession(skipgram.train(grouped, options({ epochs: 600 })));
    for (const share of [0.01, 0.4, 0.7]) {
      await under(session, share);
      session.pause();
      session.snapshot(40);
      await new Promise((resolve) => setTimeout(resolve, 5));
      session.resume();
    }
    expect(vectors(await session.trained)).toEqual(vectors(whole));
  });
});

/** Nats a pair where all output vectors are zero: 1 + 5 times ln 2, less the negatives that equal the center (1 in 40). */
const CHANCE = (1 + 5 * (1 - 1 / 40)) * Math.LN2;

describe('continuing', () => {
  const first = finish(skipgram.train(grouped, options()));
  const from: Beginning = { names: first.words.names, input: first.words.matrix as Dense, output: first.output, counts: [...grouped.vocabulary.counts] };

  it('matches old vectors by name, begins new words at random and carries along what the text lacks', () => {
    const text = corpusOf([[0, 1, 2, 3], [3, 2, 1, 0]], 4);
    const other = { ...text, vocabulary: { ...text.vocabulary, words: ['w7', 'new', 'w3', 'newer'] } };
    const tiny = options({ epochs: 1, alpha: 0.0001 });
    const { words, output } = finish(skipgram.train(other, tiny, from));
    const old = grouped.vocabulary.words.filter((w) => w !== 'w7' && w !== 'w3');
    expect(words.names).toEqual(['w7', 'new', 'w3', 'newer', ...old]);
    const row = (matrix: Dense, r: number) => matrix.values.slice(r * 10, r * 10 + 10);
    const was = (name: string) => row(from.input, from.names.indexOf(name));
    const farthest = (a: Float32Array, b: Float32Array) => Math.max(...a.map((v, i) => Math.abs(v - b[i])));
    expect(farthest(row(words.matrix as Dense, 0), was('w7'))).toBeLessThan(0.01);
    expect(farthest(row(words.matrix as Dense, 2), was('w3'))).toBeLessThan(0.01);
    expect(Math.max(...row(words.matrix as Dense, 1).map(Math.abs))).toBeLessThan(0.06);
    old.forEach((name, i) => expect(row(words.matrix as Dense, 4 + i)).toEqual(was(name)));
    expect(row(output!, 4)).toEqual(row(first.output!, from.names.indexOf(old[0])));
    expect(words.columns[0].values.slice(4)).toEqual(old.map((name) => grouped.vocabulary.counts[from.names.indexOf(name)]));
  });

  it('begins output vectors at zero where they are not known', () => {
    const { figures } = finish(skipgram.train(grouped, options({ epochs: 1, alpha: 1e-7 }), { ...from, output: undefined }));
    expect(figures.loss).toBeCloseTo(CHANCE, 2);
  });

  it('refuses vectors of another length, and broken ones', () => {
    expect(() => skipgram.train(grouped, options({ dims: 12 }), from)).toThrow('set dimensions to 10');
    const broken = { ...from, input: { ...from.input, values: from.input.values.map((v, i) => (i === 3 ? Number.NaN : v)) } };
    expect(() => skipgram.train(grouped, options(), broken)).toThrow('not finite numbers');
  });
});
