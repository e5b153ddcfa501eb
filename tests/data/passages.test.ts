import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { passages } from '../../data/readers/passages';

const words = (text: string) => text.split(/\s+/).filter(Boolean);

it('cuts at the end of a sentence once a passage is long enough', () => {
  expect(passages('One two three. Four five six! Seven eight nine? Ten eleven twelve.', 4)).toEqual([
    'One two three. Four five six!',
    'Seven eight nine? Ten eleven twelve.',
  ]);
});

it('joins a short rest to the passage before it', () => {
  expect(passages('One two three four five. Six.', 5)).toEqual(['One two three four five. Six.']);
});

it('does not take a point within a number or a word for an end', () => {
  expect(passages('It cost 3.50 dollars then. And more.', 2)).toEqual(['It cost 3.50 dollars then.', 'And more.']);
});

it('neither loses nor repeats nor moves a word', () => {
  const text = fc.array(fc.constantFrom('whale', 'sea.', 'Ahab!', 'why?', 'ship;', '\n', '"so."', '3.5', '—')).map((parts) => parts.join(' '));
  fc.assert(
    fc.property(text, fc.integer({ min: 1, max: 8 }), (text, size) => {
      expect(passages(text, size).flatMap(words)).toEqual(words(text));
    }),
  );
});
