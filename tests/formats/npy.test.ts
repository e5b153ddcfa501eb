import { expect, it } from 'vitest';
import { roomFor } from '../../lib/formats/found';
import { readNpy, writeNpy } from '../../lib/formats/npy';

/** A one-dimensional .npy array of version `version` around raw bytes. */
function npy(descr: string, length: number, content: ArrayBufferView, version = 1): Uint8Array {
  const header = `{'descr': '${descr}', 'fortran_order': False, 'shape': (${length},), }\n`;
  const size = version === 1 ? [header.length, 0] : [header.length, 0, 0, 0];
  const raw = new Uint8Array(content.buffer, content.byteOffset, content.byteLength);
  return Uint8Array.from([0x93, ...new TextEncoder().encode('NUMPY'), version, 0, ...size, ...new TextEncoder().encode(header), ...raw]);
}

it.each<[string, ArrayBufferView]>([
  ['<f4', Float32Array.of(1, 2, 250)],
  ['<f8', Float64Array.of(1, 2, 250)],
  ['|i1', Int8Array.of(1, 2, -6)],
  ['|u1', Uint8Array.of(1, 2, 250)],
  ['<i2', Int16Array.of(1, 2, 250)],
  ['<u2', Uint16Array.of(1, 2, 250)],
  ['<i4', Int32Array.of(1, 2, 250)],
  ['<u4', Uint32Array.of(1, 2, 250)],
  ['<i8', BigInt64Array.of(1n, 2n, 250n)],
  ['<u8', BigUint64Array.of(1n, 2n, 250n)],
])('reads %s of versions 1 and 2', (descr, content) => {
  for (const version of [1, 2]) {
    const { shape, numbers } = readNpy(npy(descr, 3, content, version), 'x');
    expect(shape).toEqual([3]);
    expect([...(numbers ?? [])]).toEqual([1, 2, descr === '|i1' ? -6 : 250]);
  }
});

it('reads what it writes, aligned as NumPy does', () => {
  for (const data of [Float32Array.of(1.5), Int32Array.of(-2), BigInt64Array.of(3n)]) {
    const bytes = writeNpy(data);
    expect((bytes.length - data.byteLength) % 64).toBe(0);
    expect(readNpy(bytes, 'x')).toMatchObject({ shape: [1], numbers: { 0: Number(data[0]) } });
  }
  expect(readNpy(writeNpy('csr'), 'x')).toEqual({ shape: [], texts: ['csr'] });
});

it('refuses more vectors than memory holds, and says how many it would', () => {
  expect(() => roomFor('big.bin', 3_000_000, 300)).toThrow('big.bin holds 3000000 vectors of 300 values, more than the 1024 MB that fit here; keep the first 894784 vectors.');
});
