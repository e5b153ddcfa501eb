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
 * - the forces come from tables (gradients.ts).
 *
 * A point is x, y, z (0 in two dimensions) and 0: one vector.
 */
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
let drawn: v128 = i32x4.splat(0); // how many points negatives are drawn from
let negatives: u32;
let frozen: bool;
let random: v128 = i32x4.splat(0);

export function configure(
  points_: usize, edges_: usize, count: usize, sums_: usize, increments_: usize, due_: usize, nobody_: usize, tables: usize,
  tableBytes: usize, first: usize, drawn_: u32, frozen_: bool, states: usize,
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
  drawn = i32x4.splat(drawn_);
  frozen = frozen_;
  random = v128.load(states);
}

export function setNegatives(negatives_: u32): void {
  negatives = negatives_;
}

/** Gather the edges that are due in the next epoch, dealt into 8 queues; the length of a queue. */
export function begin(): u32 {
  let to = due;
  for (let edge = edges, sum = sums, increment = increments; edge < edgesEnd; edge += 8, sum += 4, increment += 4) {
    const now = load<u32>(sum) + load<u32>(increment);
    store<u32>(sum, now & 0x7fffffff);
    store<u64>(to, load<u64>(edge));
    to += <usize>(now >> 31) << 3;
  }
  const length = ((<u32>(to - due) >> 3) + <u32>LANES - 1) / <u32>LANES;
  queueBytes = <usize>length << 3;
  for (const end = due + queueBytes * LANES; to < end; to += 8) {
    store<u32>(to, <u32>nobody);
    store<u32>(to, <u32>nobody, 4);
  }
  return length;
}

/** Steps [from, to) of the epoch. */
export function step(from: u32, to: u32, alpha: f32): void {
  const end = due + (<usize>to << 3), four = queueBytes << 2, rate = f32x4.splat(alpha);
  for (let at = due + (<usize>from << 3); at < end; at += 8) {
    group(at, rate);
    group(at + four, rate);
  }
}

@inline
function bounded(step: v128): v128 {
  return f32x4.pmax(f32x4.splat(-4), f32x4.pmin(f32x4.splat(4), step));
}

/** The force at four squared distances. */
@inline
function force(table: usize, s: v128): v128 {
  const cut = f32x4.pmin(f32x4.splat(65535.99609375), f32x4.pmax(f32x4.splat(1.52587890625e-5), s));
  const at = i32x4.shl(i32x4.shr_u(cut, 18), 3);
  let p = v128.load64_zero(table + i32x4.extract_lane(at, 0));
  p = v128.load64_lane(table + i32x4.extract_lane(at, 1), p, 1);
  let q = v128.load64_zero(table + i32x4.extract_lane(at, 2));
  q = v128.load64_lane(table + i32x4.extract_lane(at, 3), q, 1);
  return f32x4.add(v128.shuffle<f32>(p, q, 0, 2, 4, 6), f32x4.mul(v128.shuffle<f32>(p, q, 1, 3, 5, 7), cut));
}

@inline
function squared(x: v128, y: v128, z: v128): v128 {
  return f32x4.add(f32x4.add(f32x4.mul(x, x), f32x4.mul(y, y)), f32x4.mul(z, z));
}

@inline
function group(at: usize, alpha: v128): void {
  const second = at + queueBytes, third = second + queueBytes, fourth = third + queueBytes;
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
  let f = force(attraction, squared(dx, dy, dz));
  const ax = f32x4.mul(bounded(f32x4.mul(f, dx)), alpha), ay = f32x4.mul(bounded(f32x4.mul(f, dy)), alpha), az = f32x4.mul(bounded(f32x4.mul(f, dz)), alpha);

  // Away from points drawn by chance.
  let sx = f32x4.splat(0), sy = sx, sz = sx;
  let r = random;
  for (let n = negatives; n > 0; n--) {
    r = v128.xor(r, i32x4.shl(r, 13));
    r = v128.xor(r, i32x4.shr_u(r, 17));
    r = v128.xor(r, i32x4.shl(r, 5));
    const low = i64x2.extmul_low_i32x4_u(r, drawn), high = i64x2.extmul_high_i32x4_u(r, drawn);
    const numbers = i32x4.shl(v128.shuffle<i32>(low, high, 1, 3, 5, 7), 4);
    a = v128.load(points + i32x4.extract_lane(numbers, 0)), b = v128.load(points + i32x4.extract_lane(numbers, 1));
    c = v128.load(points + i32x4.extract_lane(numbers, 2)), d = v128.load(points + i32x4.extract_lane(numbers, 3));
    ab = v128.shuffle<f32>(a, b, 0, 4, 1, 5), cd = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
    dx = f32x4.sub(x, v128.shuffle<f64>(ab, cd, 0, 2)), dy = f32x4.sub(y, v128.shuffle<f64>(ab, cd, 1, 3));
    dz = f32x4.sub(z, v128.shuffle<f64>(v128.shuffle<f32>(a, b, 2, 6, 3, 7), v128.shuffle<f32>(c, d, 2, 6, 3, 7), 0, 2));
    f = force(repulsion, squared(dx, dy, dz));
    sx = f32x4.add(sx, bounded(f32x4.mul(f, dx))), sy = f32x4.add(sy, bounded(f32x4.mul(f, dy))), sz = f32x4.add(sz, bounded(f32x4.mul(f, dz)));
  }
  random = r;
  sx = f32x4.add(ax, f32x4.mul(sx, alpha)), sy = f32x4.add(ay, f32x4.mul(sy, alpha)), sz = f32x4.add(az, f32x4.mul(sz, alpha));

  // Back to points, one after the other: an end that two edges share takes both moves.
  const nothing = f32x4.splat(0);
  let xy = v128.shuffle<f32>(sx, sy, 0, 4, 1, 5), zw = v128.shuffle<f32>(sz, nothing, 0, 4, 1, 5);
  let uv = v128.shuffle<f32>(ax, ay, 0, 4, 1, 5), wt = v128.shuffle<f32>(az, nothing, 0, 4, 1, 5);
  if (frozen) uv = nothing, wt = nothing;
  move(h0, v128.shuffle<f64>(xy, zw, 0, 2), t0, v128.shuffle<f64>(uv, wt, 0, 2));
  move(h1, v128.shuffle<f64>(xy, zw, 1, 3), t1, v128.shuffle<f64>(uv, wt, 1, 3));
  xy = v128.shuffle<f32>(sx, sy, 2, 6, 3, 7), zw = v128.shuffle<f32>(sz, nothing, 2, 6, 3, 7);
  uv = v128.shuffle<f32>(ax, ay, 2, 6, 3, 7), wt = v128.shuffle<f32>(az, nothing, 2, 6, 3, 7);
  if (frozen) uv = nothing, wt = nothing;
  move(h2, v128.shuffle<f64>(xy, zw, 0, 2), t2, v128.shuffle<f64>(uv, wt, 0, 2));
  move(h3, v128.shuffle<f64>(xy, zw, 1, 3), t3, v128.shuffle<f64>(uv, wt, 1, 3));
}

@inline
function move(head: usize, by: v128, tail: usize, back: v128): void {
  v128.store(head, f32x4.add(v128.load(head), by));
  v128.store(tail, f32x4.sub(v128.load(tail), back));
}
