/**
 * Stochastic gradient descent on UMAP's cross entropy in SIMD128. The meaning, the order of
 * the random numbers and every rounding are those of twin.ts, which is the specification;
 * here only the loops are laid out (what was tried, and what it gave: VARIANTS.md):
 *
 * - a lane is an edge: four edges far apart in the graph are moved at once, and nothing has
 *   to be added up across lanes. Two groups of four take turns, so that one does not wait
 *   for the moves of the one before;
 * - the edges that are due are gathered first, without a branch, and then taken in a loop
 *   that has none either;
 * - the points that push are four in a row of a copy by coordinates, made when the epoch
 *   begins: one number by chance and three loads, where four and a transposition were needed;
 * - the forces come from tables (gradients.ts).
 *
 * A point is x, y, z (0 in two dimensions) and 0: one vector.
 */
import { after } from '../random.assembly';

const LANES: usize = 8;

let points: usize;
let edges: usize; // addresses of head and tail
let edgesEnd: usize;
let sums: usize; // u32 an edge, in units of 2^-31
let increments: usize; // u32 an edge
let due: usize; // addresses of head and tail
let queueBytes: usize = 0; // of one of the 8 queues that the due edges are dealt into
let nobody: usize; // a point that belongs to nobody, both ends of what fills the queues up
let attraction: usize; // address of a piece 0 that would begin at s = 0
let repulsion: usize;
let seen: usize; // of the points that negatives are drawn from: all x, all y, all z as they were when the epoch began
let seenBytes: usize; // of a coordinate
let drawn: u32; // how many points negatives are drawn from
let negatives: u32;
let frozen: bool;
let random: u32;

export function configure(
  points_: usize, edges_: usize, count: usize, sums_: usize, increments_: usize, due_: usize, nobody_: usize, tables: usize,
  tableBytes: usize, first: usize, seen_: usize, seenBytes_: usize, drawn_: u32, frozen_: bool, state: u32,
): void {
  points = points_;
  edges = edges_;
  edgesEnd = edges_ + (count << 3);
  sums = sums_;
  increments = increments_;
  due = due_;
  nobody = nobody_;
  attraction = tables - (first << 3);
  repulsion = attraction + tableBytes;
  seen = seen_;
  seenBytes = seenBytes_;
  drawn = drawn_;
  frozen = frozen_;
  random = state;
}

export function setNegatives(negatives_: u32): void {
  negatives = negatives_;
}

/** Gather the edges that are due in the next epoch, dealt into 8 queues; the length of a queue. */
export function begin(): u32 {
  look();
  const whole = i32x4.splat(0x7fffffff);
  let to = due;
  for (let edge = edges, sum = sums, increment = increments; edge < edgesEnd; edge += 32, sum += 16, increment += 16) {
    const now = i32x4.add(v128.load(sum), v128.load(increment));
    v128.store(sum, v128.and(now, whole));
    // Every edge is noted, and the next one over it where it is not due.
    const are = <usize>i32x4.bitmask(now);
    store<u64>(to, load<u64>(edge));
    to += (are & 1) << 3;
    store<u64>(to, load<u64>(edge, 8));
    to += (are & 2) << 2;
    store<u64>(to, load<u64>(edge, 16));
    to += (are & 4) << 1;
    store<u64>(to, load<u64>(edge, 24));
    to += are & 8;
  }
  const length = ((<u32>(to - due) >> 3) + <u32>LANES - 1) / <u32>LANES;
  queueBytes = <usize>length << 3;
  for (const end = due + queueBytes * LANES; to < end; to += 8) {
    store<u32>(to, <u32>nobody);
    store<u32>(to, <u32>nobody, 4);
  }
  return length;
}

/** Note where the points stand; after the last one the first ones again. */
function look(): void {
  let from = points;
  const end = points + (<usize>drawn << 4);
  for (let to = seen; to < seen + seenBytes; to += 4) {
    store<f32>(to, load<f32>(from));
    store<f32>(to + seenBytes, load<f32>(from, 4));
    store<f32>(to + 2 * seenBytes, load<f32>(from, 8));
    from += 16;
    if (from == end) from = points;
  }
}

/** Steps [from, to) of the epoch. */
export function step(from: u32, to: u32, alpha: f32): void {
  const end = due + (<usize>to << 3), rate = f32x4.splat(alpha), nothing = f32x4.splat(0);
  // What is asked for often, in registers.
  const queue = queueBytes, draw = attraction, push = repulsion, others = seen, otherBytes = seenBytes;
  const below = <u64>drawn, count = negatives, still = frozen;
  let state = random;
  for (let pair = due + (<usize>from << 3); pair < end; pair += 8) {
    for (let at = pair; at <= pair + (queue << 2); at += queue << 2) {
      const second = at + queue, third = second + queue, fourth = third + queue;
      const h0 = <usize>load<u32>(at), h1 = <usize>load<u32>(second), h2 = <usize>load<u32>(third), h3 = <usize>load<u32>(fourth);
      const t0 = <usize>load<u32>(at, 4), t1 = <usize>load<u32>(second, 4), t2 = <usize>load<u32>(third, 4), t3 = <usize>load<u32>(fourth, 4);

      // Four heads and the differences to their tails, by coordinate.
      let a = v128.load(h0), b = v128.load(h1), c = v128.load(h2), d = v128.load(h3);
      let ab = v128.shuffle<f32>(a, b, 0, 4, 1, 5), cd = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
      const x = v128.shuffle<f64>(ab, cd, 0, 2), y = v128.shuffle<f64>(ab, cd, 1, 3);
      const z = v128.shuffle<f64>(v128.shuffle<f32>(a, b, 2, 6, 3, 7), v128.shuffle<f32>(c, d, 2, 6, 3, 7), 0, 2);
      a = v128.load(t0), b = v128.load(t1), c = v128.load(t2), d = v128.load(t3);
      ab = v128.shuffle<f32>(a, b, 0, 4, 1, 5), cd = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
      let dx = f32x4.sub(x, v128.shuffle<f64>(ab, cd, 0, 2)), dy = f32x4.sub(y, v128.shuffle<f64>(ab, cd, 1, 3));
      let dz = f32x4.sub(z, v128.shuffle<f64>(v128.shuffle<f32>(a, b, 2, 6, 3, 7), v128.shuffle<f32>(c, d, 2, 6, 3, 7), 0, 2));
      let f = f32x4.mul(force(draw, squared(dx, dy, dz)), rate);
      const ax = f32x4.mul(f, dx), ay = f32x4.mul(f, dy), az = f32x4.mul(f, dz);

      // Away from points drawn by chance.
      let sx = nothing, sy = nothing, sz = nothing;
      for (let n = count; n > 0; n--) {
        state = after(state);
        const other = others + (<usize>((<u64>state * below) >> 32) << 2);
        dx = f32x4.sub(x, v128.load(other));
        dy = f32x4.sub(y, v128.load(other + otherBytes));
        dz = f32x4.sub(z, v128.load(other + (otherBytes << 1)));
        f = force(push, squared(dx, dy, dz));
        sx = f32x4.add(sx, f32x4.mul(f, dx)), sy = f32x4.add(sy, f32x4.mul(f, dy)), sz = f32x4.add(sz, f32x4.mul(f, dz));
      }
      sx = f32x4.add(ax, f32x4.mul(sx, rate)), sy = f32x4.add(ay, f32x4.mul(sy, rate)), sz = f32x4.add(az, f32x4.mul(sz, rate));

      // Back to points, one after the other: an end that two edges share takes both moves.
      let xy = v128.shuffle<f32>(sx, sy, 0, 4, 1, 5), zw = v128.shuffle<f32>(sz, nothing, 0, 4, 1, 5);
      let uv = v128.shuffle<f32>(ax, ay, 0, 4, 1, 5), wt = v128.shuffle<f32>(az, nothing, 0, 4, 1, 5);
      if (still) uv = nothing, wt = nothing;
      move(h0, v128.shuffle<f64>(xy, zw, 0, 2), t0, v128.shuffle<f64>(uv, wt, 0, 2));
      move(h1, v128.shuffle<f64>(xy, zw, 1, 3), t1, v128.shuffle<f64>(uv, wt, 1, 3));
      xy = v128.shuffle<f32>(sx, sy, 2, 6, 3, 7), zw = v128.shuffle<f32>(sz, nothing, 2, 6, 3, 7);
      uv = v128.shuffle<f32>(ax, ay, 2, 6, 3, 7), wt = v128.shuffle<f32>(az, nothing, 2, 6, 3, 7);
      if (still) uv = nothing, wt = nothing;
      move(h2, v128.shuffle<f64>(xy, zw, 0, 2), t2, v128.shuffle<f64>(uv, wt, 0, 2));
      move(h3, v128.shuffle<f64>(xy, zw, 1, 3), t3, v128.shuffle<f64>(uv, wt, 1, 3));
    }
  }
  random = state;
}

/** The force at four squared distances. */
@inline
function force(table: usize, s: v128): v128 {
  const cut = f32x4.pmin(f32x4.splat(65535.99609375), f32x4.pmax(f32x4.splat(1.52587890625e-5), s));
  const at = i32x4.shl(i32x4.shr_u(cut, 18), 3);
  // Two numbers at once leave the vector.
  const low = i64x2.extract_lane(at, 0), high = i64x2.extract_lane(at, 1);
  const p = v128.load64_lane(table + <usize>(low >> 32), v128.load64_zero(table + <usize>(low & 0xffffffff)), 1);
  const q = v128.load64_lane(table + <usize>(high >> 32), v128.load64_zero(table + <usize>(high & 0xffffffff)), 1);
  return f32x4.add(v128.shuffle<f32>(p, q, 0, 2, 4, 6), f32x4.mul(v128.shuffle<f32>(p, q, 1, 3, 5, 7), cut));
}

@inline
function squared(x: v128, y: v128, z: v128): v128 {
  return f32x4.add(f32x4.add(f32x4.mul(x, x), f32x4.mul(y, y)), f32x4.mul(z, z));
}

@inline
function move(head: usize, by: v128, tail: usize, back: v128): void {
  v128.store(head, f32x4.add(v128.load(head), by));
  v128.store(tail, f32x4.sub(v128.load(tail), back));
}
