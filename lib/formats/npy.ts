import { WordspaceError } from '../error';

/** An array of the NumPy .npy format, versions 1–3 (numpy.lib.format), as numbers or texts. */
export interface NpyArray {
  shape: number[];
  numbers?: Float64Array | Float32Array | Int32Array;
  texts?: string[];
}

/**
 * Reads little-endian floats (f4, f8), integers (i1–i8, u1–u8) and fixed-length
 * texts (S, U). 64-bit integers become doubles: exact below 2^53, far above any
 * index. Throws a WordspaceError that starts with `label`.
 */
export function readNpy(bytes: Uint8Array, label: string): NpyArray {
  const broken = (what: string) => new WordspaceError(`${label}: ${what}; save it again with scipy.sparse.save_npz.`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (bytes.length < 12 || !MAGIC.every((byte, i) => bytes[i] === byte)) throw broken('not a NumPy array (the mark at byte 0 is missing)');
  const long = bytes[6] >= 2;
  const start = long ? 12 : 10;
  const end = start + (long ? view.getUint32(8, true) : view.getUint16(8, true));
  if (end > bytes.length) throw broken(`the file ends at byte ${bytes.length}, within the header`);
  const header = String.fromCharCode(...bytes.subarray(start, Math.min(end, start + 4096)));
  const type = /'descr':\s*'([<>|=]?)([a-zA-Z])(\d+)'/.exec(header);
  const shape = /'shape':\s*\(([\d,\s]*)\)/.exec(header)?.[1];
  if (!type || shape === undefined) throw broken('the header at byte 10 cannot be read');
  const sizes = shape.split(',').filter((part) => part.trim() !== '').map(Number);
  const count = sizes.reduce((a, b) => a * b, 1);
  const [, order, kind, width] = type;
  const size = Number(width) * (kind === 'U' ? 4 : 1);
  if (order === '>') throw broken('the numbers are big-endian; convert them with .astype first');
  if (end + count * size > bytes.length) throw broken(`${count} items should follow, but the file ends at byte ${bytes.length}`);
  const content = bytes.slice(end, end + count * size);
  if (kind === 'S' || kind === 'U') return { shape: sizes, texts: readTexts(content, kind, count, size) };
  const numbers = readNumbers(content, kind + width);
  if (!numbers) throw broken(`items of type ${kind}${width} cannot be read here`);
  return { shape: sizes, numbers };
}

/** A one-dimensional array, or a text as a zero-dimensional one, in version 1.0. */
export function writeNpy(data: Float32Array | Int32Array | BigInt64Array | string): Uint8Array<ArrayBuffer> {
  const text = typeof data === 'string';
  const content = text ? new TextEncoder().encode(data) : new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  const descr = text ? `|S${content.length}` : data instanceof Float32Array ? '<f4' : data instanceof Int32Array ? '<i4' : '<i8';
  const header = `{'descr': '${descr}', 'fortran_order': False, 'shape': (${text ? '' : `${data.length},`}), }`;
  // The whole header is padded to a multiple of 64 and ends in a newline.
  const padded = `${header.padEnd(Math.ceil((header.length + 11) / 64) * 64 - 11)}\n`;
  const bytes = new Uint8Array(10 + padded.length + content.length);
  bytes.set([...MAGIC, 1, 0]);
  new DataView(bytes.buffer).setUint16(8, padded.length, true);
  new TextEncoder().encodeInto(padded, bytes.subarray(10));
  bytes.set(content, 10 + padded.length);
  return bytes;
}

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];

function readNumbers({ buffer }: Uint8Array<ArrayBuffer>, type: string): NpyArray['numbers'] {
  switch (type) {
    case 'f4':
      return new Float32Array(buffer);
    case 'f8':
      return new Float64Array(buffer);
    case 'i4':
      return new Int32Array(buffer);
    case 'i8':
      return Float64Array.from(new BigInt64Array(buffer), Number);
    case 'u8':
      return Float64Array.from(new BigUint64Array(buffer), Number);
    case 'u4':
      return Float64Array.from(new Uint32Array(buffer));
    case 'i2':
      return Int32Array.from(new Int16Array(buffer));
    case 'u2':
      return Int32Array.from(new Uint16Array(buffer));
    case 'i1':
      return Int32Array.from(new Int8Array(buffer));
    case 'u1':
      return Int32Array.from(new Uint8Array(buffer));
    default:
      return undefined;
  }
}

/** Fixed-length items, padded with zeros: bytes, or UTF-32 code points. */
function readTexts(content: Uint8Array<ArrayBuffer>, kind: 'S' | 'U', count: number, size: number): string[] {
  const points = kind === 'U' ? new Uint32Array(content.buffer) : content;
  const length = kind === 'U' ? size / 4 : size;
  const decoder = new TextDecoder();
  return Array.from({ length: count }, (_, i) => {
    const item = points.subarray(i * length, (i + 1) * length);
    const text = item instanceof Uint8Array ? decoder.decode(item) : Array.from(item, (p) => (p > 0x10ffff ? '\ufffd' : String.fromCodePoint(p))).join('');
    return text.replace(/\0+$/, '');
  });
}
