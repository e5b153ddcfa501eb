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
const LARGEST = [0, 7, 127, 32767];

/** Bytes that a row of this code takes in `values`. */
function bytesOf(code: number, dims: number): number {
  if (code === 1) return (dims + 1) >> 1;
  return code === 0 ? 0 : code === 2 ? dims : 2 * dims;
}

/** The most bytes a frame's vectors can take. */
export function mostBytes({ rows, dims }: Shape): number {
  return rows * (1 + 4 + bytesOf(3, dims));
}

/**
 * @param vectors rows × dims, finite
 * @param earlier rows × dims as they are decoded: all zeros for a frame that stands alone
 */
export function encodeRows(vectors: Float32Array, earlier: Float32Array, { rows, dims }: Shape): CodedRows {
  const codes = new Uint8Array(rows);
  const scales = new Float32Array(rows);
  const values = new Uint8Array(rows * bytesOf(3, dims));
  const coder = new RowCoder(vectors, earlier, dims);
  let coded = 0;
  let at = 0;
  for (let r = 0; r < rows; r++) {
    const code = coder.cheapest(r * dims);
    if (code === 0) continue;
    codes[r] = code;
    scales[coded++] = coder.scale;
    write(coder.integers, code, values, at);
    at += bytesOf(code, dims);
  }
  return { codes, scales: scales.slice(0, coded), values: values.slice(0, at) };
}

/**
 * `encodeRows` after the rows that a chain of frames decodes to, each coded against the one
 * before it; an empty chain for a frame that stands alone.
 */
export function encodeAfter(chain: CodedRows[], vectors: Float32Array, shape: Shape): CodedRows {
  return encodeRows(vectors, decodeChain(chain, shape), shape);
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

/** Finds the code of one row after the other. Plain loops over locals, for speed. */
class RowCoder {
  /** Of the row coded last, as they are stored. */
  readonly integers: Uint16Array;
  scale = 0;

  constructor(
    private readonly vectors: Float32Array,
    private readonly earlier: Float32Array,
    private readonly dims: number,
  ) {
    this.integers = new Uint16Array(dims);
  }

  /** The first code that is near enough for the row at `from`; `integers` and `scale` are then its own. */
  cheapest(from: number): number {
    const { vectors, earlier } = this;
    let squares = 0;
    let changed = 0;
    let steepest = 0;
    let largest = 0;
    for (let i = from; i < from + this.dims; i++) {
      const v = vectors[i];
      const change = v - earlier[i];
      squares += v * v;
      changed += change * change;
      if (Math.abs(change) > steepest) steepest = Math.abs(change);
      if (Math.abs(v) > largest) largest = Math.abs(v);
    }
    const allowed = TOLERANCE * TOLERANCE * squares;
    if (changed <= allowed) return 0;
    for (let code = 1; code < 3; code++) if (this.change(from, steepest, LARGEST[code]) <= allowed) return code;
    this.row(from, largest);
    return 3;
  }

  /** Codes what changed in integers up to `most`; gives back the squared length of what that misses. */
  private change(from: number, steepest: number, most: number): number {
    const { vectors, earlier, integers, dims } = this;
    const scale = Math.fround(steepest / most);
    const steps = scale > 0 ? 1 / scale : 0;
    const middle = most + 1;
    let missed = 0;
    for (let d = 0; d < dims; d++) {
      const v = vectors[from + d];
      const e = earlier[from + d];
      const integer = within((v - e) * steps + middle + 0.5, most);
      const miss = v - Math.fround(e + scale * (integer - middle));
      missed += miss * miss;
      integers[d] = integer;
    }
    this.scale = scale;
    return missed;
  }

  private row(from: number, largest: number): void {
    const most = LARGEST[3];
    this.scale = Math.fround(largest / most);
    const steps = this.scale > 0 ? 1 / this.scale : 0;
    for (let d = 0; d < this.dims; d++) this.integers[d] = within(this.vectors[from + d] * steps + most + 1.5, most);
  }
}

/** Rounded down and kept in its bits: a subnormal scale rounds coarsely. */
function within(value: number, most: number): number {
  const integer = value | 0;
  return integer < 1 ? 1 : integer > 2 * most + 1 ? 2 * most + 1 : integer;
}

function write(integers: Uint16Array, code: number, values: Uint8Array, at: number): void {
  const dims = integers.length;
  if (code === 1) for (let d = 0; d < dims; d++) values[at + (d >> 1)] |= integers[d] << ((d & 1) << 2);
  else if (code === 2) for (let d = 0; d < dims; d++) values[at + d] = integers[d];
  else {
    for (let d = 0; d < dims; d++) {
      values[at + 2 * d] = integers[d] & 255;
      values[at + 2 * d + 1] = integers[d] >> 8;
    }
  }
}
