/**
 * The sampler of buckets (SIMD128; draws and roundings as in buckets.ts): SparseLDA of Yao, Mimno
 * & McCallum 2009, its two smoothing buckets made one. A word's list of the topics it has
 * (lists.assembly.ts) is weighed four entries at a time; the token that is drawn is taken out of the
 * counts on the way, so no list is empty and loops test at their end, where V8 looks at its stack less
 * often (VARIANTS.md). It is moved to its topic even where that is the one it had: nobody can
 * foretell which third of the tokens changes, and a branch guessed wrong costs more than the move.
 */
import { entries, mask, moveOne, records, shift, takeOne } from './lists.assembly';
import { assigned, beta, ids, NOTHING, share, smoothing, tallies, tallyTopics, topics, totals, upTo } from './shared.assembly';

let priors: usize; // f32 a topic: α_k
let desks: usize; // of each pen: a head, n_ck (i32), coefficients (f32, and zeros up to PAD), sums up to each entry (f32)
let desk: usize; // bytes of one
let coefficientsAt: usize;
let scoresAt: usize;
let scale: f32; // of a score: a count is weighed where it stands, shifted
// The head of a desk begins with Σ coefficient (f32). What fills vectors in a loop is loaded, because V8 would splat it anew in each turn.
const OLD_AT: usize = 4; // the topic of the token
const MASK_AT: usize = 8;
const COEFFICIENTS_AT: usize = 12; // where they begin
const ONE_AT: usize = 16; // a token, in an entry
const PLACE_AT: usize = 32; // of the entry of the token's topic, in one of four lanes
const COUNTS_AT: usize = 48;

/** After `configureLists`. */
export function configureBuckets(priors_: usize, desks_: usize, desk_: u32): void {
  priors = priors_;
  desks = desks_;
  desk = <usize>desk_;
  const span = <usize>((topics + 3) >> 2) << 4;
  coefficientsAt = COUNTS_AT + span;
  scoresAt = desk - span;
  scale = <f32>(1 << shift);
  for (let at = desks; at < desks + 3 * desk; at += desk) {
    store<u32>(at, mask, MASK_AT);
    store<u32>(at, <u32>(at + coefficientsAt), COEFFICIENTS_AT);
    store<u32>(at, 1 << shift, ONE_AT);
  }
}

/** n_k of tokens [from, to). */
export function countTopics(from: u32, to: u32): void {
  tallyTopics(from, to);
  memory.copy(totals, tallies, <usize>topics << 2);
}

/** (n_ck + α_k) / (n_k + Vβ) of the topic at `at`, with so many more of its tokens. */
@inline
function coefficient(desk: usize, at: usize, more: i32): f32 {
  return (<f32>(load<i32>(desk + at, COUNTS_AT) + more) + load<f32>(priors + at)) / (<f32>(load<i32>(totals + at) + more) + smoothing);
}

/** Begin a chunk under a pen. */
export function openBuckets(pen: u32, from: u32, to: u32): void {
  tallyTopics(from, to);
  memory.copy(desks + <usize>pen * desk + COUNTS_AT, tallies, <usize>topics << 2);
  refreshBuckets(pen);
}

/** Take a chunk up under a pen, whose n_ck lie at `at`. */
export function takeUpBuckets(pen: u32, at: usize): void {
  memory.copy(desks + <usize>pen * desk + COUNTS_AT, at, <usize>topics << 2);
  refreshBuckets(pen);
}

/** Lay its n_ck down again. */
export function layDownBuckets(pen: u32, at: usize): void {
  memory.copy(at, desks + <usize>pen * desk + COUNTS_AT, <usize>topics << 2);
}

/** The coefficients of a pen, from the counts as they are now. */
export function refreshBuckets(pen: u32): void {
  const desk_ = desks + <usize>pen * desk, coefficients = desk_ + coefficientsAt;
  const smooth = f32x4.splat(smoothing);
  let sum = f32x4.splat(0);
  for (let at: usize = 0, end = <usize>topics << 2; at < end; at += 16) {
    const counts = f32x4.convert_i32x4_s(v128.load(desk_ + at, COUNTS_AT)), sizes = f32x4.convert_i32x4_s(v128.load(totals + at));
    const value = f32x4.div(f32x4.add(counts, v128.load(priors + at)), f32x4.add(sizes, smooth));
    v128.store(coefficients + at, value);
    sum = f32x4.add(sum, value);
  }
  store<f32>(desk_, f32x4.extract_lane(ofAll(sum), 0));
}

/** Four coefficients. */
@inline
function gathered(at: v128): v128 {
  let four = v128.load32_zero(<usize>i32x4.extract_lane(at, 0));
  four = v128.load32_lane(<usize>i32x4.extract_lane(at, 1), four, 1);
  four = v128.load32_lane(<usize>i32x4.extract_lane(at, 2), four, 2);
  return v128.load32_lane(<usize>i32x4.extract_lane(at, 3), four, 3);
}

/** Weigh the entries of a word without the token's own, of the topic at `old`: fills the pen's sums, notes that entry's place and gives the last sum, times the scale. */
@inline
function weigh(first: usize, end: usize, old: usize, desk: usize, scores: usize): f32 {
  store<u32>(desk, <u32>old, OLD_AT);
  const masks = v128.load32_splat(desk, MASK_AT), olds = v128.load32_splat(desk, OLD_AT), base = v128.load32_splat(desk, COEFFICIENTS_AT), ones = v128.load32_splat(desk, ONE_AT);
  let mass = f32x4.splat(0), place = i32x4.splat(0), here = i32x4.add(i32x4.splat(<i32>first), i32x4(0, 4, 8, 12));
  let e = first, score = scores;
  do {
    const four = v128.load(e), at = v128.and(four, masks);
    const isOld = i32x4.eq(at, olds), counts = f32x4.convert_i32x4_s(i32x4.sub(i32x4.sub(four, at), v128.and(isOld, ones)));
    place = v128.or(place, v128.and(isOld, here));
    here = i32x4.add(here, i32x4.splat(16));
    mass = f32x4.add(mass, upTo(f32x4.mul(counts, gathered(i32x4.add(at, base)))));
    v128.store(score, mass);
    mass = v128.shuffle<f32>(mass, mass, 3, 3, 3, 3);
    e += 16;
    score += 16;
  } while (e < end);
  v128.store(desk, place, PLACE_AT);
  return f32x4.extract_lane(mass, 0);
}

/** A random share, of 24 bits, of all there is, times the scale. */
@inline
function markOf(own: f32, rest: f32): f32 {
  return share() * (own + beta * scale * rest);
}

/** The entry whose sum is the first above the mark; beyond the last where none is. */
@inline
function entryAt(first: usize, end: usize, scores: usize, mark: f32): usize {
  const limit = f32x4.splat(mark);
  let passed = i32x4.splat(0);
  let e = first, score = scores;
  do {
    passed = i32x4.sub(passed, f32x4.le(v128.load(score), limit));
    e += 16;
    score += 16;
  } while (e < end);
  passed = i32x4.add(passed, v128.shuffle<i32>(passed, passed, 2, 3, 0, 1));
  passed = i32x4.add(passed, v128.shuffle<i32>(passed, passed, 1, 0, 3, 2));
  return first + (<usize>i32x4.extract_lane(passed, 0) << 2);
}

/** The sum of all lanes, in each of them. */
@inline
function ofAll(sum: v128): v128 {
  const pairs = f32x4.add(sum, v128.shuffle<f32>(sum, sum, 2, 3, 0, 1));
  return f32x4.add(pairs, v128.shuffle<f32>(pairs, pairs, 1, 0, 3, 2));
}

/** The topic of a mark among all coefficients. */
function topicAt(coefficients: usize, mark: f32): u32 {
  const limit = f32x4.splat(mark), last = topics - 1;
  let before = f32x4.splat(0), topic: u32 = 0;
  // Sixteen at a time up to the topic's.
  for (; topic <= last; topic += 16, coefficients += 64) {
    const sum = f32x4.add(f32x4.add(v128.load(coefficients), v128.load(coefficients, 16)), f32x4.add(v128.load(coefficients, 32), v128.load(coefficients, 48)));
    const sums = f32x4.add(before, ofAll(sum));
    if (f32x4.extract_lane(sums, 0) > mark) break;
    before = sums;
  }
  for (; topic <= last; topic += 4, coefficients += 16) {
    const sums = f32x4.add(before, upTo(v128.load(coefficients)));
    const above = i32x4.bitmask(f32x4.gt(sums, limit));
    if (above) return min<u32>(topic + ctz(above), last);
    before = v128.shuffle<f32>(sums, sums, 3, 3, 3, 3);
  }
  // The sum is kept by differences: rounding may leave a crumb beyond the last topic.
  return last;
}

/** Give the token its topic, which was the one at `old` until now, `rest` the sum without the token. */
@inline
function settle(z: usize, record: usize, first: usize, end: usize, desk: usize, coefficients: usize, old: usize, rest: f32, own: f32, mark: f32, entry: usize): void {
  const place = placeOf(desk);
  let now: usize;
  if (mark < own) {
    // Rounding may choose what fills the last vector up.
    if ((load<u32>(entry) & mask) == mask) entry = place;
    now = <usize>(load<u32>(entry) & mask);
    store<u32>(entry, load<u32>(entry) + (1 << shift));
    takeOne(record, first, end, place);
  } else {
    now = <usize>topicAt(coefficients, (mark - own) / (beta * scale)) << 2;
    moveOne(record, first, end, place, now);
  }
  store<u16>(z, <u16>(now >> 2));
  store<i32>(desk + old, load<i32>(desk + old, COUNTS_AT) - 1, COUNTS_AT);
  store<i32>(totals + old, load<i32>(totals + old) - 1);
  const value = coefficient(desk, now, 1);
  store<i32>(desk + now, load<i32>(desk + now, COUNTS_AT) + 1, COUNTS_AT);
  store<i32>(totals + now, load<i32>(totals + now) + 1);
  store<f32>(desk, rest - load<f32>(coefficients + now) + value);
  store<f32>(coefficients + now, value);
}

/** Of the entry of the token's topic, as it was weighed. */
@inline
function placeOf(desk: usize): usize {
  const pair = load<u64>(desk, PLACE_AT) | load<u64>(desk, PLACE_AT + 8);
  return <usize><u32>(pair | (pair >> 32));
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
  // The token out of the counts: its topic counts one less here, and is written when it is settled.
  const old = <usize>load<u16>(z) << 2;
  const before = load<f32>(coefficients + old), without = coefficient(desk, old, -1);
  store<f32>(coefficients + old, without);
  const rest = load<f32>(desk) - before + without;
  const own = weigh(first, end, old, desk, scores);
  const mark = markOf(own, rest);
  settle(z, record, first, end, desk, coefficients, old, rest, own, mark, entryAt(first, end, scores, mark));
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

    const ownA = weigh(firstA, endA, oldA, deskA, scoresA);
    const ownB = weigh(firstB, endB, oldB, deskB, scoresB);
    const ownC = weigh(firstC, endC, oldC, deskC, scoresC);
    const markA = markOf(ownA, restA), markB = markOf(ownB, restB), markC = markOf(ownC, restC);
    const entryA = entryAt(firstA, endA, scoresA, markA), entryB = entryAt(firstB, endB, scoresB, markB), entryC = entryAt(firstC, endC, scoresC, markC);

    settle(zA, recordA, firstA, endA, deskA, coefficientsA, oldA, restA, ownA, markA, entryA);
    settle(zB, recordB, firstB, endB, deskB, coefficientsB, oldB, restB, ownB, markB, entryB);
    settle(zC, recordC, firstC, endC, deskC, coefficientsC, oldC, restC, ownC, markC, entryC);
  }
}
