import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { place, SkipgramKernel } from '../../../lib/kernels/skipgram/kernel';
import type { SkipgramTrainer } from '../../../lib/kernels/skipgram/problem';
import { FilmDesk } from '../../../lib/jobs/film-client';
import { Random } from '../../../lib/kernels/random';
import { skipgram } from '../../../lib/models/skipgram';
import { SkipgramTraining } from '../../../lib/models/skipgram/training';
import { checkOptions } from '../../../lib/options';
import { analogy } from '../../../lib/space/analogy';
import { mostBytes, TOLERANCE } from '../../../lib/kernels/film/coded-rows';
import { Film } from '../../../lib/space/film/film';
import { bytesOf, decodeFrame, type FilmData } from '../../../lib/space/film/frames';
import { decodePlaces, encodePlaces } from '../../../lib/space/film/places';
import { rankCurve } from '../../../lib/space/film/rank-curve';
import { FilmRecorder } from '../../../lib/space/film/recorder';
import { isDue } from '../../../lib/space/film/schedule';
import { neighbours } from '../../../lib/space/neighbours';
import { VectorSpace, type SpaceData } from '../../../lib/space/space';
import { finish } from '../../../lib/work';
import { groupedCorpus } from '../../models/skipgram/corpus';

/** A walk of all rows through space: what every frame truly was, by time. */
function walk(rows: number, dims: number, frames: number, seed: number): { done: number; vectors: Float32Array }[] {
  const random = new Random(seed);
  const vectors = new Float32Array(rows * dims).map(() => random.uniform() - 0.5);
  return Array.from({ length: frames }, (_, i) => {
    const pace = random.uniform() ** 3;
    for (let j = 0; j < vectors.length; j++) vectors[j] += pace * (random.uniform() - 0.5);
    return { done: (i + 1) / frames, vectors: vectors.slice() };
  });
}

function leastCosine(a: Float32Array, b: Float32Array, dims: number): number {
  let least = 1;
  for (let from = 0; from < a.length; from += dims) {
    let [dot, squaresA, squaresB] = [0, 0, 0];
    for (let i = from; i < from + dims; i++) {
      dot += a[i] * b[i];
      squaresA += a[i] * a[i];
      squaresB += b[i] * b[i];
    }
    least = Math.min(least, dot / Math.sqrt(squaresA * squaresB));
  }
  return least;
}

const nothing = { names: ['a', 'b'], columns: [], provenance: { model: 'skipgram', corpus: 'toy', options: {} } };

const sizeOf = (film: FilmData) => film.frames.reduce((sum, frame) => sum + bytesOf(frame), 0);

describe('a recorder', () => {
  it('never exceeds its budget, keeps first and last and the order, and stays true after thinning out', () => {
    fc.assert(
      fc.property(
        fc.record({ rows: fc.integer({ min: 1, max: 12 }), dims: fc.integer({ min: 2, max: 16 }), frames: fc.integer({ min: 1, max: 90 }), seed: fc.nat(), room: fc.double({ min: 2, max: 30, noNaN: true }), placed: fc.boolean() }),
        ({ rows, dims, frames, seed, room, placed }) => {
          const budget = Math.ceil(room * (mostBytes({ rows, dims }) + 6 * rows + 1000));
          const recorder = new FilmRecorder({ rows, dims, budget });
          const shots = walk(rows, dims, frames, seed);
          const truth = new Map(shots.map(({ done, vectors }) => [done, vectors]));
          for (const { done, vectors } of shots) {
            const positions = placed ? { dims: 3 as const, values: vectors.subarray(0, 3 * Math.floor((rows * 2) / 3)) } : undefined;
            recorder.add({ done, epoch: 1, loss: 2, vectors, positions });
            const { film } = recorder;
            expect(recorder.bytes).toBeLessThanOrEqual(budget);
            expect(recorder.bytes).toBe(sizeOf(film));
            const times = film.frames.map((f) => f.done);
            expect(times).toEqual(times.toSorted((a, b) => a - b));
            expect(times[0]).toBe(shots[0].done);
            expect(times.at(-1)).toBe(done);
          }
          const { film } = recorder;
          film.frames.forEach((frame, i) => expect(leastCosine(decodeFrame(film, i), truth.get(frame.done)!, dims)).toBeGreaterThanOrEqual(Math.sqrt(1 - TOLERANCE ** 2) - 1e-6));
        },
      ),
      { numRuns: 100 },
    );
  });

  it('keeps evenly spaced frames when it thins out, the newest aside', () => {
    const shots = walk(10, 10, 1000, 3);
    const recorder = new FilmRecorder({ rows: 10, dims: 10, budget: 40_000 });
    for (const { done, vectors } of shots) recorder.add({ done, epoch: 0, loss: 0, vectors });
    const numbers = recorder.film.frames.map((f) => Math.round(f.done * 1000) - 1);
    const step = numbers[1] - numbers[0];
    expect(Math.log2(step) % 1).toBe(0);
    expect(step).toBeGreaterThan(1);
    expect(numbers.slice(0, -1)).toEqual(Array.from({ length: numbers.length - 1 }, (_, i) => i * step));
    expect(numbers.length).toBeGreaterThan(15);
    expect(new Set(recorder.film.frames.map((f) => f.after)).has(-1)).toBe(true);
  });

  it('records the same film again, and hands out films that later frames leave alone', () => {
    const record = () => {
      const recorder = new FilmRecorder({ rows: 4, dims: 8, budget: 9000 });
      const early: FilmData[] = [];
      for (const { done, vectors } of walk(4, 8, 40, 9)) {
        recorder.add({ done, epoch: done, loss: 1 - done, vectors });
        early.push(recorder.film);
      }
      return { film: recorder.film, third: early[2] };
    };
    const { film, third } = record();
    expect(structuredClone(film)).toEqual(record().film);
    expect(third.frames).toHaveLength(3);
    expect(third.frames.map((f) => f.after)).toEqual([-1, 0, 0]);
  });

  it('refuses what cannot be recorded', () => {
    expect(() => new FilmRecorder({ rows: 1000, dims: 100, budget: 1000 })).toThrow('record fewer words');
    const recorder = new FilmRecorder({ rows: 1, dims: 2 });
    const shot = { done: 0.5, epoch: 0, loss: 1, vectors: Float32Array.of(1, 2) };
    recorder.add(shot);
    expect(() => recorder.add(shot)).toThrow('order of time');
    expect(() => recorder.add({ ...shot, done: 0.6, vectors: Float32Array.of(1) })).toThrow('2 values');
  });
});

describe('a desk that codes frame after frame', () => {
  it('codes as a recorder does, however often that thins out', async () => {
    const shape = fc.record({ rows: fc.integer({ min: 1, max: 6 }), dims: fc.integer({ min: 2, max: 9 }), frames: fc.integer({ min: 1, max: 90 }), seed: fc.nat(), room: fc.double({ min: 2, max: 30, noNaN: true }) });
    await fc.assert(
      fc.asyncProperty(shape, async ({ rows, dims, frames, seed, room }) => {
        const budget = Math.ceil(room * (mostBytes({ rows, dims }) + 6 * rows + 1000));
        const [alone, recorder] = [new FilmRecorder({ rows, dims, budget }), new FilmRecorder({ rows, dims, budget })];
        const desk = new FilmDesk();
        for (const { done, vectors } of walk(rows, dims, frames, seed)) {
          alone.add({ done, epoch: 1, loss: 2, vectors });
          recorder.append({ done, epoch: 1, loss: 2, rows: await desk.code(recorder.chain, Float32Array.from(vectors), { rows, dims }) });
        }
        expect(recorder.film).toEqual(alone.film);
      }),
    );
  });

  it('refuses frames that lead nowhere', async () => {
    const desk = new FilmDesk();
    const first = await desk.code([], new Float32Array(4), { rows: 2, dims: 2 });
    await expect(desk.code([first, first], new Float32Array(4), { rows: 2, dims: 2 })).rejects.toThrow(TypeError);
  });
});

describe('places', () => {
  it('are off by half a step at most', () => {
    fc.assert(
      fc.property(fc.constantFrom(2 as const, 3 as const), fc.array(fc.float({ min: -1000, max: 1000, noNaN: true }), { maxLength: 10 }), (dims, numbers) => {
        const values = Float32Array.from(numbers.slice(0, numbers.length - (numbers.length % dims)));
        const coded = encodePlaces({ dims, values });
        const decoded = decodePlaces(coded);
        expect(decoded.dims).toBe(dims);
        decoded.values.forEach((v, i) => expect(Math.abs(v - values[i])).toBeLessThanOrEqual(0.501 * coded.step[i % dims] + 1e-4));
      }),
    );
  });
});

describe('positions', () => {
  it('are as recorded, and between recorded frames on the way from one to the next', () => {
    const recorder = new FilmRecorder({ rows: 2, dims: 2 });
    const shoot = (done: number, x?: number) =>
      recorder.add({ done, epoch: 0, loss: 0, vectors: Float32Array.of(1, 0, 0, 1), positions: x === undefined ? undefined : { dims: 2, values: Float32Array.of(x, 0, 0, 8) } });
    shoot(0);
    expect(new Film(recorder.film, nothing).positions(0)).toBeNull();
    shoot(0.1, 1);
    shoot(0.2);
    shoot(0.5, 5);
    shoot(1);
    const film = new Film(recorder.film, nothing);
    const xs = [0, 1, 2, 3, 4].map((i) => film.positions(i)!.values[0]);
    [1, 1, 2, 5, 5].forEach((x, i) => expect(xs[i]).toBeCloseTo(x, 3));
    expect(film.positions(2)!.values[3]).toBeCloseTo(8, 3);
  });
});

describe('frames', () => {
  it('are due first, last, and closest at the beginning', () => {
    const taken: number[] = [];
    for (let i = 0; i <= 10_000; i++) if (isDue(i / 10_000, taken.at(-1) ?? -1, 20)) taken.push(i / 10_000);
    expect(taken).toHaveLength(21);
    taken.forEach((done, k) => expect(done).toBeCloseTo((k / 20) ** 2, 3));
    expect(isDue(0.5, 0.5)).toBe(false);
    expect(isDue(1, 0.9999)).toBe(true);
  });
});

describe('a film of a training', () => {
  const corpus = groupedCorpus(4, 300);
  const options = checkOptions(skipgram, { dims: 12, epochs: 12, sample: 0, window: 2 });
  // The trainer is stepped by hand: a slice of the training is the whole of so small a text.
  let trainer: SkipgramTrainer;
  const training = new SkipgramTraining(corpus, options, (problem) => (trainer = new SkipgramKernel(place(problem))));
  const recorder = new FilmRecorder({ rows: 40, dims: 12 });
  const shots: Float32Array[] = [];
  const last = corpus.sentences.length - 1;
  for (let k = 0; k <= 40; k++) {
    const vectors = trainer!.input();
    shots.push(vectors);
    recorder.add({ done: k / 40, epoch: (12 * k) / 40, loss: k === 0 ? Number.NaN : trainer!.loss / trainer!.pairs, vectors });
    for (let pass = 0; pass < 2; pass++) trainer!.train(0, last, 0.05);
  }
  const space: SpaceData = finish(training).words;
  const film = new Film(recorder.film, space);

  it('answers as the true vectors did', () => {
    expect(film).toHaveLength(41);
    expect(film.moment(10)).toMatchObject({ done: 0.25, epoch: 3 });
    expect(film.at(0.26)).toBe(10);
    for (const i of [0, 7, 40]) {
      const truth = new VectorSpace({ ...space, matrix: { kind: 'dense', rows: 40, dims: 12, values: shots[i] } });
      const found = film.neighbours(5, i, 9);
      neighbours(truth, 5, { k: 9 }).forEach((n, at) => expect(found[at].similarity).toBeCloseTo(n.similarity, 1));
      expect(film.space(i)).toBe(film.space(i));
      expect(film.space(i).counts).toEqual([...corpus.vocabulary.counts]);
    }
    const group = film.neighbours(5, 40, 9).map((n) => Math.floor(n.row / 10));
    expect(group).toEqual(Array.from({ length: 9 }, () => 0));
    expect(film.positions(0)).toBeNull();
    expect(() => film.space(41)).toThrow('no frame 41');
  });

  it('follows the rank of an answer over time', () => {
    const expression = 'w1 - w11 + w12';
    const points = finish(rankCurve(film, expression, 'w5'));
    expect(points.map((p) => p.done)).toEqual(Array.from({ length: 41 }, (_, k) => k / 40));
    const order = analogy(film.space(40), expression, { k: 40 }).answers.map((a) => a.name);
    expect(points[40].rank).toBe(order.indexOf('w5') + 1);
    expect(points[40].rank).toBeLessThan(11);
    expect(film.rank(expression, 'w1', 3)).toBeNull();
    const known = [{ done: 0.5, rank: 77 }, { done: 0.51, rank: 78 }];
    const again = finish(rankCurve(film, expression, 'w5', 'add', known));
    expect(again).toEqual(points.map((p) => (p.done === 0.5 ? known[0] : p)));
    expect(() => finish(rankCurve(film, 'nothing - w1', 'w5'))).toThrow('nothing');
  });
});
