import * as fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { WordspaceError } from '../../lib/error';
import { dense, type Dense } from '../../lib/kernels/matrix';
import { readVectors, writeVectors } from '../../lib/formats/vectors';
import { VectorSpace } from '../../lib/space/space';
import { fromNgrams } from '../../lib/space/unseen';
import { ngramBuckets } from '../../lib/text/ngrams';
import fixture from '../fixtures/family.json';

/** Made by fastText 0.9.2: see tests/fixtures/family.py. */
const made = new Uint8Array(readFileSync(new URL('../fixtures/vectors/fasttext.bin', import.meta.url)));
const { words, vectors, minn, maxn, buckets } = fixture.fasttext;

/** A byte for a byte, but for one. */
function changed(at: number, byte: number): Uint8Array {
  const bytes = made.slice();
  bytes[at] = byte;
  return bytes;
}

describe('fastText’s .bin', () => {
  it('gives the words, their counts, the vectors fastText prints, and the n-grams', () => {
    const space = readVectors('fasttext.bin', made);
    expect(space.names).toEqual(words);
    expect(space.counts!.every((count) => count! >= 5)).toBe(true);
    expect(space.subwords).toMatchObject({ minn, maxn, buckets: { rows: buckets, dims: 5 } });
    for (const [word, peer] of Object.entries(vectors)) {
      const row = space.rowOf(word);
      if (row < 0) continue;
      peer.forEach((value, d) => expect(space.matrix.values[row * 5 + d]).toBeCloseTo(value, 5));
    }
    expect(space.provenance.model).toBe('fasttext');
  });

  it('is written again as it was: the same words, rows and n-grams', () => {
    const space = readVectors('fasttext.bin', made);
    const written = writeVectors(space, 'fasttext');
    expect(written).toHaveLength(made.length);
    // input matrices begin after settings, words and flag; the first word is </s>
    const from = 8 + 12 * 4 + 8 + 12 + 16 + words.reduce((sum, word) => sum + new TextEncoder().encode(word).length + 10, 0) + 1;
    expect(written.slice(64, from + 16)).toEqual(made.slice(64, from + 16));
    const floats = (bytes: Uint8Array) => new Float32Array(bytes.slice(from + 16, from + 16 + (words.length + buckets) * 20).buffer);
    floats(written).forEach((value, i) => expect(value).toBeCloseTo(floats(made)[i], 5));
    const again = readVectors('again.bin', written);
    expect(again.names).toEqual(words);
    again.matrix.values.forEach((value, i) => expect(value).toBeCloseTo(space.matrix.values[i], 5));
  });

  it('keeps unseen words where they were, with a removed mean too', () => {
    const names = ['whale', 'whaler', 'whales'];
    const options = { minn: 3, maxn: 4 };
    const grams = dense(40, 2);
    const used = new Set(names.flatMap((name) => ngramBuckets(name, options, 40)));
    for (const bucket of used) grams.values.set([bucket + 1, 7 - bucket], bucket * 2);
    const matrix: Dense = dense(3, 2, Float32Array.of(1, 2, 3, 4, 5, 6));
    const space = new VectorSpace({
      names, matrix, columns: [], provenance: { model: 'subword', corpus: '', options: {} },
      subwords: { ...options, buckets: grams, mean: Float32Array.of(0.5, -2) },
    });
    const again = readVectors('x.bin', writeVectors(space, 'fasttext'));
    again.matrix.values.forEach((value, i) => expect(value).toBeCloseTo(i + 1, 4));
    const [before, after] = [fromNgrams(space, 'whalers')!, fromNgrams(again, 'whalers')!];
    expect(after.known).toEqual(before.known);
    after.vector.forEach((value, d) => expect(value).toBeCloseTo(before.vector[d], 4));
  });

  it('refuses what it cannot read, in a sentence', () => {
    expect(() => readVectors('a.bin', changed(4, 11))).toThrow('version 11');
    expect(() => readVectors('a.bin', changed(8 + 7 * 4, 3))).toThrow('classifier');
    expect(() => readVectors('a.bin', changed(8 + 8 * 4, 99))).toThrow(/a.bin is a damaged fastText file: its matrix has 118 rows/);
    expect(() => readVectors('a.bin', made.subarray(0, 2000))).toThrow('ends at byte 2000');
    const plain = new VectorSpace({ names: ['a'], matrix: dense(1, 2), columns: [], provenance: { model: '', corpus: '', options: {} } });
    expect(() => writeVectors(plain, 'fasttext')).toThrow('save it as .vec');
  });

  it('survives any damage', () => {
    const damage = fc.array(fc.tuple(fc.integer({ min: 8, max: 700 }), fc.integer({ min: 0, max: 255 })), { maxLength: 6 });
    fc.assert(
      fc.property(damage, fc.integer({ min: 8, max: made.length }), (edits, length) => {
        const bytes = made.slice(0, length);
        for (const [at, byte] of edits) if (at < length) bytes[at] = byte;
        try {
          expect(readVectors('a.bin', bytes).names.length).toBeGreaterThan(0);
        } catch (error) {
          expect(error).toBeInstanceOf(WordspaceError);
        }
      }),
      { numRuns: 500 },
    );
  });
});
