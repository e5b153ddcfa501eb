/**
 * One step of gradient descent on a group of targets: all their dot products with the context words, the gradients of
 * these, and the rows moved. Laid out for the registers there are and for what V8 makes of it (VARIANTS.md):
 *
 * - 2 context words meet the 6 targets at a time: 12 dot products in 12 registers;
 * - the update holds the 6 output rows, as they were and as they become, in 12 registers, 4 dimensions at a time, and
 *   passes once over the context rows; what it multiplies by stands ready in all lanes, since a plain load needs no
 *   register for its offset, as a splat does;
 * - loops could end after every target, though no address is so small that one does: so V8 cannot load what comes
 *   after before it has multiplied what comes before, and needs no more registers than there are;
 * - a group of 3 targets or fewer has loops of its own (narrow.assembly.ts);
 * - the sigmoid is a polynomial on four lanes, a division and nothing engine-defined.
 */
import { fma, halfSums } from '../fma.assembly';
import { narrowProducts, narrowUpdate } from './narrow.assembly';

/** Targets of a step, at most. */
export const GROUP: u32 = 6;
/** Targets of a narrow step, at most, and its cells a context. */
const NARROW: u32 = 3;
const NARROW_CELLS: u32 = 4;

let span: usize; // bytes of a row that are worked on
let contexts: usize; // addresses of input rows
let halves: usize; // dot products, two a vector, each in two halves
let cells: usize; // a gradient a (context, target), in all lanes of a vector; contexts padded to even, targets to 6 or 4
let signs: usize; // three patterns of +1 center, −1 negative, 0 nothing, a float a cell
let constants: usize; // what gradients() needs, each in all lanes of a vector
let patternBytes: usize;
let partial: u32 = 0xffffffff; // what the third pattern holds

let product: v128 = f32x4.splat(1); // Π σ in four lanes, mantissas only …
let powers: v128 = i32x4.splat(0); // … the powers of two taken out of it in this sentence …
let exponents: f64 = 0; // … and in those before

/** How many of a group's addresses a step on so many targets reads. */
export function rowsRead(filled: u32): u32 {
  return filled > NARROW ? GROUP : NARROW;
}

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
 * Inlined with the gradients, which so know their width; a call deeper costs 1 to 2 % (VARIANTS.md).
 *
 * @param rows 6 addresses of output rows, those beyond `filled` of a row of zeros
 * @param first the first row is the center word's, the positive one
 * @param count context words
 */
@inline
export function descend(rows: usize, filled: u32, first: bool, count: u32, alpha: f32): void {
  if (filled > NARROW) {
    dotProducts(rows, count);
    gradients(patternFor(first, filled, GROUP), count, GROUP, alpha);
    countPadding(count, filled, GROUP);
    update(rows, count);
  } else {
    const end = contexts + (count << 2);
    narrowProducts(rows, contexts, end, span, halves);
    gradients(patternFor(first, filled, NARROW_CELLS), count, NARROW_CELLS, alpha);
    countPadding(count, filled, NARROW_CELLS);
    narrowUpdate(rows, contexts, end, span, cells);
  }
}

/** Every context · every target of a group, into halves: context by context, 6 targets each. */
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

/** The pattern of signs for a group, the center's or another, of which so many targets are real; `width` cells a context. */
@inline
function patternFor(first: bool, filled: u32, width: u32): usize {
  if (filled == GROUP) return first ? signs : signs + patternBytes;
  const wanted: u32 = first ? filled : filled + GROUP;
  if (partial != wanted) fillSigns(2, filled, first ? 1 : -1, width);
  partial = wanted;
  return signs + 2 * patternBytes;
}

function fillSigns(pattern: u32, filled: u32, first: f32, width: u32 = GROUP): void {
  const from = signs + pattern * patternBytes;
  for (let i: u32 = 0; i < <u32>(patternBytes >> 2); i++) {
    const t = i % width;
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
@inline
function gradients(sign: usize, count: u32, width: u32, alpha: f32): void {
  const at = constants;
  v128.store(at, f32x4.splat(alpha), RATE);
  const end = halves + <usize>((count + 1) >> 1) * width * 16;
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
function countPadding(count: u32, filled: u32, width: u32): void {
  const lanes = ((count + 1) & ~1) * width;
  powers = i32x4.replace_lane(powers, 0, i32x4.extract_lane(powers, 0) + <i32>(lanes - count * filled));
}

/** input += g · output and output += g · input, both from the values before this group. */
function update(rows: usize, count: u32): void {
  const r0 = load<usize>(rows), r1 = load<usize>(rows, 4), r2 = load<usize>(rows, 8);
  const r3 = load<usize>(rows, 12), r4 = load<usize>(rows, 16), r5 = load<usize>(rows, 20);
  const last = span, from = contexts, end = contexts + (count << 2), first = cells;
  let sum = f32x4.splat(0); // outlives the loops, which makes V8 find the sums before the outputs of a loop's last turn
  let j: usize = 0;
  do {
    const o0 = v128.load(r0 + j), o1 = v128.load(r1 + j), o2 = v128.load(r2 + j);
    const o3 = v128.load(r3 + j), o4 = v128.load(r4 + j), o5 = v128.load(r5 + j);
    let n0 = o0, n1 = o1, n2 = o2, n3 = o3, n4 = o4, n5 = o5;
    let i = from, g = first;
    do {
      let row: usize, x: v128, w: v128;
      row = load<usize>(i) + j;
      x = v128.load(row);
      w = v128.load(g); sum = fma(w, o0, x); n0 = fma(w, x, n0); if (g == 1) break;
      w = v128.load(g, 16); sum = fma(w, o1, sum); n1 = fma(w, x, n1); if (g == 2) break;
      w = v128.load(g, 32); sum = fma(w, o2, sum); n2 = fma(w, x, n2); if (g == 3) break;
      w = v128.load(g, 48); sum = fma(w, o3, sum); n3 = fma(w, x, n3); if (g == 4) break;
      w = v128.load(g, 64); sum = fma(w, o4, sum); n4 = fma(w, x, n4); if (g == 5) break;
      w = v128.load(g, 80); sum = fma(w, o5, sum); n5 = fma(w, x, n5);
      v128.store(row, sum);
      if (i + 4 == end) break;
      // After the store: a word that stands twice sees its first update.
      row = load<usize>(i, 4) + j;
      x = v128.load(row);
      w = v128.load(g, 96); sum = fma(w, o0, x); n0 = fma(w, x, n0); if (g == 11) break;
      w = v128.load(g, 112); sum = fma(w, o1, sum); n1 = fma(w, x, n1); if (g == 12) break;
      w = v128.load(g, 128); sum = fma(w, o2, sum); n2 = fma(w, x, n2); if (g == 13) break;
      w = v128.load(g, 144); sum = fma(w, o3, sum); n3 = fma(w, x, n3); if (g == 14) break;
      w = v128.load(g, 160); sum = fma(w, o4, sum); n4 = fma(w, x, n4); if (g == 15) break;
      w = v128.load(g, 176); sum = fma(w, o5, sum); n5 = fma(w, x, n5);
      v128.store(row, sum);
      i += 8;
      g += 192;
    } while (i < end);
    v128.store(r0 + j, n0);
    v128.store(r1 + j, n1);
    v128.store(r2 + j, n2);
    v128.store(r3 + j, n3);
    v128.store(r4 + j, n4);
    v128.store(r5 + j, n5);
    j += 16;
  } while (j < last);
  v128.store(halves, sum);
}
