/**
 * The sampler of buckets (SIMD128; draws and roundings as in buckets.ts): SparseLDA of Yao, Mimno
 * & McCallum 2009, its two smoothing buckets made one. A word has a list of the topics it has,
 * n_wk above 4 k, which is weighed four at a time; the token that is drawn is taken out of the
 * counts on the way, so that nothing is written for the two of three that keep their topic.
 */
import { assigned, beta, ids, NOTHING, share, smoothing, topics, totals, upTo } from './shared.assembly';

let entries: usize; // u32, four a vector, the last vector filled up with PAD: word w has them from its record's place on
let records: usize; // two u32 a word: the number of its first vector, and how many entries it has
let order: usize; // u32: the tokens sorted by word
let firsts: usize; // u32 a word, and one more: where its tokens begin in the order
let priors: usize; // f32 a topic: α_k
let shift: u32; // of the count in an entry; below it is a topic × 4
let mask: u32; // of that; all of it set is PAD, no topic
let desks: usize; // of each pen: Σ coefficient, n_ck (i32), coefficients (f32, and zeros up to PAD), sums up to each entry (f32)
let desk: usize; // bytes of one
let coefficientsAt: usize;
let scoresAt: usize;
const COUNTS_AT: usize = 16;

export function configureBuckets(entries_: usize, records_: usize, order_: usize, firsts_: usize, priors_: usize, desks_: usize, desk_: u32, shift_: u32): void {
  entries = entries_;
  records = records_;
  order = order_;
  firsts = firsts_;
  priors = priors_;
  shift = shift_;
  mask = (1 << shift_) - 4;
  desks = desks_;
  desk = <usize>desk_;
  const span = <usize>((topics + 3) >> 2) << 4;
  coefficientsAt = COUNTS_AT + span;
  scoresAt = desk - span;
}

/** The lists of words [from, to), from the topics their tokens have; the first pen's counts serve to count. */
export function listWords(from: u32, to: u32): void {
  const counts = desks + COUNTS_AT;
  memory.fill(counts, 0, <usize>topics << 2);
  for (let w = <usize>from; w < <usize>to; w++) {
    const first = entries + (<usize>load<u32>(records + (w << 3)) << 4);
    let end = first;
    for (let t = order + (<usize>load<u32>(firsts + (w << 2)) << 2), last = order + (<usize>load<u32>(firsts + (w << 2), 4) << 2); t < last; t += 4) {
      const at = <usize>load<u16>(assigned + (<usize>load<u32>(t) << 1)) << 2, count = counts + at, n = load<u32>(count);
      if (n == 0) {
        store<u32>(end, <u32>at);
        end += 4;
      }
      store<u32>(count, n + 1);
    }
    for (let e = first; e < end; e += 4) {
      const count = counts + <usize>load<u32>(e);
      store<u32>(e, (load<u32>(count) << shift) | load<u32>(e));
      store<u32>(count, 0);
    }
    store<u32>(records + (w << 3), <u32>((end - first) >> 2), 4);
    for (; (end - first) & 15; end += 4) store<u32>(end, mask);
  }
}

/** n_k of tokens [from, to). */
export function countTopics(from: u32, to: u32): void {
  memory.fill(totals, 0, <usize>topics << 2);
  for (let at = assigned + (<usize>from << 1), end = assigned + (<usize>to << 1); at < end; at += 2) {
    const total = totals + (<usize>load<u16>(at) << 2);
    store<i32>(total, load<i32>(total) + 1);
  }
}

/** (n_ck + α_k) / (n_k + Vβ) of the topic at `at`, with so many more of its tokens. */
@inline
function coefficient(desk: usize, at: usize, more: i32): f32 {
  return (<f32>(load<i32>(desk + at, COUNTS_AT) + more) + load<f32>(priors + at)) / (<f32>(load<i32>(totals + at) + more) + smoothing);
}

/** Begin a chunk under a pen. */
export function openBuckets(pen: u32, from: u32, to: u32): void {
  const counts = desks + <usize>pen * desk + COUNTS_AT;
  memory.fill(counts, 0, <usize>topics << 2);
  for (let at = assigned + (<usize>from << 1), end = assigned + (<usize>to << 1); at < end; at += 2) {
    const count = counts + (<usize>load<u16>(at) << 2);
    store<i32>(count, load<i32>(count) + 1);
  }
  refreshBuckets(pen);
}

/** The coefficients of a pen, from the counts as they are now. */
export function refreshBuckets(pen: u32): void {
  const desk_ = desks + <usize>pen * desk, coefficients = desk_ + coefficientsAt;
  let sum: f32 = 0;
  for (let at: usize = 0, end = <usize>topics << 2; at < end; at += 4) {
    const value = coefficient(desk_, at, 0);
    store<f32>(coefficients + at, value);
    sum += value;
  }
  store<f32>(desk_, sum);
}

/** Four coefficients. */
@inline
function gathered(at: v128): v128 {
  let four = v128.load32_zero(<usize>i32x4.extract_lane(at, 0));
  four = v128.load32_lane(<usize>i32x4.extract_lane(at, 1), four, 1);
  four = v128.load32_lane(<usize>i32x4.extract_lane(at, 2), four, 2);
  return v128.load32_lane(<usize>i32x4.extract_lane(at, 3), four, 3);
}

/** Weigh the entries of a word without the token's own, of the topic at `old`: fills the pen's sums and gives the last of them. */
@inline
function weigh(first: usize, end: usize, old: usize, coefficients: usize, scores: usize): f32 {
  const masks = i32x4.splat(mask), olds = i32x4.splat(<i32>old), base = i32x4.splat(<i32>coefficients);
  let mass = f32x4.splat(0);
  for (let e = first, score = scores; e < end; e += 16, score += 16) {
    const four = v128.load(e), at = v128.and(four, masks);
    const counts = f32x4.convert_i32x4_s(i32x4.add(i32x4.shr_u(four, shift), i32x4.eq(at, olds)));
    mass = f32x4.add(mass, upTo(f32x4.mul(counts, gathered(i32x4.add(at, base)))));
    v128.store(score, mass);
    mass = v128.shuffle<f32>(mass, mass, 3, 3, 3, 3);
  }
  return f32x4.extract_lane(mass, 0);
}

/** A random share, of 24 bits, of all there is. */
@inline
function markOf(own: f32, rest: f32): f32 {
  return share() * (own + beta * rest);
}

/** The entry whose sum is the first above the mark; beyond the last where none is. */
@inline
function entryAt(first: usize, end: usize, scores: usize, mark: f32): usize {
  const limit = f32x4.splat(mark);
  let passed = i32x4.splat(0);
  for (let e = first, score = scores; e < end; e += 16, score += 16) passed = i32x4.sub(passed, f32x4.le(v128.load(score), limit));
  passed = i32x4.add(passed, v128.shuffle<i32>(passed, passed, 2, 3, 0, 1));
  passed = i32x4.add(passed, v128.shuffle<i32>(passed, passed, 1, 0, 3, 2));
  return first + (<usize>i32x4.extract_lane(passed, 0) << 2);
}

/** The topic of a mark among all coefficients. */
function topicAt(coefficients: usize, mark: f32): u32 {
  const limit = f32x4.splat(mark), last = topics - 1;
  let before = f32x4.splat(0);
  for (let topic: u32 = 0; topic <= last; topic += 4, coefficients += 16) {
    const sums = f32x4.add(before, upTo(v128.load(coefficients)));
    const above = i32x4.bitmask(f32x4.gt(sums, limit));
    if (above) return min<u32>(topic + ctz(above), last);
    before = v128.shuffle<f32>(sums, sums, 3, 3, 3, 3);
  }
  // The sum is kept by differences: rounding may leave a crumb beyond the last topic.
  return last;
}

/** Give the token its topic, which was the one at `old` until now, `before` that one's coefficient and `rest` the sum without the token. */
@inline
function settle(z: usize, record: usize, first: usize, end: usize, desk: usize, coefficients: usize, old: usize, before: f32, rest: f32, own: f32, mark: f32, entry: usize): void {
  let now: usize, chosen: usize = 0;
  if (mark < own) {
    now = <usize>(load<u32>(entry) & mask);
    chosen = entry;
    // Rounding may choose what fills the last vector up.
    if (now == <usize>mask) now = old;
  } else now = <usize>topicAt(coefficients, (mark - own) / beta) << 2;
  if (now == old) store<f32>(coefficients + old, before);
  else move(z, record, first, end, desk, coefficients, old, now, chosen, rest);
}

/** The entry of the topic at `at`, or `end`. */
@inline
function entryOf(first: usize, end: usize, at: usize): usize {
  const wanted = i32x4.splat(<i32>at), masks = i32x4.splat(mask);
  for (let e = first; e < end; e += 16) {
    const found = i32x4.bitmask(i32x4.eq(v128.and(v128.load(e), masks), wanted));
    if (found) return e + (<usize>ctz(found) << 2);
  }
  return end;
}

/** One token of a word from the topic at `old` to the one at `now`, which is entry `chosen`, or 0 where that is not known. */
function move(z: usize, record: usize, first: usize, end: usize, desk: usize, coefficients: usize, old: usize, now: usize, chosen: usize, rest: f32): void {
  const one: u32 = 1 << shift;
  if (chosen != 0) store<u32>(chosen, load<u32>(chosen) + one);
  let e = entryOf(first, end, old);
  const left = load<u32>(e) - one;
  if (left < one) {
    end -= 4;
    store<u32>(e, load<u32>(end));
    store<u32>(end, mask);
  } else store<u32>(e, left);
  if (chosen == 0) {
    e = entryOf(first, end, now);
    if (e < end) store<u32>(e, load<u32>(e) + one);
    else {
      store<u32>(e, one | <u32>now);
      end += 4;
      for (let fill = end; (fill - first) & 15; fill += 4) store<u32>(fill, mask);
    }
  }
  store<u32>(record, <u32>((end - first) >> 2), 4);

  store<u16>(z, <u16>(now >> 2));
  store<i32>(desk + old, load<i32>(desk + old, COUNTS_AT) - 1, COUNTS_AT);
  store<i32>(totals + old, load<i32>(totals + old) - 1);
  const value = coefficient(desk, now, 1);
  store<i32>(desk + now, load<i32>(desk + now, COUNTS_AT) + 1, COUNTS_AT);
  store<i32>(totals + now, load<i32>(totals + now) + 1);
  store<f32>(desk, rest - load<f32>(coefficients + now) + value);
  store<f32>(coefficients + now, value);
}

/** Draw n tokens under each pen, from a, b and c on, in turns; a pen at NOTHING rests. None crosses the end of its chunk. */
export function drawBuckets(a: u32, b: u32, c: u32, n: u32): void {
  if (a != NOTHING && b != NOTHING && c != NOTHING) return drawThreeOfBuckets(a, b, c, n);
  for (let i: u32 = 0; i < n; i++) {
    if (a != NOTHING) drawOneOfBuckets(a + i, desks);
    if (b != NOTHING) drawOneOfBuckets(b + i, desks + desk);
    if (c != NOTHING) drawOneOfBuckets(c + i, desks + 2 * desk);
  }
}

function drawOneOfBuckets(token: u32, desk: usize): void {
  const record = records + (<usize>load<u32>(ids + (<usize>token << 2)) << 3), z = assigned + (<usize>token << 1);
  const first = entries + (<usize>load<u32>(record) << 4), end = first + (<usize>load<u32>(record, 4) << 2);
  const coefficients = desk + coefficientsAt, scores = desk + scoresAt;
  // The token out of the counts: its topic counts one less here, and nothing is written until it changes.
  const old = <usize>load<u16>(z) << 2;
  const before = load<f32>(coefficients + old), without = coefficient(desk, old, -1);
  store<f32>(coefficients + old, without);
  const rest = load<f32>(desk) - before + without;
  const own = weigh(first, end, old, coefficients, scores);
  const mark = markOf(own, rest);
  settle(z, record, first, end, desk, coefficients, old, before, rest, own, mark, entryAt(first, end, scores, mark));
}

/** As drawOneOfBuckets for three tokens of different words in different documents, a step of all before the next step of one. */
function drawThreeOfBuckets(a: u32, b: u32, c: u32, n: u32): void {
  const deskA = desks, deskB = desks + desk, deskC = deskB + desk;
  const coefficientsA = deskA + coefficientsAt, coefficientsB = deskB + coefficientsAt, coefficientsC = deskC + coefficientsAt;
  const scoresA = deskA + scoresAt, scoresB = deskB + scoresAt, scoresC = deskC + scoresAt;
  for (let i: u32 = 0; i < n; i++, a++, b++, c++) {
    const wordA = load<u32>(ids + (<usize>a << 2)), wordB = load<u32>(ids + (<usize>b << 2)), wordC = load<u32>(ids + (<usize>c << 2));
    if (wordA == wordB || wordB == wordC || wordC == wordA) {
      drawOneOfBuckets(a, deskA);
      drawOneOfBuckets(b, deskB);
      drawOneOfBuckets(c, deskC);
      continue;
    }
    const recordA = records + (<usize>wordA << 3), recordB = records + (<usize>wordB << 3), recordC = records + (<usize>wordC << 3);
    const zA = assigned + (<usize>a << 1), zB = assigned + (<usize>b << 1), zC = assigned + (<usize>c << 1);
    const firstA = entries + (<usize>load<u32>(recordA) << 4), endA = firstA + (<usize>load<u32>(recordA, 4) << 2);
    const firstB = entries + (<usize>load<u32>(recordB) << 4), endB = firstB + (<usize>load<u32>(recordB, 4) << 2);
    const firstC = entries + (<usize>load<u32>(recordC) << 4), endC = firstC + (<usize>load<u32>(recordC, 4) << 2);

    const oldA = <usize>load<u16>(zA) << 2, oldB = <usize>load<u16>(zB) << 2, oldC = <usize>load<u16>(zC) << 2;
    const beforeA = load<f32>(coefficientsA + oldA), withoutA = coefficient(deskA, oldA, -1);
    const beforeB = load<f32>(coefficientsB + oldB), withoutB = coefficient(deskB, oldB, -1);
    const beforeC = load<f32>(coefficientsC + oldC), withoutC = coefficient(deskC, oldC, -1);
    store<f32>(coefficientsA + oldA, withoutA);
    store<f32>(coefficientsB + oldB, withoutB);
    store<f32>(coefficientsC + oldC, withoutC);
    const restA = load<f32>(deskA) - beforeA + withoutA, restB = load<f32>(deskB) - beforeB + withoutB, restC = load<f32>(deskC) - beforeC + withoutC;

    const ownA = weigh(firstA, endA, oldA, coefficientsA, scoresA);
    const ownB = weigh(firstB, endB, oldB, coefficientsB, scoresB);
    const ownC = weigh(firstC, endC, oldC, coefficientsC, scoresC);
    const markA = markOf(ownA, restA), markB = markOf(ownB, restB), markC = markOf(ownC, restC);
    const entryA = entryAt(firstA, endA, scoresA, markA), entryB = entryAt(firstB, endB, scoresB, markB), entryC = entryAt(firstC, endC, scoresC, markC);

    settle(zA, recordA, firstA, endA, deskA, coefficientsA, oldA, beforeA, restA, ownA, markA, entryA);
    settle(zB, recordB, firstB, endB, deskB, coefficientsB, oldB, beforeB, restB, ownB, markB, entryB);
    settle(zC, recordC, firstC, endC, deskC, coefficientsC, oldC, beforeC, restC, ownC, markC, entryC);
  }
}
