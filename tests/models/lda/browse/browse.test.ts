import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { editedTopics, hideTopic, mergeTopic, nameTopic, noEdits, splitTopic } from '../../../../lib/models/lda/browse/edits';
import { intertopic } from '../../../../lib/models/lda/browse/intertopic';
import { topicsOver } from '../../../../lib/models/lda/browse/over';
import { documentsOf, mixtureOf, sharesOf, strongestTopic, topicOfWord } from '../../../../lib/models/lda/browse/reading';
import { relevantWords, salientWords, wordShares } from '../../../../lib/models/lda/browse/relevance';
import type { Topics } from '../../../../lib/models/model';
import { finish } from '../../../../lib/work';
import { anyTopics, topicsFrom } from './made';

describe('words that show a topic', () => {
  // Word 0 is common to both topics, 1 and 2 are one topic's own, 3 is left out.
  const topics = topicsFrom([[6, 4, 0, 0], [6, 0, 4, 0]], [[1, 1]], [3, 1]);
  const shares = wordShares(topics);

  test('λ 1 ranks by p(word | topic), λ 0 by how much more than elsewhere', () => {
    expect(Array.from(shares)).toEqual([0.6, 0.3, 0.1, 0].map((p) => expect.closeTo(p, 6)));
    const [first, second, ...none] = relevantWords(topics, 0, { lambda: 1, n: 9, shares });
    expect([first.id, second.id, none]).toEqual([0, 1, []]);
    expect(first).toMatchObject({ relevance: expect.closeTo(Math.log(0.6), 6), probability: expect.closeTo(0.6, 6), share: expect.closeTo(0.75, 6) });
    const lifted = relevantWords(topics, 0, { lambda: 0, n: 1, shares });
    expect(lifted).toEqual([{ id: 1, relevance: expect.closeTo(Math.log(0.4 / 0.3), 6), probability: expect.closeTo(0.4, 6), share: expect.closeTo(1, 6) }]);
    expect(relevantWords(topics, 1, { lambda: 0.6, n: 1, shares })[0].relevance).toBeCloseTo(Math.max(Math.log(0.6), 0.6 * Math.log(0.4) + 0.4 * Math.log(4)), 5);
  });

  test('the saliencies of all words add up to what a word tells about its topic', () => {
    fc.assert(fc.property(anyTopics, (any) => {
      const all = salientWords(any, any.phi.dims, wordShares(any));
      // Mutual information H(topic) − Σ p(w) H(topic | w), from the joint table.
      const joint = table(any);
      const [p, q] = [sums(joint, (k) => k, any.count), sums(joint, (_, w) => w, any.phi.dims)];
      const information = joint.flatMap((row, k) => row.map((pkw, w) => (pkw > 0 ? pkw * Math.log(pkw / (p[k] * q[w])) : 0))).reduce((a, b) => a + b, 0);
      expect(all.reduce((sum, w) => sum + w.saliency, 0)).toBeCloseTo(information, 4);
      expect(all.map((w) => w.saliency)).toEqual(all.map((w) => w.saliency).toSorted((a, b) => b - a));
    }));
  });
});

describe('the map of topics', () => {
  test('three topics stand exactly √JSD apart, whatever they are', () => {
    fc.assert(fc.property(anyTopics.filter((t) => t.count <= 3), (topics) => {
      const { places, kept } = finish(intertopic(topics));
      for (let a = 0; a < topics.count; a++) {
        for (let b = 0; b < a; b++) {
          const distance = Math.hypot(places[a * 2] - places[b * 2], places[a * 2 + 1] - places[b * 2 + 1]);
          expect(distance).toBeCloseTo(Math.sqrt(divergence(topics, a, b)), 3);
        }
      }
      expect(kept).toBeCloseTo(1, 6);
    }));
  });

  test('topics without a word in common are √ln 2 apart; more than three of them do not fit the plane', () => {
    const apart = topicsFrom([[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]], [[1, 1, 1, 1]], [1, 1, 1, 1]);
    const two = finish(intertopic({ ...apart, count: 2, phi: { ...apart.phi, rows: 2, values: apart.phi.values.slice(0, 8) } }));
    expect(Math.abs(two.places[0] - two.places[2])).toBeCloseTo(Math.sqrt(Math.LN2), 5);
    expect(finish(intertopic(apart)).kept).toBeCloseTo(2 / 3, 6);
    const alike = finish(intertopic(topicsFrom([[1, 2], [1, 2]], [[1, 1]], [1, 1])));
    expect(Array.from(alike.places)).toEqual([0, 0, 0, 0].map((zero) => expect.closeTo(zero, 6)));
  });
});

describe('topics over a column', () => {
  const topics = topicsFrom([[1, 1], [1, 1]], [[1, 0], [0, 1], [1, 1]], [1, 1]);
  const documents = Uint32Array.of(0, 10, 40, 60);

  test('are weighed by the length of the documents; documents without a value are told', () => {
    const over = topicsOver(topics, documents, { name: 'author', kind: 'category', values: ['Lincoln', 'Lincoln', null] });
    expect(over.groups).toEqual([{ label: 'Lincoln', documents: 2, tokens: 40 }]);
    expect(Array.from(over.shares)).toEqual([0.25, 0.75]);
    expect(over.without).toBe(1);
    const both = topicsOver(topics, documents, { name: 'author', kind: 'category', values: ['Washington', 'Adams', 'Washington'] });
    expect(both.groups.map((g) => g.label)).toEqual(['Washington', 'Adams']);
  });

  test('dates go by month or by year', () => {
    const labels = (...values: number[]) => topicsOver(topics, documents, { name: 'date', kind: 'number', values, dates: true }).groups.map((g) => g.label);
    expect(labels(2021.1616, 2020.9973, 2021.17)).toEqual(['2020-12', '2021-03']);
    expect(labels(2021.1616, 2001.9973, 2021.5)).toEqual(['2001', '2021']);
  });

  test('few years stand alone, many numbers in round bins that hold them all', () => {
    const years = topicsOver(topics, documents, { name: 'year', kind: 'number', values: [1861, 1790, 1861] });
    expect(years.groups.map((g) => g.label)).toEqual(['1790', '1861']);
    expect(Array.from(years.shares)).toEqual([0, 1, expect.closeTo(20 / 30, 6), expect.closeTo(10 / 30, 6)]);
    fc.assert(fc.property(fc.array(fc.oneof(fc.integer({ min: -1e6, max: 1e6 }), fc.double({ min: -1, max: 1, noNaN: true })), { minLength: 61, maxLength: 90 }), (values) => {
      const many = topicsFrom([[1], [1]], values.map((_, i) => [1, i + 1]), [1, 1]);
      const bounds = Uint32Array.from({ length: values.length + 1 }, (_, d) => d * 3);
      const { groups, shares, without } = topicsOver(many, bounds, { name: 'n', kind: 'number', values });
      expect(groups.length).toBeLessThanOrEqual(90);
      expect(groups.reduce((sum, g) => sum + g.documents, 0)).toBe(values.length);
      expect(without).toBe(0);
      groups.forEach((g, i) => g.documents > 0 && expect(shares[i * 2] + shares[i * 2 + 1]).toBeCloseTo(1, 5));
    }));
  });
});

describe('what a person makes of topics', () => {
  test('merging changes neither what the model says of words nor of documents', () => {
    fc.assert(fc.property(anyTopics, fc.array(fc.tuple(fc.nat(5), fc.nat(5)), { maxLength: 6 }), (topics, pairs) => {
      const edits = pairs.reduce((so, [a, b]) => mergeTopic(so, a % topics.count, b % topics.count), noEdits as typeof noEdits);
      const { topics: now, ids } = editedTopics(topics, edits);
      expect(now.count).toBe(ids.length);
      const [before, after] = [wordShares(topics), wordShares(now)];
      before.forEach((p, w) => expect(after[w]).toBeCloseTo(p, 5));
      for (let d = 0; d < now.theta.rows; d++) expect(mixtureOf(sharesOf(now, d)).reduce((sum, t) => sum + t.share, 0)).toBeCloseTo(1, 5);
      expect(now.weights.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 5);
    }));
  });

  test('no two are ever called the same', () => {
    const names = fc.constantFrom('war', ' war', 'war 2', 'topic 1', 'topic 2', 'topic 2 2', '');
    fc.assert(fc.property(anyTopics, fc.array(fc.tuple(fc.nat(5), names, fc.nat(5)), { maxLength: 12 }), (topics, changes) => {
      let edits = noEdits as typeof noEdits;
      for (const [a, name, b] of changes) edits = nameTopic(mergeTopic(edits, a % topics.count, b % topics.count), a % topics.count, name);
      for (const { names } of [edits, { ...edits, into: {} }].map((e) => editedTopics(topics, e))) expect(new Set(names).size).toBe(names.length);
    }));
    const wars = nameTopic(nameTopic(noEdits, 0, 'war'), 1, 'war');
    expect(wars.names).toEqual({ 0: 'war', 1: 'war 2' });
    expect(nameTopic(wars, 1, 'war 2')).toEqual(wars);
  });

  test('can be named, hidden, and taken apart again', () => {
    const topics = topicsFrom([[1, 2], [2, 1], [1, 1]], [[1, 1, 1]], [1, 1, 2]);
    const merged = mergeTopic(mergeTopic(noEdits, 2, 1), 1, 0);
    expect(editedTopics(topics, merged)).toMatchObject({ ids: [0], names: ['topic 1'] });
    expect(editedTopics(topics, splitTopic(merged, 0))).toMatchObject({ ids: [0, 1, 2], topics });
    const named = hideTopic(nameTopic(noEdits, 1, '  the sea '), 2, true);
    expect(editedTopics(topics, named)).toMatchObject({ names: ['topic 1', 'the sea', 'topic 3'], hidden: [false, false, true] });
    expect(editedTopics(topics, hideTopic(nameTopic(named, 1, ' '), 2, false))).toMatchObject({ names: ['topic 1', 'topic 2', 'topic 3'], hidden: [false, false, false] });
  });
});

describe('reading', () => {
  const topics = topicsFrom([[8, 2, 0], [2, 8, 0]], [[1, 9], [9, 1], [9, 1]], [1, 3]);

  test('a topic leads to the documents that have most of it', () => {
    expect(documentsOf(topics, 0, 2)).toEqual([{ document: 1, share: expect.closeTo(0.9) }, { document: 2, share: expect.closeTo(0.9) }]);
    expect(mixtureOf(sharesOf(topics, 0))).toEqual([{ topic: 1, share: expect.closeTo(0.9) }, { topic: 0, share: expect.closeTo(0.1) }]);
  });

  test('the same word belongs to another topic in another document', () => {
    expect(topicOfWord(topics, 0, sharesOf(topics, 0))).toEqual({ topic: 1, share: expect.closeTo(18 / 26) });
    expect(topicOfWord(topics, 0, sharesOf(topics, 1))).toEqual({ topic: 0, share: expect.closeTo(72 / 74) });
    expect(topicOfWord(topics, 2, sharesOf(topics, 0))).toBeNull();
    expect([0, 1, 2].map((w) => strongestTopic(topics, w))).toEqual([0, 1, -1]);
  });
});

function table({ count, phi, weights }: Topics): number[][] {
  return Array.from({ length: count }, (_, k) => Array.from({ length: phi.dims }, (_, w) => weights[k] * phi.values[k * phi.dims + w]));
}

function sums(joint: number[][], key: (k: number, w: number) => number, length: number): number[] {
  const totals = Array.from({ length }, () => 0);
  joint.forEach((row, k) => row.forEach((p, w) => (totals[key(k, w)] += p)));
  return totals;
}

/** Σ ½ p ln(p / m) + ½ q ln(q / m): another form of the divergence than the program's. */
function divergence({ phi }: Topics, a: number, b: number): number {
  let sum = 0;
  for (let w = 0; w < phi.dims; w++) {
    const [p, q] = [phi.values[a * phi.dims + w], phi.values[b * phi.dims + w]];
    for (const one of [p, q]) if (one > 0) sum += (one / 2) * Math.log(one / ((p + q) / 2));
  }
  return Math.max(0, sum);
}
