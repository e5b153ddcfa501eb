/**
 * Gradient descent on the divergence of t-SNE (van der Maaten & Hinton 2008) with the far
 * points pushing as groups (Barnes & Hut 1986; van der Maaten 2014, "Accelerating t-SNE using
 * tree-based algorithms") in plain TypeScript: the specification of the WASM kernel, its test
 * oracle and its fallback. Of a point y the gradient is
 *
 *   4 (e Σⱼ pᵢⱼ qᵢⱼ (yᵢ − yⱼ) − Σⱼ qᵢⱼ² (yᵢ − yⱼ) ÷ Z),   qᵢⱼ = 1 ÷ (1 + |yᵢ − yⱼ|²),   Z = Σ qᵢⱼ
 *
 * The tree is one of halves: the points are parted in the middle of their widest axis until
 * a leaf holds 8, and a node knows its true box and its mean. All points of a leaf look at
 * the tree together (Barnes 1990, "A modified tree code"): what is far enough from the box of
 * the leaf pushes as one point of its weight, and of the rest every point pushes alone.
 *
 * All arithmetic is single precision, a rounding an operation, but for Z.
 */
import { CUT, LEAF, LEAST_GAIN, RAISE, type Move, type TsneDescent, type TsneProblem } from './problem';

const { fround, max, min } = Math;
/** Lanes that the draws on a point are summed in. */
const LANES = 4;

export class TsneTwin implements TsneDescent {
  private readonly count: number;
  private readonly leaves: number;
  /** Three floats a point, the last one 0 in two dimensions. */
  private readonly points: Float32Array;
  private readonly moves: Float32Array;
  private readonly gains: Float32Array;
  private readonly draws: Float32Array;
  private readonly pushes: Float32Array;
  /** Points in the order of the leaves. */
  private readonly order: Uint32Array;
  /** Of every node, parents before their children, the left before the right: mean, weight, least and greatest corner, square of the width; then its leaves. */
  private readonly nodes: Float32Array;
  private readonly sizes: Uint32Array;
  private sum = 0;
  private readonly angle: number;

  constructor(private readonly problem: TsneProblem) {
    const { dims, initial, angle } = problem;
    this.count = initial.length / dims;
    this.leaves = Math.ceil(this.count / LEAF);
    const room = () => new Float32Array(3 * this.count);
    [this.points, this.moves, this.draws, this.pushes] = [room(), room(), room(), room()];
    this.gains = room().fill(1);
    for (let at = 0; at < initial.length; at++) this.points[3 * Math.floor(at / dims) + (at % dims)] = initial[at];
    this.order = Uint32Array.from({ length: this.count }, (_, i) => i);
    this.nodes = new Float32Array(NODE * (2 * this.leaves - 1));
    this.sizes = new Uint32Array(2 * this.leaves - 1);
    this.angle = fround(angle * angle);
  }

  begin(): number {
    this.part(0, 0, this.leaves);
    this.fit();
    this.sum = 0;
    return this.leaves;
  }

  /** Part the points of leaves [from, to), the node's, in two, and those again. */
  private part(node: number, from: number, to: number): void {
    this.sizes[node] = to - from;
    if (to - from === 1) return;
    const middle = from + ((to - from + 1) >> 1);
    const [first, last] = [from * LEAF, min(this.count, to * LEAF) - 1];
    const least = [Infinity, Infinity, Infinity];
    const most = [-Infinity, -Infinity, -Infinity];
    for (let i = first; i <= last; i++) {
      for (let d = 0; d < 3; d++) {
        const x = this.points[3 * this.order[i] + d];
        least[d] = min(least[d], x);
        most[d] = max(most[d], x);
      }
    }
    const width = [0, 1, 2].map((d) => fround(most[d] - least[d]));
    let axis = 0;
    if (width[1] > width[axis]) axis = 1;
    if (width[2] > width[axis]) axis = 2;
    this.select(first, last, middle * LEAF, axis);
    this.part(node + 1, from, middle);
    this.part(node + 2 * (middle - from), middle, to);
  }

  /** Hoare's selection: points before the place are not greater along the axis, those from it on not less. */
  private select(low: number, high: number, place: number, axis: number): void {
    const { order, points } = this;
    while (low < high) {
      const pivot = points[3 * order[(low + high) >> 1] + axis];
      let i = low;
      let j = high;
      while (i <= j) {
        while (points[3 * order[i] + axis] < pivot) i++;
        while (pivot < points[3 * order[j] + axis]) j--;
        if (i > j) break;
        const held = order[i];
        order[i++] = order[j];
        order[j--] = held;
      }
      if (place <= j) high = j;
      else if (place >= i) low = i;
      else return;
    }
  }

  /** Means and boxes, children before their parents. */
  private fit(): void {
    const { nodes, sizes, points, order } = this;
    let leaf = this.leaves;
    for (let node = sizes.length - 1; node >= 0; node--) {
      const at = node * NODE;
      if (sizes[node] === 1) {
        const from = --leaf * LEAF;
        const to = min(this.count, from + LEAF);
        for (let d = 0; d < 3; d++) {
          let [sum, least, most] = [0, Infinity, -Infinity];
          for (let i = from; i < to; i++) {
            const x = points[3 * order[i] + d];
            sum = fround(sum + x);
            least = min(least, x);
            most = max(most, x);
          }
          nodes[at + d] = fround(sum / (to - from));
          nodes[at + LEAST + d] = least;
          nodes[at + MOST + d] = most;
        }
        nodes[at + WEIGHT] = to - from;
      } else {
        const [a, b] = [(node + 1) * NODE, (node + 2 * ((sizes[node] + 1) >> 1)) * NODE];
        const weight = nodes[a + WEIGHT] + nodes[b + WEIGHT];
        for (let d = 0; d < 3; d++) {
          nodes[at + d] = fround(fround(fround(nodes[a + d] * nodes[a + WEIGHT]) + fround(nodes[b + d] * nodes[b + WEIGHT])) / weight);
          nodes[at + LEAST + d] = min(nodes[a + LEAST + d], nodes[b + LEAST + d]);
          nodes[at + MOST + d] = max(nodes[a + MOST + d], nodes[b + MOST + d]);
        }
        nodes[at + WEIGHT] = weight;
      }
      let width = 0;
      for (let d = 0; d < 3; d++) width = max(width, fround(nodes[at + MOST + d] - nodes[at + LEAST + d]));
      nodes[at + WIDTH] = width * width;
    }
  }

  step(from: number, to: number): void {
    for (let leaf = from; leaf < to; leaf++) {
      const end = min(this.count, (leaf + 1) * LEAF);
      const seen = this.seenFrom(leaf);
      for (let i = leaf * LEAF; i < end; i++) {
        this.push(this.order[i], seen);
        this.draw(this.order[i]);
      }
    }
  }

  /** What pushes the points of a leaf: x, y, z and weight, one after the other. */
  private seenFrom(leaf: number): number[] {
    const { nodes, sizes, points, order, angle } = this;
    const own = this.nodeOf(leaf) * NODE;
    const seen: number[] = [];
    let next = 0;
    for (let node = 0; node < sizes.length; ) {
      const at = node * NODE;
      let distance = 0;
      for (let d = 0; d < 3; d++) {
        const x = nodes[at + d];
        const beyond = max(0, max(fround(nodes[own + LEAST + d] - x), fround(x - nodes[own + MOST + d])));
        distance = fround(distance + fround(beyond * beyond));
      }
      if (nodes[at + WIDTH] < fround(angle * distance)) {
        seen.push(nodes[at], nodes[at + 1], nodes[at + 2], nodes[at + WEIGHT]);
        next += sizes[node];
        node += 2 * sizes[node] - 1;
        continue;
      }
      node++;
      if (sizes[node - 1] > 1) continue;
      const end = min(this.count, (next + 1) * LEAF);
      for (let i = next * LEAF; i < end; i++) seen.push(points[3 * order[i]], points[3 * order[i] + 1], points[3 * order[i] + 2], 1);
      next++;
    }
    return seen;
  }

  private nodeOf(leaf: number): number {
    let node = 0;
    for (let from = 0; this.sizes[node] > 1; ) {
      const left = (this.sizes[node] + 1) >> 1;
      if (leaf < from + left) node++;
      else {
        node += 2 * left;
        from += left;
      }
    }
    return node;
  }

  private push(point: number, seen: number[]): void {
    const { points, pushes } = this;
    const at = 3 * point;
    const [px, py, pz] = points.subarray(at, at + 3);
    let fx = 0, fy = 0, fz = 0, sum = 0;
    for (let s = 0; s < seen.length; s += 4) {
      const dx = fround(px - seen[s]), dy = fround(py - seen[s + 1]), dz = fround(pz - seen[s + 2]);
      const q = fround(1 / squaredAndOne(dx, dy, dz));
      const weighed = fround(seen[s + 3] * q);
      sum = fround(sum + weighed);
      const force = fround(weighed * q);
      fx = fround(fx + fround(force * dx));
      fy = fround(fy + fround(force * dy));
      fz = fround(fz + fround(force * dz));
    }
    pushes.set([fx, fy, fz], at);
    // The point has seen itself at distance 0.
    this.sum += sum - 1;
  }

  private draw(point: number): void {
    const { points, draws } = this;
    const { indptr, indices, values } = this.problem;
    const at = 3 * point;
    const lanes = new Float32Array(3 * LANES);
    for (let e = indptr[point]; e < indptr[point + 1]; e++) {
      const other = 3 * indices[e];
      const dx = fround(points[at] - points[other]), dy = fround(points[at + 1] - points[other + 1]), dz = fround(points[at + 2] - points[other + 2]);
      const force = fround(values[e] * fround(1 / squaredAndOne(dx, dy, dz)));
      const lane = (e - indptr[point]) % LANES;
      lanes[lane] += fround(force * dx);
      lanes[LANES + lane] += fround(force * dy);
      lanes[2 * LANES + lane] += fround(force * dz);
    }
    for (let d = 0; d < 3; d++) {
      const l = d * LANES;
      draws[at + d] = fround(lanes[l] + lanes[l + 2]) + fround(lanes[l + 1] + lanes[l + 3]);
    }
  }

  move({ exaggeration, rate, momentum }: Move): void {
    const { points, moves, gains, draws, pushes } = this;
    const scale = this.sum > 0 ? fround(1 / this.sum) : 0;
    const [e, r, m, raise, cut, least] = [exaggeration, rate, momentum, RAISE, CUT, LEAST_GAIN].map(fround);
    for (let at = 0; at < points.length; at++) {
      const gradient = fround(4 * fround(fround(e * draws[at]) - fround(scale * pushes[at])));
      const turned = fround(moves[at] * gradient) < 0;
      gains[at] = max(least, turned ? fround(gains[at] + raise) : fround(gains[at] * cut));
      moves[at] = fround(m * moves[at]) - fround(r * fround(gains[at] * gradient));
      points[at] += moves[at];
    }
  }

  rest(): void {
    this.moves.fill(0);
    this.gains.fill(1);
  }

  copyTo(out: Float32Array): void {
    const { dims } = this.problem;
    for (let at = 0; at < out.length; at++) out[at] = this.points[3 * Math.floor(at / dims) + (at % dims)];
  }

  pull(): number {
    return this.sum;
  }
}

/** Floats of a node, and where they are. */
const NODE = 11;
const WEIGHT = 3;
const LEAST = 4;
const MOST = 7;
const WIDTH = 10;

function squaredAndOne(x: number, y: number, z: number): number {
  return fround(fround(fround(1 + fround(x * x)) + fround(y * y)) + fround(z * z));
}
