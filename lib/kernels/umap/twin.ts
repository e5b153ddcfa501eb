/**
 * Stochastic gradient descent on UMAP's cross entropy (McInnes, Healy & Melville 2018,
 * algorithm 5) in plain TypeScript: the specification of the WASM kernel, its test oracle
 * and its fallback.
 *
 * In every epoch the edges that are due are dealt into 8 queues of equal length, and a step
 * takes one edge of each: first those of the queues 0–3, then those of 4–7. The four edges
 * of such a group are moved at once, from where the points stood before it: head and tail
 * are drawn to each other, and the head is pushed from points drawn by chance (itself does
 * not push it), which are seen where they stood when the epoch began. A draw serves all four
 * edges: the heads are pushed from that point and the three after it, one each. Queues begin
 * far apart in the graph, so the four edges hardly ever share a point; where they do, the
 * moves add up.
 *
 * All arithmetic is single precision, a rounding an operation.
 */
import { FIRST, gradientTables, LEAST, MOST, PIECES, SHIFT, type Curve } from './gradients';
import { GROUP, increments, LANES, stateOf, type UmapDescent, type UmapProblem } from './problem';

const { fround } = Math;

export class UmapTwin implements UmapDescent {
  /** Four floats a point, the last one 0; after the points one that belongs to nobody. */
  private readonly points: Float32Array;
  private readonly steps: Uint32Array;
  private readonly sums: Uint32Array;
  /** The edges due, as numbers of heads and tails in turns. */
  private readonly due: Uint32Array;
  private queue = 0;
  private tables: Float32Array;
  private negatives: number;
  private state: number;
  private readonly count: number;
  /** How many points negatives are drawn from. */
  private readonly drawn: number;
  /** The points when the epoch began. */
  private seen: Float32Array;
  private readonly bits = new Uint32Array(1);
  private readonly float = new Float32Array(this.bits.buffer);
  /** What the group moves: heads, then tails. */
  private readonly moves = new Float32Array(2 * GROUP * 3);

  constructor(private readonly problem: UmapProblem) {
    const { dims, initial, shares, curve, negatives, drawn, seed } = problem;
    this.count = initial.length / dims;
    this.drawn = drawn ?? this.count;
    this.points = new Float32Array((this.count + 1) * 4);
    for (let at = 0; at < initial.length; at++) this.points[Math.floor(at / dims) * 4 + (at % dims)] = initial[at];
    this.steps = increments(shares);
    this.sums = new Uint32Array(shares.length);
    this.due = new Uint32Array(2 * (shares.length + LANES));
    this.tables = gradientTables(curve);
    this.negatives = negatives;
    this.state = stateOf(seed);
    this.seen = this.points;
  }

  begin(): number {
    const { heads, tails } = this.problem;
    this.seen = this.points.slice();
    let count = 0;
    for (let e = 0; e < heads.length; e++) {
      const sum = this.sums[e] + this.steps[e];
      this.sums[e] = sum & 0x7fff_ffff;
      if (sum < 0x8000_0000) continue;
      this.due[2 * count] = heads[e];
      this.due[2 * count + 1] = tails[e];
      count++;
    }
    this.queue = Math.ceil(count / LANES);
    this.due.fill(this.count, 2 * count, 2 * this.queue * LANES);
    return this.queue;
  }

  step(from: number, to: number, alpha: number): void {
    for (let at = from; at < to; at++) {
      this.group(at, fround(alpha));
      this.group(at + GROUP * this.queue, fround(alpha));
    }
  }

  change({ curve, negatives }: { curve?: Curve; negatives?: number }): void {
    if (curve) this.tables = gradientTables(curve);
    if (negatives) this.negatives = negatives;
  }

  copyTo(out: Float32Array): void {
    const { dims } = this.problem;
    for (let at = 0; at < out.length; at++) out[at] = this.points[Math.floor(at / dims) * 4 + (at % dims)];
  }

  private group(from: number, alpha: number): void {
    const { due, queue, moves, points, seen, drawn } = this;
    const others = Array.from({ length: this.negatives }, () => this.below(drawn));
    for (let lane = 0; lane < GROUP; lane++) {
      const edge = 2 * (from + lane * queue);
      const head = 4 * due[edge];
      const tail = 4 * due[edge + 1];
      const x = points[head], y = points[head + 1], z = points[head + 2];
      let dx = fround(x - points[tail]), dy = fround(y - points[tail + 1]), dz = fround(z - points[tail + 2]);
      let force = fround(this.force(0, squared(dx, dy, dz)) * alpha);
      const ax = fround(force * dx), ay = fround(force * dy), az = fround(force * dz);
      let sx = 0, sy = 0, sz = 0;
      for (const first of others) {
        const other = 4 * ((first + lane) % drawn);
        dx = fround(x - seen[other]);
        dy = fround(y - seen[other + 1]);
        dz = fround(z - seen[other + 2]);
        force = this.force(PIECES, squared(dx, dy, dz));
        sx = fround(sx + fround(force * dx));
        sy = fround(sy + fround(force * dy));
        sz = fround(sz + fround(force * dz));
      }
      const to = 3 * lane;
      moves[to] = ax + fround(sx * alpha);
      moves[to + 1] = ay + fround(sy * alpha);
      moves[to + 2] = az + fround(sz * alpha);
      moves[12 + to] = ax;
      moves[13 + to] = ay;
      moves[14 + to] = az;
    }
    for (let lane = 0; lane < GROUP; lane++) {
      const edge = 2 * (from + lane * queue);
      for (let d = 0; d < 3; d++) points[4 * due[edge] + d] += moves[3 * lane + d];
      if (!this.problem.frozen) for (let d = 0; d < 3; d++) points[4 * due[edge + 1] + d] -= moves[12 + 3 * lane + d];
    }
  }

  /** Constant + slope · s of the piece of a table that s is in. */
  private force(table: number, s: number): number {
    this.float[0] = Math.min(Math.max(s, LEAST), MOST);
    const at = 2 * (table + (this.bits[0] >>> SHIFT) - FIRST);
    return fround(this.tables[at] + fround(this.tables[at + 1] * this.float[0]));
  }

  /** As `Random.below`. */
  private below(n: number): number {
    let s = this.state;
    s ^= s << 13;
    s ^= s >>> 17;
    s ^= s << 5;
    this.state = s;
    return Math.floor(((s >>> 0) * n) / 0x1_0000_0000);
  }
}

function squared(x: number, y: number, z: number): number {
  return fround(fround(fround(x * x) + fround(y * y)) + fround(z * z));
}
