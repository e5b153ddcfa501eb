import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BytesWriter } from '../../lib/formats/bytes-writer';
import { LONGEST_DECIMAL, parseDecimal, writeDecimal } from '../../lib/formats/decimal';

const utf8 = (s: string) => new TextEncoder().encode(s);
const parse = (text: string) => parseDecimal(utf8(text), 0, utf8(text).length);

function write(value: number): string {
  const out = new Uint8Array(LONGEST_DECIMAL);
  return new TextDecoder().decode(out.subarray(0, writeDecimal(value, out, 0)));
}

describe('parseDecimal', () => {
  it('reads every number as Number does', () => {
    fc.assert(
      fc.property(fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.float({ noNaN: true, noDefaultInfinity: true })), (value) => {
        for (const text of [String(value), value.toExponential(), value.toPrecision(7), value.toPrecision(17)]) {
          expect(parse(text)).toBe(Number(text));
        }
      }),
      { numRuns: 2000 },
    );
    for (const text of ['1', '-1.', '.5', '+2.50', '1e5', '1E-05', '-0', '0.000000000000000000000000000001', '123456789012345678901234567890']) {
      expect(parse(text)).toBe(Number(text));
    }
  });

  it('gives NaN for what is not a number', () => {
    for (const text of ['', '-', '.', 'e5', '1e', '1e+', '1.2.3', 'nan', 'inf', '1x', '1e5x', '0x10', '--1', '1,5', '१']) expect(parse(text)).toBeNaN();
  });

  it('stops at its end', () => {
    expect(parseDecimal(utf8('12345'), 1, 3)).toBe(23);
  });
});

describe('writeDecimal', () => {
  it('reads back as the same float, in no more digits than needed', () => {
    const float = fc.oneof(fc.float({ noNaN: true, noDefaultInfinity: true }), fc.float({ min: -2, max: 2, noNaN: true }), fc.integer({ min: -99999, max: 99999 }).map((n) => Math.fround(n / 10_000)));
    fc.assert(
      fc.property(float, (value) => {
        const text = write(value);
        expect(Math.fround(Number(text)) === value).toBe(true);
        const digits = (s: string) => s.replace(/e.*/, '').replace(/\D/g, '').replace(/^0+|0+$/g, '').length;
        let fewest = 9;
        for (let p = 8; p >= 1; p--) if (Math.fround(Number(value.toPrecision(p))) === value) fewest = p;
        expect(digits(text)).toBeLessThanOrEqual(Math.max(fewest, 1));
      }),
      { numRuns: 5000 },
    );
  });

  it('writes plain decimals where they are short', () => {
    const cases: [number, string][] = [
      [0, '0'],
      [-0, '0'],
      [1, '1'],
      [-0.5, '-0.5'],
      [Math.fround(0.1), '0.1'],
      [100, '100'],
      [Math.fround(1234.5678), '1234.5677'],
      [9999999, '9999999'],
      [Math.fround(2e-6), '0.000002'],
      [Math.fround(1e-7), '1e-7'],
      [1e10, '1e+10'],
      [Math.fround(3.4028234663852886e38), '3.4028235e+38'],
    ];
    for (const [value, text] of cases) expect(write(value)).toBe(text);
  });
});

it('BytesWriter grows and starts anew', () => {
  const out = new BytesWriter();
  const long = 'é'.repeat(70_000);
  out.text(long);
  out.decimal(0.25);
  out.raw(Uint8Array.of(33));
  expect(new TextDecoder().decode(out.take())).toBe(`${long}0.25!`);
  expect(out.take()).toHaveLength(0);
});
