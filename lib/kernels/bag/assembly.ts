/**
 * CBOW, hierarchical softmax and subwords in SIMD128. The meaning, the order of the random
 * numbers and the update are those of twin.ts, which is the specification; here only the
 * loops are laid out for registers: a group of 6 targets is 6 dot products in 6 registers,
 * then one pass over the dimensions that moves the 6 rows and gathers the error.
 *
 * The host lays out the memory (kernel.ts). Rows are padded with zeros to 4 dimensions;
 * missing targets of a group point at a row of zeros.
 */
import { fma } from '../fma.assembly';
import { below, setState } from '../random.assembly';
import { configureText, negativeWord, subsample, word } from '../sentences.assembly';

const GROUP: u32 = 6;

let stride: usize; // bytes a row
let window: u32;
let fixed: bool; // the reach is always the window
let cbow: bool; // the words around predict the center word
let negative: u32; // 0: hierarchical softmax
let sentences: usize; // u32 bounds
let parts: usize; // u32 input rows of the words …
let partBounds: usize; // … and where each word's begin
let table: usize; // negatives: (u32 threshold, u32 alias) a word; hierarchy: steps of the paths …
let pathBounds: usize; // … and where each word's begin
let input: usize;
let output: usize;
let zeros: usize; // scratch: a row of zeros
let hidden: usize; // scratch: a row, the mean of the bag
let error: usize; // scratch: a row, what one word does to it
let moved: usize; // scratch: a row, what all words did to it
let gains: usize; // scratch: 8 floats, alpha · sign · (1 − σ) of a group
let bag: usize; // scratch: addresses of input rows
let targets: usize; // scratch: addresses of output rows, filled up to whole groups
let signs: usize; // scratch: 8 floats a group, +1, −1, or 0 for nothing

let pairs: f64 = 0; // words predicted
let product: v128 = f64x2.splat(1); // Π σ in two lanes, mantissas only …
let exponents: v128 = i64x2.splat(0); // … and the powers of two taken out of it

export function configure(
  stride_: usize, window_: u32, fixed_: bool, cbow_: bool, negative_: u32, vocabulary_: u32,
  ids_: usize, sentences_: usize, keep_: usize, parts_: usize, partBounds_: usize, table_: usize, pathBounds_: usize,
  input_: usize, output_: usize, scratch: usize, mostParts: u32, mostTargets: u32, state_: u32,
): void {
  stride = stride_;
  window = window_;
  fixed = fixed_;
  cbow = cbow_;
  negative = negative_;
  sentences = sentences_;
  parts = parts_;
  partBounds = partBounds_;
  table = table_;
  pathBounds = pathBounds_;
  input = input_;
  output = output_;
  const groups = (mostTargets + GROUP - 1) / GROUP;
  zeros = scratch;
  hidden = zeros + stride;
  error = hidden + stride;
  moved = error + stride;
  gains = moved + stride;
  signs = gains + 32;
  bag = signs + groups * 32;
  // kernel.ts reserves what this divides up
  targets = bag + (cbow ? 2 * window : 1) * mostParts * 4;
  configureText(ids_, keep_, targets + groups * GROUP * 4, table_, vocabulary_);
  setState(state_);
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
      const reach: u32 = fixed ? window : 1 + below(window);
      const first = at - min(at, reach);
      const end: u32 = min(length, at + reach + 1);
      if (cbow) {
        let count: u32 = 0;
        for (let i = first; i < end; i++) if (i != at) count = gatherParts(word(i), count);
        gatherHidden(count);
        predict(word(at), alpha);
        moveBag(count, error);
      } else {
        const count = gatherParts(word(at), 0);
        gatherHidden(count);
        memory.fill(moved, 0, stride);
        for (let i = first; i < end; i++) {
          if (i == at) continue;
          predict(word(i), alpha);
          moveHidden();
        }
        moveBag(count, moved);
      }
    }
  }
}

/** Addresses of a word's input rows, behind `count` others; how many there are then. */
function gatherParts(word: u32, count: u32): u32 {
  const end = load<u32>(partBounds + (word << 2), 4);
  for (let p = load<u32>(partBounds + (word << 2)); p < end; p++) {
    store<usize>(bag + (count << 2), input + <usize>load<u32>(parts + (p << 2)) * stride);
    count++;
  }
  return count;
}

/** hidden = mean of the bag. */
function gatherHidden(count: u32): void {
  const end = bag + (count << 2);
  const share = f32x4.splat(<f32>1 / <f32>count);
  for (let j: usize = 0; j < stride; j += 16) {
    let sum = f32x4.splat(0);
    for (let at = bag; at < end; at += 4) sum = f32x4.add(sum, v128.load(load<usize>(at) + j));
    v128.store(hidden + j, f32x4.mul(sum, share));
  }
}

/** hidden and moved += error. */
function moveHidden(): void {
  for (let j: usize = 0; j < stride; j += 16) {
    const e = v128.load(error + j);
    v128.store(hidden + j, f32x4.add(v128.load(hidden + j), e));
    v128.store(moved + j, f32x4.add(v128.load(moved + j), e));
  }
}

/** Every row of the bag += a row; a row that stands there twice is moved twice. */
function moveBag(count: u32, by: usize): void {
  const end = bag + (count << 2);
  for (let at = bag; at < end; at += 4) {
    const row = load<usize>(at);
    for (let j: usize = 0; j < stride; j += 16) v128.store(row + j, f32x4.add(v128.load(row + j), v128.load(by + j)));
  }
}

/** Train the output rows on one word and leave in `error` what it does to the hidden vector. */
function predict(word: u32, alpha: f32): void {
  const filled = negative > 0 ? drawTargets(word) : pathTargets(word);
  let padded: u32 = filled;
  for (; padded % GROUP != 0; padded++) putTarget(padded, zeros, 0);
  memory.fill(error, 0, stride);
  let sign = signs;
  for (let t: u32 = 0; t < padded; t += GROUP, sign += 32) {
    const at = targets + (t << 2);
    dots(at, sign, alpha);
    update(at);
  }
  // What pointed at zeros, and the two lanes behind each group, multiplied by σ(0) = ½: give that back.
  const lanes = (padded / GROUP) * 8 - filled;
  exponents = i64x2.replace_lane(exponents, 0, i64x2.extract_lane(exponents, 0) + <i64>lanes);
  pairs += 1;
}

/** The word and its negatives; how many. */
function drawTargets(word: u32): u32 {
  let filled: u32 = 0;
  putTarget(filled++, output + <usize>word * stride, 1);
  for (let k: u32 = 0; k < negative; k++) {
    const drawn = negativeWord();
    if (drawn != word) putTarget(filled++, output + <usize>drawn * stride, -1);
  }
  return filled;
}

/** The inner nodes on the word's path; how many. */
function pathTargets(word: u32): u32 {
  let filled: u32 = 0;
  const end = load<u32>(pathBounds + (word << 2), 4);
  for (let p = load<u32>(pathBounds + (word << 2)); p < end; p++) {
    const step = load<u32>(table + (p << 2));
    putTarget(filled++, output + <usize>(step >> 1) * stride, step & 1 ? -1 : 1);
  }
  return filled;
}

@inline
function putTarget(t: u32, row: usize, sign: f32): void {
  store<usize>(targets + (t << 2), row);
  store<f32>(signs + ((t / GROUP) << 5) + ((t % GROUP) << 2), sign);
}

/** For each target: x = hidden · output, gain = alpha · sign · (1 − σ(sign · x)). */
function dots(at: usize, sign: usize, alpha: f32): void {
  const r0 = load<usize>(at), r1 = load<usize>(at, 4), r2 = load<usize>(at, 8);
  const r3 = load<usize>(at, 12), r4 = load<usize>(at, 16), r5 = load<usize>(at, 20);
  const zero = f32x4.splat(0);
  let a0 = zero, a1 = zero, a2 = zero, a3 = zero, a4 = zero, a5 = zero;
  for (let j: usize = 0; j < stride; j += 16) {
    const h = v128.load(hidden + j);
    a0 = fma(h, v128.load(r0 + j), a0);
    a1 = fma(h, v128.load(r1 + j), a1);
    a2 = fma(h, v128.load(r2 + j), a2);
    a3 = fma(h, v128.load(r3 + j), a3);
    a4 = fma(h, v128.load(r4 + j), a4);
    a5 = fma(h, v128.load(r5 + j), a5);
  }
  const rate = f32x4.splat(alpha);
  const p = gain(gains, sums(a0, a1, a2, a3), v128.load(sign), rate);
  countProbabilities(f32x4.mul(p, gain(gains + 16, sums(a4, a5, zero, zero), v128.load(sign, 16), rate)));
}

/** error += Σ gain · output and output += gain · hidden, both from the values before this group. */
function update(at: usize): void {
  const r0 = load<usize>(at), r1 = load<usize>(at, 4), r2 = load<usize>(at, 8);
  const r3 = load<usize>(at, 12), r4 = load<usize>(at, 16), r5 = load<usize>(at, 20);
  const g0 = v128.load32_splat(gains), g1 = v128.load32_splat(gains, 4), g2 = v128.load32_splat(gains, 8);
  const g3 = v128.load32_splat(gains, 12), g4 = v128.load32_splat(gains, 16), g5 = v128.load32_splat(gains, 20);
  for (let j: usize = 0; j < stride; j += 16) {
    const h = v128.load(hidden + j);
    let e = v128.load(error + j);
    e = fma(g0, v128.load(r0 + j), e);
    e = fma(g1, v128.load(r1 + j), e);
    e = fma(g2, v128.load(r2 + j), e);
    e = fma(g3, v128.load(r3 + j), e);
    e = fma(g4, v128.load(r4 + j), e);
    e = fma(g5, v128.load(r5 + j), e);
    v128.store(error + j, e);
    // Read again: a word drawn twice receives both gradients.
    v128.store(r0 + j, fma(g0, h, v128.load(r0 + j)));
    v128.store(r1 + j, fma(g1, h, v128.load(r1 + j)));
    v128.store(r2 + j, fma(g2, h, v128.load(r2 + j)));
    v128.store(r3 + j, fma(g3, h, v128.load(r3 + j)));
    v128.store(r4 + j, fma(g4, h, v128.load(r4 + j)));
    v128.store(r5 + j, fma(g5, h, v128.load(r5 + j)));
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
function gain(at: usize, x: v128, sign: v128, rate: v128): v128 {
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
