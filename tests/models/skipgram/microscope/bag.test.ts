import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { composed, fillInputs, type BagProblem } from '../../../../lib/kernels/bag/problem';
import { BagTwin } from '../../../../lib/kernels/bag/twin';
import { dense, type Dense } from '../../../../lib/kernels/matrix';
import { Random } from '../../../../lib/kernels/random';
import { prepareBag } from '../../../../lib/models/skipgram/bag';
import { huffmanTree } from '../../../../lib/models/skipgram/huffman';
import { bagStep, type BagUpdate } from '../../../../lib/models/skipgram/microscope/bag';
import type { BagNetwork } from '../../../../lib/models/skipgram/microscope/bag-rows';
import { seedThatStays } from '../../../../lib/models/skipgram/microscope/shared';
import type { Step } from '../../../../lib/models/skipgram/microscope/step';
import type { OptionValues } from '../../../../lib/options';
import type { EncodedCorpus } from '../../../../lib/text/corpus';
import { ngramHash } from '../../../../lib/text/ngrams';
import { corpusOf } from '../corpus';

interface Case {
  corpus: EncodedCorpus;
  predicts: BagProblem['predicts'];
  options: OptionValues;
  network: BagNetwork;
  sentence: number;
  seed: number;
}

/** A corpus with a few frequent words, and a network that has already learned something. */
const cases = fc
  .record({
    seed: fc.integer({ min: 0, max: 2 ** 31 - 2 }),
    predicts: fc.constantFrom('center' as const, 'contexts' as const),
    objective: fc.constantFrom(0, 1),
    buckets: fc.constantFrom(0, 0, 1, 7, 60),
    centred: fc.boolean(),
    dims: fc.integer({ min: 1, max: 16 }),
    window: fc.integer({ min: 1, max: 6 }),
    windowKind: fc.constantFrom(0, 1),
    negative: fc.integer({ min: 1, max: 12 }),
    sample: fc.constantFrom(0, 1e-3, 0.05),
    types: fc.integer({ min: 2, max: 30 }),
  })
  .map(({ seed, types, predicts, buckets, centred, ...rest }): Case => {
    const random = new Random(seed);
    const { dims } = rest;
    const sentences = Array.from({ length: 10 }, () => Array.from({ length: random.below(16) }, () => Math.floor(types * random.uniform() ** 2)));
    const rows = (count: number): Dense => dense(count, dims, Float32Array.from({ length: count * dims }, () => 2 * random.uniform() - 1));
    const pieces = { minn: 2, maxn: 3 };
    const corpus = corpusOf([...sentences, Array.from({ length: types }, (_, w) => w)], types);
    return {
      corpus,
      predicts,
      options: { ...rest, seed, ...(buckets > 0 && { ...pieces, buckets }) },
      network: {
        input: rows(types),
        output: rows(rest.objective === 1 ? types - 1 : types),
        ...(rest.objective === 1 && { tree: huffmanTree(corpus.vocabulary.counts) }),
        ...(buckets > 0 && { subwords: { ...pieces, buckets: rows(buckets), mean: centred ? rows(1).values : undefined } }),
      },
      sentence: random.below(11),
      seed,
    };
  });

/** What training would be given when it goes on from the network, about to read the chosen sentence alone. */
function problemOf({ corpus, predicts, options, network, sentence, seed }: Case): BagProblem {
  const { starts: _, ...problem } = prepareBag(corpus, options, predicts, { names: corpus.vocabulary.words, input: network.input, subwords: network.subwords });
  const ids = corpus.ids.slice(corpus.sentences[sentence], corpus.sentences[sentence + 1]);
  return { ...problem, ids, sentences: Uint32Array.of(0, ids.length), seed, initial: { ...problem.initial!, output: network.output.values } };
}

function steps({ corpus, predicts, options, network, sentence, seed }: Case, alpha: number): Step<BagUpdate>[] {
  const [from, to] = corpus.sentences.subarray(sentence, sentence + 2);
  return Array.from({ length: to - from }, (_, i) => bagStep(corpus, predicts, options, network, from + i, seed, alpha));
}

const updates = (given: Case, alpha: number) => steps(given, alpha).flatMap(({ update }) => update ?? []);

describe('one step of the bag models under the microscope', () => {
  it('is what the twin does: rows of words, n-grams and targets to the bit, and the losses of all steps of a sentence sum to its loss', () => {
    fc.assert(
      fc.property(cases, fc.double({ min: 0.001, max: 0.3, noNaN: true }), (given, alpha) => {
        const { options: { dims }, corpus: { vocabulary: { words } } } = given;
        const problem = problemOf(given);
        const twin = new BagTwin(problem);
        const input = new Float32Array(problem.rows * dims);
        fillInputs(input, problem, dims);
        const output = twin.output();
        twin.train(0, 1, alpha);
        let [loss, pairs] = [0, 0];
        const applied = (rows: Float32Array, row: number, { before, after }: { before: Float32Array; after: Float32Array }) => {
          expect(before).toEqual(rows.slice(row * dims, (row + 1) * dims));
          return () => rows.set(after, row * dims);
        };
        for (const { predictions, bag, moves, ...update } of updates(given, alpha)) {
          loss += update.loss;
          pairs += predictions.length;
          const pieces = bag.flatMap(({ word, rows }) => rows.map((piece) => ({ row: piece.gram === null ? word : words.length + (ngramHash(piece.gram) % (problem.rows - words.length)), piece })));
          const vectors = composed(input, problem, dims);
          for (const move of moves) if (move.side === 'input') expect(move.before).toEqual(vectors.slice(move.word * dims, (move.word + 1) * dims));
          const changes = [
            ...pieces.map(({ row, piece }) => applied(input, row, piece)),
            ...moves.flatMap((move) => (move.side === 'input' ? [] : [applied(output, move.word, move)])),
          ];
          for (const change of changes) change();
          const after = composed(input, problem, dims);
          for (const move of moves) if (move.side === 'input') expect(move.after).toEqual(after.slice(move.word * dims, (move.word + 1) * dims));
        }
        expect(twin.input()).toEqual(composed(input, problem, dims));
        expect(twin.buckets()).toEqual(input.slice(words.length * dims));
        expect(twin.output()).toEqual(output);
        expect(loss).toBeCloseTo(twin.loss, 9);
        expect(pairs).toBe(twin.pairs);
      }),
      { numRuns: 120 },
    );
  });

  it('leaves the network as it was, and lowers the objective where the step is small', () => {
    fc.assert(
      fc.property(cases, (given) => {
        const { input, output, subwords } = given.network;
        const values = () => [input.values, output.values, subwords?.buckets.values].map((v) => v?.slice());
        const before = values();
        for (const { loss, lossAfter } of updates(given, 1e-3)) expect(lossAfter).toBeLessThan(loss);
        expect(values()).toEqual(before);
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
          const { predictions, bag, contexts, center, mean } = update;
          const around = contexts.map((c) => c.word);
          expect(center).toBe(coins[chosen].word);
          expect([bag.map((b) => b.word), predictions.map((p) => p.word)]).toEqual(given.predicts === 'center' ? [around, [center]] : [[center], around]);
          expect(predictions.reduce((sum, p) => sum + p.loss, 0)).toBeCloseTo(update.loss, 9);
          const rows = bag.flatMap((b) => b.rows);
          mean.before.forEach((x, j) => expect(x).toBeCloseTo(rows.reduce((sum, r) => sum + r.before[j], 0) / rows.length, 5));
          // every row gets the same, once for each time it stands in the bag
          for (const { before, after, times } of rows) {
            after.forEach((x, j) => expect((x - before[j]) / times).toBeCloseTo((rows[0].after[j] - rows[0].before[j]) / rows[0].times, 5));
          }
          for (const { word, targets, negatives, path } of predictions) {
            for (const g of targets) {
              expect(g.sigma).toBeCloseTo(1 / (1 + Math.exp(-g.dot)), 9);
              expect(g.gradient).toBeCloseTo(alpha * (g.label - g.sigma), 12);
              expect(g.loss).toBeCloseTo(-Math.log(g.label === 1 ? g.sigma : 1 - g.sigma), 6);
            }
            if (path) {
              expect(targets.map(({ row, label }) => [row, 1 - label])).toEqual(path.map(({ node, code }) => [node, code]));
              expect(negatives).toEqual([]);
              expect(path.at(-1)!.branches[path.at(-1)!.code].top).toEqual([word]);
            } else {
              expect(negatives.length).toBe(given.options.negative);
              expect(targets.map((t) => t.row)).toEqual([word, ...negatives.filter((n) => !n.rejected).map((n) => n.word)]);
              for (const n of negatives) expect([n.word, n.rejected]).toEqual([n.draw < n.threshold ? n.slot : n.alias, n.word === word]);
            }
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('moves every row of the mean by Σ pull · output, at the first token of a sentence', () => {
    const corpus = corpusOf([[0, 1, 2], [0, 0, 1]], 3);
    const tree = huffmanTree(corpus.vocabulary.counts);
    const network = { input: dense(3, 2, Float32Array.of(1, 0, 0, 1, 0.5, 0.5)), output: dense(2, 2, Float32Array.of(0.2, 1, -1, 0.4)), tree };
    const { update } = bagStep(corpus, 'center', { window: 2, windowKind: 1, negative: 3, sample: 0 }, network, 0, 5, 0.1);
    const { bag, mean, predictions: [{ targets }] } = update!;
    expect([...mean.before]).toEqual([0.25, 0.75]);
    for (const j of [0, 1]) {
      const along = targets.reduce((sum, { row, gradient }) => sum + gradient * network.output.values[2 * row + j], 0);
      expect(mean.after[j] - mean.before[j]).toBeCloseTo(along, 6);
      for (const { rows: [{ before, after }] } of bag) expect(after[j] - before[j]).toBeCloseTo(along, 6);
    }
  });

  it('gives the words of a tree probabilities that sum to 1', () => {
    const types = 9;
    const random = new Random(3);
    const rows = (count: number) => dense(count, 4, Float32Array.from({ length: 4 * count }, () => 2 * random.uniform() - 1));
    const corpus = corpusOf([...Array.from({ length: types }, (_, w) => [0, w]), [1, 1, 1, 1, 2, 2, 3]], types);
    const network = { input: rows(types), output: rows(types - 1), tree: huffmanTree(corpus.vocabulary.counts) };
    const options = { window: 1, negative: 1, sample: 0 };
    let sum = 0;
    for (let w = 0; w < types; w++) sum += Math.exp(-bagStep(corpus, 'contexts', options, network, 2 * w, 1, 0.1).update!.predictions[0].loss);
    expect(sum).toBeCloseTo(1, 9);
  });

  it('tosses the coins that the search for a seed tosses', () => {
    const corpus = corpusOf(Array.from({ length: 50 }, () => [0, 0, 0, 0, 1, 2]), 3);
    const network = { input: dense(3, 1), output: dense(3, 1) };
    const options = { window: 2, negative: 1, sample: 0.002 };
    const seed = seedThatStays(corpus, options, 1, 5)!;
    for (let earlier = 6; earlier < seed; earlier++) expect(bagStep(corpus, 'center', options, network, 1, earlier, 0.1).update).toBeNull();
    expect(bagStep(corpus, 'center', options, network, 1, seed, 0.1).update).not.toBeNull();
  });
});
