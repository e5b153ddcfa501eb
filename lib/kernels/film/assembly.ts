/**
 * The coding of coded-rows.ts, two dimensions at a time. The meaning and every rounding are
 * those of twin.ts, which is the specification. Rows are padded to even dimensions by zeros.
 */
let dims: usize;
/** Bytes of a padded row. */
let rowBytes: usize;
/** Of the row under way: what it decodes to, and its integers, 4 bytes a dimension. */
let decoded: usize;
let integers: usize;
let values: usize;
let written: i32;

export function configure(dims_: u32, rowBytes_: u32, decoded_: usize, integers_: usize): void {
  dims = dims_;
  rowBytes = rowBytes_;
  decoded = decoded_;
  integers = integers_;
}

/** Codes all rows; `earlier` becomes what they decode to. Gives back the bytes of `values`. */
export function encode(rows: u32, vectors: usize, earlier: usize, codes: usize, scales: usize, values_: usize, tolerance: f64): usize {
  values = values_;
  written = 0;
  for (const end = codes + rows; codes < end; codes++, vectors += rowBytes, earlier += rowBytes) {
    const code = codeRow(vectors, earlier, tolerance * tolerance, scales + (<usize>written << 2));
    store<u8>(codes, code);
    if (code == 0) continue;
    written++;
    memory.copy(earlier, decoded, rowBytes);
  }
  return values - values_;
}

/** Rows that are not code 0, in the last frame. */
export function scaled(): i32 {
  return written;
}

function codeRow(row: usize, earlier: usize, tolerance: f64, scaleAt: usize): u8 {
  let squares = f64x2.splat(0), changed = f64x2.splat(0), steepest = f64x2.splat(0), largest = f64x2.splat(0);
  for (let d: usize = 0; d < rowBytes; d += 8) {
    const v = two(row + d), change = f64x2.sub(v, two(earlier + d));
    squares = f64x2.add(squares, f64x2.mul(v, v));
    changed = f64x2.add(changed, f64x2.mul(change, change));
    steepest = f64x2.pmax(steepest, f64x2.abs(change));
    largest = f64x2.pmax(largest, f64x2.abs(v));
  }
  const allowed = tolerance * sum(squares);
  if (sum(changed) <= allowed) return 0;
  if (change(row, earlier, greater(steepest), 7, scaleAt) <= allowed) {
    for (let d: usize = 0; d < dims; d += 2) {
      const odd = d + 1 < dims ? load<u32>(integers + (d << 2), 4) << 4 : 0;
      store<u8>(values++, load<u32>(integers + (d << 2)) | odd);
    }
    return 1;
  }
  if (change(row, earlier, greater(steepest), 127, scaleAt) <= allowed) {
    for (let d: usize = 0; d < dims; d++) store<u8>(values++, load<u32>(integers + (d << 2)));
    return 2;
  }
  whole(row, greater(largest), scaleAt);
  for (let d: usize = 0; d < dims; d++, values += 2) store<u16>(values, load<u32>(integers + (d << 2)));
  return 3;
}

/** The change as integers up to `most`; gives back the squared length of what that misses. */
@inline
function change(row: usize, earlier: usize, steepest: f64, most: f64, scaleAt: usize): f64 {
  const scale = <f32>(steepest / most);
  store<f32>(scaleAt, scale);
  const steps = stepsOf(scale), scales = f64x2.splat(scale);
  let missed = f64x2.splat(0);
  for (let d: usize = 0; d < rowBytes; d += 8) {
    const v = two(row + d), e = two(earlier + d);
    const near = rounded(f64x2.mul(f64x2.sub(v, e), steps), most, d);
    const value = f32x4.demote_f64x2_zero(f64x2.add(e, f64x2.mul(scales, near)));
    v128.store64_lane(decoded + d, value, 0);
    const miss = f64x2.sub(v, f64x2.promote_low_f32x4(value));
    missed = f64x2.add(missed, f64x2.mul(miss, miss));
  }
  return sum(missed);
}

/** The row itself as integers up to 32767. */
function whole(row: usize, largest: f64, scaleAt: usize): void {
  const most: f64 = 32767;
  const scale = <f32>(largest / most);
  store<f32>(scaleAt, scale);
  const steps = stepsOf(scale), scales = f64x2.splat(scale);
  for (let d: usize = 0; d < rowBytes; d += 8) {
    const near = rounded(f64x2.mul(two(row + d), steps), most, d);
    v128.store64_lane(decoded + d, f32x4.demote_f64x2_zero(f64x2.mul(scales, near)), 0);
  }
}

/** The nearest integers within `most`, which are stored with `most + 1` added. */
@inline
function rounded(value: v128, most: f64, d: usize): v128 {
  const whole = i32x4.trunc_sat_f64x2_s_zero(f64x2.add(value, f64x2.splat(most + 1.5)));
  const kept = i32x4.min_s(i32x4.max_s(whole, i32x4.splat(1)), i32x4.splat(2 * <i32>most + 1));
  v128.store64_lane(integers + d, kept, 0);
  return f64x2.sub(f64x2.convert_low_i32x4_s(kept), f64x2.splat(most + 1));
}

@inline
function stepsOf(scale: f32): v128 {
  return f64x2.splat(scale > 0 ? 1 / <f64>scale : 0);
}

@inline
function two(at: usize): v128 {
  return f64x2.promote_low_f32x4(v128.load64_zero(at));
}

@inline
function sum(value: v128): f64 {
  return f64x2.extract_lane(value, 0) + f64x2.extract_lane(value, 1);
}

@inline
function greater(value: v128): f64 {
  return max(f64x2.extract_lane(value, 0), f64x2.extract_lane(value, 1));
}
