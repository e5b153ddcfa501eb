import { describe, expect, it } from 'vitest';
import { lda } from '../../../lib/models/lda';
import { Training } from '../../../lib/models/lda/training';
import { topWords } from '../../../lib/models/lda/topwords';
import type { Trained } from '../../../lib/models/model';
import { checkOptions } from '../../../lib/options';
import type { EncodedCorpus } from '../../../lib/text/corpus';
import { finish } from '../../../lib/work';
import { corpusOf, plantedDocuments, plantedWord } from './synthetic';

const train = (corpus: EncodedCorpus, options: Record<string, number> = {}): Trained =>
  finish(lda.train(corpus, checkOptions(lda, { iterations: 60, maxDocumentShare: 1, ...options })));

const planted = corpusOf(plantedDocuments(4, 12, 80, 60));
const trained = train(planted, { topics: 4, chunk: 20 });
const topics = trained.topics!;
const words = planted.vocabulary.words;

const row = ({ values, dims }: { values: Float32Array; dims: number }, r: number) => [...values.subarray(r * dims, (r + 1) * dims)];
const sum = (values: number[]) => values.reduce((a, b) => a + b, 0);
const best = (values: number[]) => values.indexOf(Math.max(...values));

/** The found topic that answers to planted topic k. */
const found = (k: number) => best(row(trained.words.matrix as typeof topics.phi, trained.words.names.indexOf(plantedWord(k, 0))));

describe('LDA', () => {
  it('recovers planted topics', () => {
    expect(new Set([0, 1, 2, 3].map(found)).size).toBe(4);
    const tops = topWords(topics, words, 12);
    for (let k = 0; k < 4; k++) {
      const expected = Array.from({ length: 12 }, (_, w) => plantedWord(k, w));
      expect(tops[found(k)].words.map(({ word }) => word).sort()).toEqual(expected);
      for (const { probability } of tops[found(k)].words) expect(Math.abs(probability - 1 / 12)).toBeLessThan(0.04);
      expect(tops[found(k)].weight).toBeCloseTo(0.25, 1);
    }
  });

  it('gives each document its planted mixture: .85 of its own topic, .05 of each other', () => {
    const theta = trained.documents!.matrix as typeof topics.theta;
    let own = 0;
    for (let d = 0; d < 80; d++) own += row(theta, d)[found(d % 4)] / 80;
    // The prior draws it towards 1/4 by 5 tokens in 65.
    expect(own).toBeCloseTo((0.85 * 60 + 1.25) / 65, 1);
  });

  it('leaves distributions: phi, theta, p(topic | word) and weights sum to 1', () => {
    for (let k = 0; k < 4; k++) expect(sum(row(topics.phi, k))).toBeCloseTo(1, 5);
    for (let d = 0; d < 80; d++) expect(sum(row(topics.theta, d))).toBeCloseTo(1, 5);
    for (let w = 0; w < trained.words.names.length; w++) {
      expect(sum(row(trained.words.matrix as typeof topics.phi, w))).toBeCloseTo(1, 5);
    }
    expect(sum([...topics.weights])).toBeCloseTo(1, 6);
  });

  it('names words and documents, and colours words by topic', () => {
    expect(trained.words.names).toEqual(words);
    expect(trained.words.columns[0]).toEqual({ name: 'count', kind: 'number', values: [...planted.vocabulary.counts] });
    const [, topic] = trained.words.columns;
    expect(topic.values[words.indexOf(plantedWord(2, 5))]).toBe(`topic ${found(2) + 1}`);
    expect(trained.documents!.names).toEqual(planted.titles);
    expect(trained.documents!.columns).toBe(planted.columns);
    expect(trained.words.provenance).toMatchObject({ model: 'lda', corpus: 'synthetic', options: { topics: 4, chunk: 20, seed: 1 } });
    expect(trained.figures).toMatchObject({ tokens: 4800, words: 48, chunks: 240 });
  });

  it('keeps left-out words in phi as zeros and out of the word space', () => {
    const corpus = corpusOf(plantedDocuments(2, 6, 20, 30).map((document) => ['the'].concat(document)));
    const { topics, words } = train(corpus, { topics: 2 });
    const the = corpus.vocabulary.words.indexOf('the');
    expect(words.names).not.toContain('the');
    expect(topics!.phi.dims).toBe(corpus.vocabulary.words.length);
    expect([topics!.phi.values[the], topics!.phi.values[topics!.phi.dims + the]]).toEqual([0, 0]);
  });

  it('gives the same bytes for the same seed and others for another', () => {
    const options = { topics: 3, iterations: 5 };
    const first = train(planted, options);
    expect(train(planted, options)).toEqual(first);
    expect(train(planted, { ...options, seed: 2 }).topics!.phi.values).not.toEqual(first.topics!.phi.values);
  });

  it('reports sweeps × tokens, and a likelihood that rises', () => {
    const work = lda.train(planted, checkOptions(lda, { topics: 4, iterations: 60, maxDocumentShare: 1 }));
    expect(work.progress()).toMatchObject({ stage: 'choosing words', done: 0, total: 1 });
    expect(() => work.result()).toThrow(/not trained/);
    const likelihoods = new Set<number>();
    let done = 0;
    while (!work.step()) {
      const { stage, done: now, total, figures } = work.progress();
      expect(now).toBeGreaterThanOrEqual(done);
      done = now;
      if (stage !== 'sampling topics') continue;
      expect(total).toBe(60 * 4800);
      if (figures?.logLikelihoodPerToken) likelihoods.add(figures.logLikelihoodPerToken);
    }
    expect(done).toBe(60 * 4800);
    const path = [...likelihoods];
    expect(path).toHaveLength(6);
    expect(path[5]).toBeGreaterThan(path[0]);
    // Drawing topic and word uniformly pays log 4 + log 48.
    expect(path[5]).toBeGreaterThan(-Math.log(4) - Math.log(48) + 1);
    expect(work.progress().figures?.drawsPerSecond).toBeGreaterThan(0);
    expect(work.step()).toBe(true);
  });

  it.each([0, 1, 30, 200])('is whole when it is kept after %i steps', (steps) => {
    const training = new Training(planted, checkOptions(lda, { topics: 4, iterations: 60, maxDocumentShare: 1 }));
    for (let step = 0; step < steps && !training.step(); step++);
    training.keep();
    const { topics } = finish(training);
    expect(sum([...topics!.weights])).toBeCloseTo(1, 5);
    for (let k = 0; k < 4; k++) expect(sum(row(topics!.phi, k))).toBeCloseTo(1, 5);
    for (let d = 0; d < 80; d++) expect(sum(row(topics!.theta, d))).toBeCloseTo(1, 5);
  });

  it('finds topics in a small text with the options as they come', () => {
    const small = finish(lda.train(corpusOf(plantedDocuments(2, 5, 3, 8)), checkOptions(lda, {})));
    expect(small.topics!.count).toBe(20);
    expect(small.words.names.length).toBeGreaterThan(0);
    const empty = train(corpusOf([...plantedDocuments(2, 5, 3, 8), []]), { iterations: 2 });
    row(empty.topics!.theta, 3).forEach((share) => expect(share).toBeCloseTo(1 / 20, 6));
  });

  it('finds the topics of a single long document', () => {
    const documents = plantedDocuments(3, 10, 60, 150, 0.9);
    const { topics } = train(corpusOf([documents.flat()]), { topics: 3 });
    for (const { words } of topWords(topics!, corpusOf([documents.flat()]).vocabulary.words, 10)) {
      expect(new Set(words.map(({ word }) => word[0])).size).toBe(1);
    }
  });

  it('refuses a text of stop words with a sentence', () => {
    expect(() => train(corpusOf([['the', 'of']]))).toThrow(/stop words/);
  });
});

describe('placing a new text', () => {
  const place = (ids: number[]) => lda.place!(trained.query!, ids) as Float32Array;

  it('agrees with theta of the training documents', () => {
    let difference = 0;
    for (let d = 0; d < 80; d++) {
      const theta = place([...planted.ids.subarray(planted.documents[d], planted.documents[d + 1])]);
      difference += sum(row(topics.theta, d).map((share, k) => Math.abs(share - theta[k]))) / 80;
    }
    expect(difference).toBeLessThan(0.05);
  });

  it('is a distribution, the same for the words in any number of calls', () => {
    const ids = [0, 5, 5, 9, 30];
    expect(sum([...place(ids)])).toBeCloseTo(1, 6);
    expect(place(ids)).toEqual(place(ids));
  });

  it('is a single word’s posterior in closed form: (φ_k / Σφ + α) / (1 + Kα)', () => {
    const alpha = 5 / 4;
    const phi = [0, 1, 2, 3].map((k) => topics.phi.values[k * topics.phi.dims + 7]);
    const expected = phi.map((p) => (p / sum(phi) + alpha) / (1 + 4 * alpha));
    place([7]).forEach((share, k) => expect(share).toBeCloseTo(expected[k], 6));
  });

  it('is the uniform prior where no word is known', () => {
    expect([...place([])]).toEqual([0.25, 0.25, 0.25, 0.25]);
    expect([...place([99_999])]).toEqual([0.25, 0.25, 0.25, 0.25]);
  });

  it('takes only its own query parts', () => {
    expect(() => lda.place!({ kind: 'tfidf', idf: new Float32Array(0), sublinear: false }, [])).toThrow(TypeError);
  });
});

describe('topWords', () => {
  it('sorts by probability, ties in vocabulary order, and never shows words left out', () => {
    const values = Float32Array.from([0.1, 0, 0.4, 0.1, 0.4, 1, 0, 0, 0, 0]);
    const phi = { kind: 'dense' as const, rows: 2, dims: 5, values };
    const toy = { count: 2, phi, theta: phi, weights: Float32Array.of(0.75, 0.25) };
    const shown = topWords(toy, ['a', 'b', 'c', 'd', 'e'], 3);
    expect(shown.map((topic) => topic.words.map(({ word }) => word))).toEqual([['c', 'e', 'a'], ['a']]);
    expect(shown.map(({ weight }) => weight)).toEqual([0.75, 0.25]);
    expect(shown[1].words[0].probability).toBe(1);
  });
});
