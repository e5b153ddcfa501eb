/**
 * Similarities of all pairs of rows in SIMD128, and the best candidates of every row.
 * The meaning is twin.ts; what is found here with rounding is only what is then scored
 * again in full precision (kernel.ts), so the answer is the twin's, bit for bit.
 *
 * Rows stand in strips of 8, interleaved by words of 4 bytes: two neighbouring dimensions
 * as int16, or one as f32. One vector of a strip so holds the same dimensions of 4 rows,
 * and a word of one row, spread over a vector, meets them all: 4 rows × 8 rows in 8 sums
 * that need no adding up across lanes (what was tried: VARIANTS.md).
 *
 * similarity of slots i, j = scale · (row i · row j) + bias(i) + bias(j)
 *
 * Each slot keeps its best candidates as f64 whose first bits are the similarity and whose
 * last 29 tell the slot: an order without ties, so that what is kept does not depend on the
 * order in which pairs are met. Threads have
 * lists of their own, but what has no place in one thread's list has none in all together, so
 * they read and raise one bar; where two do at once it may stay too low, which costs time only.
 */
const STRIP: u32 = 8;
/** Bytes of a word of all rows of a strip. */
const STEP: usize = 32;

let strips: usize; // the rows
let stripBytes: usize;
let biases: usize; // f32 a slot; −∞ where there is no row
let least: usize; // f32 a slot: the similarity of its last candidate, in the list of that thread where it is greatest
let bars: usize; // i32 a slot: a sum no greater cannot reach `least`; by cosine of int16 only, else 0
let lists: usize; // a slot: `length` candidates (f64), the best first
let listBytes: usize;
let lastBytes: usize; // from the beginning of a list to its last candidate
let scale: f32;
let held: usize; // scratch of this thread: 8 similarities

export function configure(
  strips_: usize, stripBytes_: usize, biases_: usize, least_: usize, bars_: usize, lists_: usize, length: usize, scale_: f32, held_: usize,
): void {
  strips = strips_;
  stripBytes = stripBytes_;
  biases = biases_;
  least = least_;
  bars = bars_;
  lists = lists_;
  listBytes = length * 8;
  lastBytes = (length - 1) * 8;
  scale = scale_;
  held = held_;
}

/**
 * Rows into strips, biases and all: (value − mean) · scale, as int16 in units of 1 ÷ 32767 or as f32.
 * @param order u32 a slot: its row, or 2^32 − 1
 * @param inverse f64 a row, the scale; 0 for `shrink` and a bias of −½ of the squared length
 * @param mean f64 a dimension
 * @returns the greatest square of what rounding took from a row
 */
export function packInt16(order: usize, slots: u32, values: usize, dims: u32, inverse: usize, shrink: f64, mean: usize): f64 {
  return pack<i32>(order, slots, values, dims, inverse, shrink, mean);
}
export function packFloat32(order: usize, slots: u32, values: usize, dims: u32, inverse: usize, shrink: f64, mean: usize): f64 {
  return pack<f32>(order, slots, values, dims, inverse, shrink, mean);
}

function pack<T>(order: usize, slots: u32, values: usize, dims: u32, inverse: usize, shrink: f64, mean: usize): f64 {
  let greatest: f64 = 0;
  for (let slot: u32 = 0; slot < slots; slot++) {
    const row = load<u32>(order + (<usize>slot << 2)), bias = biases + (<usize>slot << 2);
    if (row == 0xffffffff) {
      store<f32>(bias, -Infinity);
      continue;
    }
    const scale = inverse ? load<f64>(inverse + (<usize>row << 3)) : shrink;
    const from = values + <usize>row * (<usize>dims << 2);
    const to = strips + <usize>(slot / STRIP) * stripBytes + ((slot % STRIP) << 2);
    let lost: f64 = 0, square: f64 = 0;
    for (let d: u32 = 0; d < dims; d++) {
      const value = (<f64>load<f32>(from + (<usize>d << 2)) - load<f64>(mean + (<usize>d << 3))) * scale;
      square += value * value;
      if (isInteger<T>()) {
        const rounded = nearest(value * 32767);
        store<i16>(to + <usize>(d >> 1) * STEP + ((d & 1) << 1), <i16><i32>rounded);
        const part = rounded * (1.0 / 32767) - value;
        lost += part * part;
      } else store<f32>(to + <usize>d * STEP, <f32>value);
    }
    store<f32>(bias, inverse ? 0 : <f32>(-square / 2));
    greatest = max(greatest, lost);
  }
  return greatest;
}

/** Every pair i < j of the strips [left, leftEnd) and [right, rightEnd), rows of int16. */
export function compareInt16(left: u32, leftEnd: u32, right: u32, rightEnd: u32): void {
  compare<i32>(left, leftEnd, right, rightEnd);
}

/** The same for rows of f32. */
export function compareFloat32(left: u32, leftEnd: u32, right: u32, rightEnd: u32): void {
  compare<f32>(left, leftEnd, right, rightEnd);
}

/** sum + word · word: two products of int16, or one of f32, a lane. */
@inline
function accumulate<T>(sum: v128, a: v128, b: v128): v128 {
  if (isInteger<T>()) return i32x4.add(sum, i32x4.dot_i16x8_s(a, b));
  return f32x4.add(sum, f32x4.mul(a, b));
}

@inline
function similarities<T>(sum: v128, bias: v128): v128 {
  const dots = isInteger<T>() ? f32x4.convert_i32x4_s(sum) : sum;
  return f32x4.add(f32x4.mul(dots, f32x4.splat(scale)), bias);
}

function compare<T>(left: u32, leftEnd: u32, right: u32, rightEnd: u32): void {
  const bytes = stripBytes;
  for (let j = right; j < rightEnd; j++) {
    const b = strips + <usize>j * bytes;
    const slot = j * STRIP;
    const bias0 = v128.load(biases + (<usize>slot << 2)), bias1 = v128.load(biases + (<usize>slot << 2), 16);
    const end = min(leftEnd, j + 1);
    for (let i = left; i < end; i++) {
      for (let half: u32 = 0; half < 8; half += 4) {
        const a = strips + <usize>i * bytes + (half << 2);
        let s00 = i32x4.splat(0), s01 = s00, s10 = s00, s11 = s00, s20 = s00, s21 = s00, s30 = s00, s31 = s00;
        for (let at: usize = 0; at < bytes; at += 2 * STEP) {
          let y0 = v128.load(b + at), y1 = v128.load(b + at, 16);
          let x = v128.load32_splat(a + at);
          s00 = accumulate<T>(s00, x, y0);
          s01 = accumulate<T>(s01, x, y1);
          x = v128.load32_splat(a + at, 4);
          s10 = accumulate<T>(s10, x, y0);
          s11 = accumulate<T>(s11, x, y1);
          x = v128.load32_splat(a + at, 8);
          s20 = accumulate<T>(s20, x, y0);
          s21 = accumulate<T>(s21, x, y1);
          x = v128.load32_splat(a + at, 12);
          s30 = accumulate<T>(s30, x, y0);
          s31 = accumulate<T>(s31, x, y1);
          y0 = v128.load(b + at, 32), y1 = v128.load(b + at, 48);
          x = v128.load32_splat(a + at, 32);
          s00 = accumulate<T>(s00, x, y0);
          s01 = accumulate<T>(s01, x, y1);
          x = v128.load32_splat(a + at, 36);
          s10 = accumulate<T>(s10, x, y0);
          s11 = accumulate<T>(s11, x, y1);
          x = v128.load32_splat(a + at, 40);
          s20 = accumulate<T>(s20, x, y0);
          s21 = accumulate<T>(s21, x, y1);
          x = v128.load32_splat(a + at, 44);
          s30 = accumulate<T>(s30, x, y0);
          s31 = accumulate<T>(s31, x, y1);
        }
        const own = i * STRIP + half;
        if (isInteger<T>() && bars) {
          const ours = bars + (<usize>own << 2), theirs = bars + (<usize>slot << 2);
          const t0 = v128.load(theirs), t1 = v128.load(theirs, 16);
          let bar = v128.load32_splat(ours);
          let over = v128.or(above(s00, bar, t0), above(s01, bar, t1));
          bar = v128.load32_splat(ours, 4);
          over = v128.or(over, v128.or(above(s10, bar, t0), above(s11, bar, t1)));
          bar = v128.load32_splat(ours, 8);
          over = v128.or(over, v128.or(above(s20, bar, t0), above(s21, bar, t1)));
          bar = v128.load32_splat(ours, 12);
          over = v128.or(over, v128.or(above(s30, bar, t0), above(s31, bar, t1)));
          if (!v128.any_true(over)) continue;
        }
        offerEight<T>(own, slot, s00, s01, bias0, bias1);
        offerEight<T>(own + 1, slot, s10, s11, bias0, bias1);
        offerEight<T>(own + 2, slot, s20, s21, bias0, bias1);
        offerEight<T>(own + 3, slot, s30, s31, bias0, bias1);
      }
    }
  }
}

@inline
function above(sum: v128, bar: v128, other: v128): v128 {
  return i32x4.gt_s(sum, i32x4.min_s(bar, other));
}

/** One row with the 8 of a strip: those good enough for either's list are looked at one by one. */
@inline
function offerEight<T>(i: u32, slot: u32, sum0: v128, sum1: v128, bias0: v128, bias1: v128): void {
  const own = v128.load32_splat(biases + (<usize>i << 2));
  const x0 = f32x4.add(similarities<T>(sum0, bias0), own), x1 = f32x4.add(similarities<T>(sum1, bias1), own);
  const wanted = v128.load32_splat(least + (<usize>i << 2));
  const theirs = least + (<usize>slot << 2);
  const good0 = v128.or(f32x4.ge(x0, wanted), f32x4.ge(x0, v128.load(theirs)));
  const good1 = v128.or(f32x4.ge(x1, wanted), f32x4.ge(x1, v128.load(theirs, 16)));
  const good = i32x4.bitmask(good0) | (i32x4.bitmask(good1) << 4);
  if (good) offer(i, slot, x0, x1, good);
}

function offer(i: u32, slot: u32, x0: v128, x1: v128, good: i32): void {
  v128.store(held, x0);
  v128.store(held, x1, 16);
  do {
    const lane = ctz(good);
    const j = slot + lane;
    if (i < j) {
      const similarity = load<f32>(held + (lane << 2));
      insert(i, j, similarity);
      insert(j, i, similarity);
    }
    good &= good - 1;
  } while (good);
}

/** The bits of an f64 that an f32 leaves empty. */
const NAME: u64 = 0x1fffffff;

/** Take a candidate into a slot's list if it is better than the last. */
function insert(slot: u32, candidate: u32, similarity: f32): void {
  const key = reinterpret<f64>(reinterpret<u64>(<f64>similarity) | (NAME - candidate));
  const list = lists + <usize>slot * listBytes;
  const last = list + lastBytes;
  if (key <= load<f64>(last)) return;
  let at = last;
  for (; at > list && key > load<f64>(at - 8); at -= 8) store<f64>(at, load<f64>(at - 8));
  store<f64>(at, key);
  const worst = <f32>reinterpret<f64>(load<u64>(last) & ~NAME), wanted = least + (<usize>slot << 2);
  if (worst <= load<f32>(wanted)) return;
  store<i32>(wanted, reinterpret<i32>(worst));
  if (bars) {
    // What rounding a sum and its product with the scale can add is less than the share taken off.
    const sum = Math.max(-2147483000, <f64>worst / <f64>scale);
    store<i32>(bars + (<usize>slot << 2), <i32>Math.floor(sum - Math.abs(sum) * 4.76837158203125e-7 - 2));
  }
}

/** Of two rows of `dims` f32: in double precision, added as problem.ts adds. */
export function dot(a: usize, b: usize, dims: u32): f64 {
  let s01 = f64x2.splat(0), s23 = s01;
  const end = a + (<usize>dims << 2), whole = a + (<usize>(dims & ~3) << 2);
  for (; a < whole; a += 16, b += 16) {
    s01 = f64x2.add(s01, f64x2.mul(f64x2.promote_low_f32x4(v128.load64_zero(a)), f64x2.promote_low_f32x4(v128.load64_zero(b))));
    s23 = f64x2.add(s23, f64x2.mul(f64x2.promote_low_f32x4(v128.load64_zero(a, 8)), f64x2.promote_low_f32x4(v128.load64_zero(b, 8))));
  }
  let s0 = f64x2.extract_lane(s01, 0);
  for (; a < end; a += 4, b += 4) s0 += <f64>load<f32>(a) * <f64>load<f32>(b);
  return s0 + f64x2.extract_lane(s01, 1) + (f64x2.extract_lane(s23, 0) + f64x2.extract_lane(s23, 1));
}

/** Slots whose similarity to slot i is at least `bound`, into `out` (u32); how many. */
export function reachingInt16(i: u32, bound: f32, right: u32, rightEnd: u32, out: usize): u32 {
  return reaching<i32>(i, bound, right, rightEnd, out);
}
export function reachingFloat32(i: u32, bound: f32, right: u32, rightEnd: u32, out: usize): u32 {
  return reaching<f32>(i, bound, right, rightEnd, out);
}

function reaching<T>(i: u32, bound: f32, right: u32, rightEnd: u32, out: usize): u32 {
  const a = strips + <usize>(i / STRIP) * stripBytes + ((i % STRIP) << 2);
  const own = f32x4.splat(load<f32>(biases + (<usize>i << 2)));
  const wanted = f32x4.splat(bound);
  let to = out;
  for (let j = right; j < rightEnd; j++) {
    const b = strips + <usize>j * stripBytes;
    let s0 = i32x4.splat(0), s1 = s0;
    for (let at: usize = 0; at < stripBytes; at += STEP) {
      const x = v128.load32_splat(a + at);
      s0 = accumulate<T>(s0, x, v128.load(b + at));
      s1 = accumulate<T>(s1, x, v128.load(b + at, 16));
    }
    const slot = j * STRIP;
    const bias = biases + (<usize>slot << 2);
    const x0 = f32x4.add(similarities<T>(s0, v128.load(bias)), own);
    const x1 = f32x4.add(similarities<T>(s1, v128.load(bias, 16)), own);
    let good = i32x4.bitmask(f32x4.ge(x0, wanted)) | (i32x4.bitmask(f32x4.ge(x1, wanted)) << 4);
    for (; good; good &= good - 1, to += 4) store<u32>(to, slot + ctz(good));
  }
  return <u32>((to - out) >> 2);
}
