/** The descent of assembly.ts: lays a problem out in a linear memory and drives the kernel. */
import { Binaries, Layout } from '../wasm';
import { CUT, LEAF, LEAST_GAIN, RAISE, type Move, type TsneDescent, type TsneProblem } from './problem';
import * as binaries from './tsne.wasm';

interface Exports {
  configure(
    count: number, flat: boolean, angle: number, points: number, moves: number, gains: number, draws: number, pushes: number, order: number,
    nodes: number, leafNodes: number, seen: number, rows: number, edges: number, values: number,
  ): void;
  begin(): number;
  step(from: number, to: number): void;
  move(exaggeration: number, rate: number, momentum: number, raise: number, cut: number, leastGain: number): void;
  pull(): number;
}

const kernels = new Binaries<Exports>(binaries);

export function kernelWorks(): boolean {
  return kernels.works('simd');
}

/** Bytes of a point and of a node. */
const POINT = 16;
const NODE = 48;
/** A row of edges is filled up to whole vectors. */
const LANES = 4;

export class TsneKernel implements TsneDescent {
  private readonly exports: Exports;
  private readonly points: Float32Array;
  private readonly moves: Float32Array;
  private readonly gains: Float32Array;

  /** @throws WordspaceError when the problem does not fit in memory */
  constructor(private readonly problem: TsneProblem) {
    const { dims, initial, indptr, angle } = problem;
    const count = initial.length / dims;
    const leaves = Math.ceil(count / LEAF);
    let edges = 0;
    for (let row = 0; row < count; row++) edges += filled(indptr[row + 1] - indptr[row]);
    const layout = new Layout();
    const room = () => layout.take(count * POINT);
    const at = {
      points: room(), moves: room(), gains: room(), draws: room(), pushes: room(),
      order: layout.take(count * 4),
      nodes: layout.take((2 * leaves - 1) * NODE),
      leafNodes: layout.take(leaves * 4),
      seen: layout.take((count + 2 * leaves) * POINT),
      rows: layout.take((count + 1) * 4),
      edges: layout.take(edges * 4),
      values: layout.take(edges * 4),
    };
    const memory = layout.allocate(false, 'lay out fewer words or choose a smaller perplexity', 'The map');
    const { buffer } = memory;
    this.points = new Float32Array(buffer, at.points, count * 4);
    for (let i = 0; i < initial.length; i++) this.points[Math.floor(i / dims) * 4 + (i % dims)] = initial[i];
    this.moves = new Float32Array(buffer, at.moves, count * 4);
    this.gains = new Float32Array(buffer, at.gains, count * 4);
    this.rest();
    const order = new Uint32Array(buffer, at.order, count);
    for (let i = 0; i < count; i++) order[i] = at.points + i * POINT;
    placeEdges(problem, buffer, at);
    this.exports = kernels.instance('simd', memory, false);
    this.exports.configure(
      count, dims === 2, angle, at.points, at.moves, at.gains, at.draws, at.pushes, at.order,
      at.nodes, at.leafNodes, at.seen, at.rows, at.edges, at.values,
    );
  }

  begin(): number {
    return this.exports.begin();
  }

  step(from: number, to: number): void {
    this.exports.step(from, to);
  }

  move({ exaggeration, rate, momentum }: Move): void {
    this.exports.move(exaggeration, rate, momentum, RAISE, CUT, LEAST_GAIN);
  }

  rest(): void {
    this.moves.fill(0);
    this.gains.fill(1);
  }

  copyTo(out: Float32Array): void {
    const { dims } = this.problem;
    for (let from = 0, at = 0; at < out.length; from += 4) for (let d = 0; d < dims; d++) out[at++] = this.points[from + d];
  }

  pull(): number {
    return this.exports.pull();
  }
}

function filled(edges: number): number {
  return Math.ceil(edges / LANES) * LANES;
}

/** Rows begin at addresses, and an edge is the address of the other point; what fills a row up is the point itself, and does not draw. */
function placeEdges({ indptr, indices, values }: TsneProblem, buffer: ArrayBuffer, at: { points: number; rows: number; edges: number; values: number }): void {
  const count = indptr.length - 1;
  const rows = new Uint32Array(buffer, at.rows, count + 1);
  rows[0] = at.edges;
  for (let row = 0; row < count; row++) rows[row + 1] = rows[row] + 4 * filled(indptr[row + 1] - indptr[row]);
  const length = (rows[count] - at.edges) / 4;
  const others = new Uint32Array(buffer, at.edges, length);
  const weights = new Float32Array(buffer, at.values, length);
  for (let row = 0; row < count; row++) {
    const from = (rows[row] - at.edges) / 4;
    const own = indptr[row + 1] - indptr[row];
    others.fill(at.points + row * POINT, from, (rows[row + 1] - at.edges) / 4);
    for (let e = 0; e < own; e++) {
      others[from + e] = at.points + indices[indptr[row] + e] * POINT;
      weights[from + e] = values[indptr[row] + e];
    }
  }
}
