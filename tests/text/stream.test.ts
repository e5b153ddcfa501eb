/** A text that is never held: pieces, counts and blocks are those of the text in memory. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Random } from '../../lib/kernels/random';
import { BlockEncoder, blockIsSound, openBlock } from '../../lib/text/blocks';
import { encode } from '../../lib/text/encode';
import { pieceEnd, Pieces } from '../../lib/text/pieces';
import { Tally } from '../../lib/text/tally';
import { Tokenizer } from '../../lib/text/tokenizer';
import { finish } from '../../lib/work';

const PARTS = ['a', 'b', 'whale', "don't", 'U.S.', 'Mr.', 'naïve', '漢字', '𝒜', 'ж', ' ', ' ', ' ', '. ', '! ', '\n', ',', '’'];
const text = fc.array(fc.constantFrom(...PARTS), { maxLength: 120 }).map((p) => p.join(''));
const lengths = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 5 });

function chunks(text: string, lengths: number[]): string[] {
  const found: string[] = [];
  for (let at = 0, i = 0; at < text.length; at += lengths[i++ % lengths.length]) found.push(text.slice(at, at + lengths[i % lengths.length]));
  return found;
}

function pieces(texts: string[], lengths: number[], longest?: number): string[] {
  const found: string[] = [];
  const cutter = new Pieces((piece) => found.push(piece), longest);
  for (const text of texts) {
    for (const chunk of chunks(text, lengths)) cutter.push(chunk);
    cutter.end();
  }
  return found;
}

describe('pieces', () => {
  test('are those of the whole text, however it arrives', () => {
    fc.assert(fc.property(text, lengths, fc.integer({ min: 2, max: 40 }), (text, lengths, longest) => {
      const expected: string[] = [];
      for (let at = 0; at < text.length; ) {
        const end = pieceEnd(text, at, longest);
        expected.push(text.slice(at, end));
        at = end;
      }
      expect(pieces([text], lengths, longest)).toEqual(expected);
      expect(expected.every((piece) => piece.length > 0 && piece.length <= longest)).toBe(true);
    }));
  });

  test('have the tokens and sentences of the whole text where it has white space', () => {
    const spaced = text.map((t) => t.replace(/(\S{20})/gu, '$1 '));
    const read = (parts: string[]) => {
      const found: string[] = [];
      const tokenizer = new Tokenizer();
      for (const part of parts) tokenizer.scan(part, { token: (t, from, to) => found.push(t.slice(from, to)), sentenceEnd: () => found.push('|') });
      return found.join(' ').replace(/\|( \|)+/g, '|');
    };
    fc.assert(fc.property(spaced, lengths, (text, lengths) => {
      expect(read(pieces([text], lengths, 30))).toBe(read([text]));
    }));
  });
});

/** Texts streamed in chunks: counted, chosen, encoded. */
function streamed(texts: string[], lengths: number[], size: number) {
  const options = { minCount: 2, maxSize: 6 };
  const tally = new Tally();
  const scan = (sink: Tally | BlockEncoder) => {
    const tokenizer = new Tokenizer();
    for (const text of texts) {
      for (const piece of pieces([text], lengths)) tokenizer.scan(piece, sink);
      sink.sentenceEnd();
    }
  };
  scan(tally);
  const vocabulary = tally.vocabulary('small', options);
  const blocks: Uint32Array[] = [];
  const encoder = new BlockEncoder(vocabulary.words, size, (block) => blocks.push(block.slice()));
  scan(encoder);
  encoder.end();
  const corpus = { name: 'small', title: '', texts, titles: texts, columns: [] };
  return { tally, vocabulary, blocks, encoded: () => finish(encode(corpus, options)) };
}

describe('counting and encoding', () => {
  const frequent = text.map((t) => `${t} a a b`);

  test('give the vocabulary, ids and sentences of `encode`', () => {
    fc.assert(fc.property(fc.array(frequent, { minLength: 1, maxLength: 3 }), lengths, fc.integer({ min: 1, max: 50 }), (texts, lengths, size) => {
      const { tally, vocabulary, blocks, encoded } = streamed(texts, lengths, size);
      const expected = encoded();
      expect(vocabulary).toEqual(expected.vocabulary);
      expect([tally.tokens, tally.types, tally.missed]).toEqual([expected.tokens, expected.types, 0]);
      expect(blocks.every((block, i) => block.length === size || (i === blocks.length - 1 && block.length < size))).toBe(true);
      expect(blocks.every((block) => blockIsSound(block, vocabulary.words.length))).toBe(true);
      const all = blocks.flatMap((block) => Array.from(block));
      expect(all.map((token) => token & 0x7fffffff)).toEqual(Array.from(expected.ids));
      const ends = all.flatMap((token, i) => (token >= 0x80000000 ? [i + 1] : []));
      expect([0].concat(ends)).toEqual(Array.from(expected.sentences));
    }));
  });

  test('a block opens into its sentences, each cut at the longest, in random order', () => {
    const sentences = fc.array(fc.array(fc.nat(9), { minLength: 1, maxLength: 9 }), { minLength: 1, maxLength: 12 });
    fc.assert(fc.property(sentences, fc.integer({ min: 1, max: 5 }), fc.nat(), (sentences, longest, seed) => {
      const block = Uint32Array.from(sentences.flatMap((s) => s.map((id, i) => (i === s.length - 1 ? id + 2 ** 31 : id))));
      const open = () => {
        const ids = new Uint32Array(block.length);
        const bounds = new Uint32Array(block.length + 1);
        const count = openBlock(block, longest, new Random(seed), ids, bounds);
        return Array.from({ length: count }, (_, s) => ids.slice(bounds[s], bounds[s + 1]).join());
      };
      const cut = sentences.flatMap((s) => Array.from({ length: Math.ceil(s.length / longest) }, (_, i) => s.slice(i * longest, (i + 1) * longest).join()));
      expect(open().toSorted()).toEqual(cut.toSorted());
      expect(open()).toEqual(open());
    }));
  });

  test('an id past the vocabulary is seen', () => {
    expect(blockIsSound(Uint32Array.of(1, 2 ** 31 + 2), 3)).toBe(true);
    expect(blockIsSound(Uint32Array.of(1, 2 ** 31 + 3), 3)).toBe(false);
  });
});

describe('more types than the table holds', () => {
  test('counts are never too high and miss no more than is said', () => {
    const words = fc.array(fc.tuple(fc.nat(60), fc.nat(60)).map(([a, b]) => Math.min(a, b)), { minLength: 1, maxLength: 400 });
    fc.assert(fc.property(words, fc.integer({ min: 2, max: 40 }), (ids, most) => {
      const tally = new Tally(most);
      const truth = new Map<string, number>();
      for (const id of ids) {
        tally.token(`w${id}`, 0, `w${id}`.length);
        truth.set(`w${id}`, (truth.get(`w${id}`) ?? 0) + 1);
        expect(tally.types).toBeLessThanOrEqual(most);
      }
      fc.pre(tally.types > 0);
      const { words, counts } = tally.vocabulary('small', { minCount: 1, maxSize: 1000 });
      const counted = new Map(words.map((word, i) => [word, counts[i]]));
      for (const [word, true_] of truth) {
        expect(counted.get(word) ?? 0).toBeLessThanOrEqual(true_);
        expect((counted.get(word) ?? 0) + tally.missed).toBeGreaterThanOrEqual(true_);
      }
      expect(tally.forgotten > 0).toBe(tally.missed > 0);
      if (truth.size <= most) expect(tally.missed).toBe(0);
      expect(tally.tokens).toBe(ids.length);
    }));
  });

  test('a frequent word survives any number of rare ones', () => {
    const tally = new Tally(100);
    for (let i = 0; i < 10_000; i++) for (const word of ['whale', `rare${i}`]) tally.token(word, 0, word.length);
    const { words, counts } = tally.vocabulary('small', { minCount: 5, maxSize: 10 });
    expect(words).toEqual(['whale']);
    expect(counts[0]).toBe(10_000);
    expect(tally.forgotten).toBeGreaterThan(50);
  });
});

test('says what is wrong as `encode` does', () => {
  expect(() => new Tally().vocabulary('small', { minCount: 5, maxSize: 5 })).toThrow('“small” has no words');
  expect(() => new Tally().vocabulary('small', { minCount: 0, maxSize: 5 })).toThrow('The min count');
});
