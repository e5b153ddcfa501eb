import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lda } from '../../../lib/models/lda';
import { completionPerplexity, holdOut } from '../../../lib/models/lda/heldout';
import { diversity, qualityOf, textsOf } from '../../../lib/models/lda/quality';
import { bestMatching, matchTopics, topicStability } from '../../../lib/models/lda/stability';
import { sweepOptions, sweepPoints, sweepWork, topicNumbers, type SweepRun } from '../../../lib/models/lda/sweep';
import type { Topics } from '../../../lib/models/model';
import { checkOptions } from '../../../lib/options';
import { drained, finish } from '../../../lib/work';
import { corpusOf, plantedDocuments } from './synthetic';

const dense = (rows: number, values: number[]) => ({ kind: 'dense' as const, rows, dims: values.length / rows, values: Float32Array.from(values) });
const toy: Topics = { count: 2, phi: dense(2, [0.5, 0.5, 0, 0, 0, 0.25, 0.75, 0]), theta: dense(1, [0.5, 0.5]), weights: Float32Array.of(0.5, 0.5), alpha: Float32Array.of(1, 1) };
const corpus = corpusOf(plantedDocuments(3, 10, 60, 40));
const options = checkOptions(lda, { topics: 3, iterations: 40, maxDocumentShare: 1, chunk: 0 });

describe('quality', () => {
  it('is exclusivity by hand: the share of a word that its topic has', () => {
    const quality = qualityOf(toy, { ids: [0, 1, 2, 1, 2], documents: [0, 2, 5] });
    expect(quality.topics[0].exclusivity).toBeCloseTo((1 + 0.5 / 0.75) / 2, 6);
    expect(quality.topics[1].exclusivity).toBeCloseTo((1 + 0.25 / 0.75) / 2, 6);
    expect(quality.exclusivity).toBeCloseTo((quality.topics[0].exclusivity + quality.topics[1].exclusivity) / 2, 9);
  });

  it('is diversity by hand', () => {
    expect(diversity([[1, 2, 3], [3, 4, 5]])).toBeCloseTo(5 / 6, 9);
    expect(diversity([])).toBe(0);
  });

  it('reads whole documents without the words left out', () => {
    const small = corpusOf([['the', 'apple', 'apple'], ['pear', 'of', 'apple', 'pear']]);
    const { ids, documents } = drained(textsOf(small, { ...options, chunk: 1 }));
    expect([...(ids as Uint32Array)].map((id) => small.vocabulary.words[id])).toEqual(['apple', 'apple', 'pear', 'apple', 'pear']);
    expect([...(documents as Uint32Array)]).toEqual([0, 2, 5]);
  });
});

describe('held-out perplexity', () => {
  it('is the perplexity by hand where a document tells nothing of the other half', () => {
    // One word shows θ = ((1 + 1)/3, 1/3) for word 0; word 1 is then θ φ.
    const p = (2 / 3) * 0.5 + (1 / 3) * 0.25;
    expect(completionPerplexity(toy, [Uint32Array.of(0, 1)])).toBeCloseTo(1 / p, 5);
    expect(completionPerplexity(toy, [Uint32Array.of(0)])).toBeNaN();
  });

  it('holds out every tenth document and nothing of a few', () => {
    const { rest, heldOut } = holdOut(corpus);
    expect(heldOut).toHaveLength(6);
    expect(heldOut[0]).toEqual(corpus.ids.slice(corpus.documents[9], corpus.documents[10]));
    expect(rest.titles).toHaveLength(54);
    expect(rest.titles[9]).toBe('document 10');
    expect(rest.columns[0].values[9]).toBe(10);
    expect(rest.ids.subarray(rest.documents[9], rest.documents[10])).toEqual(corpus.ids.subarray(corpus.documents[10], corpus.documents[11]));
    const few = corpusOf([['a'], ['b']]);
    expect(holdOut(few)).toEqual({ rest: few, heldOut: [] });
  });
});

describe('topic stability', () => {
  it('matches as the best of all permutations does', () => {
    const permutations = (items: number[]): number[][] => (items.length === 0 ? [[]] : items.flatMap((item) => permutations(items.filter((other) => other !== item)).map((rest) => [item].concat(rest))));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }).chain((n) => fc.array(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: n, maxLength: n }), { minLength: n, maxLength: n })), (values) => {
        const worth = (match: number[]) => match.reduce((sum, j, i) => sum + values[i][j], 0);
        const match = bestMatching(values);
        expect(new Set(match).size).toBe(values.length);
        expect(worth(match)).toBeCloseTo(Math.max(...permutations(values.map((_, i) => i)).map(worth)), 9);
      }),
    );
  });

  it('finds topics again in whatever order, and 0 for strangers', () => {
    const topics = [[1, 2, 3], [4, 5, 6], [7, 8, 9]];
    expect(matchTopics(topics, [topics[2], topics[0], topics[1]])).toEqual([{ match: 1, likeness: 1 }, { match: 2, likeness: 1 }, { match: 0, likeness: 1 }]);
    expect(topicStability([[[1, 2]], [[3, 4]]])).toBe(0);
    expect(topicStability([[[1, 2]]])).toBeNaN();
    // Jaccard of the first one, two: 0, then {1,2} and {2,1}: 1.
    expect(topicStability([[[1, 2]], [[2, 1]]])).toBe(0.5);
  });
});

describe('a sweep', () => {
  const runs = sweepOptions([6, 3], 2, options).map((values) => finish(sweepWork(corpus, values)));

  it('judges every number of topics over its seeds', () => {
    const points = sweepPoints(runs);
    expect(points.map((point) => [point.topics, point.seeds])).toEqual([[3, 2], [6, 2]]);
    const [right, many] = points;
    expect(right.stability).toBeGreaterThan(many.stability!);
    expect(right.stability).toBeGreaterThan(0.4);
    expect(right.exclusivity.mean).toBeGreaterThan(many.exclusivity.mean);
    expect(right.npmi.mean).toBeCloseTo((runs[2].npmi + runs[3].npmi) / 2, 12);
    expect(right.npmi.sd).toBeCloseTo(Math.abs(runs[2].npmi - runs[3].npmi) / Math.SQRT2, 12);
    // 30 words; a document's own ten have .8 of it.
    expect(right.perplexity!.mean).toBeGreaterThan(10);
    expect(right.perplexity!.mean).toBeLessThan(22);
  });

  it('has no spread and no stability with one seed, and no perplexity with few documents', () => {
    const [point] = sweepPoints([finish(sweepWork(corpusOf(plantedDocuments(2, 5, 4, 30)), { ...options, iterations: 3 }))]);
    expect(point).toMatchObject({ stability: null, perplexity: null, npmi: { sd: null } });
  });

  it('says which numbers of topics it takes', () => {
    expect(topicNumbers(' 5,10 20')).toEqual([5, 10, 20]);
    for (const wrong of ['', '1', '5,5', '3.5', 'many', '501']) expect(() => topicNumbers(wrong)).toThrow(/different whole numbers from 2 to 500/);
  });

  it('tells how far it is', () => {
    const work = sweepWork(corpus, options);
    const stages = new Set<string>();
    while (!work.step()) stages.add(work.progress().stage);
    expect([...stages]).toEqual(['holding out documents', 'choosing words', 'sampling topics', 'judging topics']);
    const { seconds: _, ...again } = finish(sweepWork(corpus, options)) satisfies SweepRun;
    expect(work.result()).toMatchObject(again);
  });
});
