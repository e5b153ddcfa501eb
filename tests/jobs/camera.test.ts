/** Films from the training's side: which frames come over the port, whatever the receiver does. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { rolldown } from 'rolldown';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Camera } from '../../lib/jobs/camera';
import { start } from '../../lib/jobs/client';
import { Cancelled } from '../../lib/jobs/run';
import { InlineSession, openSession } from '../../lib/jobs/session';
import { nodeThread } from '../../lib/jobs/threads';
import type { Port, Reply, Snapshot } from '../../lib/jobs/steering';
import { skipgram } from '../../lib/models/skipgram';
import { SkipgramTraining } from '../../lib/models/skipgram/training';
import { checkOptions } from '../../lib/options';
import { isDue } from '../../lib/space/film/schedule';
import { corpusOf, groupedCorpus } from '../models/skipgram/corpus';

const corpus = groupedCorpus(4, 300);
const options = checkOptions(skipgram, { dims: 10, epochs: 1000, sample: 0 });
const untrained = new SkipgramTraining(corpus, options).snapshot(40);

const folder = mkdtempSync(join(tmpdir(), 'wordspace-'));
const file = join(folder, 'skipgram.mjs');
beforeAll(async () => {
  const bundle = await rolldown({ input: join(import.meta.dirname, '../../lib/jobs/skipgram.node.ts'), platform: 'node' });
  await bundle.write({ file, format: 'esm' });
  await bundle.close();
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A port of which only the near end is there: keeps what is sent. */
class Kept implements Port {
  readonly frames: Snapshot[] = [];
  onmessage = null;
  postMessage(message: Reply): void {
    if (message !== 'over' && 'frame' in message) this.frames.push(message.frame);
  }
  close(): void {}
}

const shares = (frames: Snapshot[]) => frames.map(({ progress }) => progress.done / progress.total);

/** Train with a camera at this port. */
async function film(port: Port, { threads = 1 } = {}): Promise<void> {
  const camera = new Camera(port, 40);
  const spawn = () => nodeThread(new Worker(file));
  await openSession({ corpus, model: 'skipgram', options, threads }, { spawn, onMoment: (now) => camera.look(now) }).trained;
}

test('one thread: the frames are those of the schedule, from before the first step on', async () => {
  const port = new Kept();
  await film(port);
  // a slice is an epoch here: the text is shorter than a slice
  let last = -1;
  const due = Array.from({ length: 1000 }, (_, epoch) => epoch / 1000).filter((share) => isDue(share, last) && ((last = share), true));
  expect(shares(port.frames)).toEqual(due);
  expect(due.length).toBeGreaterThan(100);
  expect(port.frames[0].values).toEqual(untrained);
  expect(port.frames.at(-1)!.values).not.toEqual(untrained);
  expect(port.frames.every(({ values }) => values.length === 400)).toBe(true);
});

test('two threads: from before the first step on, in the order of time, none of the end', async () => {
  const port = new Kept();
  await film(port, { threads: 2 });
  expect(port.frames[0]).toMatchObject({ progress: { done: 0 } });
  expect(port.frames[0].values).toEqual(untrained);
  expect(shares(port.frames)).toEqual([...new Set(shares(port.frames))].toSorted((a, b) => a - b));
  expect(shares(port.frames).at(-1)).toBeLessThan(1);
  expect(port.frames.slice(2).every(({ progress }) => progress.figures!.loss > 0)).toBe(true);
});

test('a receiver that takes nothing in is sent no more than 32 MB; one that does, every frame', async () => {
  const types = 20_000;
  const big = corpusOf(Array.from({ length: types / 10 }, (_, s) => Array.from({ length: 10 }, (_, i) => s * 10 + i)), types);
  const steps = (port: Port, after: (camera: Camera) => void) => {
    const training = new SkipgramTraining(big, checkOptions(skipgram, { dims: 100, epochs: 2, sample: 0 }));
    const camera = new Camera(port, types);
    const session = new InlineSession(training, undefined, (now) => {
      camera.look(now);
      after(camera);
    });
    return session.trained;
  };
  const deaf = new Kept();
  await steps(deaf, () => {});
  expect(deaf.frames).toHaveLength(4);
  expect(shares(deaf.frames)[0]).toBe(0);
  const alert = new Kept();
  let seen = 0;
  await steps(alert, (camera) => {
    for (; seen < alert.frames.length; seen++) camera.seen();
  });
  expect(alert.frames.length).toBeGreaterThan(10);
});

test('every frame has arrived when the job is done, also where none was taken in meanwhile', async () => {
  const job = start('train', { corpus, model: 'skipgram', options, filmed: 40 });
  const frames: Snapshot[] = [];
  job.watch((frame) => {
    frames.push(frame);
    return new Promise(() => {});
  });
  await job.promise;
  const port = new Kept();
  await film(port);
  expect(shares(frames)).toEqual(shares(port.frames));
  expect(frames.map((f) => f.values)).toEqual(port.frames.map((f) => f.values));
});

test('a job that is cancelled or fails does not wait for frames', async () => {
  const job = start('train', { corpus, model: 'skipgram', options: { ...options, epochs: 1e6 }, filmed: 40 });
  job.watch(() => new Promise(() => {}));
  job.cancel();
  await expect(job.promise).rejects.toThrow(Cancelled);
});
