/**
 * The coding of coded-rows.ts in plain loops: the specification of assembly.ts, which gives the
 * same bytes, and what codes where an engine has no SIMD. All is counted in doubles; sums of
 * squares are those of the even and of the odd dimensions, added at the end.
 */
import { bytesOf, decodeChain, LARGEST, TOLERANCE, type CodedRows, type Shape } from './coded-rows';

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
    const code = row.code(vectors.subarray(r * dims, (r + 1) * dims), earlier.subarray(r * dims, (r + 1) * dims));
    if (code === 0) continue;
    codes[r] = code;
    scales[coded++] = row.scale;
    write(row.integers, code, values, at);
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

/** Finds the code of one row after the other. */
class RowCoder {
  /** Of the row coded last, as they are stored: `largest + 1` has been added to the integers. */
  readonly integers: Uint16Array;
  scale = 0;
  private readonly values: Float64Array;
  private readonly changes: Float64Array;
  private readonly missed: Float64Array;

  constructor(private readonly dims: number) {
    this.integers = new Uint16Array(dims);
    this.values = new Float64Array(dims);
    this.changes = new Float64Array(dims);
    this.missed = new Float64Array(dims);
  }

  /** The first code that is near enough. */
  code(row: Float32Array, earlier: Float32Array): number {
    const { dims, values, changes } = this;
    for (let d = 0; d < dims; d++) {
      values[d] = row[d];
      changes[d] = row[d] - earlier[d];
    }
    const allowed = TOLERANCE * TOLERANCE * squares(values);
    if (squares(changes) <= allowed) return 0;
    for (let code = 1; code < 3; code++) {
      this.quantise(changes, LARGEST[code]);
      if (this.misses(row, earlier, LARGEST[code]) <= allowed) return code;
    }
    this.quantise(values, LARGEST[3]);
    return 3;
  }

  /** The values as the nearest integers times a scale. */
  private quantise(values: Float64Array, most: number): void {
    let largest = 0;
    for (let d = 0; d < this.dims; d++) largest = Math.max(largest, Math.abs(values[d]));
    this.scale = Math.fround(largest / most);
    const steps = this.scale > 0 ? 1 / this.scale : 0;
    // A scale that is subnormal rounds coarsely: kept in its bits.
    for (let d = 0; d < this.dims; d++) this.integers[d] = Math.min(2 * most + 1, Math.max(1, Math.trunc(values[d] * steps + (most + 1.5))));
  }

  /** The squared length of what the change as integers misses. */
  private misses(row: Float32Array, earlier: Float32Array, most: number): number {
    for (let d = 0; d < this.dims; d++) this.missed[d] = row[d] - Math.fround(earlier[d] + this.scale * (this.integers[d] - (most + 1)));
    return squares(this.missed);
  }
}

function squares(values: Float64Array): number {
  let [even, odd] = [0, 0];
  for (let d = 0; d < values.length; d += 2) even += values[d] * values[d];
  for (let d = 1; d < values.length; d += 2) odd += values[d] * values[d];
  return even + odd;
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
