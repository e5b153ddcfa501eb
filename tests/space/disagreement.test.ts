import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { compare } from '../../lib/space/compare';
import { disagreements, listNames, sees, sentencesTogether } from '../../lib/space/disagreement';
import { crossed, ofNeighbours } from '../../lib/space/ensemble/crossed';
import { overlap } from '../../lib/space/ensemble/overlap';
import { neighbours, similarity } from '../../lib/space/neighbours';
import { VectorSpace } from '../../lib/space/space';
import { encode } from '../../lib/text/encode';
import { finish, Sliced } from '../../lib/work';
import { denseSpace, randomSpace, sparseTwin } from './fixture';

function counted(space: VectorSpace): VectorSpace {
  return new VectorSpace({ ...space.data, columns: [{ name: 'count', kind: 'number', values: space.names.map((_, i) => 1000 - i) }] });
}

test('pairs carry both cosines, and those of neighbours are all neighbours of either space, once', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 4, max: 25 }), fc.integer({ min: 1, max: 4 }), (seed, rows, k) => {
      const [a, b] = [randomSpace(rows, 4, seed), sparseTwin(randomSpace(rows, 3, seed + 1))];
      const { near, sample, names } = finish(compare(a, b, { k }));
      for (const pairs of [near, sample]) {
        pairs.first.forEach((i, p) => {
          expect(pairs.inA[p]).toBeCloseTo(similarity(a, i, pairs.second[p]), 6);
          expect(pairs.inB[p]).toBeCloseTo(similarity(b, i, pairs.second[p]), 6);
        });
      }
      const keys = Array.from(near.first, (i, p) => `${names[i]} ${names[near.second[p]]}`);
      const wanted = new Set(a.names.flatMap((_, row) => [a, b].flatMap((s) => neighbours(s, row, { k }).map((n) => (row < n.row ? `${names[row]} ${n.name}` : `${n.name} ${names[row]}`)))));
      expect(keys.toSorted()).toEqual([...wanted].sort());
    }),
    { numRuns: 30 },
  );
});

test('over seeds the overlap is the mean over all pairs of them, with an interval around it', () => {
  const [a, b] = [1, 2].map((s) => randomSpace(40, 5, s));
  const [othersA, othersB] = [[randomSpace(40, 5, 3), randomSpace(40, 5, 4)], [randomSpace(40, 5, 5)]];
  const told = finish(compare(a, b, { k: 5, othersA, othersB }));
  const single = [a, ...othersA].map((x) => [b, ...othersB].map((y) => finish(compare(x, y, { k: 5 }))));
  const of = (word: string) => single.map((row) => row.map((c) => c.words.find((w) => w.word === word)?.overlap ?? NaN));
  for (const w of told.words) {
    const { mean, interval } = crossed(of(w.word), ofNeighbours(5));
    expect(w.overlap).toBeCloseTo(mean, 12);
    expect(w.interval?.[0]).toBeCloseTo(interval?.[0] ?? NaN, 12);
    expect(w.overlap).toBeGreaterThanOrEqual(w.interval?.[0] ?? NaN);
    expect(w.overlap).toBeLessThanOrEqual(w.interval?.[1] ?? NaN);
  }
  expect(told.overlap).toBeCloseTo(crossed(single.map((row) => row.map((c) => c.overlap)), ofNeighbours(5)).mean, 12);
  const near = [a, ...othersA].map((s) => s.names.map((_, row) => neighbours(s, row, { k: 5 }).map((n) => n.row)));
  expect(told.own.a).toBeCloseTo(a.names.reduce((sum, _, row) => sum + overlap(near.map((l) => l[row]), 5), 0) / 40, 12);
  expect(finish(compare(a, b)).words[0].interval).toBeNull();
  expect(finish(compare(a, b)).own).toEqual({ a: null, b: null });
});

/** Of what is known for sure. */
const closed = (mean: number): [number, number] => [mean, mean];

test('the interval is Student’s over the seeds of one model, and wider with the spread of the other', () => {
  // scipy.stats.t.interval(.95, 2, loc=.4, scale=.1/sqrt(3)): .15159, .64841
  const { mean, interval } = crossed([[0.3], [0.4], [0.5]], closed);
  expect(mean).toBeCloseTo(0.4, 12);
  expect(interval?.[0]).toBeCloseTo(0.15159, 4);
  expect(interval?.[1]).toBeCloseTo(0.64841, 4);
  const both = crossed([[0.2, 0.4], [0.3, 0.5], [0.4, 0.6]], closed).interval ?? [0, 0];
  expect(both[1] - both[0]).toBeGreaterThan(0.49);
  expect(crossed([[0.5]], closed)).toEqual({ mean: 0.5, interval: null });
});

test('pairs near in one space and far in the other come first; bands of frequency and sentences filter them', () => {
  // in `a` x1 and x2 are one direction, in `b` they are at right angles; the rest agrees
  const names = ['x1', 'x2', 'y1', 'y2', 'z1', 'z2'];
  const a = counted(denseSpace(names, 3, [1, 0, 0, 1, 0.01, 0, 0, 1, 0, 0, 1, 0.1, 0, 0, 1, 0, 0.1, 1]));
  const b = counted(denseSpace(names, 3, [1, 0, 0, 0, 1, 0, 0, 1, 0.2, 0, 1, 0.3, 0, 0, 1, 0, 0.1, 1]));
  const comparison = finish(compare(a, b, { k: 1 }));
  const [first] = disagreements(comparison, 'a', null);
  expect([first.first, first.second, first.count]).toEqual(['x1', 'x2', 999]);
  expect(first.shareA).toBeGreaterThan(first.shareB);
  expect(disagreements(comparison, 'b', null).map((p) => [p.first, p.second].sort().join(' '))).toContain('x2 y1');
  expect(disagreements(comparison, 'a', null, { to: 1000 })).not.toContainEqual(first);
  expect(disagreements(comparison, 'a', null, { from: 1000 })).toEqual([]);
  const kept = disagreements(comparison, 'a', null, { keeps: (word) => word !== first.first });
  expect(kept).toEqual(disagreements(comparison, 'a', null).filter((p) => p.first !== first.first && p.second !== first.first));
  const corpus = finish(encode({ name: 't', title: 't', texts: ['x1 x2 y1. x2 x1. z1'], titles: ['t'], columns: [] }, { minCount: 1 }));
  const together = finish(new Sliced(sentencesTogether(comparison.near, comparison.names, corpus), { stage: '', done: 0, total: 1 }));
  expect(disagreements(comparison, 'a', together)[0].together).toBe(2);
  expect(disagreements(comparison, 'a', together, { apart: true }).map((p) => p.first + p.second)).not.toContain('x1x2');
});

test('sentences with both words are counted as reading them does', () => {
  const word = fc.constantFrom('ant', 'bee', 'cat', 'dog');
  fc.assert(
    fc.property(fc.array(fc.array(word, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 12 }), (read: string[][]) => {
      const corpus = finish(encode({ name: 't', title: 't', texts: [read.map((s) => s.join(' ')).join('\n')], titles: ['t'], columns: [] }, { minCount: 1 }));
      const names = ['ant', 'bee', 'cat', 'dog'];
      const pairs = names.flatMap((_, i) => names.slice(0, i).map((__, j) => [i, j]));
      const asked = { first: Uint32Array.from(pairs, (p) => p[0]), second: Uint32Array.from(pairs, (p) => p[1]), inA: new Float32Array(6), inB: new Float32Array(6) };
      const found = finish(new Sliced(sentencesTogether(asked, names, corpus), { stage: '', done: 0, total: 1 }));
      expect([...found]).toEqual(pairs.map(([i, j]) => read.filter((s) => s.includes(names[i]) && s.includes(names[j])).length));
    }),
  );
});

test('lists are called after what the spaces see', () => {
  expect(sees(sparseTwin(randomSpace(4, 9, 1)))).toBe('topics');
  expect(sees(randomSpace(4, 9, 1))).toBe('contexts');
  expect(listNames('topics', 'contexts')).toEqual({ a: 'Same topic, different meaning', b: 'Same meaning, never together' });
  expect(listNames('contexts', 'topics')).toEqual({ a: 'Same meaning, never together', b: 'Same topic, different meaning' });
  expect(listNames('contexts', 'contexts').a).toBe('Near in the first space only');
});
