import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WordspaceError } from '../../lib/error';
import { isPacked, pack, unpack } from '../../lib/formats/pack';

const array = fc.oneof(
  fc.float32Array(),
  fc.float64Array(),
  fc.int8Array(),
  fc.uint8Array(),
  fc.int16Array(),
  fc.uint16Array(),
  fc.int32Array(),
  fc.uint32Array(),
);
// toStrictEqual itself trips over an own key "constructor".
const key = fc.oneof(fc.string(), fc.constantFrom('$buffer', '$number', '$', '__proto__')).filter((k) => k !== 'constructor');
const { value } = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 4 }, fc.string({ unit: 'binary' }), fc.double(), fc.boolean(), fc.constant(null), array, tie('list'), tie('record')),
  list: fc.oneof(fc.array(tie('value')), fc.array(fc.string())),
  record: fc.array(fc.tuple(key, tie('value'))).map((entries) => Object.fromEntries(entries)),
}));

describe('pack', () => {
  it('gives back what it was given', () => {
    fc.assert(
      fc.property(value, (v) => {
        expect(unpack(pack(v))).toStrictEqual(v);
      }),
    );
  });

  it('reads from any offset and gives every array its own buffer', () => {
    const bytes = pack({ a: Float64Array.of(1, 2), b: Uint8Array.of(3) });
    const shifted = new Uint8Array(bytes.length + 3);
    shifted.set(bytes, 3);
    const { a, b } = unpack<{ a: Float64Array; b: Uint8Array }>(shifted.subarray(3));
    expect(a).toEqual(Float64Array.of(1, 2));
    expect(b.buffer.byteLength).toBe(1);
    expect(a.buffer).not.toBe(b.buffer);
  });

  it('packs a view of a larger buffer as what is seen of it', () => {
    const view = new Float32Array(8).fill(7).subarray(2, 4);
    expect(unpack(pack(view))).toEqual(Float32Array.of(7, 7));
  });

  it('leaves undefined keys out', () => {
    expect(unpack(pack({ a: 1, b: undefined }))).toStrictEqual({ a: 1 });
    expect(unpack(pack([undefined, 1]))).toStrictEqual([null, 1]);
  });

  it('keeps the documented layout', () => {
    const bytes = pack([Uint16Array.of(258)]);
    expect(new TextDecoder().decode(bytes.subarray(0, 8))).toBe('WSPACE1\n');
    const length = new DataView(bytes.buffer).getUint32(8, true);
    const header: unknown = JSON.parse(new TextDecoder().decode(bytes.subarray(16, 16 + length)));
    expect(header).toEqual({ value: [{ $buffer: 0 }], buffers: [['Uint16Array', 0, 1]] });
    const start = Math.ceil((16 + length) / 8) * 8;
    expect([...bytes.subarray(start, start + 2)]).toEqual([2, 1]);
    expect(isPacked(bytes)).toBe(true);
    expect(isPacked(bytes.subarray(0, 7))).toBe(false);
  });

  it('refuses what it cannot give back', () => {
    expect(() => pack(new Map())).toThrow(TypeError);
    expect(() => pack({ when: new Date(0) })).toThrow('Date');
    expect(() => pack(() => 1)).toThrow('function');
    expect(() => pack(1n)).toThrow('bigint');
    let deep: unknown = 1;
    for (let i = 0; i < 1000; i++) deep = [deep];
    expect(() => pack(deep)).toThrow('nesting');
  });
});

describe('unpack', () => {
  const whole = pack({ names: ['a', 'b'], values: Float32Array.of(1, 2, 3) });

  it('names the byte where a cut file ends', () => {
    for (let end = 0; end < whole.length - 4; end++) {
      const error = caught(() => unpack(whole.subarray(0, end), 'x.wspace'));
      expect(error).toBeInstanceOf(WordspaceError);
      expect(error.message).toContain(`at byte ${end < 8 ? 0 : end}`);
    }
  });

  it('refuses headers that lie', () => {
    expect(() => unpack(withHeader('{"value":{"$buffer":5},"buffers":[]}'))).toThrow(WordspaceError);
    expect(() => unpack(withHeader('{"value":[{"$buffer":0}],"buffers":[["Evil",0,1]]}'))).toThrow(WordspaceError);
    expect(() => unpack(withHeader('{"value":1,"buffers":[["Int8Array",0,1e15]]}'))).toThrow(WordspaceError);
    expect(() => unpack(withHeader('{"value":1}'))).toThrow(WordspaceError);
    expect(() => unpack(withHeader(`{"value":${'['.repeat(500)}${']'.repeat(500)},"buffers":[]}`))).toThrow(WordspaceError);
  });

  it('survives any mutation with a value or a WordspaceError', () => {
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.integer({ min: 0, max: 255 }), (at, byte) => {
        const bytes = whole.slice();
        bytes[at] = byte;
        const error = caught(() => unpack(bytes));
        if (error) expect(error).toBeInstanceOf(WordspaceError);
      }),
      { numRuns: 500 },
    );
  });
});

function withHeader(json: string): Uint8Array {
  const bytes = new Uint8Array(Math.ceil((16 + json.length) / 8) * 8);
  new TextEncoder().encodeInto('WSPACE1\n', bytes);
  new DataView(bytes.buffer).setUint32(8, json.length, true);
  new TextEncoder().encodeInto(json, bytes.subarray(16));
  return bytes;
}

function caught(run: () => unknown): Error {
  try {
    run();
  } catch (error) {
    return error as Error;
  }
  return undefined as unknown as Error;
}

it('reads a Node Buffer, whose slices share memory, like any other bytes', () => {
  const value = { a: Int8Array.of(-1, 2, 3), b: Float32Array.of(0.5, -7) };
  const large = Buffer.concat([Buffer.alloc(24), pack(value)]);
  expect(unpack(large.subarray(24))).toEqual(value);
});
