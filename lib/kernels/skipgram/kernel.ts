/**
 * The WASM SIMD skip-gram trainer: lays a problem out in a linear memory and drives
 * the kernel compiled from assembly.ts. One memory can carry several trainers (Hogwild,
 * Recht et al. 2011): the `shared` binaries on a SharedArrayBuffer, a scratch a thread.
 *
 * A row is made of whole cache lines of 16 floats, 15 dimensions and a zero each: the zero
 * is what the kernel stores to have a line fetched in good time.
 */
import { Random } from '../random';
import { Binaries, firstState, Layout, summedLoss, type Flavour, type TrainerExports } from '../wasm';
import { fillInitial, longestRun, orderedIds, type SkipgramProblem, type SkipgramTrainer } from './problem';
import * as binaries from './skipgram.wasm';

/** A problem in linear memory: addresses in bytes; cloneable, and sharable when `shared`. */
export interface PlacedProblem {
  memory: WebAssembly.Memory;
  shared: boolean;
  flavour: Flavour;
  vocabulary: number;
  dims: number;
  window: number;
  fixedWindow: boolean;
  negative: number;
  seed: number;
  /** Bytes from row to row. */
  stride: number;
  /** Bytes of a row up to its last dimension, in vectors of four. */
  span: number;
  ids: number;
  sentences: number;
  keep: number;
  negatives: number;
  input: number;
  output: number;
  scratch: number;
  /** Bytes of scratch a thread. */
  scratchBytes: number;
  /** Words, from the first, whose rows a thread copies (copies.assembly.ts), and after how many uses it joins them. */
  copies: number;
  period: number;
  copied: number;
  /** Bytes of copies a thread. */
  copiedBytes: number;
}

interface Exports extends TrainerExports {
  copyRows(): void;
  joinRows(): void;
}

const kernels = new Binaries<Exports>(binaries);
const LINE = 16;
/** At most so many words have copies: what a thread works on most stays in its cache. */
const COPIES = 128;
/** Uses of a row by all threads that a thread may not have seen yet. */
const STALENESS = 64;

/** Whether this engine runs the kernel; without SIMD128 the twin must do. */
export function kernelWorks(): boolean {
  return kernels.works('simd');
}

/**
 * What this engine runs fastest. Asked anew each time: Node 20 takes relaxed SIMD once
 * its flag is set (lib/jobs/relaxed-simd.node.ts).
 */
export function fastestFlavour(): Flavour {
  return kernels.works('fma') ? 'fma' : 'simd';
}

export interface Placing {
  /** Kernels that will work in this memory at once; default 1. */
  threads?: number;
  /** A SharedArrayBuffer, for workers; default false. */
  shared?: boolean;
  /** By default 'simd' for one thread, and the fastest for more, whose runs differ anyway. */
  flavour?: Flavour;
}

/**
 * Copy a problem into a new memory, with its first vectors.
 * @throws WordspaceError when it does not fit in memory
 */
export function place(problem: SkipgramProblem, placing: Placing = {}): PlacedProblem {
  const { threads = 1, shared = false, flavour = threads > 1 ? fastestFlavour() : 'simd' } = placing;
  const { dims, window, fixedWindow = false, negative, vocabulary, seed, initial } = problem;
  const layout = new Layout();
  const take = (bytes: number) => layout.take(bytes);
  const last = laneOf(dims - 1);
  const span = (Math.floor(last / 4) + 1) * 16;
  const stride = (Math.floor(last / LINE) + 1) * LINE * 4;
  const scratchBytes = Math.ceil(scratch(stride, window, negative, longestRun(problem.sentences)) / 64) * 64;
  // A thread alone works on the rows themselves.
  const copies = shared && threads > 1 ? Math.min(problem.frequent ?? 0, COPIES) : 0;
  const copiedBytes = Math.ceil((copies * (4 * stride + 8)) / 64) * 64;
  const placed = {
    shared, flavour, vocabulary, dims, window, fixedWindow, negative, seed, stride, span,
    ids: take(problem.ids.byteLength),
    sentences: take(problem.sentences.byteLength),
    keep: take(problem.keep.byteLength),
    negatives: take(problem.negatives.byteLength),
    input: take(vocabulary * stride),
    output: take(vocabulary * stride),
    scratch: take(threads * scratchBytes),
    scratchBytes,
    copies,
    period: Math.ceil(STALENESS / threads),
    copied: take(threads * copiedBytes),
    copiedBytes,
  };
  const memory = layout.allocate(shared, 'raise the minimum count or lower the dimensions');
  orderedIds(problem, new Uint32Array(memory.buffer, placed.ids, problem.ids.length));
  for (const part of ['sentences', 'keep', 'negatives'] as const) {
    new Uint32Array(memory.buffer, placed[part], problem[part].length).set(problem[part]);
  }
  placeRandom(memory, placed.input, stride, problem);
  if (initial?.input) placeRows(memory, placed.input, stride, dims, initial.input);
  if (initial?.output) placeRows(memory, placed.output, stride, dims, initial.output);
  return { ...placed, memory };
}

/** Bytes of scratch that `configure` in assembly.ts divides up. */
function scratch(stride: number, window: number, negative: number, sentence: number): number {
  return stride + window * 8 + 8 + 9 * window * 48 + 192 + 2 * (8 + 28 * (negative + 1)) + sentence * 4;
}

/** The float of a row that holds dimension j. */
function laneOf(j: number): number {
  return j + Math.floor(j / (LINE - 1));
}

function lanesOf(dims: number): Uint32Array {
  return Uint32Array.from({ length: dims }, (_, j) => laneOf(j));
}

/** Rows of `dims` floats into the lines of rows of `stride` bytes. */
function placeRows(memory: WebAssembly.Memory, at: number, stride: number, dims: number, values: Float32Array): void {
  const lanes = lanesOf(dims);
  const rows = new Float32Array(memory.buffer, at);
  for (let from = 0, row = 0; from < values.length; from += dims, row += stride / 4) {
    for (let j = 0; j < dims; j++) rows[row + lanes[j]] = values[from + j];
  }
}

/** Random first vectors straight into their lines: a copy beside them would cost as much memory again. */
function placeRandom(memory: WebAssembly.Memory, at: number, stride: number, { vocabulary, dims, seed }: SkipgramProblem): void {
  fillInitial(new Float32Array(memory.buffer, at, (vocabulary * stride) / 4), dims, stride / 4, new Random(seed), lanesOf(dims));
}

/** A kernel instance at work on a placed problem; `thread` picks its scratch and its random numbers. */
export class SkipgramKernel implements SkipgramTrainer {
  private readonly exports: Exports;
  private begun = false;

  constructor(private readonly placed: PlacedProblem, thread = 0) {
    const p = placed;
    this.exports = kernels.instance(p.flavour, p.memory, p.shared);
    this.exports.configure(
      p.stride, p.span, p.window, +p.fixedWindow, p.negative, p.vocabulary,
      p.ids, p.sentences, p.keep, p.negatives,
      p.input, p.output, p.scratch + thread * p.scratchBytes, firstState(p.seed, thread),
      p.copies, p.period, p.copied + thread * p.copiedBytes,
    );
  }

  train(from: number, to: number, alpha: number): void {
    // Not before: another kernel may only read, beside the one whose copies these are.
    if (!this.begun) this.exports.copyRows();
    this.begun = true;
    this.exports.train(from, to, alpha);
  }

  join(): void {
    if (this.begun) this.exports.joinRows();
  }

  get pairs(): number {
    return this.exports.trainedPairs();
  }

  get loss(): number {
    return summedLoss(this.exports);
  }

  input(rows = this.placed.vocabulary): Float32Array {
    return unpadded(this.placed, this.placed.input, rows);
  }

  output(): Float32Array {
    return unpadded(this.placed, this.placed.output);
  }
}

/** The first `rows` rows of `dims` floats out of their lines. */
export function unpadded({ memory, vocabulary, dims, stride }: PlacedProblem, at: number, rows = vocabulary): Float32Array {
  const values = new Float32Array(rows * dims);
  const placed = new Float32Array(memory.buffer, at, (rows * stride) / 4);
  let to = 0;
  for (let r = 0; r < rows; r++) {
    for (let line = (r * stride) / 4, end = to + dims; to < end; line += LINE) {
      for (let lane = line, stop = Math.min(to + LINE - 1, end); to < stop; ) values[to++] = placed[lane++];
    }
  }
  return values;
}
