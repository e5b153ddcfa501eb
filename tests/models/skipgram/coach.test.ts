import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { advised, askable, expectation, knowsNone, presets, RARE } from '../../../lib/models/skipgram/coach';
import { cbow } from '../../../lib/models/cbow';
import { subword } from '../../../lib/models/subword';
import { skipgram } from '../../../lib/models/skipgram';
import { checkOptions } from '../../../lib/options';

/** A text of so many tokens. */
const ofSize = (tokens: number) => ({ tokens, vocabulary: { words: ['a', 'b'], counts: Uint32Array.of(1, 1) } });

describe('the coach', () => {
  test('tells which expressions a vocabulary can be asked, and with which words it would guess', () => {
    const vocabulary = { words: ['man', 'king', 'woman', 'queen'], counts: Uint32Array.of(900, RARE, 300, 6) };
    expect(askable(vocabulary, ['king - man + woman', 'queen - woman + man', 'paris - france + man'])).toEqual([
      { expression: 'king - man + woman', missing: [], rare: [] },
      { expression: 'queen - woman + man', missing: [], rare: [{ word: 'queen', count: 6 }] },
      { expression: 'paris - france + man', missing: ['paris', 'france'], rare: [] },
    ]);
  });

  test('asks for no negatives where nothing reads them, and warns of a rate that is too large', () => {
    const names = (objective: number) => advised(skipgram.options, { objective }).map((o) => o.name);
    expect(names(0)).toEqual(skipgram.options.map((o) => o.name));
    expect(names(1)).toEqual(names(0).filter((name) => name !== 'negative'));
    const help = (alpha: number) => advised(skipgram.options, { alpha }).find((o) => o.name === 'alpha')?.help;
    expect(help(0.1)).toBe(skipgram.options.find((o) => o.name === 'alpha')?.help);
    expect(help(0.2)).toMatch(/^Above 0\.1 the vectors may grow beyond all bounds/);
  });

  test('presets are options of every model of the family, and larger texts are read less often', () => {
    for (const model of [skipgram, cbow, subword]) {
      for (const tokens of [0, 1, 1000, 1e5, 1e6, 1e7, 1e9]) {
        for (const options of Object.values(model.presets!(ofSize(tokens)))) expect(() => checkOptions(model, options)).not.toThrow();
      }
    }
    const { fast, quality } = presets(ofSize(4e6));
    expect([fast.epochs, quality.epochs]).toEqual([3, 25]);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }), fc.integer({ min: 1, max: 1e9 }), (a, b) => {
        const [less, more] = [Math.min(a, b), Math.max(a, b)];
        for (const preset of ['fast', 'quality'] as const) expect(presets(ofSize(more))[preset].epochs).toBeLessThanOrEqual(presets(ofSize(less))[preset].epochs);
      }),
    );
  });

  test('knows a text that has no word of what is asked', () => {
    const vocabulary = (words: string[]) => ({ words, counts: new Uint32Array(words.length) });
    expect(knowsNone(vocabulary(['猫', '犬']), ['king - man + woman'])).toBe(true);
    expect(knowsNone(vocabulary(['猫', 'man']), ['king - man + woman'])).toBe(false);
  });

  test('expects of a text what the next smaller measured size gave, and of a tiny one nothing', () => {
    expect(expectation(65)).toBeNull();
    expect(expectation(130_000)?.tokens).toBe(250_000);
    expect(expectation(4.1e6)?.tokens).toBe(4_000_000);
    expect(expectation(1e9)?.tokens).toBe(4_000_000);
  });
});
