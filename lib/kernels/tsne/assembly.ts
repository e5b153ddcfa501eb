/**
 * Gradient descent on the divergence of t-SNE in SIMD128. The meaning, the tree and every
 * rounding are those of twin.ts, which is the specification; here only the loops are laid
 * out (what was tried, and what it gave: VARIANTS.md):
 *
 * - a lane is a point: the 8 points of a leaf are two vectors a coordinate, and what pushes
 *   them is one list of x, y, z and weight, made once for all 8;
 * - the draws on a point are taken four at a time, a lane a neighbour;
 * - in two dimensions everything of z is left out, which changes no bit.
 *
 * A point is x, y, z (0 in two dimensions) and 0: one vector.
 */
const LEAF: u32 = 8;
/** Bytes of a point and of a node: mean and weight; least corner and square of the width; greatest corner and number of leaves. */
const POINT: usize = 16;
const NODE: usize = 48;

let count: u32;
let leaves: u32;
let flat: bool;
let angle: v128 = f32x4.splat(0);
let points: usize;
let moves: usize;
let gains: usize;
let draws: usize;
let pushes: usize;
let order: usize; // u32 a point: its address
let nodes: usize;
let nodesEnd: usize;
let leafNodes: usize; // u32 a leaf: the address of its node
let seen: usize;
let rows: usize; // u32 a point and one more: where its edges begin, as an address among edges
let edges: usize; // u32 an edge: the address of the other point; rows are filled up to fours with the point itself
let values: isize; // from an edge's address to that of its f32 value
let sum: f64 = 0;

export function configure(
  count_: u32, flat_: bool, angle_: f32, points_: usize, moves_: usize, gains_: usize, draws_: usize, pushes_: usize, order_: usize,
  nodes_: usize, leafNodes_: usize, seen_: usize, rows_: usize, edges_: usize, values_: usize,
): void {
  count = count_;
  leaves = (count_ + LEAF - 1) / LEAF;
  flat = flat_;
  angle = f32x4.splat(angle_ * angle_);
  points = points_;
  moves = moves_;
  gains = gains_;
  draws = draws_;
  pushes = pushes_;
  order = order_;
  nodes = nodes_;
  nodesEnd = nodes_ + (2 * leaves - 1) * NODE;
  leafNodes = leafNodes_;
  seen = seen_;
  rows = rows_;
  edges = edges_;
  values = <isize>values_ - <isize>edges_;
}

export function begin(): u32 {
  part(nodes, 0, leaves);
  fit();
  sum = 0;
  return leaves;
}

export function pull(): f64 {
  return sum;
}

@inline
function sizeOf(node: usize): u32 {
  return load<u32>(node, 44);
}

function part(node: usize, from: u32, to: u32): void {
  store<u32>(node, to - from, 44);
  if (to - from == 1) return;
  const middle = from + ((to - from + 1) >> 1);
  const first = order + (<usize>(from * LEAF) << 2), last = order + (<usize>(min(count, to * LEAF) - 1) << 2);
  let least = v128.load(<usize>load<u32>(first)), most = least;
  for (let at = first + 4; at <= last; at += 4) {
    const point = v128.load(<usize>load<u32>(at));
    least = f32x4.min(least, point);
    most = f32x4.max(most, point);
  }
  const width = f32x4.sub(most, least);
  const x = f32x4.extract_lane(width, 0), y = f32x4.extract_lane(width, 1), z = f32x4.extract_lane(width, 2);
  let axis: usize = 0, widest = x;
  if (y > widest) axis = 4, widest = y;
  if (z > widest) axis = 8;
  select(first, last, order + (<usize>(middle * LEAF) << 2), axis);
  part(node + NODE, from, middle);
  part(node + 2 * <usize>(middle - from) * NODE, middle, to);
}

function select(low: usize, high: usize, place: usize, axis: usize): void {
  while (low < high) {
    const pivot = load<f32>(<usize>load<u32>((low + high) >> 3 << 2) + axis);
    let i = low, j = high;
    while (i <= j) {
      while (load<f32>(<usize>load<u32>(i) + axis) < pivot) i += 4;
      while (pivot < load<f32>(<usize>load<u32>(j) + axis)) j -= 4;
      if (i > j) break;
      const held = load<u32>(i);
      store<u32>(i, load<u32>(j));
      store<u32>(j, held);
      i += 4;
      j -= 4;
    }
    if (place <= j) high = j;
    else if (place >= i) low = i;
    else return;
  }
}

function fit(): void {
  let leaf = leaves;
  for (let node = nodesEnd - NODE; node >= nodes; node -= NODE) {
    const size = sizeOf(node);
    let mean: v128, least: v128, most: v128, weight: f32;
    if (size == 1) {
      leaf--;
      store<u32>(leafNodes + (<usize>leaf << 2), <u32>node);
      const from = leaf * LEAF, to = min(count, from + LEAF);
      let at = order + (<usize>from << 2);
      const end = order + (<usize>to << 2);
      mean = v128.load(<usize>load<u32>(at));
      least = mean;
      most = mean;
      for (at += 4; at < end; at += 4) {
        const point = v128.load(<usize>load<u32>(at));
        mean = f32x4.add(mean, point);
        least = f32x4.min(least, point);
        most = f32x4.max(most, point);
      }
      weight = <f32>(to - from);
      mean = f32x4.div(mean, f32x4.splat(weight));
    } else {
      const a = node + NODE, b = node + 2 * <usize>((size + 1) >> 1) * NODE;
      const wa = load<f32>(a, 12), wb = load<f32>(b, 12);
      weight = wa + wb;
      mean = f32x4.div(f32x4.add(f32x4.mul(v128.load(a), f32x4.splat(wa)), f32x4.mul(v128.load(b), f32x4.splat(wb))), f32x4.splat(weight));
      least = f32x4.min(v128.load(a, 16), v128.load(b, 16));
      most = f32x4.max(v128.load(a, 32), v128.load(b, 32));
    }
    const widths = f32x4.sub(most, least);
    const width = max(max(f32x4.extract_lane(widths, 0), f32x4.extract_lane(widths, 1)), f32x4.extract_lane(widths, 2));
    v128.store(node, f32x4.replace_lane(mean, 3, weight));
    v128.store(node, f32x4.replace_lane(least, 3, width * width), 16);
    v128.store(node, f32x4.replace_lane(most, 3, reinterpret<f32>(size)), 32);
  }
}

export function step(from: u32, to: u32): void {
  for (let leaf = from; leaf < to; leaf++) {
    const first = leaf * LEAF, last = min(count, first + LEAF);
    const end = seenFrom(<usize>load<u32>(leafNodes + (<usize>leaf << 2)));
    if (flat) push(first, last, end, true);
    else push(first, last, end, false);
    for (let at = order + (<usize>first << 2), stop = order + (<usize>last << 2); at < stop; at += 4) {
      if (flat) draw(<usize>load<u32>(at), true);
      else draw(<usize>load<u32>(at), false);
    }
  }
}

/** Write what pushes the points of a leaf; where it ends. */
function seenFrom(own: usize): usize {
  const least = v128.load(own, 16), most = v128.load(own, 32), nothing = f32x4.splat(0);
  let to = seen;
  let next = order;
  for (let node = nodes; node < nodesEnd; ) {
    const mean = v128.load(node);
    let beyond = f32x4.max(nothing, f32x4.max(f32x4.sub(least, mean), f32x4.sub(mean, most)));
    beyond = f32x4.mul(beyond, beyond);
    const distance = f32x4.add(f32x4.add(beyond, v128.shuffle<f32>(beyond, beyond, 1, 1, 1, 1)), v128.shuffle<f32>(beyond, beyond, 2, 2, 2, 2));
    const size = <usize>sizeOf(node);
    if (load<f32>(node, 28) < f32x4.extract_lane(f32x4.mul(angle, distance), 0)) {
      v128.store(to, mean);
      to += POINT;
      next += size * LEAF << 2;
      node += (2 * size - 1) * NODE;
      continue;
    }
    node += NODE;
    if (size > 1) continue;
    const end = min(next + (LEAF << 2), order + (<usize>count << 2));
    for (; next < end; next += 4, to += POINT) {
      v128.store(to, f32x4.replace_lane(v128.load(<usize>load<u32>(next)), 3, 1));
    }
  }
  return to;
}

@inline
function addressOf(place: u32, last: u32): usize {
  return <usize>load<u32>(order + (<usize>min(place, last - 1) << 2));
}

@inline
function push(first: u32, last: u32, end: usize, flat: bool): void {
  // Places beyond the last point repeat it, and what they sum is not kept.
  const a0 = addressOf(first, last), a1 = addressOf(first + 1, last), a2 = addressOf(first + 2, last), a3 = addressOf(first + 3, last);
  const b0 = addressOf(first + 4, last), b1 = addressOf(first + 5, last), b2 = addressOf(first + 6, last), b3 = addressOf(first + 7, last);
  let p = v128.load(a0), q = v128.load(a1), r = v128.load(a2), s = v128.load(a3);
  let pq = v128.shuffle<f32>(p, q, 0, 4, 1, 5), rs = v128.shuffle<f32>(r, s, 0, 4, 1, 5);
  const ax = v128.shuffle<f64>(pq, rs, 0, 2), ay = v128.shuffle<f64>(pq, rs, 1, 3);
  const az = v128.shuffle<f64>(v128.shuffle<f32>(p, q, 2, 6, 3, 7), v128.shuffle<f32>(r, s, 2, 6, 3, 7), 0, 2);
  p = v128.load(b0), q = v128.load(b1), r = v128.load(b2), s = v128.load(b3);
  pq = v128.shuffle<f32>(p, q, 0, 4, 1, 5), rs = v128.shuffle<f32>(r, s, 0, 4, 1, 5);
  const bx = v128.shuffle<f64>(pq, rs, 0, 2), by = v128.shuffle<f64>(pq, rs, 1, 3);
  const bz = v128.shuffle<f64>(v128.shuffle<f32>(p, q, 2, 6, 3, 7), v128.shuffle<f32>(r, s, 2, 6, 3, 7), 0, 2);

  const one = f32x4.splat(1);
  let asum = f32x4.splat(0), afx = asum, afy = asum, afz = asum, bsum = asum, bfx = asum, bfy = asum, bfz = asum;
  for (let at = seen; at < end; at += POINT) {
    const x = v128.load32_splat(at), y = v128.load32_splat(at, 4), weight = v128.load32_splat(at, 12);
    const adx = f32x4.sub(ax, x), bdx = f32x4.sub(bx, x), ady = f32x4.sub(ay, y), bdy = f32x4.sub(by, y);
    let ad = f32x4.add(f32x4.add(one, f32x4.mul(adx, adx)), f32x4.mul(ady, ady));
    let bd = f32x4.add(f32x4.add(one, f32x4.mul(bdx, bdx)), f32x4.mul(bdy, bdy));
    let adz = one, bdz = one;
    if (!flat) {
      const z = v128.load32_splat(at, 8);
      adz = f32x4.sub(az, z), bdz = f32x4.sub(bz, z);
      ad = f32x4.add(ad, f32x4.mul(adz, adz)), bd = f32x4.add(bd, f32x4.mul(bdz, bdz));
    }
    ad = f32x4.div(one, ad), bd = f32x4.div(one, bd);
    const aw = f32x4.mul(weight, ad), bw = f32x4.mul(weight, bd);
    asum = f32x4.add(asum, aw), bsum = f32x4.add(bsum, bw);
    const af = f32x4.mul(aw, ad), bf = f32x4.mul(bw, bd);
    afx = f32x4.add(afx, f32x4.mul(af, adx)), bfx = f32x4.add(bfx, f32x4.mul(bf, bdx));
    afy = f32x4.add(afy, f32x4.mul(af, ady)), bfy = f32x4.add(bfy, f32x4.mul(bf, bdy));
    if (!flat) afz = f32x4.add(afz, f32x4.mul(af, adz)), bfz = f32x4.add(bfz, f32x4.mul(bf, bdz));
  }
  const nothing = f32x4.splat(0);
  // The last of those that stand for one point writes: they are all the same.
  let xy = v128.shuffle<f32>(afx, afy, 0, 4, 1, 5), zw = v128.shuffle<f32>(afz, nothing, 0, 4, 1, 5);
  kept(a0, v128.shuffle<f64>(xy, zw, 0, 2));
  kept(a1, v128.shuffle<f64>(xy, zw, 1, 3));
  xy = v128.shuffle<f32>(afx, afy, 2, 6, 3, 7), zw = v128.shuffle<f32>(afz, nothing, 2, 6, 3, 7);
  kept(a2, v128.shuffle<f64>(xy, zw, 0, 2));
  kept(a3, v128.shuffle<f64>(xy, zw, 1, 3));
  xy = v128.shuffle<f32>(bfx, bfy, 0, 4, 1, 5), zw = v128.shuffle<f32>(bfz, nothing, 0, 4, 1, 5);
  kept(b0, v128.shuffle<f64>(xy, zw, 0, 2));
  kept(b1, v128.shuffle<f64>(xy, zw, 1, 3));
  xy = v128.shuffle<f32>(bfx, bfy, 2, 6, 3, 7), zw = v128.shuffle<f32>(bfz, nothing, 2, 6, 3, 7);
  kept(b2, v128.shuffle<f64>(xy, zw, 0, 2));
  kept(b3, v128.shuffle<f64>(xy, zw, 1, 3));
  const places = last - first;
  counted(f32x4.extract_lane(asum, 0));
  if (places > 1) counted(f32x4.extract_lane(asum, 1));
  if (places > 2) counted(f32x4.extract_lane(asum, 2));
  if (places > 3) counted(f32x4.extract_lane(asum, 3));
  if (places > 4) counted(f32x4.extract_lane(bsum, 0));
  if (places > 5) counted(f32x4.extract_lane(bsum, 1));
  if (places > 6) counted(f32x4.extract_lane(bsum, 2));
  if (places > 7) counted(f32x4.extract_lane(bsum, 3));
}

@inline
function kept(point: usize, force: v128): void {
  v128.store(pushes + (point - points), force);
}

@inline
function counted(seenBy: f32): void {
  sum += <f64>seenBy - 1;
}

@inline
function draw(point: usize, flat: bool): void {
  const own = (point - points) >> 2;
  const end = <usize>load<u32>(rows + own, 4);
  const x = v128.load32_splat(point), y = v128.load32_splat(point, 4), z = v128.load32_splat(point, 8);
  const one = f32x4.splat(1);
  let fx = f32x4.splat(0), fy = fx, fz = fx;
  for (let at = <usize>load<u32>(rows + own); at < end; at += 16) {
    const a = v128.load(<usize>load<u32>(at)), b = v128.load(<usize>load<u32>(at, 4)), c = v128.load(<usize>load<u32>(at, 8)), d = v128.load(<usize>load<u32>(at, 12));
    const ab = v128.shuffle<f32>(a, b, 0, 4, 1, 5), cd = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
    const dx = f32x4.sub(x, v128.shuffle<f64>(ab, cd, 0, 2)), dy = f32x4.sub(y, v128.shuffle<f64>(ab, cd, 1, 3));
    let s = f32x4.add(f32x4.add(one, f32x4.mul(dx, dx)), f32x4.mul(dy, dy));
    let dz = one;
    if (!flat) {
      dz = f32x4.sub(z, v128.shuffle<f64>(v128.shuffle<f32>(a, b, 2, 6, 3, 7), v128.shuffle<f32>(c, d, 2, 6, 3, 7), 0, 2));
      s = f32x4.add(s, f32x4.mul(dz, dz));
    }
    const force = f32x4.mul(v128.load(at + values), f32x4.div(one, s));
    fx = f32x4.add(fx, f32x4.mul(force, dx));
    fy = f32x4.add(fy, f32x4.mul(force, dy));
    if (!flat) fz = f32x4.add(fz, f32x4.mul(force, dz));
  }
  const to = draws + (point - points);
  store<f32>(to, summed(fx));
  store<f32>(to, summed(fy), 4);
  if (!flat) store<f32>(to, summed(fz), 8);
}

@inline
function summed(lanes: v128): f32 {
  const two = f32x4.add(lanes, v128.shuffle<f64>(lanes, lanes, 1, 0));
  return f32x4.extract_lane(two, 0) + f32x4.extract_lane(two, 1);
}

export function move(exaggeration: f32, rate: f32, momentum: f32, raise: f32, cut: f32, leastGain: f32): void {
  const scale = f32x4.splat(sum > 0 ? <f32>(1 / sum) : 0), nothing = f32x4.splat(0);
  const e = f32x4.splat(exaggeration), r = f32x4.splat(rate), m = f32x4.splat(momentum);
  for (let at: usize = 0, end = <usize>count * POINT; at < end; at += POINT) {
    const gradient = f32x4.mul(f32x4.splat(4), f32x4.sub(f32x4.mul(e, v128.load(draws + at)), f32x4.mul(scale, v128.load(pushes + at))));
    const before = v128.load(moves + at), gain = v128.load(gains + at);
    const turned = f32x4.lt(f32x4.mul(before, gradient), nothing);
    const now = f32x4.max(f32x4.splat(leastGain), v128.bitselect(f32x4.add(gain, f32x4.splat(raise)), f32x4.mul(gain, f32x4.splat(cut)), turned));
    const by = f32x4.sub(f32x4.mul(m, before), f32x4.mul(r, f32x4.mul(now, gradient)));
    v128.store(gains + at, now);
    v128.store(moves + at, by);
    v128.store(points + at, f32x4.add(v128.load(points + at), by));
  }
}
