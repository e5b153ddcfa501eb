import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pack, unpack } from '../../lib/store/packing';

const kinds = [Float32Array, Uint32Array, Uint16Array, Int8Array, Uint8Array, Float64Array];
/** Some so long that they are packed, and a part of a longer buffer. */
const someArray = fc.tuple(fc.constantFrom(...kinds), fc.constantFrom(0, 3, 20_000, 66_001), fc.nat(9)).map(([Kind, length, from]) => {
  const whole = new Kind(Array.from({ length: length + from }, (_, i) => (i * 7919) % 127));
  return whole.subarray(from);
});
const { value: someValue } = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 3 }, fc.string(), fc.double({ noNaN: true }), fc.constantFrom(null, undefined, true), someArray, tie('list'), tie('record')),
  list: fc.array(tie('value'), { maxLength: 3 }),
  record: fc.dictionary(fc.string().filter((key) => key !== 'packed' && key !== '__proto__'), tie('value'), { maxKeys: 4 }),
}));

test('what is packed is unpacked the same, with arrays of their own', async () => {
  await fc.assert(
    fc.asyncProperty(someValue, async (value) => {
      expect(await unpack(pack(value))).toEqual(value);
    }),
    { numRuns: 30 },
  );
});

test('large arrays become bytes, small ones stay; the value itself is not changed', async () => {
  const [large, small] = [new Float32Array(50_000).fill(0.5), Uint8Array.of(1, 2)];
  const value = { words: { names: ['sea', 'ship'], matrix: { values: large } }, film: [{ codes: large.subarray(10, 20_010) }, { codes: small }] };
  const packed = pack(value);
  expect(packed.bytes.size).toBe(200_000 + 80_000);
  expect(JSON.stringify(packed.value)).toBe('{"words":{"names":["sea","ship"],"matrix":{"values":{"packed":"Float32Array","from":0,"to":200000}}},"film":[{"codes":{"packed":"Float32Array","from":200000,"to":280000}},{"codes":{"0":1,"1":2}}]}');
  expect(value.words.matrix.values).toBe(large);
  const back = (await unpack(packed)) as typeof value;
  expect(back).toEqual(value);
  expect(back.film[0].codes.buffer.byteLength).toBe(80_000);
});
