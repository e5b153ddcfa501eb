import { transfer } from 'comlink';

/** What a worker gives back, its buffers changing hands: it must keep nothing of it. */
export function handOver<Result>(result: Result): Result {
  const buffers = buffersOf(result);
  // comlink takes note of objects alone.
  return buffers.length > 0 ? transfer(result, buffers) : result;
}

/**
 * The buffers of the arrays in plain data, each once: with them a result changes hands
 * without being copied. Left out is what only a part of its buffer is seen of, which may be
 * the memory of a kernel and cannot be given away, and what is shared, which need not be.
 */
export function buffersOf(data: unknown): ArrayBuffer[] {
  const found = new Set<ArrayBuffer>();
  collect(data, found);
  return [...found];
}

function collect(data: unknown, found: Set<ArrayBuffer>): void {
  if (typeof data !== 'object' || data === null) return;
  if (ArrayBuffer.isView(data)) {
    if (data.buffer instanceof ArrayBuffer && data.byteLength === data.buffer.byteLength) found.add(data.buffer);
  } else if (!Array.isArray(data)) for (const value of Object.values(data)) collect(value, found);
  // Lists are of one kind: those of words or numbers hold no buffers.
  else if (typeof data[0] === 'object') for (const value of data) collect(value, found);
}
