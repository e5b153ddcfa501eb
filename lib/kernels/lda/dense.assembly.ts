/**
 * The dense sampler (SIMD128; draws and roundings as in twin.ts): topic k lies in lane k ÷ span
 * of vector k mod span, so that cumulative sums run in four lanes at once, one prefix over the
 * lanes joins them, and the drawn topic is the number of sums that are not above the mark. Three
 * tokens of three documents are drawn side by side, so that none waits for the one before. A
 * word's counts are u16.
 */
import { assigned, beta, ids, NOTHING, share, smoothing, tallies, tallyTopics, topics, totals, upTo } from './shared.assembly';

let rows: usize; // u16: words × span vectors of 4
let stride: usize; // bytes of a row
let alphas: usize; // f32, lane-major
let mixtures: usize; // f32, lane-major: n_ck + α_k of the chunk under each pen
let inverses: usize; // f32, lane-major: 1 / (n_k + Vβ)
let sums: usize; // f32, lane-major, for each pen
let places: usize; // of each topic 32 bytes: one-hot f32x4, one-hot u16x4, vector × 16, lane-major place × 4
let span: usize; // bytes of a lane-major array
let interval: u32;

export function configureDense(
  rows_: usize, alphas_: usize, mixtures_: usize, inverses_: usize, sums_: usize, places_: usize, span_: u32, interval_: u32,
): void {
  rows = rows_;
  stride = <usize>span_ << 3;
  alphas = alphas_;
  mixtures = mixtures_;
  inverses = inverses_;
  sums = sums_;
  places = places_;
  span = <usize>span_ << 4;
  interval = interval_;
  for (let k: u32 = 0; k < topics; k++) {
    const place = places + (<usize>k << 5), vector = k % span_, lane = k / span_;
    store<f32>(place + (lane << 2), 1);
    store<u16>(place + (lane << 1), 1, 16);
    store<u32>(place, vector << 4, 24);
    store<u32>(place, (vector << 4) | (lane << 2), 28);
  }
}

/** n_k of all tokens, and n_wk of words [fromWord, toWord). */
export function countDense(tokens: u32, fromWord: u32, toWord: u32): void {
  for (let i: usize = 0; i < <usize>tokens; i++) {
    const word = load<u32>(ids + (i << 2)), place = places + (<usize>load<u16>(assigned + (i << 1)) << 5);
    if (word >= fromWord && word < toWord) {
      const at = rows + <usize>word * stride + (load<u32>(place, 24) >> 1);
      store<u64>(at, load<u64>(at) + load<u64>(place, 16));
    }
    const total = totals + load<u32>(place, 28);
    store<i32>(total, load<i32>(total) + 1);
  }
}

/** Begin a chunk under a pen. */
export function openDense(pen: u32, from: u32, to: u32): void {
  tallyTopics(from, to);
  const mixture = mixtures + <usize>pen * span;
  for (let k: usize = 0; k < <usize>topics; k++) {
    const place = <usize>load<u32>(places + (k << 5), 28);
    store<f32>(mixture + place, <f32>load<i32>(tallies + (k << 2)) + load<f32>(alphas + place));
  }
}

/** Take a chunk up under a pen, whose n_ck lie at `at`: f32, lane-major. */
export function takeUpDense(pen: u32, at: usize): void {
  const mixture = mixtures + <usize>pen * span;
  for (let j: usize = 0; j < span; j += 16) v128.store(mixture + j, f32x4.add(v128.load(at + j), v128.load(alphas + j)));
}

/** Lay its n_ck down again: the mixture without α, which rounding has moved by less than a half. */
export function layDownDense(pen: u32, at: usize): void {
  const mixture = mixtures + <usize>pen * span;
  for (let j: usize = 0; j < span; j += 16) v128.store(at + j, f32x4.nearest(f32x4.sub(v128.load(mixture + j), v128.load(alphas + j))));
}

export function refresh(): void {
  const one = f32x4.splat(1), all = f32x4.splat(smoothing);
  for (let j: usize = 0; j < span; j += 16) {
    v128.store(inverses + j, f32x4.div(one, f32x4.add(f32x4.convert_i32x4_s(v128.load(totals + j)), all)));
  }
}

/** Take a token out of the counts. */
@inline
function take(row: usize, z: usize, mixture: usize): void {
  const place = places + (<usize>load<u16>(z) << 5), vector = load<u32>(place, 24), total = totals + load<u32>(place, 28);
  store<u64>(row + (vector >> 1), load<u64>(row + (vector >> 1)) - load<u64>(place, 16));
  v128.store(mixture + vector, f32x4.sub(v128.load(mixture + vector), v128.load(place)));
  store<i32>(total, load<i32>(total) - 1);
}

/** Put it back under the topic whose number is how many sums the mark has passed, −1 each. */
@inline
function give(row: usize, z: usize, mixture: usize, passed: v128): void {
  let count = i32x4.add(passed, v128.shuffle<i32>(passed, passed, 2, 3, 0, 1));
  count = i32x4.add(count, v128.shuffle<i32>(count, count, 1, 0, 3, 2));
  // Rounding may leave a crumb beyond the last topic.
  const topic = min<u32>(-i32x4.extract_lane(count, 0), topics - 1);
  store<u16>(z, topic);
  const place = places + (<usize>topic << 5), vector = load<u32>(place, 24), total = totals + load<u32>(place, 28);
  store<u64>(row + (vector >> 1), load<u64>(row + (vector >> 1)) + load<u64>(place, 16));
  v128.store(mixture + vector, f32x4.add(v128.load(mixture + vector), v128.load(place)));
  store<i32>(total, load<i32>(total) + 1);
}

/** The sum of all lanes before each lane. */
@inline
function before(upTo: v128): v128 {
  return v128.shuffle<f32>(f32x4.splat(0), upTo, 3, 4, 5, 6);
}

/** A random share, of 24 bits, of all lanes. */
@inline
function mark(upTo: v128): v128 {
  return f32x4.mul(f32x4.splat(share()), v128.shuffle<f32>(upTo, upTo, 3, 3, 3, 3));
}

/** The weights of four topics. */
@inline
function weights(row: usize, mixture: usize, inverse: v128, j: usize): v128 {
  const counts = f32x4.convert_i32x4_s(v128.load16x4_u(row + (j >> 1)));
  return f32x4.mul(f32x4.add(counts, f32x4.splat(beta)), f32x4.mul(v128.load(mixture + j), inverse));
}

/** Draw n tokens under each pen, from a, b and c on, in turns; a pen at NOTHING rests. None crosses the end of its chunk. */
export function drawDense(a: u32, b: u32, c: u32, n: u32): void {
  if (interval > 1 && a != NOTHING && b != NOTHING && c != NOTHING) return drawThree(a, b, c, n);
  for (let i: u32 = 0; i < n; i++) {
    if (a != NOTHING) drawOne(a + i, mixtures);
    if (b != NOTHING) drawOne(b + i, mixtures + span);
    if (c != NOTHING) drawOne(c + i, mixtures + 2 * span);
  }
}

function drawOne(token: u32, mixture: usize): void {
  const row = rows + <usize>load<u32>(ids + (<usize>token << 2)) * stride, z = assigned + (<usize>token << 1);
  take(row, z, mixture);
  if (interval == 1) refresh();
  let sum = f32x4.splat(0), passed = i32x4.splat(0);
  for (let j: usize = 0; j < span; j += 16) {
    sum = f32x4.add(sum, weights(row, mixture, v128.load(inverses + j), j));
    v128.store(sums + j, sum);
  }
  const total = upTo(sum), past = before(total), limit = mark(total);
  for (let j: usize = 0; j < span; j += 16) passed = i32x4.add(passed, f32x4.le(f32x4.add(past, v128.load(sums + j)), limit));
  give(row, z, mixture, passed);
}

/**
 * Tokens of different words in different documents have no count in common but n_k, which is
 * behind in any case: drawn at once they are what they would be one after the other.
 */
function drawThree(a: u32, b: u32, c: u32, n: u32): void {
  const mixtureA = mixtures, mixtureB = mixtures + span, mixtureC = mixtures + 2 * span;
  const sumsA = sums, sumsB = sums + span, sumsC = sums + 2 * span, end = span, inverse = inverses;
  for (let i: u32 = 0; i < n; i++, a++, b++, c++) {
    const wordA = load<u32>(ids + (<usize>a << 2)), wordB = load<u32>(ids + (<usize>b << 2)), wordC = load<u32>(ids + (<usize>c << 2));
    if (wordA == wordB || wordB == wordC || wordC == wordA) {
      drawOne(a, mixtureA);
      drawOne(b, mixtureB);
      drawOne(c, mixtureC);
      continue;
    }
    const rowA = rows + <usize>wordA * stride, rowB = rows + <usize>wordB * stride, rowC = rows + <usize>wordC * stride;
    const zA = assigned + (<usize>a << 1), zB = assigned + (<usize>b << 1), zC = assigned + (<usize>c << 1);
    take(rowA, zA, mixtureA);
    take(rowB, zB, mixtureB);
    take(rowC, zC, mixtureC);
    let sumA = f32x4.splat(0), sumB = sumA, sumC = sumA;
    let j: usize = 0;
    do {
      const four = v128.load(inverse + j);
      sumA = f32x4.add(sumA, weights(rowA, mixtureA, four, j));
      v128.store(sumsA + j, sumA);
      sumB = f32x4.add(sumB, weights(rowB, mixtureB, four, j));
      v128.store(sumsB + j, sumB);
      sumC = f32x4.add(sumC, weights(rowC, mixtureC, four, j));
      v128.store(sumsC + j, sumC);
      j += 16;
    } while (j < end);
    const totalA = upTo(sumA), pastA = before(totalA), limitA = mark(totalA);
    const totalB = upTo(sumB), pastB = before(totalB), limitB = mark(totalB);
    const totalC = upTo(sumC), pastC = before(totalC), limitC = mark(totalC);
    let passedA = i32x4.splat(0), passedB = passedA, passedC = passedA;
    j = 0;
    do {
      passedA = i32x4.add(passedA, f32x4.le(f32x4.add(pastA, v128.load(sumsA + j)), limitA));
      passedB = i32x4.add(passedB, f32x4.le(f32x4.add(pastB, v128.load(sumsB + j)), limitB));
      passedC = i32x4.add(passedC, f32x4.le(f32x4.add(pastC, v128.load(sumsC + j)), limitC));
      j += 16;
    } while (j < end);
    give(rowA, zA, mixtureA, passedA);
    give(rowB, zB, mixtureB, passedB);
    give(rowC, zC, mixtureC, passedC);
  }
}
