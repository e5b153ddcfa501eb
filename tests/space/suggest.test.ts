import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { WordspaceError } from '../../lib/error';
import { editDistance } from '../../lib/space/edits';
import { isPattern, matchingNames, searchNames } from '../../lib/space/search';
import { find, lookup, suggestions } from '../../lib/space/suggest';
import { denseSpace } from './fixture';

const words = ['the', 'king', 'Paris', 'paris', 'kings', 'Queen', 'kin', 'ring', 'kingdom', 'speaking', 'électricité', 'electricity', 'new york', 'STRASSE', 'ὁδός'];
const space = denseSpace(words, 1, words.map(() => 1));

/** The whole table, as in the textbook. */
function slowDistance(a: string, b: string): number {
  const d = Array.from({ length: a.length + 1 }, (_, i) => Array.from({ length: b.length + 1 }, (__, j) => (i === 0 ? j : j === 0 ? i : 0)));
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      d[i][j] = Math.min(d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
    }
  }
  return d[a.length][b.length];
}

test('the banded distance is that of the whole table, cut at the limit', () => {
  const word = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 9 }).map((letters) => letters.join(''));
  fc.assert(
    fc.property(word, word, fc.integer({ min: 0, max: 9 }), (a, b, most) => {
      expect(editDistance(a, b, most)).toBe(Math.min(slowDistance(a, b), most + 1));
    }),
    { numRuns: 2000 },
  );
  expect(editDistance('x'.repeat(500), 'y'.repeat(500), 600)).toBe(500);
});

test('a name is found as written, else without its case, the frequent first', () => {
  expect(lookup(space, 'paris')).toBe(3);
  expect(lookup(space, 'Paris')).toBe(2);
  expect(lookup(space, ' king ')).toBe(1);
  expect(lookup(space, 'PARIS')).toBe(2);
  expect(lookup(space, 'straße')).toBe(13);
  expect(lookup(space, 'ὁδόσ')).toBe(14);
  expect(find(space, 'nothing')).toBe(-1);
});

test('an unknown word is told with what was meant', () => {
  expect(() => lookup(space, 'kng')).toThrow(WordspaceError);
  expect(() => lookup(space, 'kng')).toThrow('“kng” is not among the 15 words of this space; did you mean king?');
  expect(() => lookup(space, 'xxxxxxxx')).toThrow('try another, or train with a lower min count.');
  expect(() => lookup(space, '')).toThrow(WordspaceError);
  const many = denseSpace(Array.from({ length: 1234 }, (_, i) => `${i}`), 1, new Float32Array(1234));
  expect(() => lookup(many, 'kng')).toThrow('1,234 words');
});

test('suggestions: fewer slips, then the same first letter, then the frequent; beginnings too', () => {
  expect(suggestions(space, 'kign')).toEqual(['king', 'kin', 'kings', 'ring']);
  expect(suggestions(space, 'elec')).toEqual(['electricity']);
  expect(suggestions(space, 'electricite', 2)).toEqual(['electricity', 'électricité']);
  expect(suggestions(space, 'quene')).toEqual(['Queen']);
});

test('search: the name itself, beginnings, parts, then near names', () => {
  const found = (text: string, limit = 10) => searchNames(space, text, limit).map((f) => f.name);
  expect(found('kin')).toEqual(['kin', 'king', 'kings', 'kingdom', 'speaking']);
  expect(found('KIN', 1)).toEqual(['kin']);
  expect(found('kin', 2)).toEqual(['kin', 'king']);
  expect(found('KING', 3)).toEqual(['king', 'kings', 'kingdom']);
  expect(found(' pari')).toEqual(['Paris', 'paris']);
  expect(found('qeen')).toEqual(['Queen']);
  expect(found('kings')).toEqual(['kings', 'king', 'kin', 'ring']);
  expect(found('', 2)).toEqual(['the', 'king']);
  expect(found('zzzz')).toEqual([]);
  expect(() => searchNames(space, 'a', 0)).toThrow(WordspaceError);
});

test('all names with some letters, or that a pattern fits', () => {
  expect(matchingNames(space, ' ING')).toEqual(space.names.filter((name) => name.includes('ing')));
  expect(matchingNames(space, 'ing').length).toBeGreaterThan(2);
  expect(matchingNames(space, '/^KIN.?$/')).toEqual(space.names.filter((name) => /^kin.?$/i.test(name)));
  expect(matchingNames(space, '/zz+/')).toEqual([]);
  expect(matchingNames(space, '  ')).toEqual([]);
  expect(['/a/', '//', 'a/b', ' /x.*/ '].map(isPattern)).toEqual([true, false, false, true]);
  expect(() => matchingNames(space, '/(a/')).toThrow(/^\/\(a\/ is no pattern \(.+\); try/);
});
