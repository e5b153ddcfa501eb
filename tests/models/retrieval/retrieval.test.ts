import { describe, expect, test } from 'vitest';
import type { Csr } from '../../../lib/kernels/matrix';
import { Random } from '../../../lib/kernels/random';
import { judge, retrieve, retrieverOf } from '../../../lib/models/retrieval';
import { modelById } from '../../../lib/models/registry';
import { checkOptions } from '../../../lib/options';
import { meanVector, meanVectors } from '../../../lib/space/documents';
import { similarities } from '../../../lib/space/neighbours';
import { VectorSpace } from '../../../lib/space/space';
import { encode } from '../../../lib/text/encode';
import { finish, Sliced } from '../../../lib/work';

const WORLDS = [['bread', 'butter', 'cheese', 'knife', 'plate', 'soup'], ['anchor', 'captain', 'mast', 'rope', 'sail', 'ship'], ['apple', 'bush', 'flower', 'leaf', 'rake', 'seed']];
const random = new Random(3);
const texts = Array.from({ length: 60 }, (_, d) => Array.from({ length: 40 }, (_, i) => (i % 9 === 0 ? 'and' : WORLDS[d % 3][random.below(6)])).join(' '));
texts[4] = texts[4].replaceAll('ship', 'sail');
const corpus = finish(encode({ name: 'worlds', title: '', texts, titles: texts.map((_, d) => `text ${d}`), columns: [] }, { minCount: 1 }));
const id = (word: string) => corpus.vocabulary.words.indexOf(word);
const query = ['ship', 'ship', 'bread', 'and'].map(id);

const GIVEN: [string, Record<string, number>][] = [
  ['tfidf', {}], ['tfidf', { ngrams: 2, sublinear: 1 }], ['bm25', {}], ['bm25', { formula: 1 }], ['lsa', { dims: 6 }],
  ['lda', { topics: 3, iterations: 60, maxDocumentShare: 0.9 }], ['ppmi-svd', { dims: 6 }], ['glove', { dims: 6 }],
];
const trained = (model: string, options: Record<string, number>) => finish(modelById(model).train(corpus, checkOptions(modelById(model), options)));

describe.each(GIVEN)('retrieval by %s %o', (model, options) => {
  const answer = trained(model, options);
  const retriever = retrieverOf(corpus, answer);

  test('the parts of the evidence add up to the score', () => {
    const hits = retrieve(retriever, query, 20)!;
    expect(hits.length).toBeGreaterThan(5);
    for (const { document, score, evidence } of hits) {
      expect(evidence.reduce((sum, { part }) => sum + part, 0)).toBeCloseTo(score, 4);
      expect(evidence.map(({ part }) => part)).toEqual(evidence.map(({ part }) => part).sort((a, b) => b - a));
      const own = new Set(Array.from(corpus.ids.subarray(corpus.documents[document], corpus.documents[document + 1]), (i) => corpus.vocabulary.words[i]));
      for (const { words } of evidence) for (const word of words.flatMap((w) => w.split(' '))) expect(own).toContain(word);
    }
    expect(hits.map(({ score }) => score)).toEqual(hits.map(({ score }) => score).sort((a, b) => b - a));
  });

  test('finds the documents of the world that is asked for', () => {
    const hits = retrieve(retriever, ['mast', 'captain'].map(id), 10)!;
    expect(hits.every(({ document }) => document % 3 === 1)).toBe(true);
    expect(retriever.scores([])).toBeNull();
  });

  test('judgements of that world give figures near 1', () => {
    const grades = new Map(texts.map((_, d) => [`text ${d}`, d % 3 === 1 ? 1 : 0]));
    const report = finish(new Sliced(judge(retriever, [{ query: 'mast captain', grades }, { query: 'x', grades: new Map([['nowhere', 1]]) }], corpus.titles, (text) => text.split(' ').map(id)), { stage: '', done: 0, total: 1 }));
    expect(report).toMatchObject({ ndcg: expect.closeTo(1, 9), reciprocalRank: 1, queries: 1, k: 10, unknown: ['nowhere'] });
  });
});

describe('the scores', () => {
  test('of tf-idf are cosines, of BM25 sums of weights, of LSA and means those of the model', () => {
    for (const model of ['tfidf', 'lsa']) {
      const answer = trained(model, model === 'lsa' ? { dims: 6 } : {});
      const expected = similarities(new VectorSpace(answer.documents!), modelById(model).place!(answer.query!, query));
      retrieverOf(corpus, answer).scores(query)!.forEach((score, d) => expect(score).toBeCloseTo(expected[d], 5));
    }
    const { documents, query: parts, words } = trained('bm25', {});
    const { indptr, indices, values } = documents!.matrix as Csr;
    retrieverOf(corpus, { documents, query: parts, words }).scores(query)!.forEach((score, d) => {
      let sum = 0;
      for (let e = indptr[d]; e < indptr[d + 1]; e++) sum += values[e] * query.filter((q) => q === indices[e]).length;
      expect(score).toBeCloseTo(sum, 5);
    });
    const svd = trained('ppmi-svd', { dims: 6 });
    const space = new VectorSpace(svd.words);
    const means = similarities(new VectorSpace(meanVectors(space, corpus)), meanVector(space, query));
    retrieverOf(corpus, svd).scores(query)!.forEach((score, d) => expect(score).toBeCloseTo(means[d], 5));
  });

  test('word vectors tell the nearest words of a document that lacks the word', () => {
    const found = retrieverOf(corpus, trained('ppmi-svd', { dims: 6 })).explain([id('ship')], 4);
    expect(found[0]).toMatchObject({ label: 'ship', exact: false });
    expect(found[0].words.length).toBeGreaterThan(0);
    expect(WORLDS[1]).toEqual(expect.arrayContaining(found[0].words));
  });
});
