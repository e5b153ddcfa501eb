import { describe, expect, it } from 'vitest';
import { BagTwin } from '../../lib/kernels/bag/twin';
import type { Dense } from '../../lib/kernels/matrix';
import { BagKernel, placeBag } from '../../lib/kernels/bag/kernel';
import { WordspaceError } from '../../lib/error';
import type { BagProblem } from '../../lib/kernels/bag/problem';
import { cbow } from '../../lib/models/cbow';
import type { Model } from '../../lib/models/model';
import { skipgram } from '../../lib/models/skipgram';
import { cbowFamily, familyById, skipgramFamily, subwordFamily, type Family } from '../../lib/models/skipgram/family';
import { ParallelSession, trainPart, type Thread } from '../../lib/models/skipgram/parallel';
import { SkipgramTraining } from '../../lib/models/skipgram/training';
import { subword } from '../../lib/models/subword';
import { checkOptions, type OptionValues } from '../../lib/options';
import { neighbours } from '../../lib/space/neighbours';
import { VectorSpace } from '../../lib/space/space';
import { fromNgrams, vectorOf } from '../../lib/space/unseen';
import { finish } from '../../lib/work';
import gensim from '../fixtures/family.json';
import { corpusOf, groupedCorpus } from './skipgram/corpus';
import { noisyCorpus, purity } from './skipgram/noisy';

const ways: [string, Model, Family, OptionValues][] = [
  ['cbow negatives', cbow, cbowFamily, {}],
  ['cbow hierarchy', cbow, cbowFamily, { objective: 1 }],
  ['skipgram hierarchy', skipgram, skipgramFamily, { objective: 1 }],
  ['subword negatives', subword, subwordFamily, { minn: 2, maxn: 3, buckets: 500 }],
  ['subword hierarchy', subword, subwordFamily, { minn: 2, maxn: 3, buckets: 500, objective: 1 }],
  ['subword cbow', subword, subwordFamily, { minn: 2, maxn: 3, buckets: 500, architecture: 1 }],
];
const grouped = groupedCorpus(4, 300);
const noisy = noisyCorpus();

describe.each(ways)('%s', (name, model, family, given) => {
  const options = (more: OptionValues = {}) => checkOptions(model, { dims: 10, epochs: 20, sample: 0, ...given, ...more });

  it('learns which words keep company, and the loss falls', () => {
    const work = new SkipgramTraining(grouped, options({ epochs: 60 }), undefined, { family });
    work.step();
    const first = work.progress().figures!.loss;
    const { words, figures } = finish(work);
    const space = new VectorSpace(words);
    const near = space.names.flatMap((_, row) => neighbours(space, row, { k: 5 }).map((n) => Math.floor(n.row / 10) === Math.floor(row / 10)));
    expect(near.filter(Boolean).length / near.length).toBeGreaterThan(0.9);
    expect(figures.loss).toBeLessThan(first);
    expect(words.provenance).toMatchObject({ model: model.id, corpus: 'toy' });
  });

  it('gives the same bytes for the same seed, in kernel and parallel session too, and nearly so in the twin', async () => {
    const settings = options({ epochs: 2, seed: 5 });
    const values = finish(model.train(grouped, settings)).words.matrix.values;
    expect(finish(model.train(grouped, settings)).words.matrix.values).toEqual(values);
    expect(finish(model.train(grouped, { ...settings, seed: 6 })).words.matrix.values).not.toEqual(values);
    const inline = (): Thread => ({ run: async (part) => trainPart(part), terminate: () => {} });
    const { words } = await new ParallelSession(grouped, settings, { threads: 1, spawn: inline, family }).trained;
    expect(words.matrix.values).toEqual(values);
    const twin = finish(new SkipgramTraining(grouped, settings, (problem) => family.twin(problem), { family }));
    twin.words.matrix.values.forEach((value, i) => expect(value).toBeCloseTo(values[i], 4));
  });

  it('takes the mean from all vectors when asked to', () => {
    const { words } = finish(model.train(grouped, options({ epochs: 2, centre: 1 })));
    const plain = finish(model.train(grouped, options({ epochs: 2 }))).words.matrix.values;
    const sum = new Float64Array(10);
    words.matrix.values.forEach((value, i) => (sum[i % 10] += value));
    sum.forEach((s) => expect(s).toBeCloseTo(0, 4));
    const shift = (i: number) => plain[i] - words.matrix.values[i];
    for (let i = 0; i < plain.length; i++) expect(shift(i)).toBeCloseTo(shift(i % 10), 5);
    expect(Math.max(...Array.from({ length: 10 }, (_, d) => Math.abs(shift(d))))).toBeGreaterThan(1e-3);
  });

  const peer = (gensim.quality as Record<string, { mean: number; sd: number }>)[name];
  it.runIf(peer)('keeps groups as pure as gensim does, within the spread of seeds', () => {
    const seeds = [1, 2, 3, 4, 5, 6].map((seed) => {
      const settings = checkOptions(model, { ...given, dims: 16, window: 3, negative: 5, sample: 0, alpha: 0.05, epochs: 8, seed });
      return purity(finish(model.train(noisy, settings)).words);
    });
    const mean = seeds.reduce((a, b) => a + b) / seeds.length;
    expect(Math.abs(mean - peer.mean)).toBeLessThan(3 * Math.max(peer.sd, 0.01));
  });

  it('says what is wrong with a text that teaches nothing', () => {
    expect(() => model.train(corpusOf([[0], [1]], 2), options())).toThrow(WordspaceError);
  });

  it('is known to the threads by its name', () => expect(familyById(model.id)).toBe(family));
});

describe('subword', () => {
  const corpus = { ...groupedCorpus(2, 200), vocabulary: { ...groupedCorpus(2, 200).vocabulary, words: spelled() } };
  const options = (more: OptionValues = {}) => checkOptions(subword, { dims: 12, epochs: 30, sample: 0, buckets: 3000, ...more });

  /** Twenty words, the halves spelled alike: whaleb, whalec … and harbourb, harbourc … */
  function spelled(): string[] {
    return Array.from({ length: 20 }, (_, i) => `${i < 10 ? 'whale' : 'harbour'}${'bcdfgklmpt'[i % 10]}`);
  }

  it('gives unseen words a vector near those spelled like them', () => {
    const space = new VectorSpace(finish(subword.train(corpus, options())).words);
    for (const [word, right] of [['whaless', 0], ['harbors', 10], ['WHALEN', 0]] as const) {
      const found = vectorOf(space, word);
      if (typeof found === 'number') throw new Error(`${word} is not unseen`);
      expect(found.known.length).toBeLessThan(found.total);
      const near = neighbours(space, found.vector, { k: 6 });
      expect(near.every((n) => n.row >= right && n.row < right + 10)).toBe(true);
    }
    expect(vectorOf(space, 'whaleb')).toBe(0);
    expect(fromNgrams(space, '鯨鯨鯨')).toBeNull();
    expect(() => vectorOf(space, '鯨鯨鯨')).toThrow('is not among the 20 words');
  });

  it('composes a known word of its own row and its n-grams', () => {
    const problem = subwordFamily.prepare(corpus, options(), undefined) as BagProblem;
    for (const trainer of [new BagTwin(problem), new BagKernel(placeBag(problem))]) {
      trainer.train(0, 50, 0.05);
      expect(trainer.buckets()).toHaveLength(3000 * 12);
      expect(trainer.input(3)).toEqual(trainer.input().slice(0, 36));
    }
    expect(problem.partBounds[1]).toBe(1 + 6 + 5 + 4 + 3);
  });

  it('moves unseen words with the mean, as the others', () => {
    const unseen = (more: OptionValues) => {
      const space = new VectorSpace(finish(subword.train(corpus, options(more))).words);
      return { space, vector: fromNgrams(space, 'whales')!.vector };
    };
    const [plain, centred] = [unseen({}), unseen({ centre: 1 })];
    plain.vector.forEach((value, d) => {
      const shift = plain.space.matrix.values[d] - centred.space.matrix.values[d];
      expect(value - centred.vector[d]).toBeCloseTo(shift, 5);
    });
  });

  it('goes on from its words and their pieces', () => {
    const first = finish(subword.train(corpus, options({ centre: 1 })));
    const before = new VectorSpace(first.words);
    const { mean } = before.subwords!;
    const words = [...corpus.vocabulary.words.slice(1), 'whaling'];
    const later = { ...corpus, vocabulary: { ...corpus.vocabulary, words } };
    const from = { names: before.names, input: first.words.matrix as Dense, output: first.output, subwords: before.subwords };
    const problem = subwordFamily.prepare(later, options(), from) as BagProblem;
    for (const trainer of [new BagTwin(problem), new BagKernel(placeBag(problem))]) {
      const input = trainer.input();
      for (let i = 0; i < 19 * 12; i++) expect(input[i] - mean![i % 12]).toBeCloseTo(before.matrix.values[12 + i], 4);
      expect(input.slice(19 * 12).every((v) => Math.abs(v) > 0)).toBe(true);
      const used = trainer.buckets().filter((_, i) => before.subwords!.buckets.values[i] !== 0);
      expect(used).toEqual(before.subwords!.buckets.values.filter((v) => v !== 0));
    }
    const other = subwordFamily.prepare(later, options({ buckets: 2000, objective: 1 }), from) as BagProblem;
    expect(other.initial).toMatchObject({ buckets: undefined, output: undefined });
    expect(finish(subword.train(later, options({ epochs: 2 }), from)).words.names).toContain('whaling');
  });

  it('has no n-grams shorter than none', () => {
    expect(() => subword.train(corpus, options({ minn: 5, maxn: 4 }))).toThrow('the longest 4');
  });

  it('posts the rows without the n-grams and saves both', () => {
    const space = new VectorSpace(finish(subword.train(corpus, options({ epochs: 1 }))).words);
    expect(space.data).not.toHaveProperty('subwords');
    expect(new VectorSpace(space.whole).subwords).toBe(space.subwords);
  });
});
