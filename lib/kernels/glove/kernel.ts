/** The descent of assembly.ts: lays the parameters out in a linear memory and hands pairs over in pieces. */
import { Binaries, Layout } from '../wasm';
import * as binaries from './glove.wasm';
import { addSides, firstParameters, LANES, strideOf, type GloveDescent, type GloveProblem, type Pairs } from './problem';

interface Exports {
  configure(values: number, words: number, stride: number, rate: number): void;
  train(pairs: number, count: number, loss: number): number;
}

const kernels = new Binaries<Exports>(binaries);

export function kernelWorks(): boolean {
  return kernels.works('simd');
}

/** Pairs handed over at once. */
const PIECE = 4096;

export class GloveKernel implements GloveDescent {
  private readonly exports: Exports;
  private readonly values: Float32Array;
  private readonly integers: Uint32Array;
  private readonly floats: Float32Array;
  private readonly pieces: number;

  /** @throws WordspaceError when the parameters do not fit in memory */
  constructor(private readonly problem: GloveProblem) {
    const { words, dims, rate } = problem;
    const stride = strideOf(dims);
    const layout = new Layout();
    const at = layout.take(2 * words * stride * 8);
    this.pieces = layout.take(PIECE * 16);
    const memory = layout.allocate(false, 'choose fewer words or dimensions');
    this.values = new Float32Array(memory.buffer, at, 4 * words * stride);
    this.integers = new Uint32Array(memory.buffer, this.pieces, PIECE * 4);
    this.floats = new Float32Array(memory.buffer, this.pieces, PIECE * 4);
    this.values.fill(1);
    const first = firstParameters(problem);
    for (let i = 0; i < first.length; i++) this.values[place(i)] = first[i];
    this.exports = kernels.instance('simd', memory, false);
    this.exports.configure(at, words, stride, rate);
  }

  train({ words, contexts, targets, weights }: Pairs, from: number, to: number): number {
    let loss = 0;
    for (let begin = from; begin < to; begin += PIECE) {
      const count = Math.min(PIECE, to - begin);
      for (let p = 0; p < count; p++) {
        this.integers[4 * p] = words[begin + p];
        this.integers[4 * p + 1] = contexts[begin + p];
        this.floats[4 * p + 2] = targets[begin + p];
        this.floats[4 * p + 3] = weights[begin + p];
      }
      loss = this.exports.train(this.pieces, count, loss);
    }
    return loss;
  }

  copySums(out: Float32Array): void {
    addSides(this.parameters(), this.problem, out);
  }

  parameters(): Float32Array {
    const out = new Float32Array(this.values.length / 2);
    for (let i = 0; i < out.length; i++) out[i] = this.values[place(i)];
    return out;
  }
}

/** Where parameter i lies: behind every four values stand their squares. */
function place(i: number): number {
  return 2 * i - (i % LANES);
}
