/** Watching, steering and continuing a training through the store, with the jobs run on this thread. */
import { beforeEach, expect, test, vi } from 'vitest';
import { FilmDesk } from '../../lib/jobs/film-client';
import { LiveDesk } from '../../lib/jobs/live-desk';
import { nextTask } from '../../lib/jobs/run';
import { onFrame, type LiveFrame } from '../../lib/store/live';
import { changeView } from '../../lib/store/maps';
import { removeSpace } from '../../lib/store/spaces';
import { initialState, type RunningJob } from '../../lib/store/state';
import { layoutKey } from '../../lib/store/view';
import { activeSpace, get, longer, set } from '../../lib/store/store';
import { openFiles } from '../../lib/store/texts';
import { canContinue, continuedTitle, continueTraining, train } from '../../lib/store/training';
import type { Dense } from '../../lib/kernels/matrix';
import type { CurvePoint } from '../../lib/store/state';

const WORDS = ['bread', 'butter', 'cheese', 'knife', 'anchor', 'captain', 'harbour', 'mast'];

function text(sentences: number, words = WORDS): Uint8Array {
  const sentence = (s: number) => Array.from({ length: 8 }, (_, i) => words[(s % 2) * 4 + ((i * 3 + s * 5 + ((i * s) >> 2)) % 4)]).join(' ');
  return new TextEncoder().encode(Array.from({ length: sentences }, (_, s) => `${sentence(s)}.`).join('\n'));
}

const long = { dims: 8, epochs: 1000, sample: 0, seed: 1 };
const running = (): RunningJob | undefined => get().jobs.find((j) => j.kind === 'train');
/** The id of the nth space of a model. */
const id = (model: string, nth = 0) => get().spaces.filter((s) => s.model === model)[nth].id;
const settled = () => expect.poll(() => get().jobs.length, { timeout: 20_000 }).toBe(0);

beforeEach(async () => {
  set({ ...initialState });
  await openFiles([{ name: 'worlds.txt', bytes: text(3000) }]);
});

test('frames come from the first moment to the end, and the map moves with them', async () => {
  const frames: LiveFrame[] = [];
  const stop = onFrame((frame) => frames.push(frame));
  const training = train('skipgram', { ...long, epochs: 400 });
  await expect.poll(() => frames.length).toBeGreaterThan(0);
  expect(activeSpace(get())).toMatchObject({ id: id('skipgram'), title: 'Skip-gram, training', training: true });
  expect(get().layouts[layoutKey(id('skipgram'), get().view)]).toMatchObject({ finished: false });
  await training;
  stop();
  await settled();
  expect(frames.length).toBeGreaterThan(2);
  expect(frames[0].share).toBeLessThan(0.5);
  expect(frames.at(-1)).toMatchObject({ share: 1, last: true, spaceId: id('skipgram'), dims: 8 });
  for (const { names, snapshot, positions } of frames) {
    expect(names).toBe(frames[0].names);
    expect(snapshot).toHaveLength(8 * 8);
    expect(positions.values).toHaveLength(8 * 3);
  }
  expect(frames.at(-1)?.snapshot).toEqual((activeSpace(get())!.words.matrix as Dense).values);
  expect(frames[0].positions.values).not.toEqual(frames.at(-1)?.positions.values);
  expect(get().spaces).toHaveLength(1);
  expect(activeSpace(get())).toMatchObject({ id: id('skipgram'), title: 'Skip-gram' });
  expect(activeSpace(get())?.training).toBeUndefined();
  expect(get().layouts[layoutKey(id('skipgram'), get().view)]).toMatchObject({ finished: true });
  expect(get().notices).toEqual([]);
});

test('a training pauses, resumes and is kept early', async () => {
  const training = train('skipgram', long);
  await expect.poll(() => running()?.progress.done ?? 0).toBeGreaterThan(0);
  running()?.steer?.('pause');
  await expect.poll(() => running()?.progress.stage).toBe('paused');
  const { done } = running()!.progress;
  // The training runs on this thread: it would go on in one of these turns.
  for (let turn = 0; turn < 20; turn++) await nextTask();
  expect(running()?.progress.done).toBe(done);
  running()?.steer?.('resume');
  await expect.poll(() => running()?.progress.done ?? 0).toBeGreaterThan(done);
  running()?.steer?.({ alpha: 0.001 });
  await expect.poll(() => running()?.progress.figures?.alpha ?? 1).toBeLessThanOrEqual(0.001);
  running()?.steer?.('keep');
  await training;
  await settled();
  const space = activeSpace(get());
  expect(space?.figures.epochs).toBeGreaterThan(0);
  expect(space?.figures.epochs).toBeLessThan(1000);
  expect(space?.output).toMatchObject({ rows: 8, dims: 8 });
});

test('a cancelled training leaves nothing and shows what was shown before', async () => {
  await train('lsa', { dims: 2 });
  await settled();
  const training = train('skipgram', long);
  await expect.poll(() => activeSpace(get())?.training ?? false).toBe(true);
  await changeView({ dims: 2 });
  running()?.cancel();
  await training;
  await settled();
  expect(get().spaces.map((s) => s.model)).toEqual(['lsa']);
  expect(get().spaceId).toBe(id('lsa'));
  expect(Object.keys(get().layouts).every((key) => key.startsWith(id('lsa')))).toBe(true);
});

test('whoever looks at another space meanwhile stays there', async () => {
  await train('lsa', { dims: 2 });
  const training = train('skipgram', { ...long, epochs: 200 });
  await expect.poll(() => activeSpace(get())?.training ?? false).toBe(true);
  set({ spaceId: id('lsa') });
  await training;
  await settled();
  expect(get().spaceId).toBe(id('lsa'));
  expect(get().spaces.map((s) => s.model).sort()).toEqual(['lsa', 'skipgram']);
});

test('a name tells how often a space was continued', () => {
  const names = ['LSA 2', ...Array.from({ length: 4 }, () => '')];
  for (let i = 1; i < names.length; i++) names[i] = continuedTitle(names[i - 1]);
  expect(names.slice(1)).toEqual(['LSA 2, continued', 'LSA 2, continued twice', 'LSA 2, continued 3 times', 'LSA 2, continued 4 times']);
});

test('goes on over another text: new words enter, old ones stay', async () => {
  await train('skipgram', { ...long, epochs: 50 });
  const first = activeSpace(get())!;
  await openFiles([{ name: 'more.txt', bytes: text(500, ['bread', 'butter', 'spoon', 'plate', 'anchor', 'sail', 'wave', 'ship']) }]);
  await continueTraining(id('skipgram'), { epochs: 20, alpha: 0.01 });
  await settled();
  const space = activeSpace(get())!;
  expect(space).toMatchObject({ id: id('skipgram', 1), title: 'Skip-gram, continued', earlierTexts: ['worlds'], corpusTitle: 'more', options: { epochs: 20, alpha: 0.01, seed: 2, dims: 8 } });
  expect(space.words.names.slice(0, 8).sort()).toEqual(['anchor', 'bread', 'butter', 'plate', 'sail', 'ship', 'spoon', 'wave']);
  for (const name of ['cheese', 'harbour']) {
    const row = (s: typeof space) => (s.words.matrix as Dense).values.slice(s.words.rowOf(name) * 8, s.words.rowOf(name) * 8 + 8);
    expect(row(space)).toEqual(row(first));
  }
  expect(get().notices).toEqual([]);
});

test('vectors from a file can be gone on from, topics cannot', async () => {
  await openFiles([{ name: 'mine.vec', bytes: new TextEncoder().encode('2 4\nbread 1 0 0 0\nanchor 0 1 0 0\n') }]);
  await train('lsa', { dims: 2 });
  const [file, lsa] = get().spaces;
  expect([canContinue(file), canContinue(lsa)]).toEqual([true, false]);
  await continueTraining(file.id, { epochs: 2, alpha: 0.01 });
  await settled();
  expect(get().spaces.at(-1)).toMatchObject({ model: 'skipgram', options: { dims: 4 } });
  expect(get().notices.map((n) => n.text)).toEqual(['The output vectors of mine.vec are not known: they begin at zero and are learned first.']);
});

test('a long curve stays drawable', () => {
  let curve: CurvePoint[] = [];
  for (let i = 0; i < 5000; i++) curve = longer(curve, { stage: 'training', done: i, total: 5000, figures: { loss: i } });
  expect(curve.length).toBeLessThanOrEqual(501);
  expect(curve[0]).toEqual({ done: 1 / 5000, value: 1 });
  expect(curve.at(-1)?.value).toBe(4999);
});

test('a curve begins with the first figure that was measured, also where that is 0', () => {
  const before = longer([], { stage: 'training', done: 0, total: 10, figures: { loss: 0 } });
  expect(before).toEqual([]);
  expect(longer(before, { stage: 'training', done: 1, total: 10, figures: { loss: 0 } })).toEqual([{ done: 0.1, value: 0 }]);
  // A figure that has not been measured anew is no point.
  const one = longer([], { stage: 'sampling topics', done: 1, total: 10, figures: { logLikelihoodPerToken: -9 } });
  expect(longer(one, { stage: 'sampling topics', done: 2, total: 10, figures: { logLikelihoodPerToken: -9 } })).toBe(one);
});

test('a film or a map that fails says so, and the training keeps its vectors', async () => {
  const coding = vi.spyOn(FilmDesk.prototype, 'code').mockRejectedValue(new Error('no room'));
  const frame = vi.spyOn(LiveDesk.prototype, 'frame').mockImplementationOnce(() => { throw new Error('no graph'); });
  await train('skipgram', { ...long, epochs: 100 });
  await settled();
  coding.mockRestore();
  frame.mockRestore();
  expect(get().spaces).toHaveLength(1);
  expect(activeSpace(get())).toMatchObject({ model: 'skipgram', title: 'Skip-gram', words: { size: 8 } });
  expect(activeSpace(get())?.training).toBeUndefined();
  expect(get().recording).toBeNull();
  const told = get().notices.map((n) => n.text).join('\n');
  expect(told).toMatch(/could not be filmed to its end.*no room/);
  expect(told).toMatch(/could not follow this training.*no graph/);
});

test('the next space of a model begins with a map of its own, whatever was removed before', async () => {
  await train('lsa', { dims: 2 });
  await settled();
  const [first] = get().spaces;
  removeSpace(first.id);
  expect(Object.keys(get().layouts)).toEqual([]);
  await train('lsa', { dims: 2 });
  await settled();
  expect(activeSpace(get())?.id).not.toBe(first.id);
  expect(get().layouts[layoutKey(id('lsa'), get().view)]).toMatchObject({ finished: true });
});
