/** Our own engine: the descent of lib/kernels/umap on the edges of the graph. */
import { UmapKernel } from '../../kernels/umap/kernel';
import { LANES, type UmapDescent, type UmapProblem } from '../../kernels/umap/problem';
import { UmapTwin } from '../../kernels/umap/twin';
import { SLICE } from '../slices';
import type { Engine, EngineInput } from './engine';

/** Multiply-adds that moving a pair of points costs, about. */
const MOVE = 64;

export const startKernel = (input: EngineInput): Engine => new Descent(new UmapKernel(problemOf(input)), input.negativeSampleRate);
export const startTwin = (input: EngineInput): Engine => new Descent(new UmapTwin(problemOf(input)), input.negativeSampleRate);

function problemOf({ graph, dims, initial, curve, epochs, negativeSampleRate, seed }: EngineInput): UmapProblem {
  return { dims, initial, ...edgesOf(graph, epochs), curve, negatives: negativeSampleRate, seed };
}

/** The entries of a graph that come up at least once; the strongest does in every epoch. */
function edgesOf(graph: EngineInput['graph'], epochs: number): Pick<UmapProblem, 'heads' | 'tails' | 'shares'> {
  let strongest = 0;
  for (let e = 0; e < graph.values.length; e++) strongest = Math.max(strongest, graph.values[e]);
  let kept = 0;
  for (let e = 0; e < graph.values.length; e++) kept += Number(graph.values[e] * epochs >= strongest);
  const heads = new Uint32Array(kept);
  const tails = new Uint32Array(kept);
  const shares = new Float32Array(kept);
  for (let row = 0, at = 0; row < graph.rows; row++) {
    for (let e = graph.indptr[row]; e < graph.indptr[row + 1]; e++) {
      if (graph.values[e] * epochs < strongest) continue;
      heads[at] = row;
      tails[at] = graph.indices[e];
      shares[at++] = graph.values[e] / strongest;
    }
  }
  return { heads, tails, shares };
}

export class Descent implements Engine {
  /** Steps of the epoch, and how many are taken. */
  private steps = 0;
  private taken = 0;

  constructor(
    private readonly descent: UmapDescent,
    private negatives: number,
  ) {}

  advance(alpha: number): boolean {
    if (this.taken === this.steps) {
      this.steps = this.descent.begin();
      this.taken = 0;
    }
    const to = Math.min(this.steps, this.taken + Math.ceil(SLICE / (LANES * MOVE * (1 + this.negatives))));
    this.descent.step(this.taken, to, alpha);
    this.taken = to;
    return to === this.steps;
  }

  change(change: Parameters<UmapDescent['change']>[0]): void {
    this.negatives = change.negatives ?? this.negatives;
    this.descent.change(change);
  }

  copyTo(out: Float32Array): void {
    this.descent.copyTo(out);
  }
}
