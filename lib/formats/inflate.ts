import { WordspaceError } from '../error';

/** The most bytes a file may unpack to: above it a tab would run out of memory. */
export const LARGEST = 2 ** 30;

/**
 * Collects what a decompressor gives out piece by piece, checks its CRC-32 and
 * refuses to grow beyond a bound, so that a small file made to unpack to
 * terabytes ends in a sentence.
 */
export class Inflated {
  private bytes: Uint8Array<ArrayBuffer>;
  private length = 0;
  private crc = 0;

  /** @param expected the size the file itself claims: a hint, not trusted */
  constructor(
    private readonly name: string,
    private readonly limit: number,
    expected: number,
  ) {
    // Deflate gives at most 1032 bytes a byte, but a claim costs nothing: start small.
    this.bytes = new Uint8Array(Math.max(0, Math.min(expected, limit, 2 ** 24)));
  }

  add(chunk: Uint8Array): void {
    const end = this.length + chunk.length;
    if (end > this.limit) throw tooLarge(this.name, this.limit);
    if (end > this.bytes.length) {
      const grown = new Uint8Array(Math.min(this.limit, Math.max(end, this.bytes.length * 2)));
      grown.set(this.bytes.subarray(0, this.length));
      this.bytes = grown;
    }
    this.bytes.set(chunk, this.length);
    this.length = end;
    this.crc = crc32(chunk, this.crc);
  }

  /** The CRC-32 of all bytes since the last call. */
  takeCrc(): number {
    const crc = this.crc;
    this.crc = 0;
    return crc;
  }

  result(): Uint8Array<ArrayBuffer> {
    return this.length === this.bytes.length ? this.bytes : this.bytes.slice(0, this.length);
  }
}

export function tooLarge(name: string, limit: number): WordspaceError {
  return new WordspaceError(
    `${name} unpacks to more than ${Math.floor(limit / 2 ** 20)} MB, which does not fit in memory here; split it into smaller files.`,
  );
}

/** CRC-32 as gzip and zip use it (ISO 3309), continued from an earlier one. */
export function crc32(bytes: Uint8Array, crc = 0): number {
  let c = ~crc;
  for (let i = 0; i < bytes.length; i++) c = CRC_TABLE[(c ^ bytes[i]) & 255] ^ (c >>> 8);
  return ~c >>> 0;
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let c = byte;
  for (let bit = 0; bit < 8; bit++) c = (c >>> 1) ^ (c & 1 ? 0xedb88320 : 0);
  return c;
});
