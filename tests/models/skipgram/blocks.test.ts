import { describe, expect, test } from 'vitest';
import { mix, Random } from '../../../lib/kernels/random';
import { unpadded, type PlacedProblem } from '../../../lib/kernels/skipgram/kernel';
import type { SkipgramProblem } from '../../../lib/kernels/skipgram/problem';
import { SkipgramTwin } from '../../../lib/kernels/skipgram/twin';
import { skipgram } from '../../../lib/models/skipgram';
import { BLOCK, blockProblem, BlockTrainer } from '../../../lib/models/skipgram/blocks';
import { skipgramFamily } from '../../../lib/models/skipgram/family';
import { alphaAt } from '../../../lib/models/skipgram/figures';
import { LONGEST } from '../../../lib/models/skipgram/prepare';
import { checkOptions } from '../../../lib/options';
import { openBlock } from '../../../lib/text/blocks';

const options = checkOptions(skipgram, { dims: 6, window: 3, negative: 4, epochs: 2, sample: 0, seed: 5 });
const counts = Uint32Array.from({ length: 30 }, (_, id) => 400 - 10 * id);
const corpus = { name: 'small', vocabulary: { words: Array.from(counts, (_, id) => `w${id}`), counts } };
const TOKENS = 500;

/** Marked ids, sentences of seven. */
function block(seed: number): Uint32Array {
  const random = new Random(seed);
  return Uint32Array.from({ length: TOKENS }, (_, i) => random.below(30) + (i % 7 === 6 ? 2 ** 31 : 0));
}

/** Two blocks in their places. */
function slotsOf(): SharedArrayBuffer {
  const slots = new SharedArrayBuffer(2 * BLOCK * 4);
  for (const slot of [0, 1]) new Uint32Array(slots, slot * BLOCK * 4, TOKENS).set(block(slot + 1));
  return slots;
}

/** A problem in memory and its trainers, one a thread. */
function placed(threads = 1) {
  const problem = blockProblem(skipgramFamily, corpus, options, threads) as SkipgramProblem;
  const memory = skipgramFamily.place(problem, { threads, shared: true, flavour: 'simd' }) as PlacedProblem;
  const given = { family: 'skipgram', placed: memory, options, tokens: 2 * TOKENS, slots: slotsOf() };
  return { problem, memory, trainers: Array.from({ length: threads }, (_, thread) => new BlockTrainer({ ...given, thread })) };
}

const task = (slot: number, epoch: number, place: number) => ({ slot, length: TOKENS, epoch, block: place });

describe('training on blocks', () => {
  test('is what the twin does with the sentences of the block', () => {
    const { problem, memory, trainers } = placed();
    const first = unpadded(memory, memory.input);
    const done = trainers[0].train(task(0, 1, 0));

    const seed = mix(mix((problem.seed + 1) | 0));
    const ids = new Uint32Array(TOKENS);
    const bounds = new Uint32Array(TOKENS + 1);
    const sentences = openBlock(block(1), LONGEST, new Random(seed), ids, bounds);
    const twin = new SkipgramTwin({ ...problem, ids, sentences: bounds.slice(0, sentences + 1), seed, initial: { input: first } });
    twin.train(0, sentences, alphaAt(options.alpha, 0.5));

    expect(done).toMatchObject({ slot: 0, tokens: TOKENS, pairs: twin.pairs });
    expect(done.loss).toBeCloseTo(twin.loss, 2);
    const [ours, theirs] = [unpadded(memory, memory.input), twin.input()];
    expect(ours.some((x, i) => Math.abs(x - first[i]) > 1e-4)).toBe(true);
    ours.forEach((x, i) => expect(x).toBeCloseTo(theirs[i], 4));
  });

  test('goes on from any block as if it had not stopped', () => {
    const once = placed();
    const stopped = placed();
    for (const [slot, epoch] of [[0, 0], [1, 0], [0, 1]]) {
      once.trainers[0].train(task(slot, epoch, slot));
      // A new trainer on the memory as the last one left it.
      new BlockTrainer({ family: 'skipgram', placed: stopped.memory, options, tokens: 2 * TOKENS, slots: slotsOf(), thread: 0 }).train(task(slot, epoch, slot));
    }
    for (const part of ['input', 'output'] as const) {
      expect(unpadded(stopped.memory, stopped.memory[part])).toEqual(unpadded(once.memory, once.memory[part]));
    }
  });

  test('threads have places of their own', () => {
    const { memory, trainers } = placed(2);
    const [a, b] = trainers.map((trainer, thread) => trainer.train(task(thread, 0, thread)));
    expect(a.pairs).toBeGreaterThan(0);
    expect(b.pairs).toBeGreaterThan(0);
    const ids = new Uint32Array(memory.memory.buffer, memory.ids, 2 * BLOCK);
    const sorted = (from: number) => ids.slice(from, from + TOKENS).sort();
    expect(sorted(0)).toEqual(block(1).map((token) => token & 0x7fffffff).sort());
    expect(sorted(BLOCK)).toEqual(block(2).map((token) => token & 0x7fffffff).sort());
    expect(unpadded(memory, memory.input).every(Number.isFinite)).toBe(true);
  });
});
