import { gunzipSync as nodeGunzip, gzipSync as nodeGzip } from 'node:zlib';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WordspaceError } from '../../lib/error';
import { gunzip, gzip } from '../../lib/formats/gzip';
import { crc32 } from '../../lib/formats/inflate';

const text = new TextEncoder().encode('the cat sat on the mat; '.repeat(20_000));

describe('gzip', () => {
  it('is read by zlib and reads what zlib writes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => {
        expect(new Uint8Array(nodeGunzip(gzip(bytes)))).toEqual(bytes);
        expect(gunzip(nodeGzip(bytes), 'x.gz')).toEqual(bytes);
      }),
    );
    expect(Buffer.from(text).equals(gunzip(gzip(text), 'x.gz'))).toBe(true);
  });

  it('packs the same bytes alike whatever the time', () => {
    expect(gzip(text).subarray(4, 8)).toEqual(new Uint8Array(4));
  });

  it('reads several members as one file', () => {
    const parts = Array.from({ length: 3000 }, (_, i) => new TextEncoder().encode(`line ${i}\n`));
    const joined = Buffer.concat(parts.map((part) => nodeGzip(part)));
    expect(Buffer.concat(parts).equals(gunzip(joined, 'x.gz'))).toBe(true);
  });

  it('reads members that straddle the chunks it works in', () => {
    const noise = new Uint8Array(150_001).map((_, i) => (i * 2654435761) >>> 13);
    const joined = Buffer.concat([nodeGzip(noise), nodeGzip(text), nodeGzip(noise.subarray(0, 65_500)), nodeGzip(text)]);
    const expected = Buffer.concat([noise, text, noise.subarray(0, 65_500), text]);
    expect(expected.equals(gunzip(joined, 'x.gz'))).toBe(true);
  });
});

describe('gunzip of bad files', () => {
  it('names the byte where a cut file ends', () => {
    const whole = nodeGzip(text.subarray(0, 1000));
    for (let end = 2; end < whole.length; end++) {
      expect(() => gunzip(whole.subarray(0, end), 'x.gz'), `cut at ${end}`).toThrow(WordspaceError);
    }
    expect(() => gunzip(whole.subarray(0, 30), 'x.gz')).toThrow('x.gz: the file ends at byte 30');
  });

  it('stops a bomb at the bound', () => {
    const bomb = nodeGzip(new Uint8Array(50_000_000));
    expect(bomb.length).toBeLessThan(60_000);
    expect(() => gunzip(bomb, 'bomb.gz', 2 ** 20)).toThrow('bomb.gz unpacks to more than 1 MB');
  });

  it('notices any damage to the content', () => {
    const whole = new Uint8Array(nodeGzip(text.subarray(0, 300)));
    fc.assert(
      fc.property(fc.integer({ min: 10, max: whole.length - 5 }), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const bytes = whole.slice();
        bytes[at] ^= flip;
        let out: Uint8Array | undefined;
        try {
          out = gunzip(bytes, 'x.gz');
        } catch (error) {
          expect(error).toBeInstanceOf(WordspaceError);
        }
        if (out) expect(out).toEqual(text.subarray(0, 300));
      }),
      { numRuns: 500 },
    );
  });

  it('ends random bytes in a WordspaceError', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (tail) => {
        expect(() => gunzip(Uint8Array.of(0x1f, 0x8b, 8, ...tail), 'x.gz')).toThrow(WordspaceError);
      }),
    );
    expect(() => gunzip(text, 'x.gz')).toThrow('mark');
  });
});

it('crc32 gives the check value of the standard', () => {
  expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
});
