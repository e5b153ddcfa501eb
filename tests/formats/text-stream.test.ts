import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeText } from '../../lib/formats/decode';
import { unwrap } from '../../lib/formats/plain';
import { TextStream } from '../../lib/formats/text-stream';

const bytesOf = (text: string) => new TextEncoder().encode(text);

/** The text of a file that arrives in chunks of the given lengths, over and over. */
function streamed(bytes: Uint8Array, lengths: number[]): string {
  let text = '';
  const stream = new TextStream('a.txt', (chunk) => (text += chunk));
  for (let at = 0, i = 0; at < bytes.length; i++) {
    const end = at + lengths[i % lengths.length];
    stream.push(bytes.subarray(at, end));
    at = end;
  }
  stream.end();
  return text;
}

const lengths = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 6 });

describe('a text file in chunks', () => {
  test('is the text of the whole file, however it is cut', () => {
    const text = fc.array(fc.constantFrom('a', 'é', '漢', '𝒜', ' ', '\n', '\r', '\r\n', '.', '\uFEFF'), { maxLength: 60 }).map((p) => p.join(''));
    fc.assert(fc.property(text, lengths, (text, lengths) => {
      expect(streamed(bytesOf(text), lengths)).toBe(unwrap(decodeText(bytesOf(text), 'a.txt')));
    }));
  });

  test('has wrapped lines joined as in memory', () => {
    const line = fc.constantFrom('It was the best of times, it was the worst of times, it was', ' an indented line', '', 'a', 'ends.');
    fc.assert(fc.property(fc.array(line, { maxLength: 40 }), lengths, (lines, lengths) => {
      const text = `${`It was the age of wisdom, it was the age of foolishness, in short\n`.repeat(200)}${lines.join('\n')}`;
      const whole = unwrap(text);
      expect(whole).not.toBe(text);
      expect(streamed(bytesOf(text), lengths)).toBe(whole);
    }));
  });

  test('longer than what is looked at first', () => {
    for (const ending of ['\n', '\r\n', '']) {
      const text = `Was it 漢字 or naïve 𝒜?${ending} `.repeat(20_000);
      const whole = unwrap(decodeText(bytesOf(text), 'a.txt'));
      for (const length of [65_536, 1_000_003]) expect(streamed(bytesOf(text), [length])).toBe(whole);
    }
  });

  test('tells the byte that is not UTF-8 as in memory', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 30 }), fc.integer({ min: 0, max: 6000 }), lengths, (noise, before, lengths) => {
      const bytes = Uint8Array.from([...bytesOf('é'.repeat(before)), ...noise.map((b) => b || 1)]);
      let whole: string;
      try {
        whole = unwrap(decodeText(bytes, 'a.txt'));
      } catch (error) {
        const sentence = (error as Error).message.replace(/ \(line \d+\)/, '');
        expect(() => streamed(bytes, lengths)).toThrow(sentence);
        return;
      }
      expect(streamed(bytes, lengths)).toBe(whole);
    }), { numRuns: 300 });
  });

  test.each([
    ['a PDF', bytesOf('%PDF-1.7'), 'PDF'],
    ['an archive', Uint8Array.of(0x50, 0x4b, 3, 4, 0), 'archive; unpack it first'],
    ['zeros', new Uint8Array(10), 'a binary file'],
    ['UTF-16', Uint8Array.of(0xff, 0xfe, 0x61, 0), 'save it as UTF-8'],
    ['JSON lines', bytesOf('{"text":"a"}\n{"text":"b"}\n'), 'JSON lines'],
  ])('refuses %s', (_, bytes, sentence) => {
    expect(() => streamed(bytes, [3])).toThrow(sentence);
  });
});
