import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sentences, tokens, type TokenOptions } from '../../lib/text/tokenizer';

describe('tokens', () => {
  const cases: [string, string, Partial<TokenOptions>, string[]][] = [
    ['folds case and leaves punctuation out', 'The WHALE, (the whale)!', {}, ['the', 'whale', 'the', 'whale']],
    ['keeps case where asked', 'The Whale', { caseFold: false }, ['The', 'Whale']],
    ['keeps apostrophes inside words only', "Don't say ‘hello’, it’s the dogs' 'tis", {}, ["don't", 'say', 'hello', "it's", 'the', 'dogs', 'tis']],
    ['splits at apostrophes', 'don’t', { apostrophes: 'split' }, ['don', 't']],
    ['splits at hyphens', 'well-known — yes', {}, ['well', 'known', 'yes']],
    ['keeps hyphens, all kinds alike', 'well‑known co‐op -x- a--b', { hyphens: 'keep' }, ['well-known', 'co-op', 'x', 'a', 'b']],
    ['keeps numbers whole', 'In 1984, 3.14 and 1,000 4th.', {}, ['in', '1984', '3.14', 'and', '1,000', '4th']],
    ['drops numbers', 'In 1984, 3.14 and 1,000 4th', { numbers: 'drop' }, ['in', 'and', '4th']],
    ['keeps pointed letters together', 'the U.S. at 5 p.m. end.Next', {}, ['the', 'u.s', 'at', '5', 'p.m', 'end', 'next']],
    ['joins at underscores and middle dots', '_new_york_ col·lega', {}, ['new_york', 'col·lega']],
    ['composes accents', 'Cafe\u0301 CAFÉ naïve', {}, ['café', 'café', 'naïve']],
    ['reads Cyrillic', 'Привет, Ёлка! Й', {}, ['привет', 'ёлка', 'й']],
    ['reads Greek with its final sigma', 'ΟΔΟΣ Ψυχή', {}, ['οδος', 'ψυχή']],
    ['takes soft hyphens out', 'Donau\u00ADdampf', {}, ['donaudampf']],
    ['lower-cases by locale', 'DIŞ', { locale: 'tr' }, ['dış']],
    ['keeps joiners of Persian and marks of Hindi', 'می‌خواهم हिन्दी', {}, ['می‌خواهم', 'हिन्दी']],
    ['leaves emoji out and reads letters beyond U+FFFF', 'a 😀☀️ 𝒜𝒷 b', {}, ['a', '𝒜𝒷', 'b']],
    ['splits between scripts', 'AI技術 2024年', {}, ['ai', '技術', '2024', '年']],
    ['leaves out runs too long for a word', `short ${'a'.repeat(101)} ${'b'.repeat(100)}`, {}, ['short', 'b'.repeat(100)]],
    ['finds nothing in nothing', ' ... \n', {}, []],
  ];
  test.each(cases)('%s', (_, text, options, expected) => {
    expect(tokens(text, options)).toEqual(expected);
  });

  test('segments text without spaces with the engine’s dictionary', () => {
    const text = 'ฉันรักภาษาไทย';
    expect(tokens(text).length).toBeGreaterThan(1);
    expect(tokens(text).join('')).toBe(text);
    expect(tokens('東京に住んでいます')).toContain('東京');
  });

  test('plain words come back as they are, whatever separates them', () => {
    const word = fc.stringMatching(/^[a-zа-яα-ρ]{1,12}$/);
    const gap = fc.constantFrom(' ', ', ', ' – ', '\n', '; ', '! ', ' (', '\t');
    fc.assert(
      fc.property(fc.array(fc.tuple(word, gap)), (pairs) => {
        const text = pairs.map(([w, g]) => w + g).join('');
        expect(tokens(text)).toEqual(pairs.map(([w]) => w));
      }),
    );
  });

  test('any string gives tokens that give themselves again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const found = tokens(text, { caseFold: false });
        expect(found.every((t) => t.length > 0 && t.length <= 100)).toBe(true);
        expect(tokens(found.join('\n'), { caseFold: false })).toEqual(found);
      }),
    );
  });

  test('a locale that is none is refused with a sentence', () => {
    expect(() => tokens('x', { locale: 'not a tag' })).toThrow('“not a tag” is not a language tag; use one such as en, tr or ja.');
  });
});

describe('sentences', () => {
  const cases: [string, string, string[][]][] = [
    ['end at . ! ? … before a space', 'One. Two! Three? Four… Five', [['one'], ['two'], ['three'], ['four'], ['five']]],
    ['end at every newline', 'one two\nthree\r\n\nfour', [['one', 'two'], ['three'], ['four']]],
    ['end behind closing quotes and brackets', '“Go.” He went (far.) Away', [['go'], ['he', 'went', 'far'], ['away']]],
    ['end at several dots', 'well... yes', [['well'], ['yes']]],
    ['end at the full stops of other scripts', '好。是！ हाँ। نعم؟ ok', [['好'], ['是'], ['हाँ'], ['نعم'], ['ok']]],
    ['go on after titles', 'Mr. Smith met Dr. Jones. They left.', [['mr', 'smith', 'met', 'dr', 'jones'], ['they', 'left']]],
    ['go on after initials', 'By J. R. R. Tolkien. End', [['by', 'j', 'r', 'r', 'tolkien'], ['end']]],
    ['go on after pointed letters', 'In the U.S. Army, e.g. this', [['in', 'the', 'u.s', 'army', 'e.g', 'this']]],
    ['go on at points inside words and numbers', 'see example.com for 3.14', [['see', 'example', 'com', 'for', '3.14']]],
    ['go on where no space follows', 'Yahoo!, they said', [['yahoo', 'they', 'said']]],
    ['end after numbers', 'It was 1984. War', [['it', 'was', '1984'], ['war']]],
  ];
  test.each(cases)('%s', (_, text, expected) => {
    expect(sentences(text)).toEqual(expected);
  });
});
