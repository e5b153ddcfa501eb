import { describe, expect, it } from 'vitest';
import { WordspaceError } from '../../../lib/error';
import { place, SkipgramKernel } from '../../../lib/kernels/skipgram/kernel';
import { SkipgramTwin } from '../../../lib/kernels/skipgram/twin';
import { skipgram } from '../../../lib/models/skipgram';
import { orderedIds } from '../../../lib/kernels/skipgram/problem';
import { prepare } from '../../../lib/models/skipgram/prepare';
import { alphaAt, SmoothedLoss } from '../../../lib/models/skipgram/figures';
import { sliceEnd, sliceTokens, SkipgramTraining } from '../../../lib/models/skipgram/training';
import { checkOptions } from '../../../lib/options';
import { VectorSpace } from '../../../lib/space/space';
import { finish, type Progress } from '../../../lib/work';
import { corpusOf, groupedCorpus } from './corpus';

const options = (given: Record<string, number> = {}) => checkOptions(skipgram, { dims: 10, epochs: 20, sample: 0, ...given });
const grouped = groupedCorpus(4, 300);

describe('skipgram.train', () => {
  it('learns which words keep company', () => {
    const { words, figures } = finish(skipgram.train(grouped, options()));
    const { unit, names } = new VectorSpace(words);
    const cosine = (a: number, b: number): number => {
      let sum = 0;
      for (let j = 0; j < 10; j++) sum += unit.values[a * 10 + j] * unit.values[b * 10 + j];
      return sum;
    };
    for (let a = 0; a < 40; a++) {
      const order = names.map((_, b) => b).filter((b) => b !== a).sort((b, c) => cosine(a, c) - cosine(a, b));
      expect(order.slice(0, 9).every((b) => Math.floor(b / 10) === Math.floor(a / 10))).toBe(true);
    }
    expect(figures.tokens).toBe(grouped.ids.length * 20);
    expect(figures.loss).toBeLessThan(6 * Math.LN2);
  });

  it('says what it made and from what', () => {
    const given = options({ epochs: 1 });
    const { words } = finish(skipgram.train(grouped, given));
    expect(words.names).toEqual(grouped.vocabulary.words);
    expect(words.matrix).toMatchObject({ kind: 'dense', rows: 40, dims: 10 });
    expect(words.columns).toEqual([{ name: 'count', kind: 'number', values: [...grouped.vocabulary.counts] }]);
    expect(words.provenance).toEqual({ model: 'skipgram', corpus: 'toy', options: given });
  });

  it('gives the same bytes for the same seed, and others for another', () => {
    const vectors = (seed: number) => finish(skipgram.train(grouped, options({ seed, epochs: 2 }))).words.matrix.values;
    expect(vectors(7)).toEqual(vectors(7));
    expect(vectors(8)).not.toEqual(vectors(7));
  });

  it('trains in the twin as in the kernel', () => {
    const given = options({ epochs: 3, dims: 7 });
    const twin = finish(new SkipgramTraining(grouped, given, (problem) => new SkipgramTwin(problem)));
    const kernel = finish(new SkipgramTraining(grouped, given, (problem) => new SkipgramKernel(place(problem))));
    expect(kernel.figures.loss).toBeCloseTo(twin.figures.loss, 5);
    kernel.words.matrix.values.forEach((value, i) => expect(value).toBeCloseTo(twin.words.matrix.values[i], 4));
  });

  it('reports tokens, a falling learning rate and a falling loss that begins at 6 ln 2', () => {
    const work = skipgram.train(grouped, options({ dims: 100, window: 20, epochs: 20 }));
    expect(work.progress()).toMatchObject({ stage: 'training', done: 0, total: grouped.ids.length * 20 });
    expect(() => work.result()).toThrow('has not finished');
    const seen: Progress[] = [];
    while (!work.step()) seen.push(work.progress());
    expect(work.step()).toBe(true);
    const losses = seen.map((p) => p.figures!.loss);
    expect(losses[0]).toBeGreaterThan(5 * Math.LN2);
    expect(losses[0]).toBeLessThan(6 * Math.LN2 + 1e-6);
    expect(losses.at(-1)).toBeLessThan(losses[0] - 0.5);
    seen.forEach((p, i) => i > 0 && expect(p.figures!.alpha).toBeLessThan(seen[i - 1].figures!.alpha));
    expect(work.progress().done).toBe(work.progress().total);
  });

  it('ends bad input in a sentence', () => {
    const fails = (corpus: typeof grouped, given = {}) => () => finish(skipgram.train(corpus, options(given)));
    expect(fails(corpusOf([[0, 0, 0]], 1))).toThrow(WordspaceError);
    expect(fails(corpusOf([[0, 0, 0]], 1))).toThrow('the vocabulary of “toy” has 1');
    expect(fails(corpusOf([], 0))).toThrow('has 0');
    expect(fails(corpusOf([[0], [1]], 2))).toThrow('No sentence of “toy” has two known words');
    expect(fails(corpusOf([[0, 1]], 2), { sample: 1e-9 })).toThrow('Subsampling left no two neighbouring words of “toy”');
    const many = { words: Array.from<string>({ length: 2 ** 21 + 1 }), counts: new Uint32Array(2 ** 21 + 1).fill(1) };
    expect(fails({ ...grouped, vocabulary: many })).toThrow('at most 2097152 words');
    expect(() => options({ dims: 0 })).toThrow('dimensions must be a whole number from 1 to 512');
  });

  it('says when the learning rate makes it diverge, in kernel and twin', () => {
    const given = { ...options({ window: 100, negative: 100, epochs: 100 }), alpha: 1000 };
    expect(() => finish(skipgram.train(grouped, given))).toThrow('lower the learning rate');
    expect(() => finish(new SkipgramTraining(grouped, given, (p) => new SkipgramTwin(p)))).toThrow('lower the learning rate');
  });

  it('trains two words in one dimension', () => {
    const { words } = finish(skipgram.train(corpusOf([[0, 1]], 2), options({ dims: 1, window: 1, negative: 1, epochs: 1 })));
    expect(words.matrix.values).toHaveLength(2);
    expect(words.matrix.values.every(Number.isFinite)).toBe(true);
  });
});

describe('prepare', () => {
  it('cuts sentences at 1000 tokens and shuffles them whole', () => {
    const long = Array.from({ length: 2500 }, (_, i) => i % 3);
    const short = Array.from({ length: 30 }, (_, i) => [3 + i, 3 + i, 3 + i]);
    const problem = prepare(corpusOf([long, ...short], 33), options());
    const { sentences } = problem;
    const ids = orderedIds(problem);
    const lists = Array.from({ length: sentences.length - 1 }, (_, s) => [...ids.subarray(sentences[s], sentences[s + 1])]);
    expect(lists.map((list) => list.length).sort((a, b) => b - a).slice(0, 4)).toEqual([1000, 1000, 500, 3]);
    const key = (list: number[]) => list.join();
    const pieces = [long.slice(0, 1000), long.slice(1000, 2000), long.slice(2000), ...short];
    expect(lists.map(key).sort()).toEqual(pieces.map(key).sort());
    expect(lists.map(key)).not.toEqual(pieces.map(key));
  });
});

describe('slices', () => {
  it('end at sentence bounds, with at least the tokens asked for where there are so many', () => {
    const bounds = Uint32Array.of(0, 4, 4, 9, 20);
    expect([1, 4, 5, 10, 99].map((tokens) => sliceEnd(bounds, 0, 4, tokens))).toEqual([1, 1, 3, 4, 4]);
    expect(sliceEnd(bounds, 1, 3, 99)).toBe(3);
  });

  it('are smaller where a token costs more', () => {
    expect(sliceTokens(options({ dims: 512 }))).toBeLessThan(sliceTokens(options({ dims: 10 })));
  });

  it('see the learning rate fall in a line to a ten-thousandth', () => {
    expect([0, 0.5, 1].map((share) => alphaAt(0.02, share))).toEqual([0.02, 0.01, 0.02 * 1e-4]);
  });

  it('smooth the loss: a plain mean at first, what was lately later, however often it is looked at', () => {
    const loss = new SmoothedLoss(1e5);
    loss.add({ done: 0, loss: 0, pairs: 0 });
    expect(loss.perPair).toBe(0);
    loss.add({ done: 5, loss: 20, pairs: 10 });
    expect([loss.perPair, loss.perToken]).toEqual([2, 4]);
    const sparse = new SmoothedLoss(1e5);
    for (let i = 1; i <= 2000; i++) loss.add({ done: 5 + 10 * i, loss: 20 + 50 * i, pairs: 10 + 10 * i });
    sparse.add({ done: 5, loss: 20, pairs: 10 });
    sparse.add({ done: 5 + 20000, loss: 20 + 1e5, pairs: 10 + 20000 });
    expect(loss.perPair).toBeCloseTo(5, 6);
    expect(loss.perToken).toBeCloseTo(5, 6);
    expect(sparse.perPair).toBeCloseTo(loss.perPair, 6);
  });
});
