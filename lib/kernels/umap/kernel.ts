/** The descent of assembly.ts: lays a problem out in a linear memory and drives the kernel. */
import { Binaries, Layout } from '../wasm';
import { FIRST, gradientTables, PIECES, type Curve } from './gradients';
import { GROUP, increments, LANES, stateOf, type UmapDescent, type UmapProblem } from './problem';
import * as binaries from './umap.wasm';

interface Exports {
  configure(
    points: number, edges: number, count: number, sums: number, increments: number, due: number, nobody: number, tables: number,
    tableBytes: number, first: number, seen: number, seenBytes: number, drawn: number, frozen: boolean, state: number,
  ): void;
  setNegatives(negatives: number): void;
  begin(): number;
  step(from: number, to: number, alpha: number): void;
}

const kernels = new Binaries<Exports>(binaries);

export function kernelWorks(): boolean {
  return kernels.works('simd');
}

/** Bytes of a point. */
const POINT = 16;

export class UmapKernel implements UmapDescent {
  private readonly exports: Exports;
  private readonly points: Float32Array;
  private readonly tables: Float32Array;
  private readonly dims: number;

  /** @throws WordspaceError when the problem does not fit in memory */
  constructor({ dims, initial, heads, tails, shares, curve, negatives, drawn = initial.length / dims, frozen = false, seed }: UmapProblem) {
    const count = initial.length / dims;
    const edges = heads.length;
    const seenBytes = (drawn + GROUP - 1) * 4;
    // What fills the last four up is never due.
    const fours = Math.ceil(edges / 4) * 4;
    const layout = new Layout();
    const at = {
      points: layout.take((count + 1) * POINT),
      edges: layout.take(fours * 8),
      sums: layout.take(fours * 4),
      increments: layout.take(fours * 4),
      due: layout.take((edges + LANES) * 8),
      tables: layout.take(4 * PIECES * 4),
      seen: layout.take(3 * seenBytes),
    };
    const memory = layout.allocate(false, 'lay out fewer words', 'The map');
    const { buffer } = memory;
    this.dims = dims;
    this.points = new Float32Array(buffer, at.points, (count + 1) * 4);
    for (let i = 0; i < initial.length; i++) this.points[Math.floor(i / dims) * 4 + (i % dims)] = initial[i];
    const ends = new Uint32Array(buffer, at.edges, 2 * edges);
    for (let e = 0; e < edges; e++) {
      ends[2 * e] = at.points + heads[e] * POINT;
      ends[2 * e + 1] = at.points + tails[e] * POINT;
    }
    new Uint32Array(buffer, at.increments, edges).set(increments(shares));
    this.tables = new Float32Array(buffer, at.tables, 4 * PIECES);
    this.exports = kernels.instance('simd', memory, false);
    this.exports.configure(
      at.points, at.edges, fours, at.sums, at.increments, at.due, at.points + count * POINT, at.tables,
      8 * PIECES, FIRST, at.seen, seenBytes, drawn, frozen, stateOf(seed),
    );
    this.change({ curve, negatives });
  }

  begin(): number {
    return this.exports.begin();
  }

  step(from: number, to: number, alpha: number): void {
    this.exports.step(from, to, alpha);
  }

  change({ curve, negatives }: { curve?: Curve; negatives?: number }): void {
    if (curve) this.tables.set(gradientTables(curve));
    if (negatives) this.exports.setNegatives(negatives);
  }

  copyTo(out: Float32Array): void {
    const { dims, points } = this;
    for (let from = 0, at = 0; at < out.length; from += 4) for (let d = 0; d < dims; d++) out[at++] = points[from + d];
  }
}
