import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dense, type Dense } from '../../../../lib/kernels/matrix';
import { Random } from '../../../../lib/kernels/random';
import { SkipgramTwin } from '../../../../lib/kernels/skipgram/twin';
import { seedThatStays, sharedStep, type SharedUpdate } from '../../../../lib/models/skipgram/microscope/shared';
import { sentenceAround, type Network, type Step } from '../../../../lib/models/skipgram/microscope/step';
import { keepThresholds, negativeTable } from '../../../../lib/models/skipgram/sampling';
import type { EncodedCorpus } from '../../../../lib/text/corpus';
import { corpusOf } from '../corpus';

interface Case {
  corpus: EncodedCorpus;
  options: { dims: number; window: number; windowKind: number; negative: number; sample: number };
  network: Network;
  sentence: number;
  seed: number;
}

/** A corpus with a few frequent words, and a network that has already learned something. */
const cases = fc
  .record({
    seed: fc.integer({ min: 0, max: 2 ** 31 - 2 }),
    dims: fc.integer({ min: 1, max: 24 }),
    window: fc.integer({ min: 1, max: 7 }),
    windowKind: fc.constantFrom(0, 1),
    negative: fc.integer({ min: 1, max: 15 }),
    sample: fc.constantFrom(0, 1e-3, 0.05),
    types: fc.integer({ min: 2, max: 40 }),
  })
  .map(({ seed, types, ...options }): Case => {
    const random = new Random(seed);
    const sentences = Array.from({ length: 12 }, () => Array.from({ length: random.below(20) }, () => Math.floor(types * random.uniform() ** 2)));
    const rows = (): Dense => dense(types, options.dims, Float32Array.from({ length: types * options.dims }, () => 2 * random.uniform() - 1));
    return { corpus: corpusOf([...sentences, [0, 1]], types), options, network: { input: rows(), output: rows() }, sentence: random.below(13), seed };
  });

/** The tokens of the chosen sentence. */
function tokens({ corpus, sentence }: Case): number[] {
  const { sentences } = corpus;
  return Array.from({ length: sentences[sentence + 1] - sentences[sentence] }, (_, i) => sentences[sentence] + i);
}

/** A twin in the state of the network, about to read the chosen sentence alone. */
function twinOf({ corpus, options, network, sentence, seed }: Case): SkipgramTwin {
  const { counts } = corpus.vocabulary;
  const ids = corpus.ids.slice(corpus.sentences[sentence], corpus.sentences[sentence + 1]);
  const tables = { keep: keepThresholds(counts, options.sample), negatives: negativeTable(counts) };
  const initial = { input: network.input.values, output: network.output.values };
  return new SkipgramTwin({ ...options, fixedWindow: options.windowKind === 1, ...tables, vocabulary: counts.length, ids, sentences: Uint32Array.of(0, ids.length), seed, initial });
}

function steps({ corpus, options, network, seed, ...rest }: Case, alpha: number): Step<SharedUpdate>[] {
  return tokens({ corpus, options, network, seed, ...rest }).map((token) => sharedStep(corpus, options, network, token, seed, alpha));
}

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, x, j) => sum + x * b[j], 0);
}

describe('one step under the microscope', () => {
  it('is what the twin does: the rows to the bit, and the losses of all steps of a sentence sum to its loss', () => {
    fc.assert(
      fc.property(cases, fc.double({ min: 0.001, max: 0.5, noNaN: true }), (given, alpha) => {
        const twin = twinOf(given);
        twin.train(0, 1, alpha);
        const { dims } = given.options;
        const expected = { input: given.network.input.values.slice(), output: given.network.output.values.slice() };
        let [loss, pairs] = [0, 0];
        for (const { update } of steps(given, alpha)) {
          if (!update) continue;
          loss += update.loss;
          pairs += update.contexts.length;
          for (const { word, before, after, ...move } of update.moves) {
            const side = move.side as keyof typeof expected;
            expect(before).toEqual(expected[side].slice(word * dims, (word + 1) * dims));
            expected[side].set(after, word * dims);
          }
        }
        expect(twin.input()).toEqual(expected.input);
        expect(twin.output()).toEqual(expected.output);
        expect(loss).toBeCloseTo(twin.loss, 9);
        expect(pairs).toBe(twin.pairs);
      }),
      { numRuns: 150 },
    );
  });

  it('leaves the network as it was', () => {
    fc.assert(
      fc.property(cases, (given) => {
        const before = [given.network.input.values.slice(), given.network.output.values.slice()];
        steps(given, 0.1);
        expect([given.network.input.values, given.network.output.values]).toEqual(before);
      }),
      { numRuns: 20 },
    );
  });

  it('lowers the objective where the step is small', () => {
    fc.assert(
      fc.property(cases, (given) => {
        for (const { update } of steps(given, 1e-3)) if (update) expect(update.lossAfter).toBeLessThan(update.loss);
      }),
      { numRuns: 60 },
    );
  });

  it('tells numbers that belong together', () => {
    fc.assert(
      fc.property(cases, (given) => {
        const alpha = 0.05;
        for (const { update, coins, chosen } of steps(given, alpha)) {
          if (!update) continue;
          const { pairs, contexts, targets, negatives, reach } = update;
          expect(update.center).toBe(coins[chosen].word);
          expect(pairs.length).toBe(contexts.length * targets.length);
          expect(pairs.reduce((sum, p) => sum + p.loss, 0)).toBeCloseTo(update.loss, 9);
          for (const p of pairs) {
            expect(p.label).toBe(targets[p.target].label);
            expect(p.sigma).toBeCloseTo(1 / (1 + Math.exp(-p.dot)), 9);
            expect(p.gradient).toBeCloseTo(alpha * (p.label - p.sigma), 12);
            expect(p.loss).toBeCloseTo(-Math.log(p.label === 1 ? p.sigma : 1 - p.sigma), 6);
          }
          expect(negatives.length).toBe(given.options.negative);
          expect(targets.slice(1).map((t) => t.word)).toEqual(negatives.filter((n) => !n.rejected).map((n) => n.word));
          for (const n of negatives) {
            expect(n.word).toBe(n.draw < n.threshold ? n.slot : n.alias);
            expect(n.rejected).toBe(n.word === update.center);
          }
          expect(reach).toBeLessThanOrEqual(given.options.window);
          if (given.options.windowKind === 1) expect(reach).toBe(given.options.window);
          for (const c of contexts) {
            expect(coins[c.coin]).toMatchObject({ word: c.word, stays: true });
            expect(Math.abs(c.distance)).toBeLessThanOrEqual(reach);
            expect(Math.sign(c.distance)).toBe(Math.sign(c.coin - chosen));
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('moves each row along the gradient: a context by Σ g · output, at the first token of a sentence', () => {
    const network = { input: dense(4, 2, Float32Array.of(1, 0, 0, 1, 0.5, 0.5, -1, 0.3)), output: dense(4, 2, Float32Array.of(0.2, 1, -1, 0.4, 0.7, -0.6, 0.1, 0.9)) };
    const corpus = corpusOf([[0, 1, 2], [3, 3, 3, 3, 3, 3]], 4);
    const { update } = sharedStep(corpus, { dims: 2, window: 1, negative: 3, sample: 0 }, network, 0, 5, 0.1);
    const { moves, pairs, targets } = update!;
    const context = moves.find((m) => m.side === 'input' && m.word === 1)!;
    for (const j of [0, 1]) {
      const along = pairs.filter((p) => p.context === 0).reduce((sum, p) => sum + p.gradient * network.output.values[2 * targets[p.target].word + j], 0);
      expect(context.after[j] - context.before[j]).toBeCloseTo(along, 6);
    }
    expect(pairs[0].dot).toBeCloseTo(dot(context.before, moves.find((m) => m.side === 'output' && m.word === 0)!.before), 6);
  });

  it('tells a coin for each token: how often it stays is its probability', () => {
    const corpus = corpusOf(Array.from({ length: 50 }, () => [0, 0, 0, 0, 1, 2]), 3);
    const network = { input: dense(3, 1), output: dense(3, 1) };
    const options = { dims: 1, window: 2, negative: 1, sample: 0.1 };
    let stayed = 0;
    for (let seed = 0; seed < 4000; seed++) {
      const { coins, update, idle } = sharedStep(corpus, options, network, 0, seed, 0.1);
      expect(coins.every((c) => c.stays === c.draw < c.probability)).toBe(true);
      expect(update === null).toBe(idle !== null);
      if (coins[0].stays) stayed++;
      else expect(idle).toBe('left out');
    }
    const ratio = 0.1 / (4 / 6);
    expect(stayed / 4000).toBeCloseTo(Math.sqrt(ratio) + ratio, 1);
  });

  it('finds the next seed whose coin lets a token stay, where there is one', () => {
    const corpus = corpusOf(Array.from({ length: 50 }, () => [0, 0, 0, 0, 1, 2]), 3);
    const network = { input: dense(3, 1), output: dense(3, 1) };
    const options = { dims: 1, window: 2, negative: 1, sample: 0.002 };
    const seed = seedThatStays(corpus, options, 1, 5)!;
    for (let earlier = 6; earlier < seed; earlier++) expect(sharedStep(corpus, options, network, 1, earlier, 0.1).update).toBeNull();
    expect(sharedStep(corpus, options, network, 1, seed, 0.1).update).not.toBeNull();
    expect(seedThatStays(corpusOf([[0], [1]], 2), options, 0, 1)).toBeNull();
  });

  it('draws negatives as often as it says', () => {
    const corpus = corpusOf([[0, 1], ...Array.from({ length: 16 }, () => [2, 2]), [3]], 4);
    const network = { input: dense(4, 1), output: dense(4, 1) };
    const drawn = new Map<number, { times: number; probability: number }>();
    let draws = 0;
    for (let seed = 0; seed < 400; seed++) {
      for (const n of sharedStep(corpus, { dims: 1, window: 1, negative: 20, sample: 0 }, network, 0, seed, 0.1).update!.negatives) {
        drawn.set(n.word, { times: (drawn.get(n.word)?.times ?? 0) + 1, probability: n.probability });
        draws++;
      }
    }
    for (const { times, probability } of drawn.values()) expect(Math.abs(times / draws - probability)).toBeLessThan(0.02);
  });

  it('finds the sentence, and cuts long ones where training does', () => {
    const bounds = Uint32Array.of(0, 3, 3, 2503, 2504);
    expect(sentenceAround(bounds, 2)).toEqual([0, 3]);
    expect(sentenceAround(bounds, 3)).toEqual([3, 1003]);
    expect(sentenceAround(bounds, 1003)).toEqual([1003, 2003]);
    expect(sentenceAround(bounds, 2502)).toEqual([2003, 2503]);
    expect(sentenceAround(bounds, 2503)).toEqual([2503, 2504]);
  });
});
