import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BucketsTwin } from '../../lib/kernels/lda/buckets';
import { LdaKernel, place, topicsInText, type Placed } from '../../lib/kernels/lda/kernel';
import { partsOf } from '../../lib/kernels/lda/parts';
import { gridFor, Schedule, type Block } from '../../lib/kernels/lda/schedule';
import { methodFor, type LdaProblem, type LdaSampler, type Method } from '../../lib/kernels/lda/problem';
import { LdaTwin } from '../../lib/kernels/lda/twin';
import { logGamma } from '../../lib/models/lda/loggamma';
import { Random } from '../../lib/kernels/random';

const samplers: Record<string, (problem: LdaProblem) => LdaSampler> = {
  'the dense kernel': (problem) => kernel(problem, 'dense'),
  'the dense twin': (problem) => new LdaTwin(problem),
  'the buckets of the kernel': (problem) => kernel(problem, 'buckets'),
  'the buckets of the twin': (problem) => new BucketsTwin(problem),
};

function kernel(problem: LdaProblem, method: Method): LdaKernel {
  const made = new LdaKernel(place(problem, { method }));
  made.setPriors(problem.alpha, problem.beta);
  return made;
}

function problemOf(chunks: number[][], topics: number, seed: number, alpha = 0.1, beta = 0.01): LdaProblem {
  const random = new Random(seed);
  const ids = Uint32Array.from(chunks.flat());
  const bounds = [0];
  for (const chunk of chunks) bounds.push(bounds[bounds.length - 1] + chunk.length);
  return {
    ids, chunks: Uint32Array.from(bounds), words: Math.max(...ids) + 1, topics, alpha: Float64Array.from({ length: topics }, (_, k) => alpha * (1 + (k % 3))), beta,
    assignments: Uint16Array.from(ids, () => random.below(topics)), seed,
  };
}

const sweep = (sampler: LdaSampler, times = 1) => {
  for (let s = 0; s < times; s++) expect(sampler.advance(Infinity)).toBe(sampler.assignments.length);
};

const someChunks = fc.array(fc.array(fc.nat(12), { minLength: 1, maxLength: 30 }), { minLength: 1, maxLength: 8 });
const someTopics = fc.integer({ min: 2, max: 40 });

/** A text long enough that the dense kernel draws three tokens at once. */
function longText(topics: number): LdaProblem {
  const random = new Random(7);
  const chunks = Array.from({ length: 40 }, (_, c) => Array.from({ length: 50 + random.below(60) }, () => random.below(20 + 10 * (c % 5))));
  return problemOf(chunks, topics, 5);
}

describe('the kernel and its twin', () => {
  it('draw the same topics, dense', () => {
    fc.assert(
      fc.property(someChunks, someTopics, fc.nat(), (chunks, topics, seed) => {
        const problem = problemOf(chunks, topics, seed);
        const [one, other] = [samplers['the dense kernel'](problem), samplers['the dense twin'](problem)];
        sweep(one, 3);
        sweep(other, 3);
        expect(one.assignments).toEqual(other.assignments);
      }),
    );
  });

  it.each([2, 3, 4, 5, 7, 20])('draw the same topics three at a time, %i topics', (topics) => {
    const problem = longText(topics);
    for (const [a, b] of [['the dense kernel', 'the dense twin'], ['the buckets of the kernel', 'the buckets of the twin']]) {
      const [one, other] = [samplers[a](problem), samplers[b](problem)];
      sweep(one, 5);
      sweep(other, 5);
      expect(one.assignments).toEqual(other.assignments);
    }
  });

  it('draw the same topics from buckets', () => {
    fc.assert(
      fc.property(someChunks, someTopics, fc.nat(), (chunks, topics, seed) => {
        const problem = problemOf(chunks, topics, seed);
        const [one, other] = [samplers['the buckets of the kernel'](problem), samplers['the buckets of the twin'](problem)];
        sweep(one, 3);
        sweep(other, 3);
        expect(one.assignments).toEqual(other.assignments);
      }),
    );
  });

  it('take other priors from the next sweep on', () => {
    const problem = longText(6);
    const alpha = Float64Array.of(0.1, 2, 0.3, 0.4, 5, 0.6);
    for (const [a, b] of [['the dense kernel', 'the dense twin'], ['the buckets of the kernel', 'the buckets of the twin']]) {
      const [one, other] = [samplers[a](problem), samplers[b](problem)];
      for (const sampler of [one, other]) {
        sweep(sampler);
        sampler.setPriors(alpha, 0.2);
        sweep(sampler, 2);
      }
      expect(one.assignments).toEqual(other.assignments);
    }
  });
});

describe.each(Object.keys(samplers))('%s', (name) => {
  it('draws the same however the sweep is cut into slices', () => {
    fc.assert(
      fc.property(someChunks, fc.integer({ min: 1, max: 7 }), (chunks, slice) => {
        const problem = problemOf(chunks, 4, 1, 0.5, 0.1);
        const [whole, sliced] = [samplers[name](problem), samplers[name](problem)];
        sweep(whole, 3);
        for (let drawn = 0; drawn < 3 * problem.ids.length; ) drawn += sliced.advance(slice);
        expect(sliced.assignments).toEqual(whole.assignments);
      }),
    );
  });

  it('visits every assignment as often as its posterior probability says', () => {
    const problem = { ...problemOf([[0, 1, 0], [1, 2]], 3, 3), alpha: Float64Array.of(0.3, 0.4, 0.6), beta: 0.3 };
    const tokens = 5;
    const states = 3 ** tokens;
    const assignment = (state: number) => Array.from({ length: tokens }, (_, i) => Math.floor(state / 3 ** i) % 3);
    const joint = Array.from({ length: states }, (_, s) => Math.exp(logJoint(problem, assignment(s))));
    const evidence = joint.reduce((a, b) => a + b);

    const sampler = samplers[name](problem);
    const sweeps = 200_000;
    const visits = new Float64Array(states);
    for (let s = 0; s < sweeps; s++) {
      sampler.advance(Infinity);
      visits[sampler.assignments.reduce((state, topic, i) => state + topic * 3 ** i, 0)]++;
    }
    let distance = 0;
    for (let s = 0; s < states; s++) distance += Math.abs(visits[s] / sweeps - joint[s] / evidence) / 2;
    expect(distance).toBeLessThan(0.013);
  });
});

describe('several threads', () => {
  it('share the words so that each token is drawn once, and words of a part follow each other', () => {
    fc.assert(
      fc.property(someChunks, fc.integer({ min: 1, max: 5 }), (chunks, parts) => {
        const problem = problemOf(chunks, 2, 1);
        const { ids, text, blocks, firsts } = partsOf(problem, parts);
        const numbers = new Map<number, number>();
        for (let c = 0; c + 1 < problem.chunks.length; c++) {
          expect(blocks[c * parts]).toBe(problem.chunks[c]);
          expect([...text.subarray(problem.chunks[c], problem.chunks[c + 1])].toSorted((a, b) => a - b)).toEqual([...chunks[c].keys()].map((i) => problem.chunks[c] + i));
          for (let p = 0; p < parts; p++) {
            for (let i = blocks[c * parts + p]; i < blocks[c * parts + p + 1]; i++) {
              expect(ids[i]).toBeGreaterThanOrEqual(firsts[p]);
              expect(ids[i]).toBeLessThan(firsts[p + 1]);
              const word = problem.ids[text[i]];
              expect(numbers.get(word) ?? ids[i]).toBe(ids[i]);
              numbers.set(word, ids[i]);
            }
          }
        }
        expect(new Set(numbers.values()).size).toBe(numbers.size);
        if (parts === 1) expect(ids).toEqual(problem.ids);
      }),
    );
  });

  it.each<Method>(['dense', 'buckets'])('draw the same whoever is faster, and keep the counts that their topics say, %s', (method) => {
    const problem = longText(9);
    const [alone, together] = [placedThreads(problem, 3, method), placedThreads(problem, 3, method)];
    drawBlocks(alone, 4, [0], Infinity);
    drawBlocks(together, 4, [0, 1, 2, 2, 1, 1, 0, 2], 7);
    const assignments = topicsInText(alone.placed);
    expect(topicsInText(together.placed)).toEqual(assignments);
    expect(new Set(assignments).size).toBeGreaterThan(3);
    const anew = placedThreads({ ...problem, assignments }, 3, method);
    expect(countsOf(alone.placed)).toEqual(countsOf(anew.placed));
    expect(countsOf(together.placed)).toEqual(countsOf(anew.placed));
    // The sizes that come after the last step of all.
    const sizes = anew.threads[0].sizes();
    for (const { schedule, placed } of [alone, together]) {
      const told = sizes.slice().fill(0);
      for (let step = 4 * placed.grid.groups; step < 4 * placed.grid.groups + 2; step++) {
        for (let part = 0; part < placed.grid.parts; part++) schedule.end(schedule.take(step + 1, told) as Block, sizes.slice().fill(0));
      }
      expect(told).toEqual(sizes);
    }
  });

  it('draw every token once a sweep', () => {
    fc.assert(
      fc.property(someChunks, fc.integer({ min: 2, max: 4 }), (chunks, threads) => {
        const made = placedThreads(problemOf(chunks, 3, 1), threads, 'dense');
        for (let sweep = 1; sweep <= 2; sweep++) expect(drawBlocks(made, sweep, [0, 1], 2)).toBe(chunks.flat().length);
      }),
    );
  });

  it('take blocks of different parts and groups, each once a sweep, and hear of all steps but the latest', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 5 }), fc.array(fc.nat()), (threads, order) => {
        const grid = gridFor(threads);
        const until = 3 * grid.groups;
        const buffer = new SharedArrayBuffer(Schedule.bytes(grid, 1));
        const schedules = Array.from({ length: threads }, () => new Schedule(buffer, grid, 1));
        schedules[0].begin(Int32Array.of(1000));
        const held = new Map<number, Block>();
        const ended: Block[] = [];
        // A change is told apart from any other.
        const change = ({ step, part }: Block) => 1 + step * grid.parts + part;
        const sizes = new Int32Array(1);
        for (let turn = 0, idle = 0; ended.length < until * grid.parts; turn++) {
          const t = order.length > 0 && turn < 500 ? order[turn % order.length] % threads : turn % threads;
          const own = held.get(t);
          if (own) {
            schedules[t].end(own, Int32Array.of(change(own)));
            held.delete(t);
            ended.push(own);
            continue;
          }
          const block = schedules[t].take(until, sizes);
          if (block === null || block === 'later') {
            expect(held.size).toBeGreaterThan(0);
            expect(++idle).toBeLessThan(10_000);
            continue;
          }
          idle = 0;
          for (const other of held.values()) {
            expect(block.part).not.toBe(other.part);
            expect(block.group).not.toBe(other.group);
          }
          held.set(t, block);
          expect(sizes[0]).toBe(1000 + ended.filter(({ step }) => step <= block.step - 2).reduce((sum, each) => sum + change(each), 0));
          // Nothing of these steps is still to come.
          expect(ended.filter(({ step }) => step <= block.step - 2)).toHaveLength(Math.max(0, block.step - 1) * grid.parts);
        }
        expect(schedules.map((schedule) => schedule.take(until, sizes))).toEqual(schedules.map(() => null));
        for (let sweep = 0; sweep < 3; sweep++) {
          const own = ended.filter(({ step }) => Math.floor(step / grid.groups) === sweep);
          expect(new Set(own.map(({ part, group }) => `${part} ${group}`)).size).toBe(grid.parts * grid.groups);
        }
      }),
    );
  });
});

interface Made {
  placed: Placed;
  threads: LdaKernel[];
  schedule: Schedule;
}

function placedThreads(problem: LdaProblem, count: number, method: Method): Made {
  const placed = place(problem, { threads: count, method });
  const threads = Array.from({ length: count }, (_, thread) => new LdaKernel(placed, thread));
  for (const thread of threads) thread.setPriors(problem.alpha, problem.beta);
  const schedule = new Schedule(new SharedArrayBuffer(Schedule.bytes(placed.grid, placed.sizes)), placed.grid, placed.sizes);
  schedule.begin(threads[0].sizes());
  return { placed, threads, schedule };
}

/** Draw to the end of a sweep, the threads in such turns and so many tokens a turn; returns how many. */
function drawBlocks({ placed, threads, schedule }: Made, sweep: number, turns: number[], slice: number): number {
  const under = new Map<number, { block: Block; sizes: Int32Array; left: number }>();
  let drawn = 0;
  for (let turn = 0; ; turn++) {
    const t = turns[turn % turns.length];
    const now = under.get(t);
    if (now && now.left > 0) {
      const tokens = threads[t].advance(slice);
      now.left -= tokens;
      drawn += tokens;
    } else if (now) {
      schedule.end(now.block, threads[t].changes(now.sizes));
      under.delete(t);
    } else {
      const sizes = threads[t].sizes();
      const block = schedule.take(sweep * placed.grid.groups, sizes);
      if (block === null && under.size === 0) return drawn;
      if (block === null || block === 'later') continue;
      threads[t].begin(block, sizes);
      under.set(t, { block, sizes, left: threads[t].tokens });
    }
  }
}

/** The counts in memory: rows or lists, and those of chunks where they are kept. */
function countsOf({ memory, all, words, topics, method, keepsChunks, sizes, chunks }: Placed): unknown {
  const numbers = method === 'dense' ? Float32Array : Int32Array;
  // A zero may be a negative one.
  const kept = keepsChunks ? Array.from(new numbers(memory.buffer, all.chunks, sizes * (chunks.length - 1)), (count) => count + 0) : [];
  if (method === 'dense') return { kept, rows: [...new Uint16Array(memory.buffer, all.rows, words * ((topics + 3) >> 2) * 4)] };
  const records = new Uint32Array(memory.buffer, all.records, words * 2);
  return { kept, lists: Array.from({ length: words }, (_, w) => [...new Uint32Array(memory.buffer, all.entries + 16 * records[2 * w], records[2 * w + 1])].sort()) };
}

describe('methodFor', () => {
  it('takes buckets for many topics and for words too frequent for 16 bits', () => {
    const chunks = Uint32Array.of(0, 70_000);
    expect(methodFor({ ids: Uint32Array.from({ length: 70_000 }, (_, i) => i % 2), chunks, words: 2, topics: 20 })).toBe('dense');
    expect(methodFor({ ids: new Uint32Array(70_000), chunks, words: 1, topics: 20 })).toBe('buckets');
    expect(methodFor({ ids: Uint32Array.of(0), chunks: Uint32Array.of(0, 1), words: 1, topics: 200 })).toBe('buckets');
  });
});

/** log p(w, z) from its definition (Griffiths & Steyvers 2004, eqs. 2 and 3), counted naively. */
function logJoint({ ids, chunks, words, topics, alpha, beta }: LdaProblem, z: number[]): number {
  const tokens = Array.from(ids, (word, i) => ({ word, topic: z[i], chunk: chunks.findLastIndex((from) => from <= i) }));
  const count = (test: (token: (typeof tokens)[number]) => boolean) => tokens.filter(test).length;
  const alphaSum = alpha.reduce((a, b) => a + b);
  let sum = 0;
  for (let k = 0; k < topics; k++) {
    sum += logGamma(words * beta) - logGamma(words * beta + count((t) => t.topic === k));
    for (let w = 0; w < words; w++) sum += logGamma(beta + count((t) => t.topic === k && t.word === w)) - logGamma(beta);
  }
  for (let c = 0; c + 1 < chunks.length; c++) {
    sum += logGamma(alphaSum) - logGamma(alphaSum + chunks[c + 1] - chunks[c]);
    for (let k = 0; k < topics; k++) sum += logGamma(alpha[k] + count((t) => t.topic === k && t.chunk === c)) - logGamma(alpha[k]);
  }
  return sum;
}
