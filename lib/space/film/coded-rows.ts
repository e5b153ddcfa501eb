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
/** What the tolerance makes of the cosine between a decoded row and the true one, at the least. */
export const LEAST_COSINE = Math.sqrt(1 - TOLERANCE * TOLERANCE);

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

/** The largest integer of each code. */
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
  const row = new RowCoder(dims);
  let coded = 0;
  let at = 0;
  for (let r = 0; r < rows; r++) {
    row.load(vectors, earlier, r * dims);
    const code = row.cheapest();
    if (code === 0) continue;
    codes[r] = code;
    scales[coded++] = row.scale;
    write(row.integers, code, values, at);
    at += bytesOf(code, dims);
  }
  return { codes, scales: scales.slice(0, coded), values: values.slice(0, at) };
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

/** One row on its way to its code. */
class RowCoder {
  readonly integers: Int16Array;
  scale = 0;
  private readonly row: Float64Array;
  private readonly change: Float64Array;
  private readonly earlier: Float64Array;
  /** Greatest absolute value of the change and of the row itself. */
  private steepest = 0;
  private largest = 0;
  private changed = 0;
  private allowed = 0;

  constructor(private readonly dims: number) {
    this.integers = new Int16Array(dims);
    this.row = new Float64Array(dims);
    this.change = new Float64Array(dims);
    this.earlier = new Float64Array(dims);
  }

  load(vectors: Float32Array, earlier: Float32Array, from: number): void {
    let [squares, changed, steepest, largest] = [0, 0, 0, 0];
    for (let d = 0; d < this.dims; d++) {
      const v = vectors[from + d];
      const e = earlier[from + d];
      const change = v - e;
      this.row[d] = v;
      this.earlier[d] = e;
      this.change[d] = change;
      squares += v * v;
      changed += change * change;
      steepest = Math.max(steepest, Math.abs(change));
      largest = Math.max(largest, Math.abs(v));
    }
    this.allowed = TOLERANCE * TOLERANCE * squares;
    this.changed = changed;
    this.steepest = steepest;
    this.largest = largest;
  }

  /** The first code that is near enough; `integers` and `scale` are then its own. */
  cheapest(): number {
    if (this.changed <= this.allowed) return 0;
    for (let code = 1; code < 3; code++) {
      this.quantise(this.change, this.steepest, LARGEST[code]);
      if (this.error() <= this.allowed) return code;
    }
    this.quantise(this.row, this.largest, LARGEST[3]);
    return 3;
  }

  private quantise(from: Float64Array, largest: number, most: number): void {
    this.scale = Math.fround(largest / most);
    const steps = this.scale > 0 ? 1 / this.scale : 0;
    // A subnormal scale rounds coarsely: the bound keeps the row within its bits.
    for (let d = 0; d < this.dims; d++) this.integers[d] = Math.max(-most, Math.min(most, Math.round(from[d] * steps)));
  }

  /** Squared length of what decoding the change would miss. */
  private error(): number {
    let squares = 0;
    for (let d = 0; d < this.dims; d++) {
      const missed = this.row[d] - Math.fround(this.earlier[d] + this.scale * this.integers[d]);
      squares += missed * missed;
    }
    return squares;
  }
}

function write(integers: Int16Array, code: number, values: Uint8Array, at: number): void {
  const dims = integers.length;
  if (code === 1) for (let d = 0; d < dims; d++) values[at + (d >> 1)] |= (integers[d] + 8) << ((d & 1) << 2);
  else if (code === 2) for (let d = 0; d < dims; d++) values[at + d] = integers[d] + 128;
  else {
    for (let d = 0; d < dims; d++) {
      values[at + 2 * d] = (integers[d] + 32768) & 255;
      values[at + 2 * d + 1] = (integers[d] + 32768) >> 8;
    }
  }
}
