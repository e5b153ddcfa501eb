import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { WordspaceError } from '../../lib/error';
import { parseExpression } from '../../lib/space/expression';

const names = new Set(['well-known', 'new-york', 'new', 'york-shire', 'well', 'king', 'man', 'mother-in-law']);
const has = (name: string) => names.has(name);
const parse = (text: string) => Object.fromEntries(parseExpression(text, has).map((t) => [t.name, t.weight]));

test.each<[string, Record<string, number>]>([
  ['queen − woman + man', { queen: 1, woman: -1, man: 1 }],
  ['king – man', { king: 1, man: -1 }],
  ['2*paris - france', { paris: 2, france: -1 }],
  ['paris × 2 · 3', { paris: 6 }],
  ['.5*(a - 2.5 * (b + c)) - -d', { a: 0.5, b: -1.25, c: -1.25, d: 1 }],
  ['"new york" - “usa”', { 'new york': 1, usa: -1 }],
  ['"1990" - "1980"', { '1990': 1, '1980': -1 }],
  ['1990s + 2nd', { '1990s': 1, '2nd': 1 }],
  ["don't + rock_n_roll + Žižek + Москва + u.s.", { "don't": 1, rock_n_roll: 1, Žižek: 1, Москва: 1, 'u.s.': 1 }],
  ['king + king - man', { king: 2, man: -1 }],
  ['king - man - king + woman', { man: -1, woman: 1 }],
  ['0.1*a + 0.2*a - 0.3*a + b', { b: 1 }],
  ['-(a)', { a: -1 }],
  ['+a', { a: 1 }],
  ['(2 - 1) * a', { a: 1 }],
])('%s', (text, terms) => {
  expect(parse(text)).toEqual(terms);
});

describe('a hyphen without spaces', () => {
  test.each<[string, Record<string, number>]>([
    ['well-known', { 'well-known': 1 }],
    ['king-man', { king: 1, man: -1 }],
    ['king-man+woman', { king: 1, man: -1, woman: 1 }],
    ['king -man', { king: 1, man: -1 }],
    ['king- man', { king: 1, man: -1 }],
    ['well-known-man', { 'well-known': 1, man: -1 }],
    ['king-mother-in-law', { king: 1, 'mother-in-law': -1 }],
    ['new-york-shire', { 'new-york': 1, shire: -1 }],
    ['this-that', { this: 1, that: -1 }],
    ['3*king-2*man', { king: 3, man: -2 }],
  ])('%s', (text, terms) => expect(parse(text)).toEqual(terms));
});

test('names come in order of first appearance', () => {
  expect(parseExpression('b - a + b + c', has).map((t) => t.name)).toEqual(['b', 'a', 'c']);
});

test.each<[string, RegExp]>([
  ['', /expression is empty; write something like/],
  ['  ', /empty/],
  ['king - ', /column 8: the expression ends where a word should follow/],
  ['king * man', /column 6: two words cannot be multiplied/],
  ['king + 2', /column 6: a number can only multiply a word/],
  ['2 king', /column 3: an operator is missing before “king”/],
  ['new york - usa', /column 5: an operator is missing before “york”.*double quotes/],
  ['(king - man', /column 1: this bracket is never closed; add \)/],
  ['king) - man', /column 5: this closing bracket has no opening one/],
  ['king + * man', /column 8: a word should stand where “\*” is/],
  ['()', /column 2: a word should stand where “\)” is/],
  ['"new york - usa', /column 1: this quotation mark is never closed/],
  ['a + " "', /column 5: there is no name between the quotation marks/],
  ['👑👑 + 2', /column 4:/],
  ['2 * 3', /“2 \* 3” is only a number; name a word/],
  ['1990', /quote a name that is a number: "1990"/],
  ['king - king', /“king - king” cancels itself out/],
  ['0 * king', /cancels itself out/],
  ['1000000 * 1000000 * king', /weight of “king” is out of range/],
  [`${'9'.repeat(400)} * king`, /out of range/],
  [`${'('.repeat(2000)}`, /has 2000 characters; write it in 1000 or fewer/],
])('%s is refused with its place', (text, message) => {
  expect(() => parse(text)).toThrow(WordspaceError);
  expect(() => parse(text)).toThrow(message);
});

test('any text gives terms with finite weights or a sentence', () => {
  const piece = fc.constantFrom('king', 'well-known', ' ', '+', '-', '−', '*', '(', ')', '2', '.5', '"', '“a b”', '-', 'é', "'");
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.array(piece).map((p) => p.join(''))), (text) => {
      try {
        const terms = parseExpression(text, has);
        expect(terms.length).toBeGreaterThan(0);
        for (const { name, weight } of terms) expect(name !== '' && Number.isFinite(weight) && weight !== 0).toBe(true);
      } catch (error) {
        expect(error).toBeInstanceOf(WordspaceError);
      }
    }),
    { numRuns: 500 },
  );
});
