/**
 * Large arrays as one blob: IndexedDB takes over a blob while the page goes on, and copies arrays
 * while it waits, which for a space and its film are some tenths of a second.
 */

/** Arrays of fewer bytes stay what they are. */
const LEAST = 1 << 16;

/** A value whose large arrays are pieces of `bytes`. */
export interface Packed {
  value: unknown;
  bytes: Blob;
}

/** Stands for an array: its class, and where among the bytes it lies. */
interface Piece {
  packed: string;
  from: number;
  to: number;
}

/** @param value plain objects, arrays, typed arrays on memory that is not shared, and what has no parts */
export function pack(value: unknown): Packed {
  const arrays: ArrayBufferView<ArrayBuffer>[] = [];
  let end = 0;
  const packed = replaced(value, (part): Piece | null => {
    if (!ArrayBuffer.isView(part) || part.byteLength < LEAST) return null;
    arrays.push(part as ArrayBufferView<ArrayBuffer>);
    return { packed: part.constructor.name, from: end, to: (end += part.byteLength) };
  });
  return { value: packed, bytes: new Blob(arrays) };
}

/** What was packed. @throws DOMException where the browser has lost the bytes */
export async function unpack({ value, bytes }: Packed): Promise<unknown> {
  const pieces: Piece[] = [];
  replaced(value, (part) => {
    if (isPiece(part)) pieces.push(part);
    return null;
  });
  const read = pieces.map(async ({ packed, from, to }): Promise<[number, unknown]> => {
    const Kind = (globalThis as unknown as Record<string, new (buffer: ArrayBuffer) => unknown>)[packed];
    return [from, new Kind(await bytes.slice(from, to).arrayBuffer())];
  });
  const arrays = new Map(await Promise.all(read));
  return replaced(value, (part) => (isPiece(part) ? arrays.get(part.from) : null));
}

/** A copy in which a part stands for which `by` gives something else than null. */
function replaced(part: unknown, by: (part: unknown) => unknown): unknown {
  const other = by(part);
  if (other !== null) return other;
  if (Array.isArray(part)) return part.map((inner) => replaced(inner, by));
  if (!isPlain(part)) return part;
  return Object.fromEntries(Object.entries(part).map(([key, inner]) => [key, replaced(inner, by)]));
}

function isPlain(part: unknown): part is Record<string, unknown> {
  return typeof part === 'object' && part !== null && Object.getPrototypeOf(part) === Object.prototype;
}

function isPiece(part: unknown): part is Piece {
  return isPlain(part) && typeof part.packed === 'string';
}
