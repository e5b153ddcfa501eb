/**
 * The vectors of one frame as what changed since an earlier frame, at as few bits
 * as keep every row true. For each row the cheapest of four codes whose result r
 * differs from the true row v by no more than ‖v − r‖ ≤ TOLERANCE ‖v‖:
 *
 *   0  nothing: the earlier row still is near enough
 *   1  change at 4 bits a value, value = scale × an integer in −7 … 7
 *   2  change at 8 bits, −127 … 127
 *   3  the row itself at 16 bits, −32767 … 32767: always near enough
 *
 * The earlier row is the one that is decoded, not the one that was recorded (closed
 * loop, as in DPCM: Cutler 1952, US patent 2605361), so errors never add up from frame
 * to frame. A row within the tolerance has a cosine of at least √(1 − TOLERANCE²) to
 * the true one.
 */

/** Greatest length of a row's error as a share of the row's own length. */
export const TOLERANCE = 1 / 32;

/** Plain and cloneable. */
export interface CodedRows {
  /** Code of every row, 0 … 3. */
  codes: Uint8Array;
  /** One for each row that is not code 0, in row order. */
  scales: Float32Array;
  /** The integers of those rows one after another; every row begins at a byte. */
  values: Uint8Array;
}

export interface Shape {
  rows: number;
  dims: number;
}

/** The largest integer of each code; stored with `largest + 1` added, so that it is never negative. */
export const LARGEST = [0, 7, 127, 32767];

/** Bytes that a row of this code takes in `values`. */
export function bytesOf(code: number, dims: number): number {
  if (code === 1) return (dims + 1) >> 1;
  return code === 0 ? 0 : code === 2 ? dims : 2 * dims;
}

/** The most bytes a frame's vectors can take. */
export function mostBytes({ rows, dims }: Shape): number {
  return rows * (1 + 4 + bytesOf(3, dims));
}

/** The rows that a chain of frames decodes to, rows × dims, in a new array. */
export function decodeChain(chain: CodedRows[], shape: Shape): Float32Array<ArrayBuffer> {
  const vectors = new Float32Array(shape.rows * shape.dims);
  for (const coded of chain) decodeRows(coded, vectors, shape);
  return vectors;
}

/** Turns the earlier rows, in place, into the rows of the frame. */
export function decodeRows({ codes, scales, values }: CodedRows, earlier: Float32Array, { rows, dims }: Shape): void {
  let coded = 0;
  let at = 0;
  for (let r = 0; r < rows; r++) {
    const code = codes[r];
    if (code === 0) continue;
    const scale = scales[coded++];
    const from = r * dims;
    if (code === 1) {
      for (let d = 0; d < dims; d++) earlier[from + d] += scale * (((values[at + (d >> 1)] >> ((d & 1) << 2)) & 15) - 8);
    } else if (code === 2) {
      for (let d = 0; d < dims; d++) earlier[from + d] += scale * (values[at + d] - 128);
    } else {
      for (let d = 0; d < dims; d++) earlier[from + d] = scale * ((values[at + 2 * d] | (values[at + 2 * d + 1] << 8)) - 32768);
    }
    at += bytesOf(code, dims);
  }
}
