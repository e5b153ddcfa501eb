/**
 * One step of gradient descent on a group of targets: all their dot products with the context words, the gradients of
 * these, and the rows moved. Laid out for the registers there are and for what V8 makes of it (VARIANTS.md):
 *
 * - 2 context words meet the 6 targets at a time: 12 dot products in 12 registers;
 * - the update holds 3 output rows in registers, 8 dimensions at a time, and passes once over the context rows; what
 *   it multiplies by stands ready in all lanes, since a plain load needs no register for its offset, as a splat does;
 * - the sigmoid is a polynomial on four lanes, a division and nothing engine-defined.
 */
import { fma } from '../fma.assembly';

/** Targets of a step. */
export const GROUP: u32 = 6;
/** Output rows that are moved at a time. */
const HALF: u32 = 3;

let span: usize; // bytes of a row that are worked on
let contexts: usize; // addresses of input rows
let halves: usize; // dot products, two a vector, each in two halves
let cells: usize; // a gradient a (context, target), in all lanes of a vector; contexts padded to even, targets to 6
let signs: usize; // three patterns of +1 center, −1 negative, 0 nothing, a float a cell
let constants: usize; // what gradients() needs, each in all lanes of a vector
let patternBytes: usize;
let partial: u32 = 0xffffffff; // what the third pattern holds

let product: v128 = f32x4.splat(1); // Π σ in four lanes, mantissas only …
let powers: v128 = i32x4.splat(0); // … the powers of two taken out of it in this sentence …
let exponents: f64 = 0; // … and in those before

/** Bytes that a step needs where `placeStep` is told. */
export function stepBytes(window: u32): usize {
  return 9 * bytesOf(window) + CONSTANTS;
}
/** Bytes of a float for every cell of the widest window. */
function bytesOf(window: u32): usize {
  return <usize>window * 2 * GROUP * 4;
}

/** @param contexts_ where the addresses of a step's context rows will stand, and behind them that of a row of zeros */
export function placeStep(at: usize, window: u32, span_: usize, contexts_: usize): void {
  span = span_;
  contexts = contexts_;
  patternBytes = bytesOf(window);
  halves = at;
  cells = halves + 2 * patternBytes;
  signs = cells + 4 * patternBytes;
  constants = signs + 3 * patternBytes;
  fillConstants();
  fillSigns(0, GROUP, 1);
  fillSigns(1, GROUP, -1);
}

/** Σ −ln σ so far is −(ln mantissa() + ln 2 · exponent()). */
export function mantissa(): f64 {
  return (
    <f64>f32x4.extract_lane(product, 0) * <f64>f32x4.extract_lane(product, 1) *
    <f64>f32x4.extract_lane(product, 2) * <f64>f32x4.extract_lane(product, 3)
  );
}
export function exponent(): f64 {
  return exponents;
}
export function endSentence(): void {
  exponents += <f64>i32x4.extract_lane(powers, 0) + <f64>i32x4.extract_lane(powers, 1);
  exponents += <f64>i32x4.extract_lane(powers, 2) + <f64>i32x4.extract_lane(powers, 3);
  powers = i32x4.splat(0);
}

/**
 * @param rows 6 addresses of output rows, those beyond `filled` of a row of zeros
 * @param first the first row is the center word's, the positive one
 * @param count context words
 */
export function descend(rows: usize, filled: u32, first: bool, count: u32, alpha: f32): void {
  dotProducts(rows, count);
  gradients(patternFor(first, filled), count, alpha);
  countPadding(count, filled);
  update(rows, cells, count);
  if (filled > HALF) update(rows + 4 * HALF, cells + 16 * HALF, count);
}

/**
 * Every context · every target of a group, into halves: context by context, 6 targets each.
 * No address is so small that a loop ends in the middle of a step; but it could, so V8 cannot load what comes after
 * before it has multiplied what comes before, and needs no more registers than there are.
 */
function dotProducts(rows: usize, count: u32): void {
  const r5 = load<usize>(rows, 20), beforeEnd = r5 + span - 16, atEnd = r5 + span, end = contexts + (count << 2);
  let i = contexts, half = halves;
  do {
    let a = load<usize>(i), b = load<usize>(i, 4);
    let p0 = load<usize>(rows), p1 = load<usize>(rows, 4), p2 = load<usize>(rows, 8);
    let p3 = load<usize>(rows, 12), p4 = load<usize>(rows, 16), p5 = r5;
    let a0 = f32x4.splat(0), a1 = a0, a2 = a0, a3 = a0, a4 = a0, a5 = a0;
    let b0 = a0, b1 = a0, b2 = a0, b3 = a0, b4 = a0, b5 = a0;
    do {
      let x = v128.load(a), y = v128.load(b), t: v128;
      t = v128.load(p0); a0 = fma(x, t, a0); b0 = fma(y, t, b0); if (p0 == 1) break;
      t = v128.load(p1); a1 = fma(x, t, a1); b1 = fma(y, t, b1); if (p1 == 2) break;
      t = v128.load(p2); a2 = fma(x, t, a2); b2 = fma(y, t, b2); if (p2 == 3) break;
      t = v128.load(p3); a3 = fma(x, t, a3); b3 = fma(y, t, b3); if (p3 == 4) break;
      t = v128.load(p4); a4 = fma(x, t, a4); b4 = fma(y, t, b4); if (p4 == 5) break;
      t = v128.load(p5); a5 = fma(x, t, a5); b5 = fma(y, t, b5);
      if (p5 == beforeEnd) break;
      x = v128.load(a, 16);
      y = v128.load(b, 16);
      t = v128.load(p0, 16); a0 = fma(x, t, a0); b0 = fma(y, t, b0); if (p0 == 11) break;
      t = v128.load(p1, 16); a1 = fma(x, t, a1); b1 = fma(y, t, b1); if (p1 == 12) break;
      t = v128.load(p2, 16); a2 = fma(x, t, a2); b2 = fma(y, t, b2); if (p2 == 13) break;
      t = v128.load(p3, 16); a3 = fma(x, t, a3); b3 = fma(y, t, b3); if (p3 == 14) break;
      t = v128.load(p4, 16); a4 = fma(x, t, a4); b4 = fma(y, t, b4); if (p4 == 15) break;
      t = v128.load(p5, 16); a5 = fma(x, t, a5); b5 = fma(y, t, b5);
      a += 32, b += 32, p0 += 32, p1 += 32, p2 += 32, p3 += 32, p4 += 32, p5 += 32;
    } while (p5 != atEnd);
    v128.store(half, halfSums(a0, a1));
    v128.store(half, halfSums(a2, a3), 16);
    v128.store(half, halfSums(a4, a5), 32);
    v128.store(half, halfSums(b0, b1), 48);
    v128.store(half, halfSums(b2, b3), 64);
    v128.store(half, halfSums(b4, b5), 80);
    i += 8;
    half += 96;
  } while (i < end);
}

/** a₀ + a₂, b₀ + b₂, a₁ + a₃, b₁ + b₃ */
@inline
function halfSums(a: v128, b: v128): v128 {
  return f32x4.add(v128.shuffle<f32>(a, b, 0, 4, 1, 5), v128.shuffle<f32>(a, b, 2, 6, 3, 7));
}

/** The pattern of signs for a group, the center's or another, of which so many targets are real. */
@inline
function patternFor(first: bool, filled: u32): usize {
  if (filled == GROUP) return first ? signs : signs + patternBytes;
  const wanted: u32 = first ? filled : filled + GROUP;
  if (partial != wanted) fillSigns(2, filled, first ? 1 : -1);
  partial = wanted;
  return signs + 2 * patternBytes;
}

function fillSigns(pattern: u32, filled: u32, first: f32): void {
  const from = signs + pattern * patternBytes;
  for (let i: u32 = 0; i < <u32>(patternBytes >> 2); i++) {
    const t = i % GROUP;
    const sign: f32 = t >= filled ? 0 : t == 0 ? first : -1;
    store<f32>(from + (i << 2), sign);
  }
}

// Where gradients() finds its constants: V8 makes one that stands in the code anew, in three instructions, each time it is used.
const RATE: usize = 0;
const ONE: usize = 16;
const HIGHEST: usize = 32;
const LOWEST: usize = 48;
const MINUS_LOG2E: usize = 64;
const MAGIC: usize = 80; // 1.5 · 2^23: adding it rounds to whole numbers, in the low bits
const POWER: usize = 96; // the coefficients of 2^f, from f⁵ down to f
const MANTISSA: usize = 176;
const CONSTANTS: usize = 192;

function fillConstants(): void {
  constant(ONE, 1);
  constant(HIGHEST, 28);
  constant(LOWEST, -28);
  constant(MINUS_LOG2E, -1.44269504088896341);
  constant(MAGIC, 12582912);
  constant(POWER, 1.32647272e-3);
  constant(POWER + 16, 9.67151264e-3);
  constant(POWER + 32, 5.550733743e-2);
  constant(POWER + 48, 2.402224209e-1);
  constant(POWER + 64, 6.931469776e-1);
  constant(MANTISSA, reinterpret<f32>(0x007fffff));
}

@inline
function constant(at: usize, value: f32): void {
  v128.store(constants + at, f32x4.splat(value));
}

/**
 * From x = input · output to g = alpha · sign · (1 − σ(sign · x)), into cells; and count σ(sign · x).
 *
 * e^−y with |y| cut at 28: 2^n · 2^f, n whole, |f| ≤ ½, 2^f by the polynomial of degree 5
 * with the least relative error that is 1 at 0, 9.2e-8. With the rounding of y · log₂ e the error is at
 * most 2.5e-6, below 5e-7 for |y| ≤ 4. A NaN stays one.
 */
function gradients(sign: usize, count: u32, alpha: f32): void {
  const at = constants;
  v128.store(at, f32x4.splat(alpha), RATE);
  const end = halves + <usize>((count + 1) >> 1) * 96;
  let cell = cells, p = product, taken = powers;
  for (let half = halves; half < end; half += 32, sign += 16, cell += 64) {
    const h = v128.load(half), i = v128.load(half, 16);
    const x = f32x4.add(v128.shuffle<f32>(h, i, 0, 1, 4, 5), v128.shuffle<f32>(h, i, 2, 3, 6, 7));
    const s = v128.load(sign);
    const y = f32x4.pmax(f32x4.pmin(f32x4.mul(s, x), v128.load(at, HIGHEST)), v128.load(at, LOWEST));
    const t = f32x4.mul(y, v128.load(at, MINUS_LOG2E)), magic = v128.load(at, MAGIC);
    const shifted = f32x4.add(t, magic);
    const f = f32x4.sub(t, f32x4.sub(shifted, magic));
    let power = fma(v128.load(at, POWER), f, v128.load(at, POWER + 16));
    power = fma(power, f, v128.load(at, POWER + 32));
    power = fma(power, f, v128.load(at, POWER + 48));
    power = fma(power, f, v128.load(at, POWER + 64));
    const one = v128.load(at, ONE);
    power = fma(power, f, one);
    const e = i32x4.add(power, i32x4.shl(shifted, 23));
    const sigma = f32x4.div(one, f32x4.add(one, e));
    const g = f32x4.mul(f32x4.mul(v128.load(at, RATE), s), f32x4.mul(e, sigma));
    v128.store(cell, v128.shuffle<f32>(g, g, 0, 0, 0, 0));
    v128.store(cell, v128.shuffle<f32>(g, g, 1, 1, 1, 1), 16);
    v128.store(cell, v128.shuffle<f32>(g, g, 2, 2, 2, 2), 32);
    v128.store(cell, v128.shuffle<f32>(g, g, 3, 3, 3, 3), 48);
    // Multiply into the running product and move its power of two, 127 more than it is, into the powers.
    const bits = f32x4.mul(p, sigma);
    taken = i32x4.add(taken, i32x4.shr_u(bits, 23));
    p = v128.or(v128.and(bits, v128.load(at, MANTISSA)), one);
  }
  product = p;
  powers = i32x4.sub(taken, i32x4.splat(127 * <i32>((cell - cells) >> 6)));
}

/** What pointed at zeros has multiplied the product by σ(0) = ½ each: give that back. */
@inline
function countPadding(count: u32, filled: u32): void {
  const lanes = ((count + 1) & ~1) * GROUP;
  powers = i32x4.replace_lane(powers, 0, i32x4.extract_lane(powers, 0) + <i32>(lanes - count * filled));
}

/**
 * For one context word after the other, input += g · output and output += g · input, both from the values before it,
 * for 3 targets from `rows` on, whose gradients begin at `first`.
 */
function update(rows: usize, first: usize, count: u32): void {
  const r0 = load<usize>(rows), r1 = load<usize>(rows, 4), r2 = load<usize>(rows, 8);
  const last = span, from = contexts, end = contexts + (count << 2);
  // That these outlive the loops lets V8 find the sums before the outputs' changes, for which it needs no copies then.
  let low = f32x4.splat(0), high = low;
  let j: usize = 0;
  do {
    let o0 = v128.load(r0 + j), o1 = v128.load(r1 + j), o2 = v128.load(r2 + j);
    let p0 = v128.load(r0 + j, 16), p1 = v128.load(r1 + j, 16), p2 = v128.load(r2 + j, 16);
    let i = from, g = first;
    do {
      const row = load<usize>(i) + j;
      const x = v128.load(row), y = v128.load(row, 16);
      const g0 = v128.load(g), g1 = v128.load(g, 16), g2 = v128.load(g, 32);
      low = fma(g2, o2, fma(g1, o1, fma(g0, o0, x)));
      high = fma(g2, p2, fma(g1, p1, fma(g0, p0, y)));
      v128.store(row, low);
      v128.store(row, high, 16);
      o0 = fma(g0, x, o0);
      o1 = fma(g1, x, o1);
      o2 = fma(g2, x, o2);
      p0 = fma(g0, y, p0);
      p1 = fma(g1, y, p1);
      p2 = fma(g2, y, p2);
      i += 4;
      g += 96;
    } while (i < end);
    v128.store(r0 + j, o0);
    v128.store(r1 + j, o1);
    v128.store(r2 + j, o2);
    v128.store(r0 + j, p0, 16);
    v128.store(r1 + j, p1, 16);
    v128.store(r2 + j, p2, 16);
    j += 32;
  } while (j < last);
  v128.store(halves, v128.or(low, high));
}
