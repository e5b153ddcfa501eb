import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { dense } from '../../lib/kernels/matrix';
import { readVectors } from '../../lib/formats/vectors';
import { analogy } from '../../lib/space/analogy';
import { VectorSpace } from '../../lib/space/space';
import { fromNgrams, meanOfNgrams, vectorOf } from '../../lib/space/unseen';
import { ngramHash, ngrams } from '../../lib/text/ngrams';
import fasttext from '../fixtures/family.json';

const read = () => readVectors('fasttext.bin', new Uint8Array(readFileSync(new URL('../fixtures/vectors/fasttext.bin', import.meta.url))));

describe('the vector of an unseen word', () => {
  it('is fastText’s where all its n-grams are counted in', () => {
    const space = read();
    for (const word of ['whalle', 'seal', 'naive', '🐋']) {
      const vector = meanOfNgrams(space.subwords!, ngrams(word, space.subwords!));
      const peer = (fasttext.fasttext.vectors as Record<string, number[]>)[word];
      expect(space.rowOf(word)).toBe(-1);
      peer.forEach((value, d) => expect(vector[d]).toBeCloseTo(value, 5));
    }
  });

  it('is the mean of the n-grams that other words have', () => {
    const space = read();
    const found = fromNgrams(space, 'whalle')!;
    expect(found.known).toEqual(['<w', '<wh', '<wha', 'wh', 'wha', 'whal', 'ha', 'hal', 'al', 'le', 'le>', 'e>']);
    expect(found.total).toBe(18);
    expect(found.vector).toEqual(meanOfNgrams(space.subwords!, found.known));
    expect(vectorOf(space, 'WHALE')).toBe(space.rowOf('whale'));
    expect(vectorOf(space, ' whalle ')).toEqual(found);
    expect(fromNgrams(space, 'ξξξ')).toBeNull();
  });

  const names = ['king', 'queen', 'man', 'woman', 'boy'];
  const values = Float32Array.of(1, 0, 1, 1, 1, 1, 1, 0, 0, 0, 1, 0, 0.5, 0, 0.5);
  const buckets = dense(50, 3);
  // of “kin”, only <ki and kin are known
  buckets.values.set([0, 2, 3], (ngramHash('<ki') % 50) * 3);
  buckets.values.set([0, 4, 3], (ngramHash('kin') % 50) * 3);
  const plain = { names, matrix: dense(5, 3, values), columns: [], provenance: { model: 'subword', corpus: 'toy', options: {} } };
  const space = new VectorSpace({ ...plain, subwords: { minn: 3, maxn: 3, buckets } });

  it('loses the mean that the other vectors lost', () => {
    const centred = new VectorSpace({ ...plain, subwords: { minn: 3, maxn: 3, buckets, mean: Float32Array.of(0, 1, 1) } });
    expect([...fromNgrams(space, 'KIN')!.vector]).toEqual([0, 3, 3]);
    expect([...fromNgrams(centred, 'kin')!.vector]).toEqual([0, 2, 2]);
    expect(fromNgrams(new VectorSpace(plain), 'kin')).toBeNull();
  });

  it('can be calculated with, by every method', () => {
    // kin points where a word like it would: the same answers as with a row of its own
    const withRow = new VectorSpace({ ...plain, names: [...names, 'kin'], matrix: dense(6, 3, Float32Array.of(...values, 0, 3, 3)) });
    for (const method of ['add', 'mul', 'pair'] as const) {
      for (const expression of ['kin - man + woman', 'king - kin + woman', 'king - man + kin']) {
        const unseen = analogy(space, expression, { method, k: 2 });
        const seen = analogy(withRow, expression, { method, k: 2 });
        expect(unseen.answers.map((a) => a.name)).toEqual(seen.answers.map((a) => a.name));
        unseen.answers.forEach((a, i) => expect(a.score).toBeCloseTo(seen.answers[i].score, 5));
        expect(unseen.terms.find((t) => t.name === 'kin')!.row).toBe(-1);
      }
    }
    expect(() => analogy(new VectorSpace(plain), 'kin - man + woman')).toThrow('“kin” is not among');
  });

  it('meets another in PairDirection', () => {
    buckets.values.set([3, 0, 3], (ngramHash('<qu') % 50) * 3);
    expect(analogy(space, 'kin - qux + woman', { method: 'pair', k: 1 }).terms.map((t) => t.row)).toEqual([-1, -1, 3]);
  });
});
