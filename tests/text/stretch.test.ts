import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bestPassage } from '../../lib/text/stretch';

test('shows the stretch with the most different words and marks them, whatever their case', () => {
  const filler = 'nothing of note here '.repeat(40);
  const text = `ship ship ship ${filler}The Ship sailed to New York with bread. ${filler}`;
  const { text: shown, marks, cutBefore, cutAfter } = bestPassage(text, ['ship', 'new york', 'bread'], 120);
  expect(marks.map(([from, to]) => shown.slice(from, to))).toEqual(['Ship', 'New', 'York', 'bread']);
  expect([cutBefore, cutAfter]).toEqual([true, true]);
  expect(shown.length).toBeLessThan(165);
});

test('a text without any of the words is shown from its beginning', () => {
  expect(bestPassage('One two three', ['four'], 7)).toEqual({ text: 'One two', marks: [], cutBefore: false, cutAfter: true });
  expect(bestPassage('', ['four'], 7)).toEqual({ text: '', marks: [], cutBefore: false, cutAfter: false });
});

test('of any text, what is marked is what was looked for', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.array(fc.constantFrom('a', 'b', 'straße', 'x y', 'é')), fc.integer({ min: 1, max: 80 }), (text, words, length) => {
      const mixed = [text, ...words, text].join(' ');
      const { text: shown, marks } = bestPassage(mixed, words, length);
      expect(mixed).toContain(shown);
      const wanted = new Set(words.flatMap((w) => w.split(' ')));
      for (const [from, to] of marks) expect(wanted).toContain(shown.slice(from, to).toLowerCase());
    }),
  );
});
