import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PackedTexts } from '../../lib/text/packed';

test('texts come back as they went, one or all; beyond them is nothing', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('', '\uFEFFmark', 'naïve “quote” 🙂'))), (texts) => {
      const packed = new PackedTexts(texts);
      expect(packed.length).toBe(texts.length);
      expect(packed.all()).toEqual(texts);
      texts.forEach((text, t) => expect(packed.at(t)).toBe(text));
      expect(packed.at(texts.length)).toBeUndefined();
      expect(packed.at(-1)).toBeUndefined();
    }),
  );
});

test('half of a pair is replaced, in the place of one', () => {
  expect(new PackedTexts(['a\uD800b']).all()).toEqual(['a\uFFFDb']);
});
