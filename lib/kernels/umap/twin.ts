/**
 * Stochastic gradient descent on UMAP's cross entropy (McInnes, Healy & Melville 2018,
 * algorithm 5) in plain TypeScript: the specification of the WASM kernel, its test oracle
 * and its fallback.
 *
 * In every epoch the edges that are due are dealt into 8 queues of equal length, and a step
 * takes one edge of each: first those of the queues 0–3, then those of 4–7. The four edges
 * of such a group are moved at once, from where the points stood before it: head and tail
 * are drawn to each other, and the head is pushed from points drawn by chance (itself does
 * not push it). Queues begin far apart in the graph, so the four edges hardly ever share a
 * point; where they do, the moves add up.
 *
 * All arithmetic is single precision, a rounding an operation.
 */
import { BOUND, FIRST, gradientTables, LEAST, MOST, PIECES, SHIFT, type Curve } from './gradients';
import { increments, LANES, laneStates, type UmapDescent, type UmapProblem } from './problem';

const GROUP = 4;
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
  private readonly states: Uint32Array;
  private readonly count: number;
  private readonly bits = new Uint32Array(1);
  private readonly float = new Float32Array(this.bits.buffer);
  /** What the group moves: heads, then tails. */
  private readonly moves = new Float32Array(2 * GROUP * 3);

  constructor(private readonly problem: UmapProblem) {
    const { dims, initial, shares, curve, negatives, seed } = problem;
    this.count = initial.length / dims;
    this.points = new Float32Array((this.count + 1) * 4);
    for (let at = 0; at < initial.length; at++) this.points[Math.floor(at / dims) * 4 + (at % dims)] = initial[at];
    this.steps = increments(shares);
    this.sums = new Uint32Array(shares.length);
    this.due = new Uint32Array(2 * (shares.length + LANES));
    this.tables = gradientTables(curve);
    this.negatives = negatives;
    this.states = laneStates(seed);
  }

  begin(): number {
    const { heads, tails } = this.problem;
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

  private group(first: number, alpha: number): void {
    const { due, queue, moves, points, negatives, count } = this;
    const { frozen, drawn = count } = this.problem;
    for (let lane = 0; lane < GROUP; lane++) {
      const edge = 2 * (first + lane * queue);
      const head = 4 * due[edge];
      const tail = 4 * due[edge + 1];
      const x = points[head], y = points[head + 1], z = points[head + 2];
      let dx = fround(x - points[tail]), dy = fround(y - points[tail + 1]), dz = fround(z - points[tail + 2]);
      let force = this.force(0, squared(dx, dy, dz));
      const ax = fround(bounded(fround(force * dx)) * alpha), ay = fround(bounded(fround(force * dy)) * alpha), az = fround(bounded(fround(force * dz)) * alpha);
      let sx = 0, sy = 0, sz = 0;
      for (let n = 0; n < negatives; n++) {
        const other = 4 * this.below(lane, drawn);
        dx = fround(x - points[other]);
        dy = fround(y - points[other + 1]);
        dz = fround(z - points[other + 2]);
        force = this.force(PIECES, squared(dx, dy, dz));
        sx = fround(sx + bounded(fround(force * dx)));
        sy = fround(sy + bounded(fround(force * dy)));
        sz = fround(sz + bounded(fround(force * dz)));
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
      const edge = 2 * (first + lane * queue);
      for (let d = 0; d < 3; d++) points[4 * due[edge] + d] += moves[3 * lane + d];
      if (!frozen) for (let d = 0; d < 3; d++) points[4 * due[edge + 1] + d] -= moves[12 + 3 * lane + d];
    }
  }

  /** Constant + slope · s of the piece of a table that s is in. */
  private force(table: number, s: number): number {
    this.float[0] = Math.min(Math.max(s, LEAST), MOST);
    const at = 2 * (table + (this.bits[0] >>> SHIFT) - FIRST);
    return fround(this.tables[at] + fround(this.tables[at + 1] * this.float[0]));
  }

  /** As `Random.below`, of the lane's own numbers. */
  private below(lane: number, n: number): number {
    let s = this.states[lane];
    s ^= s << 13;
    s ^= s >>> 17;
    s ^= s << 5;
    this.states[lane] = s;
    return Math.floor(((s >>> 0) * n) / 0x1_0000_0000);
  }
}

function squared(x: number, y: number, z: number): number {
  return fround(fround(fround(x * x) + fround(y * y)) + fround(z * z));
}

function bounded(step: number): number {
  return Math.min(BOUND, Math.max(-BOUND, step));
}
