import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { firstInvalid } from '../../lib/formats/decode';
import { jsonFault } from '../../lib/formats/json-fault';

it('finds the first byte that is not UTF-8 where a decoder does', () => {
  const decodes = (bytes: Uint8Array, stream: boolean) => {
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream });
      return true;
    } catch {
      return false;
    }
  };
  const near = fc.array(fc.constantFrom(0x41, 0x80, 0x9f, 0xa0, 0xbf, 0xc0, 0xc2, 0xe0, 0xe2, 0xed, 0xef, 0xf0, 0xf4, 0xf5, 0xff), { maxLength: 8 });
  fc.assert(
    fc.property(near.map((b) => Uint8Array.from(b)), (bytes) => {
      const at = firstInvalid(bytes);
      expect(at === bytes.length).toBe(decodes(bytes, false));
      expect(decodes(bytes.subarray(0, at), false)).toBe(true);
    }),
    { numRuns: 3000 },
  );
});

it('finds no fault in JSON, and a fault in what is not', () => {
  const parses = (text: string) => {
    try {
      JSON.parse(text);
      return true;
    } catch {
      return false;
    }
  };
  fc.assert(fc.property(fc.jsonValue(), (value) => {
    const text = JSON.stringify(value, null, 1);
    expect(jsonFault(text)).toBe(text.length);
  }));
  const pieces = fc.array(fc.constantFrom('{', '}', '[', ']', ',', ':', '"a"', '"', '1', '-', '01', '1.5e3', 'true', 'nul', ' ', '\\', '\n'), { maxLength: 8 });
  fc.assert(
    fc.property(pieces.map((p) => p.join('')), (text) => {
      // A prefix up to the fault may still become JSON; what is sound has no fault.
      if (parses(text)) expect(jsonFault(text)).toBe(text.length);
      else expect(jsonFault(text)).toBeLessThanOrEqual(text.length);
    }),
    { numRuns: 3000 },
  );
  expect(jsonFault('{"a":1,}')).toBe(7);
  expect(jsonFault('{"a":tru}')).toBe(5);
  expect(jsonFault('{"a":"\\x"}')).toBe(6);
  expect(jsonFault('[1 2]')).toBe(3);
  expect(jsonFault('{} x')).toBe(3);
  expect(jsonFault('["a')).toBe(3);
});
