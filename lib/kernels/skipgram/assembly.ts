/**
 * Skip-gram with negative sampling in SIMD128, negatives shared by the window of a
 * center word (Ji et al. 2016, "Parallelizing Word2Vec in Shared and Distributed
 * Memory"). The meaning, the order of the random numbers and the update are those of
 * twin.ts, which is the specification; here only the loops are laid out for registers:
 *
 * - a group of 6 targets meets 2 context words at a time: 12 dot products in 12 registers;
 * - the update holds 6 output rows and their 6 gradients in registers, 4 dimensions at
 *   a time, and passes once over the context rows;
 * - the sigmoid is Cephes' expf on four lanes, a division and nothing engine-defined.
 *
 * Compiled twice (lib/kernels/build.mjs): in SIMD128, the same bytes in every engine, and
 * with relaxed SIMD's multiply-add, faster, rounded once or twice as the machine likes.
 *
 * The host lays out the memory (kernel.ts). Rows are padded with zeros to 4 dimensions;
 * missing targets and the missing second context point at a row of zeros.
 */
const GROUP: u32 = 6;
/** One cell of gradients: 2 contexts × 6 targets × 4 bytes. */
const CELL: usize = 48;

/** a · b + c */
@inline
function fma(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(c, f32x4.mul(a, b));
}

let stride: usize; // bytes a row
let window: u32;
let fixed: bool; // the reach is always the window
let negative: u32;
let vocabulary: u32;
let ids: usize; // u32 a token
let sentences: usize; // u32 bounds
let keep: usize; // u32 a word
let negatives: usize; // (u32 threshold, u32 alias) a word
let input: usize;
let output: usize;
let kept: usize; // scratch: the sentence after subsampling, ids
let contexts: usize; // scratch: 2 × window addresses of input rows
let targets: usize; // scratch: 6 addresses of output rows
let signs: usize; // scratch: 12 floats, +1 center, −1 negative, 0 nothing; twice 6
let cells: usize; // scratch: window cells
let zeros: usize; // scratch: a row of zeros
let state: u32;

let pairs: f64 = 0; // (center, context) pairs trained
let product: v128 = f64x2.splat(1); // Π σ in two lanes, mantissas only …
let exponents: v128 = i64x2.splat(0); // … and the powers of two taken out of it

export function configure(
  stride_: usize, window_: u32, fixed_: bool, negative_: u32, vocabulary_: u32,
  ids_: usize, sentences_: usize, keep_: usize, negatives_: usize,
  input_: usize, output_: usize, scratch: usize, state_: u32,
): void {
  stride = stride_;
  window = window_;
  fixed = fixed_;
  negative = negative_;
  vocabulary = vocabulary_;
  ids = ids_;
  sentences = sentences_;
  keep = keep_;
  negatives = negatives_;
  input = input_;
  output = output_;
  zeros = scratch;
  cells = zeros + stride;
  signs = cells + <usize>window * CELL;
  targets = signs + CELL;
  contexts = targets + GROUP * 4;
  kept = contexts + <usize>window * 8;
  state = state_;
}

/** Bytes of scratch that `configure` divides up. */
export function scratchBytes(stride: usize, window: u32, sentence: u32): usize {
  return stride + <usize>window * (CELL + 8) + CELL + GROUP * 4 + <usize>sentence * 4;
}

/** Σ −ln σ so far is −(ln mantissa() + ln 2 · exponent()). */
export function mantissa(): f64 {
  return f64x2.extract_lane(product, 0) * f64x2.extract_lane(product, 1);
}
export function exponent(): f64 {
  return <f64>(i64x2.extract_lane(exponents, 0) + i64x2.extract_lane(exponents, 1));
}
export function trainedPairs(): f64 {
  return pairs;
}

/** Train on sentences [from, to) at one learning rate. */
export function train(from: u32, to: u32, alpha: f32): void {
  for (let s = from; s < to; s++) {
    const length = subsample(load<u32>(sentences + (s << 2)), load<u32>(sentences + (s << 2), 4));
    if (length < 2) continue;
    for (let at: u32 = 0; at < length; at++) {
      const count = gatherContexts(at, length);
      const center = load<u32>(kept + (at << 2));
      pairs += count;
      for (let k: u32 = 0; k <= negative; k += GROUP) {
        const filled = gatherTargets(center, k);
        gradients(count, alpha);
        update(count);
        countPadding(count, filled);
      }
    }
  }
}

@inline
function next(): u32 {
  let s = state;
  s ^= s << 13;
  s ^= s >> 17;
  s ^= s << 5;
  state = s;
  return s;
}

@inline
function below(n: u32): u32 {
  return <u32>((<u64>next() * <u64>n) >> 32);
}

/** Copy tokens [from, to) that pass the draw against their keep threshold; how many. */
function subsample(from: u32, to: u32): u32 {
  let length: u32 = 0;
  for (let i = from; i < to; i++) {
    const id = load<u32>(ids + (i << 2));
    store<u32>(kept + (length << 2), id);
    length += u32(next() <= load<u32>(keep + (id << 2)));
  }
  return length;
}

/** Addresses of the context words within the window, or a reach drawn from 1 … window; how many. */
function gatherContexts(at: u32, length: u32): u32 {
  const reach: u32 = fixed ? window : 1 + below(window);
  const from = at - min(at, reach);
  const to: u32 = min(length, at + reach + 1);
  let count: u32 = 0;
  for (let i = from; i < to; i++) {
    if (i == at) continue;
    store<usize>(contexts + (count << 2), input + <usize>load<u32>(kept + (i << 2)) * stride);
    count++;
  }
  if (count & 1) store<usize>(contexts + (count << 2), zeros);
  return count;
}

/** The k-th to (k + 5)-th target: the center word is number 0, negatives follow; how many are real. */
function gatherTargets(center: u32, k: u32): u32 {
  let filled: u32 = 0;
  for (const end = min(k + GROUP, negative + 1); k < end; k++) {
    if (k == 0) {
      putTarget(filled++, output + <usize>center * stride, 1);
      continue;
    }
    const slot = below(vocabulary);
    const entry = negatives + (slot << 3);
    const word = next() <= load<u32>(entry) ? slot : load<u32>(entry, 4);
    if (word != center) putTarget(filled++, output + <usize>word * stride, -1);
  }
  for (let t = filled; t < GROUP; t++) putTarget(t, zeros, 0);
  return filled;
}

@inline
function putTarget(t: u32, row: usize, sign: f32): void {
  store<usize>(targets + (t << 2), row);
  store<f32>(signs + (t << 2), sign);
  store<f32>(signs + (t << 2), sign, 24);
}

/** For every context and target: x = input · output, g = alpha · sign · (1 − σ(sign · x)), into cells. */
function gradients(count: u32, alpha: f32): void {
  const r0 = load<usize>(targets), r1 = load<usize>(targets, 4), r2 = load<usize>(targets, 8);
  const r3 = load<usize>(targets, 12), r4 = load<usize>(targets, 16), r5 = load<usize>(targets, 20);
  const s0 = v128.load(signs), s1 = v128.load(signs, 16), s2 = v128.load(signs, 32);
  const rate = f32x4.splat(alpha);
  let cell = cells;
  for (let i: u32 = 0; i < count; i += 2, cell += CELL) {
    const a = load<usize>(contexts + (i << 2)), b = load<usize>(contexts + (i << 2), 4);
    let a0 = f32x4.splat(0), a1 = a0, a2 = a0, a3 = a0, a4 = a0, a5 = a0;
    let b0 = a0, b1 = a0, b2 = a0, b3 = a0, b4 = a0, b5 = a0;
    for (let j: usize = 0; j < stride; j += 16) {
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
      t = v128.load(r3 + j);
      a3 = fma(x, t, a3);
      b3 = fma(y, t, b3);
      t = v128.load(r4 + j);
      a4 = fma(x, t, a4);
      b4 = fma(y, t, b4);
      t = v128.load(r5 + j);
      a5 = fma(x, t, a5);
      b5 = fma(y, t, b5);
    }
    let p = gradient(cell, sums(a0, a1, a2, a3), s0, rate);
    p = f32x4.mul(p, gradient(cell + 16, sums(a4, a5, b0, b1), s1, rate));
    p = f32x4.mul(p, gradient(cell + 32, sums(b2, b3, b4, b5), s2, rate));
    countProbabilities(p);
  }
}

/** The four horizontal sums of four vectors. */
@inline
function sums(a: v128, b: v128, c: v128, d: v128): v128 {
  const ab = f32x4.add(v128.shuffle<f32>(a, b, 0, 4, 1, 5), v128.shuffle<f32>(a, b, 2, 6, 3, 7));
  const cd = f32x4.add(v128.shuffle<f32>(c, d, 0, 4, 1, 5), v128.shuffle<f32>(c, d, 2, 6, 3, 7));
  return f32x4.add(v128.shuffle<f32>(ab, cd, 0, 1, 4, 5), v128.shuffle<f32>(ab, cd, 2, 3, 6, 7));
}

/** Store alpha · sign · (1 − σ(sign · x)) and return σ(sign · x), |x| cut at 28. */
@inline
function gradient(at: usize, x: v128, sign: v128, rate: v128): v128 {
  const limit = f32x4.splat(28);
  const y = f32x4.max(f32x4.min(f32x4.mul(f32x4.neg(sign), x), limit), f32x4.neg(limit));
  const e = exp(y);
  const p = f32x4.div(f32x4.splat(1), f32x4.add(f32x4.splat(1), e));
  v128.store(at, f32x4.mul(f32x4.mul(rate, sign), f32x4.mul(e, p)));
  return p;
}

/** e^x = 2^n · e^r, |r| ≤ ln 2 / 2, the polynomial of Cephes' expf (Moshier 1984). */
@inline
function exp(x: v128): v128 {
  const magic = f32x4.splat(12582912); // 1.5 · 2^23: adding it rounds to whole numbers, in the low bits
  const shifted = f32x4.add(f32x4.mul(x, f32x4.splat(1.44269504088896341)), magic);
  const n = f32x4.sub(shifted, magic);
  let r = f32x4.sub(x, f32x4.mul(n, f32x4.splat(0.693359375)));
  r = f32x4.add(r, f32x4.mul(n, f32x4.splat(2.12194440e-4)));
  let y = f32x4.splat(1.9875691500e-4);
  y = f32x4.add(f32x4.mul(y, r), f32x4.splat(1.3981999507e-3));
  y = f32x4.add(f32x4.mul(y, r), f32x4.splat(8.3334519073e-3));
  y = f32x4.add(f32x4.mul(y, r), f32x4.splat(4.1665795894e-2));
  y = f32x4.add(f32x4.mul(y, r), f32x4.splat(1.6666665459e-1));
  y = f32x4.add(f32x4.mul(y, r), f32x4.splat(5.0000001201e-1));
  y = f32x4.add(f32x4.add(f32x4.mul(f32x4.mul(y, r), r), r), f32x4.splat(1));
  return i32x4.add(y, i32x4.shl(shifted, 23));
}

/** Multiply into the running product and move its power of two into the exponents. */
@inline
function countProbabilities(p: v128): void {
  const low = f64x2.promote_low_f32x4(p);
  const high = f64x2.promote_low_f32x4(v128.shuffle<f32>(p, p, 2, 3, 0, 1));
  const bits = f64x2.mul(product, f64x2.mul(low, high));
  exponents = i64x2.add(exponents, i64x2.sub(i64x2.shr_u(bits, 52), i64x2.splat(1023)));
  product = v128.or(v128.and(bits, i64x2.splat(0x000fffffffffffff)), i64x2.splat(0x3ff0000000000000));
}

/** What pointed at zeros has multiplied the product by σ(0) = ½ each: give that back. */
@inline
function countPadding(count: u32, filled: u32): void {
  const padded = ((count + 1) & ~1) * GROUP - count * filled;
  exponents = i64x2.replace_lane(exponents, 0, i64x2.extract_lane(exponents, 0) + <i64>padded);
}

/** input += g · output and output += Σ g · input, both from the values before this group. */
function update(count: u32): void {
  const r0 = load<usize>(targets), r1 = load<usize>(targets, 4), r2 = load<usize>(targets, 8);
  const r3 = load<usize>(targets, 12), r4 = load<usize>(targets, 16), r5 = load<usize>(targets, 20);
  const end = contexts + (count << 2);
  for (let j: usize = 0; j < stride; j += 16) {
    const o0 = v128.load(r0 + j), o1 = v128.load(r1 + j), o2 = v128.load(r2 + j);
    const o3 = v128.load(r3 + j), o4 = v128.load(r4 + j), o5 = v128.load(r5 + j);
    let d0 = f32x4.splat(0), d1 = d0, d2 = d0, d3 = d0, d4 = d0, d5 = d0;
    let g = cells;
    for (let i = contexts; i < end; i += 4, g += 24) {
      const row = load<usize>(i) + j;
      const x = v128.load(row);
      let sum = x;
      let w = v128.load32_splat(g);
      sum = fma(w, o0, sum);
      d0 = fma(w, x, d0);
      w = v128.load32_splat(g, 4);
      sum = fma(w, o1, sum);
      d1 = fma(w, x, d1);
      w = v128.load32_splat(g, 8);
      sum = fma(w, o2, sum);
      d2 = fma(w, x, d2);
      w = v128.load32_splat(g, 12);
      sum = fma(w, o3, sum);
      d3 = fma(w, x, d3);
      w = v128.load32_splat(g, 16);
      sum = fma(w, o4, sum);
      d4 = fma(w, x, d4);
      w = v128.load32_splat(g, 20);
      sum = fma(w, o5, sum);
      d5 = fma(w, x, d5);
      v128.store(row, sum);
    }
    // Read again: a word drawn twice receives both gradients.
    v128.store(r0 + j, f32x4.add(v128.load(r0 + j), d0));
    v128.store(r1 + j, f32x4.add(v128.load(r1 + j), d1));
    v128.store(r2 + j, f32x4.add(v128.load(r2 + j), d2));
    v128.store(r3 + j, f32x4.add(v128.load(r3 + j), d3));
    v128.store(r4 + j, f32x4.add(v128.load(r4 + j), d4));
    v128.store(r5 + j, f32x4.add(v128.load(r5 + j), d5));
  }
}
