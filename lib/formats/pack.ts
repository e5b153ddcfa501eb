import { WordspaceError } from '../error';

/**
 * Our own compact container, for what is prepared for the page and what the
 * browser saves: plain JSON with typed arrays kept as raw little-endian buffers.
 *
 *   0   8 bytes  magic "WSPACE1\n"
 *   8   u32      length of the header in bytes
 *   12  u32      zero
 *   16  header   JSON { value, buffers: [[type, offset, length] …] }, UTF-8
 *   …   buffers  each at a multiple of 8; offsets count from the first one
 *
 * In `value` a typed array is {"$buffer": n}, a number that JSON cannot say is
 * {"$number": "NaN"}, and a key that begins with "$" gets another "$" in front.
 */
const MAGIC = 'WSPACE1\n';
const HEADER_AT = 16;
const DEEPEST = 64;

const ARRAY_TYPES = {
  Int8Array,
  Uint8Array,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float32Array,
  Float64Array,
};
type ArrayType = keyof typeof ARRAY_TYPES;
type Packable = InstanceType<(typeof ARRAY_TYPES)[ArrayType]>;

interface Header {
  value: unknown;
  /** Type, byte offset from the first buffer, length in elements. */
  buffers: [ArrayType, number, number][];
}

/**
 * Bytes of nested plain objects, arrays, strings, numbers, booleans, null and
 * typed arrays. Keys whose value is undefined are left out; undefined within an
 * array becomes null. Anything else (functions, maps, dates) throws a TypeError.
 */
export function pack(value: unknown): Uint8Array<ArrayBuffer> {
  const arrays: Packable[] = [];
  const tree = toJson(value, arrays, 0);
  let end = 0;
  const buffers = arrays.map((array): Header['buffers'][number] => {
    const at = end;
    end = aligned(at + array.byteLength);
    return [typeOf(array), at, array.length];
  });
  const header = new TextEncoder().encode(JSON.stringify({ value: tree, buffers } satisfies Header));
  const start = aligned(HEADER_AT + header.length);
  const bytes = new Uint8Array(start + end);
  new TextEncoder().encodeInto(MAGIC, bytes);
  new DataView(bytes.buffer).setUint32(8, header.length, true);
  bytes.set(header, HEADER_AT);
  arrays.forEach((array, i) => {
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), start + buffers[i][1]);
  });
  return bytes;
}

/** True when the bytes begin as `pack` begins them. */
export function isPacked(bytes: Uint8Array): boolean {
  return MAGIC.length <= bytes.length && [...MAGIC].every((c, i) => c.charCodeAt(0) === bytes[i]);
}

/**
 * The value that `pack` was given. Each typed array owns a fresh buffer, so it
 * may be transferred alone. Broken bytes throw a WordspaceError that names the
 * byte; `T` is the caller's word for what was packed and is not checked here.
 */
export function unpack<T>(bytes: Uint8Array, name = 'The saved file'): T {
  const broken = (what: string, at: number) =>
    new WordspaceError(`${name}: ${what} at byte ${at}. The file is damaged or cut short; make or download it again.`);
  if (!isPacked(bytes)) throw broken('the Wordspace mark "WSPACE1" is missing', 0);
  if (bytes.length < HEADER_AT) throw broken('the file ends', bytes.length);
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(8, true);
  const start = aligned(HEADER_AT + length);
  if (start > bytes.length) throw broken(`the header should end at byte ${start}, but the file ends`, bytes.length);
  const header = parseHeader(bytes.slice(HEADER_AT, HEADER_AT + length));
  if (!header) throw broken('the header cannot be read', HEADER_AT);
  const arrays = header.buffers.map(([type, offset, count]) => {
    const from = start + offset;
    const to = from + count * ARRAY_TYPES[type].BYTES_PER_ELEMENT;
    if (to > bytes.length) throw broken(`an array should end at byte ${to}, but the file ends`, bytes.length);
    // A copy by constructor: the slice of a Node Buffer would share its memory.
    return new ARRAY_TYPES[type](new Uint8Array(bytes.subarray(from, to)).buffer);
  });
  const value = fromJson(header.value, arrays, 0);
  if (value === undefined) throw broken('the header refers to what is not there', HEADER_AT);
  return value as T;
}

const aligned = (offset: number) => Math.ceil(offset / 8) * 8;

function typeOf(array: Packable): ArrayType {
  return array.constructor.name as ArrayType;
}

function isPackable(value: object): value is Packable {
  return ArrayBuffer.isView(value) && value.constructor.name in ARRAY_TYPES;
}

function toJson(value: unknown, arrays: Packable[], depth: number): unknown {
  if (depth > DEEPEST) throw new TypeError(`cannot pack more than ${DEEPEST} levels of nesting`);
  if (value === null || value === undefined || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') {
    return Number.isFinite(value) && !Object.is(value, -0) ? value : { $number: Object.is(value, -0) ? '-0' : String(value) };
  }
  if (Array.isArray(value)) {
    // Names by the hundred thousand: handed to JSON as they are.
    return value.every((item) => typeof item === 'string') ? value : value.map((item) => toJson(item, arrays, depth + 1));
  }
  if (typeof value !== 'object') throw new TypeError(`cannot pack a ${typeof value}`);
  if (isPackable(value)) return { $buffer: arrays.push(value) - 1 };
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) {
    throw new TypeError(`cannot pack a ${value.constructor.name}`);
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key.startsWith('$') ? `$${key}` : key, toJson(item, arrays, depth + 1)]),
  );
}

/** The inverse of toJson; undefined where a reference leads nowhere. */
function fromJson(value: unknown, arrays: Packable[], depth: number): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (depth > DEEPEST + 1) return undefined;
  if (Array.isArray(value)) {
    if (value.every((item) => typeof item === 'string')) return value;
    const items = value.map((item) => fromJson(item, arrays, depth + 1));
    return items.includes(undefined) ? undefined : items;
  }
  if ('$buffer' in value) return arrays[value.$buffer as number];
  if ('$number' in value) return Number(value.$number);
  const entries: [string, unknown][] = [];
  for (const [key, item] of Object.entries(value)) {
    const restored = fromJson(item, arrays, depth + 1);
    if (restored === undefined) return undefined;
    entries.push([key.startsWith('$') ? key.slice(1) : key, restored]);
  }
  return Object.fromEntries(entries);
}

/** The header, or undefined when it is not one. */
function parseHeader(bytes: Uint8Array): Header | undefined {
  try {
    const header = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as Partial<Header> | null;
    const whole = (n: unknown) => Number.isSafeInteger(n) && (n as number) >= 0;
    const sound =
      header?.value !== undefined &&
      Array.isArray(header.buffers) &&
      header.buffers.every((b) => Array.isArray(b) && Object.hasOwn(ARRAY_TYPES, b[0]) && whole(b[1]) && whole(b[2]));
    return sound ? (header as Header) : undefined;
  } catch {
    return undefined;
  }
}
