import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { WordspaceError } from '../../../lib/error';
import { dense } from '../../../lib/kernels/matrix';
import { ppmi } from '../../../lib/models/ppmi';
import { modelById } from '../../../lib/models/registry';
import { checkOptions } from '../../../lib/options';
import { meanVectors } from '../../../lib/space/documents';
import { concordance, documentOf, passagesIn, sameContexts } from '../../../lib/space/evidence/concordance';
import { Contexts } from '../../../lib/space/evidence/contexts';
import { documentParts, wordAndDocument } from '../../../lib/space/evidence/document';
import { byContexts, byDimensions, idIn, termIn, windowsOf } from '../../../lib/space/evidence/explain';
import { meaningOf } from '../../../lib/space/evidence/meaning';
import { cosineParts } from '../../../lib/space/evidence/parts';
import { pairEvidence, wordInDocument } from '../../../lib/space/evidence/quotes';
import { neighbours, similarity } from '../../../lib/space/neighbours';
import { VectorSpace } from '../../../lib/space/space';
import { encode } from '../../../lib/text/encode';
import { finish } from '../../../lib/work';
import { cosine, denseSpace, randomSpace, sparseTwin } from '../fixture';

const sum = (values: { value: number }[]) => values.reduce((s, part) => s + part.value, 0);

/** Documents of a few sentences over a few words. */
const texts = fc.array(fc.array(fc.array(fc.constantFrom('ant', 'bee', 'cat', 'dog', 'eel', 'fox', 'gnu'), { minLength: 1, maxLength: 9 }), { minLength: 1, maxLength: 5 }), { minLength: 2, maxLength: 8 });

function corpusOf(documents: string[][][]) {
  const corpus = { name: 'zoo', title: 'Zoo', texts: documents.map((d) => d.map((s) => s.join(' ')).join('\n')), titles: documents.map((_, d) => `cage ${d}`), columns: [] };
  return finish(encode(corpus, { minCount: 1 }));
}

test('the parts of a cosine add up to it, dense and sparse', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 1, max: 30 }), fc.constantFrom(0, 0.5, 0.9), (seed, dims, zeros) => {
      const space = randomSpace(4, dims, seed, zeros);
      for (const one of [space, sparseTwin(space)]) {
        const parts = cosineParts(one, 1, 2);
        const whole = space.norms[1] * space.norms[2] > 0 ? cosine(space, 1, 2) : 0;
        expect(sum(parts)).toBeCloseTo(whole, 12);
        expect(sum(parts)).toBeCloseTo(similarity(one, 1, 2), 5);
        for (const { a, b, value } of parts) expect(value).toBeCloseTo(a * b, 15);
        expect(parts.map((p) => Math.abs(p.value))).toEqual(parts.map((p) => Math.abs(p.value)).sort((x, y) => y - x));
      }
    }),
  );
});

test('every model’s similarities are re-derivable: parts, others and remainder add up, and exact spaces leave no remainder', () => {
  fc.assert(
    fc.property(texts, fc.integer({ min: 1, max: 20 }), (documents, limit) => {
      const corpus = corpusOf(documents);
      if (corpus.vocabulary.words.length < 3) return;
      for (const [id, by, given] of [['tfidf', 'documents', {}], ['ppmi', 'words', {}], ['lsa', 'directions', { dims: 3 }], ['lda', 'topics', { topics: 3, iterations: 3, minDocumentFrequency: 1, maxDocumentShare: 1 }]] as const) {
        const model = modelById(id);
        const space = new VectorSpace(finish(model.train(corpus, checkOptions(model, given))).words);
        if (space.size < 2) continue;
        const told = byDimensions(space, 0, 1, { limit, documents: corpus.titles });
        expect(told?.by).toBe(by);
        if (!told) continue;
        expect(told.parts.length).toBeLessThanOrEqual(limit);
        expect(sum(told.parts) + told.others.value + told.remainder).toBeCloseTo(told.similarity, 12);
        expect(Math.abs(told.remainder)).toBeLessThan(1e-6);
        expect(told.similarity).toBeCloseTo(neighbours(space, 0, { k: 99 }).find((n) => n.row === 1)?.similarity ?? NaN, 6);
        for (const part of told.parts) expect(by === 'documents' ? corpus.titles : by === 'words' ? space.names : [part.name]).toContain(part.name);
        for (const part of told.parts) expect(part.document === undefined ? undefined : corpus.titles[part.document]).toBe(by === 'documents' ? part.name : undefined);
      }
    }),
    { numRuns: 25 },
  );
});

test('shared contexts are what the PPMI model counts, and add up with their remainder', () => {
  fc.assert(
    fc.property(texts, fc.integer({ min: 1, max: 4 }), fc.constantFrom('flat', 'linear', 'harmonic'), fc.constantFrom(0.75, 1), (documents, window, weighting, smoothing) => {
      const corpus = corpusOf(documents);
      const size = corpus.vocabulary.words.length;
      if (size < 2) return;
      const options = checkOptions(ppmi, { window, weighting: ['flat', 'linear', 'harmonic'].indexOf(weighting), smoothing, sample: 0 });
      const space = new VectorSpace(finish(ppmi.train(corpus, options)).words);
      expect(windowsOf(space)).toEqual({ window, weighting });
      const shared = new Contexts(corpus, { window, weighting: weighting as 'flat', smoothing }).shared(0, 1);
      expect(shared.cosine).toBeCloseTo(similarity(space, 0, 1), 4);
      expect(sum(shared.contexts)).toBeCloseTo(shared.cosine, 12);
      const told = byContexts(0.5, shared, corpus.vocabulary.words, 2);
      expect(sum(told.parts) + told.others.value + told.remainder).toBeCloseTo(0.5, 12);
      expect(told.parts.length + told.others.count).toBe(shared.contexts.length);
    }),
    { numRuns: 60 },
  );
});

test('a document’s cosine with a query is the sum over its words', () => {
  fc.assert(
    fc.property(texts, fc.integer(), (documents, seed) => {
      const corpus = corpusOf(documents);
      const size = corpus.vocabulary.words.length;
      const random = randomSpace(size + 1, 5, seed);
      const words = new VectorSpace({ ...random.data, names: ['elsewhere', ...corpus.vocabulary.words], columns: [{ name: 'count', kind: 'number', values: [1, ...corpus.vocabulary.counts] }] });
      const means = new VectorSpace(meanVectors(words, corpus));
      const query = Float32Array.from({ length: 5 }, (_, d) => d - 1.5);
      for (let d = 0; d < documents.length; d++) {
        const near = neighbours(means, query, { k: documents.length }).find((n) => n.row === d);
        const parts = documentParts(words, query, corpus, d);
        expect(sum(parts)).toBeCloseTo(near?.similarity ?? 0, 4);
        expect(parts.reduce((n, p) => n + p.times, 0)).toBe(documents[d].flat().length);
      }
    }),
    { numRuns: 40 },
  );
});

/** How each kind of space tells what a word and a document share. */
const WAYS: [id: string, by: string, options: Record<string, number>][] = [['lsa', 'directions', { dims: 2 }], ['lda', 'topics', { topics: 3, iterations: 3 }], ['ppmi-svd', 'document words', { dims: 2 }], ['ppmi', 'document words', {}], ['tfidf', 'weight', {}]];

test('a word and a document: the parts of every kind of space add up', () => {
  fc.assert(
    fc.property(texts, fc.constantFrom(...WAYS), (documents, [id, by, options]) => {
      const corpus = corpusOf(documents);
      if (corpus.vocabulary.words.length < 3 || documents.length < 2) return;
      const model = modelById(id);
      const trained = finish(model.train(corpus, checkOptions(model, options)));
      const [words, own] = [new VectorSpace(trained.words), trained.documents && new VectorSpace(trained.documents)];
      for (let d = 0; d < documents.length; d++) {
        const told = wordAndDocument(words, 0, corpus, d, { documents: own, limit: 1 });
        const times = documents[d].flat().filter((w: string) => w === words.names[0]).length;
        expect(told.by).toBe(by);
        if (told.by === 'weight') {
          expect(told.times).toBe(times);
          expect(told.weight > 0).toBe(times > 0);
        } else {
          expect(sum(told.parts) + told.others.value + told.remainder).toBeCloseTo(told.similarity, 10);
          expect(Math.abs(told.similarity)).toBeLessThan(1 + 1e-6);
        }
      }
    }),
    { numRuns: 25 },
  );
});

test('the concordance is what reading every sentence finds', () => {
  fc.assert(
    fc.property(texts, (documents: string[][][]) => {
      const corpus = corpusOf(documents);
      const { words } = corpus.vocabulary;
      if (words.length < 2) return;
      const both = (tokens: readonly string[]) => tokens.includes(words[0]) && tokens.includes(words[1]);
      const found = concordance(corpus, [0], [1], 100);
      expect(found.sentences).toBe(documents.flat().filter(both).length);
      expect(found.documents).toBe(documents.filter((d) => both(d.flat())).length);
      for (const { document, sentence, marks } of found.passages) {
        expect(documentOf(corpus, sentence)).toBe(document);
        expect(new Set(marks.map((m) => m.role))).toEqual(new Set(['a', 'b']));
        for (const { token, role } of marks) expect(corpus.ids[token]).toBe(role === 'a' ? 0 : 1);
      }
      documents.forEach((d, document) => {
        const of = passagesIn(corpus, document, [0], { limit: 99 });
        expect(of.length).toBe(d.filter((s: string[]) => s.includes(words[0])).length);
        expect(of.every((p) => p.document === document)).toBe(true);
      });
      for (const { context, a, b } of sameContexts(corpus, 0, 1, words.map((_, id) => id).slice(2), 2)) {
        for (const [passage, own, other] of [[a, 0, 1], [b, 1, 0]] as const) {
          if (!passage) continue;
          const ids = [...corpus.ids.subarray(corpus.sentences[passage.sentence], corpus.sentences[passage.sentence + 1])];
          expect(ids).toContain(own);
          expect(ids).toContain(context);
          expect(ids).not.toContain(other);
        }
      }
    }),
  );
});

test('words that stand nearest come first, and no document is heard more than twice', () => {
  const corpus = corpusOf([[['bee', 'ant', 'cat'], ['bee', 'cat', 'ant'], ['bee', 'cat', 'cat', 'ant']], [['ant', 'cat', 'cat', 'cat', 'bee']]]);
  const [a, b] = ['ant', 'bee'].map((word) => idIn(corpus, word));
  const { sentences, documents, passages } = concordance(corpus, [a], [b]);
  expect({ sentences, documents }).toEqual({ sentences: 4, documents: 2 });
  expect(passages.map((p) => p.sentence)).toEqual([0, 1, 3]);
  expect(() => idIn(corpus, 'yak')).toThrow(WordspaceError);
});

test('a run of words is found where its words stand in a row, and read without contexts', () => {
  fc.assert(
    fc.property(texts, (documents: string[][][]) => {
      const corpus = corpusOf(documents);
      const { words } = corpus.vocabulary;
      if (words.length < 3) return;
      const run = `${words[0]} ${words[1]}`;
      const term = termIn(corpus, run);
      expect(term).toEqual([0, 1]);
      const has = (sentence: string[]) => ` ${sentence.join(' ')} `.includes(` ${run} `);
      const both = documents.flat().filter((s) => has(s) && s.includes(words[2]));
      const source = { corpus, text: (d: number) => documents[d].map((s) => s.join(' ')).join('\n'), reading: {} };
      const told = pairEvidence(source, { a: run, b: words[2], similarity: 0.5, limit: 99 });
      expect(told.together.sentences).toBe(both.length);
      expect(told.contexts).toBeNull();
      for (const { text, marks } of told.together.quotes) {
        expect(marks.map(({ from, to, role }) => `${role} ${text.slice(from, to)}`)).toEqual(expect.arrayContaining([`a ${words[0]}`, `a ${words[1]}`, `b ${words[2]}`]));
      }
      documents.forEach((d, document) => expect(wordInDocument(source, run, document, { limit: 99 })).toHaveLength(d.filter(has).length));
      expect(wordInDocument(source, 'yak ox', 0)).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

test('what dimensions are, by the shape of vectors from a file', () => {
  const file = { columns: [], provenance: { model: 'word2vec', corpus: 'x', options: {} } };
  expect(meaningOf(denseSpace(['a', 'b'], 2, [0.5, 0.5, 0.25, 0.75]))).toBe('topics');
  expect(meaningOf(denseSpace(['a', 'b'], 2, [0.5, -0.5, 0.25, 0.75]))).toBe('none');
  expect(meaningOf(sparseTwin(randomSpace(4, 9, 1)))).toBe('documents');
  expect(meaningOf(sparseTwin(randomSpace(4, 4, 1)))).toBe('words');
  expect(byDimensions(new VectorSpace({ ...file, names: ['a', 'b'], matrix: dense(2, 2, Float32Array.of(1, -1, 1, 2)) }), 0, 1)).toBeNull();
  const lda = new VectorSpace({ ...file, names: ['ship', 'sail', 'soup'], matrix: dense(3, 2, Float32Array.of(0.9, 0.1, 0.8, 0.2, 0, 1)) });
  expect(byDimensions(lda, 0, 1)?.parts[0]).toMatchObject({ name: 'topic 1', words: ['ship', 'sail'] });
});
