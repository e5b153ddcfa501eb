/**
 * Skip-gram with negative sampling in SIMD128, negatives shared by the window of a
 * center word (Ji et al. 2016, "Parallelizing Word2Vec in Shared and Distributed
 * Memory"). The meaning, the order of the random numbers and the update are those of
 * twin.ts, which is the specification; here only the loops are laid out for registers
 * and caches (what was tried, and what it gave: VARIANTS.md):
 *
 * - a group of 3 targets meets 2 context words at a time: 6 dot products in 6 registers;
 * - the update holds 3 output rows and their 3 gradients in registers, 4 dimensions at
 *   a time, and passes once over the context rows; what it multiplies by stands ready in
 *   all lanes, since a plain load needs no register for its offset, as a splat does in V8;
 * - everything is drawn one center ahead, and the rows that center will need are fetched
 *   by storing a zero into a lane of each cache line that is no dimension (kernel.ts): a
 *   store, unlike a load, lets the processor go on while the line is on its way;
 * - the sigmoid is a polynomial on four lanes, a division and nothing engine-defined.
 *
 * Compiled twice (lib/kernels/build.mjs): in SIMD128, the same bytes in every engine, and
 * with relaxed SIMD's multiply-add, faster, rounded once or twice as the machine likes.
 *
 * The host lays out the memory (kernel.ts). Lanes that are no dimension are zero; missing
 * targets and a missing second context point at a row of zeros. Rows are where
 * copies.assembly.ts says.
 */
import { below, setState } from '../random.assembly';
import { configureText, negativeWord, subsample, word } from '../sentences.assembly';
import { inputRow, place, useInput, useOutput } from './copies.assembly';

export { copyRows, joinRows } from './copies.assembly';

const GROUP: u32 = 3;
/** A group in a list: 3 addresses of output rows, and how many of them are targets. */
const ENTRY: usize = 16;
/** A cache line. */
const LINE: usize = 64;

/** a · b + c */
@inline
function fma(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(c, f32x4.mul(a, b));
}

let stride: usize; // bytes from row to row, whole lines
let span: usize; // bytes of a row that are worked on
let window: u32;
let fixed: bool; // the reach is always the window
let negative: u32;
let sentences: usize; // u32 bounds
let zeros: usize; // scratch: a row of zeros
let halves: usize; // scratch: dot products, two a vector, each in two halves
let cells: usize; // scratch: a gradient a (context, target), in all lanes of a vector; contexts padded to even
let signs: usize; // scratch: three patterns of +1 center, −1 negative, 0 nothing, a float a cell
let constants: usize; // scratch: what gradients() needs, each in all lanes of a vector
let contexts: usize; // scratch: 2 × window + 1 addresses of input rows
let lists: usize; // scratch: two lists of what was drawn for a center: reach and groups
let kept: usize; // scratch: the sentence after subsampling, ids
let patternBytes: usize;
let listBytes: usize;
let partial: u32 = 0xffffffff; // what the third pattern holds

let pairs: f64 = 0; // (center, context) pairs trained
let product: v128 = f32x4.splat(1); // Π σ in four lanes, mantissas only …
let powers: v128 = i32x4.splat(0); // … the powers of two taken out of it in this sentence …
let exponents: f64 = 0; // … and in those before

export function configure(
  stride_: usize, span_: usize, window_: u32, fixed_: bool, negative_: u32, vocabulary_: u32,
  ids_: usize, sentences_: usize, keep_: usize, negatives_: usize,
  input: usize, output: usize, scratch: usize, state_: u32, copies: u32, period: u32, copied: usize,
): void {
  stride = stride_;
  span = span_;
  window = window_;
  fixed = fixed_;
  negative = negative_;
  sentences = sentences_;
  place(stride_, input, output, copies, period, copied);
  patternBytes = 16 * cellVectors(window_);
  listBytes = 16 + ENTRY * groups(negative_);
  zeros = scratch;
  halves = zeros + stride;
  cells = halves + 2 * patternBytes;
  signs = cells + 4 * patternBytes;
  constants = signs + 3 * patternBytes;
  contexts = constants + CONSTANTS;
  lists = contexts + <usize>window * 8 + 8;
  kept = lists + 2 * listBytes;
  configureText(ids_, keep_, kept, negatives_, vocabulary_);
  setState(state_);
  fillConstants();
  fillSigns(0, GROUP, 1);
  fillSigns(1, GROUP, -1);
}

/** Vectors that hold the cells of the widest window, and one more that may be read. */
function cellVectors(window: u32): usize {
  return ((<usize>window * 2 * GROUP + 3) >> 2) + 1;
}
function groups(negative: u32): usize {
  return (negative + GROUP) / GROUP;
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
export function trainedPairs(): f64 {
  return pairs;
}

/** Train on sentences [from, to) at one learning rate. */
export function train(from: u32, to: u32, alpha: f32): void {
  for (let s = from; s < to; s++) {
    const length = subsample(load<u32>(sentences + (s << 2)), load<u32>(sentences + (s << 2), 4));
    if (length < 2) continue;
    let list = lists, ahead = lists + listBytes;
    draw(list, 0);
    for (let at: u32 = 0; at < length; at++) {
      if (at + 1 < length) {
        draw(ahead, at + 1);
        fetch(ahead, at + 1 + window < length ? kept + ((at + 1 + window) << 2) : 0);
      }
      const count = gatherContexts(at, length, load<u32>(list));
      pairs += count;
      for (let k: u32 = 0, entry = list + 16; k <= negative; k += GROUP, entry += ENTRY) {
        dotProducts(entry, count);
        gradients(patternFor(k, load<u32>(entry, 12)), count, alpha);
        countPadding(count, load<u32>(entry, 12));
        update(entry, count);
      }
      const done = list;
      list = ahead;
      ahead = done;
    }
    exponents += <f64>i32x4.extract_lane(powers, 0) + <f64>i32x4.extract_lane(powers, 1);
    exponents += <f64>i32x4.extract_lane(powers, 2) + <f64>i32x4.extract_lane(powers, 3);
    powers = i32x4.splat(0);
  }
}

/**
 * What chance decides for the center at a place: its reach and its targets in groups,
 * the center word first; a negative equal to it is left out.
 */
function draw(list: usize, at: u32): void {
  const center = word(at);
  store<u32>(list, fixed ? window : 1 + below(window));
  let entry = list + 16;
  store<usize>(entry, useOutput(center));
  let filled: u32 = 1;
  for (let k: u32 = 1; k <= negative; k++) {
    if (k % GROUP == 0) {
      closeGroup(entry, filled);
      entry += ENTRY;
      filled = 0;
    }
    const drawn = negativeWord();
    store<usize>(entry + (filled << 2), useOutput(drawn));
    filled += u32(drawn != center);
  }
  closeGroup(entry, filled);
}

@inline
function closeGroup(entry: usize, filled: u32): void {
  for (let t = filled; t < GROUP; t++) store<usize>(entry + (t << 2), zeros);
  store<u32>(entry, filled, 12);
}

/** Ask the memory for the output rows of a list and the input row of the word at `entering`, if there is one. */
function fetch(list: usize, entering: usize): void {
  for (let k: u32 = 0, entry = list + 16; k <= negative; k += GROUP, entry += ENTRY) {
    fetchRow(load<usize>(entry));
    fetchRow(load<usize>(entry, 4));
    fetchRow(load<usize>(entry, 8));
  }
  if (entering) fetchRow(inputRow(load<u32>(entering)));
}

/** The last lane of every line is no dimension and zero. */
@inline
function fetchRow(row: usize): void {
  const end = row + stride;
  for (let lane = row + LINE - 4; lane < end; lane += LINE) store<u32>(lane, 0);
}

/** Addresses of the context words within the reach; how many. */
function gatherContexts(at: u32, length: u32, reach: u32): u32 {
  const from = at - min(at, reach);
  const to: u32 = min(length, at + reach + 1);
  let count: u32 = 0;
  for (let i = from; i < to; i++) {
    store<usize>(contexts + (count << 2), useInput(word(i)));
    count += u32(i != at);
  }
  store<usize>(contexts + (count << 2), zeros);
  return count;
}

/** Every context · every target of a group, into halves: context by context, 3 targets each. */
function dotProducts(entry: usize, count: u32): void {
  const r0 = load<usize>(entry), r1 = load<usize>(entry, 4), r2 = load<usize>(entry, 8);
  const last = span, end = contexts + (count << 2);
  let half = halves;
  for (let i = contexts; i < end; i += 8, half += 48) {
    const a = load<usize>(i), b = load<usize>(i, 4);
    let a0 = f32x4.splat(0), a1 = a0, a2 = a0, b0 = a0, b1 = a0, b2 = a0;
    for (let j: usize = 0; j < last; j += 16) {
      const x = v128.load(a + j), y = v128.load(b + j);
      let t = v128.load(r0 + j);
      a0 = fma(x, t, a0);
      b0 = fma(y, t, b0);
      t = v128.load(r1 + j);
      a1 = fma(x, t, a1);
      b1 = fma(y, t, b1);
      t = v128.load(r2 + j);
      a2 = fma(x, t, a2);
      b2 = fma(y, t, b2);
    }
    v128.store(half, halfSums(a0, a1));
    v128.store(half, halfSums(a2, b0), 16);
    v128.store(half, halfSums(b1, b2), 32);
  }
  v128.store(half, i32x4.splat(0)); // gradients() reads two at a time
}

/** a₀ + a₂, b₀ + b₂, a₁ + a₃, b₁ + b₃ */
@inline
function halfSums(a: v128, b: v128): v128 {
  return f32x4.add(v128.shuffle<f32>(a, b, 0, 4, 1, 5), v128.shuffle<f32>(a, b, 2, 6, 3, 7));
}

/** The pattern of signs for group k of which so many targets are real. */
@inline
function patternFor(k: u32, filled: u32): usize {
  if (filled == GROUP) return k == 0 ? signs : signs + patternBytes;
  const wanted: u32 = k == 0 ? filled : filled + GROUP;
  if (partial != wanted) fillSigns(2, filled, k == 0 ? 1 : -1);
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
  const end = halves + <usize>((count + 1) >> 1) * 48;
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
  if (count & 1) { // what the missing second context would be given
    const absent = cells + count * GROUP * 16;
    v128.store(absent, i32x4.splat(0));
    v128.store(absent, i32x4.splat(0), 16);
    v128.store(absent, i32x4.splat(0), 32);
  }
}

/** What pointed at zeros has multiplied the product by σ(0) = ½ each: give that back. */
@inline
function countPadding(count: u32, filled: u32): void {
  const lanes = (((count + 1) & ~1) * GROUP + 3) & ~3;
  powers = i32x4.replace_lane(powers, 0, i32x4.extract_lane(powers, 0) + <i32>(lanes - count * filled));
}

/** input += g · output and output += Σ g · input, both from the values before this group. */
function update(entry: usize, count: u32): void {
  const r0 = load<usize>(entry), r1 = load<usize>(entry, 4), r2 = load<usize>(entry, 8);
  const last = span, from = contexts, end = contexts + (count << 2), first = cells;
  for (let j: usize = 0; j < last; j += 16) {
    const o0 = v128.load(r0 + j), o1 = v128.load(r1 + j), o2 = v128.load(r2 + j);
    let d0 = f32x4.splat(0), d1 = d0, d2 = d0;
    let g = first;
    for (let i = from; i < end; i += 8, g += 96) {
      const a = load<usize>(i) + j, b = load<usize>(i, 4) + j;
      const x = v128.load(a);
      let w = v128.load(g);
      d0 = fma(w, x, d0);
      let sum = fma(w, o0, x);
      w = v128.load(g, 16);
      d1 = fma(w, x, d1);
      sum = fma(w, o1, sum);
      w = v128.load(g, 32);
      d2 = fma(w, x, d2);
      sum = fma(w, o2, sum);
      v128.store(a, sum);
      const y = v128.load(b); // after the store: a word that stands twice sees its first update
      w = v128.load(g, 48);
      d0 = fma(w, y, d0);
      sum = fma(w, o0, y);
      w = v128.load(g, 64);
      d1 = fma(w, y, d1);
      sum = fma(w, o1, sum);
      w = v128.load(g, 80);
      d2 = fma(w, y, d2);
      sum = fma(w, o2, sum);
      v128.store(b, sum);
    }
    // Read again: a word drawn twice receives both gradients.
    v128.store(r0 + j, f32x4.add(v128.load(r0 + j), d0));
    v128.store(r1 + j, f32x4.add(v128.load(r1 + j), d1));
    v128.store(r2 + j, f32x4.add(v128.load(r2 + j), d2));
  }
}
