import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ngramBuckets, ngramHash, ngrams } from '../../lib/text/ngrams';
import fixture from '../fixtures/family.json';

/** fastText's own words: each byte as a signed char, h ^ byte, times a prime. */
function slowHash(text: string): number {
  let hash = 2166136261n;
  for (const byte of new TextEncoder().encode(text)) {
    const signed = byte < 128 ? BigInt(byte) : 2n ** 32n - 256n + BigInt(byte);
    hash = ((hash ^ signed) * 16777619n) % 2n ** 32n;
  }
  return Number(hash);
}

describe('n-grams', () => {
  it('are fastText’s, in its order and its buckets', () => {
    const { minn, maxn, buckets } = fixture.fasttext;
    for (const [word, found] of Object.entries(fixture.fasttext.ngrams)) {
      expect(ngrams(word, { minn, maxn })).toEqual(found.map(([gram]) => gram));
      expect(ngramBuckets(word, { minn, maxn }, buckets)).toEqual(found.map(([, bucket]) => bucket));
    }
  });

  it('leave out the lone brackets, and are none without a length', () => {
    expect(ngrams('ab', { minn: 1, maxn: 2 })).toEqual(['<a', 'a', 'ab', 'b', 'b>']);
    expect(ngrams('ab', { minn: 0, maxn: 0 })).toEqual([]);
    expect(ngrams('', { minn: 1, maxn: 6 })).toEqual(['<>']);
  });
});

describe('ngramHash', () => {
  it('is FNV-1a over signed UTF-8 bytes', () => {
    for (const unit of ['binary', 'grapheme'] as const) {
      fc.assert(
        fc.property(fc.string({ unit }), (text) => {
          expect(ngramHash(text)).toBe(slowHash(text));
        }),
      );
    }
  });

  it('takes half a character as the replacement character, as UTF-8 does', () => {
    expect(ngramHash('a\ud800')).toBe(slowHash('a\ud800'));
  });
});
