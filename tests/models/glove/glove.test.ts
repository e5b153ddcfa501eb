import { describe, expect, test } from 'vitest';
import type { Dense } from '../../../lib/kernels/matrix';
import type { GloveDescent, GloveProblem } from '../../../lib/kernels/glove/problem';
import { GloveTwin } from '../../../lib/kernels/glove/twin';
import { glove, pairsOf, trainGlove } from '../../../lib/models/glove';
import type { SteerableWork } from '../../../lib/models/skipgram/session';
import { checkOptions } from '../../../lib/options';
import { similarity } from '../../../lib/space/neighbours';
import { VectorSpace } from '../../../lib/space/space';
import { encode } from '../../../lib/text/encode';
import { finish, Sliced } from '../../../lib/work';
import { Random } from '../../../lib/kernels/random';

const WORLDS = [['bread', 'butter', 'cheese', 'knife', 'plate', 'soup'], ['anchor', 'captain', 'mast', 'rope', 'sail', 'ship'], ['apple', 'bush', 'flower', 'leaf', 'rake', 'seed']];

/** Sentences about three worlds that never meet but in one word. */
function worlds(sentences: number): string {
  const random = new Random(7);
  const sentence = (words: string[]) => Array.from({ length: 8 }, (_, i) => (i === 3 ? 'and' : words[random.below(words.length)])).join(' ');
  return Array.from({ length: sentences }, (_, s) => `${sentence(WORLDS[s % 3])}.`).join('\n');
}

const corpus = finish(encode({ name: 'worlds', title: '', texts: [worlds(400)], titles: ['all'], columns: [] }, { minCount: 1 }));
const options = (given: Record<string, number> = {}) => checkOptions(glove, { dims: 12, epochs: 30, window: 4, ...given });

describe('GloVe', () => {
  test('the loss and the vectors are the twin’s, and the loss falls', () => {
    const told: number[] = [];
    const work = glove.train(corpus, options());
    while (!work.step()) told.push(work.progress().figures?.loss ?? NaN);
    const trained = work.result();
    const twin = finish(new Sliced(trainGlove(corpus, options(), { descent: (problem) => new GloveTwin(problem) }), { stage: '', done: 0, total: 1 }));
    expect(trained.figures.loss).toBe(twin.figures.loss);
    expect(trained.words.matrix).toEqual(twin.words.matrix);
    const losses = told.filter((loss) => !Number.isNaN(loss));
    expect(losses.at(-1)).toBeLessThan(losses[0] / 3);
  });

  test('puts words that stand together near each other', () => {
    const words = new VectorSpace(finish(glove.train(corpus, options())).words);
    const cosine = (a: string, b: string) => similarity(words, words.rowOf(a), words.rowOf(b));
    expect(cosine('bread', 'butter')).toBeGreaterThan(cosine('bread', 'anchor') + 0.3);
    expect(cosine('sail', 'ship')).toBeGreaterThan(cosine('sail', 'flower') + 0.3);
  });

  test('vectors that grow beyond all bounds are none, or those of the epochs before', () => {
    expect(() => finish(glove.train(corpus, options({ alpha: 1 })))).toThrow(/beyond all bounds with the learning rate 1; lower it/);
    // A descent that bursts in its third epoch.
    const bursting = (problem: GloveProblem): GloveDescent => {
      const twin = new GloveTwin(problem);
      let epoch = 0;
      return {
        train: (pairs, from, to) => (from === 0 && ++epoch === 3 ? 1e40 : twin.train(pairs, from, to)),
        copySums: (out) => twin.copySums(out),
        parameters: () => twin.parameters(),
      };
    };
    const rescued = finish(new Sliced(trainGlove(corpus, options(), { descent: bursting }), { stage: '', done: 0, total: 1 }));
    const two = finish(glove.train(corpus, options({ epochs: 2 })));
    expect(rescued.words.matrix).toEqual(two.words.matrix);
    expect(rescued.figures).toMatchObject({ epochs: 2, loss: two.figures.loss });
    expect(rescued.fault).toMatch(/kept as they were after 2 epochs/);
  });

  test('another seed gives other vectors, the same one the same', () => {
    const trained = (seed: number) => finish(glove.train(corpus, options({ seed, epochs: 2 }))).words.matrix;
    expect(trained(5)).toEqual(trained(5));
    expect(trained(5)).not.toEqual(trained(6));
  });

  test('weighs pairs by (x ÷ ceiling)^¾ up to 1 and aims at ln x', () => {
    const counts = { kind: 'csr' as const, rows: 2, dims: 2, indptr: Uint32Array.of(0, 1, 3), indices: Uint32Array.of(1, 0, 1), values: Float32Array.of(0.5, 4, 100) };
    const { words, contexts, targets, weights } = pairsOf(counts, 8);
    expect([...words]).toEqual([0, 1, 1]);
    expect([...contexts]).toEqual([1, 0, 1]);
    [0.5, 4, 100].forEach((x, i) => {
      expect(targets[i]).toBeCloseTo(Math.log(x), 6);
      expect(weights[i]).toBeCloseTo(Math.min(1, (x / 8) ** 0.75), 6);
    });
  });
});

test('kept early, it ends after the slice under way and tells how far it came', () => {
  const work = glove.train(corpus, options()) as SteerableWork;
  while (work.progress().stage !== 'training') work.step();
  work.keep();
  while (!work.step());
  const { words, figures } = work.result();
  expect(figures.epochs).toBeGreaterThan(0);
  expect(figures.epochs).toBeLessThan(options().epochs);
  expect(words.names).toEqual(corpus.vocabulary.words);
  expect((words.matrix as Dense).values.every(Number.isFinite)).toBe(true);
});
