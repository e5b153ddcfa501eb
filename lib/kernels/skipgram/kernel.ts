/**
 * The WASM SIMD skip-gram trainer: lays a problem out in a linear memory and drives
 * the kernel compiled from assembly.ts. One memory can carry several trainers (Hogwild,
 * Recht et al. 2011): the `shared` binaries on a SharedArrayBuffer, a scratch a thread.
 *
 * A row is made of whole cache lines of 16 floats, 15 dimensions and a zero each: the zero
 * is what the kernel stores to have a line fetched in good time.
 */
import { WordspaceError } from '../../error';
import { mix, Random } from '../random';
import { fillInitial, longestSentence, type SkipgramProblem, type SkipgramTrainer } from './problem';
import * as binaries from './skipgram.wasm';

interface Exports {
  configure(...layout: number[]): void;
  train(from: number, to: number, alpha: number): void;
  mantissa(): number;
  exponent(): number;
  trainedPairs(): number;
}

/**
 * 'simd' is SIMD128: the same bytes in every engine. 'fma' multiplies and adds in one
 * instruction (relaxed SIMD): faster, and where the machine rounds otherwise, other last bits.
 */
export type Flavour = 'simd' | 'fma';

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
}

const PAGE = 65536;
const LINE = 16;
const REFUSED = {
  simd: 'This engine has no WebAssembly SIMD; train on one thread with the plain kernel.',
  fma: 'This engine has no relaxed WebAssembly SIMD; train with the simd kernel.',
};
const modules = new Map<keyof typeof binaries, WebAssembly.Module>();

/** Whether this engine runs the kernel; without SIMD128 the twin must do. */
export function kernelWorks(): boolean {
  return compiled('simd', false) !== null;
}

/**
 * What this engine runs fastest. Asked anew each time: Node 20 takes relaxed SIMD once
 * its flag is set (lib/jobs/relaxed-simd.node.ts).
 */
export function fastestFlavour(): Flavour {
  return compiled('fma', false) ? 'fma' : 'simd';
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
  let end = 64;
  const take = (bytes: number): number => {
    const at = end;
    end = Math.ceil((end + bytes) / 64) * 64;
    return at;
  };
  const last = laneOf(dims - 1);
  const span = (Math.floor(last / 4) + 1) * 16;
  const stride = (Math.floor(last / LINE) + 1) * LINE * 4;
  const scratchBytes = Math.ceil(scratch(stride, window, negative, longestSentence(problem.sentences)) / 64) * 64;
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
  };
  const memory = allocate(end, shared);
  for (const part of ['ids', 'sentences', 'keep', 'negatives'] as const) {
    new Uint32Array(memory.buffer, placed[part], problem[part].length).set(problem[part]);
  }
  const random = new Random(seed);
  const row = new Float32Array(dims);
  for (let r = 0; r < vocabulary; r++) {
    fillInitial(row, dims, dims, random);
    spread(r * dims < (initial?.input.length ?? 0) ? initial!.input.subarray(r * dims) : row, memory, placed.input + r * stride, dims);
    if (r * dims < (initial?.output?.length ?? 0)) spread(initial!.output!.subarray(r * dims), memory, placed.output + r * stride, dims);
  }
  return { ...placed, memory };
}

/** Bytes of scratch that `configure` in assembly.ts divides up. */
function scratch(stride: number, window: number, negative: number, sentence: number): number {
  const pattern = 16 * (Math.ceil((window * 6) / 4) + 1);
  return stride + 6 * pattern + window * 8 + 8 + 2 * (16 + 16 * Math.ceil((negative + 1) / 3)) + sentence * 4;
}

/** The float of a row that holds dimension j. */
function laneOf(j: number): number {
  return j + Math.floor(j / (LINE - 1));
}

/** `dims` floats into the lines of a row. */
function spread(values: Float32Array, memory: WebAssembly.Memory, at: number, dims: number): void {
  const row = new Float32Array(memory.buffer, at, laneOf(dims - 1) + 1);
  for (let j = 0; j < dims; j++) row[laneOf(j)] = values[j];
}

/** A kernel instance at work on a placed problem; `thread` picks its scratch and its random numbers. */
export class SkipgramKernel implements SkipgramTrainer {
  private readonly exports: Exports;

  constructor(private readonly placed: PlacedProblem, thread = 0) {
    const p = placed;
    const module = compiled(p.flavour, p.shared);
    if (!module) throw new WordspaceError(REFUSED[p.flavour]);
    this.exports = new WebAssembly.Instance(module, { env: { memory: p.memory } }).exports as unknown as Exports;
    const state = mix((p.seed + 1 + thread) | 0) || 0x9e3779b9; // as Random begins
    this.exports.configure(
      p.stride, p.span, p.window, +p.fixedWindow, p.negative, p.vocabulary,
      p.ids, p.sentences, p.keep, p.negatives,
      p.input, p.output, p.scratch + thread * p.scratchBytes, state,
    );
  }

  train(from: number, to: number, alpha: number): void {
    this.exports.train(from, to, alpha);
  }

  get pairs(): number {
    return this.exports.trainedPairs();
  }

  get loss(): number {
    return -(Math.log(this.exports.mantissa()) + Math.LN2 * this.exports.exponent());
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
  const lanes = Uint32Array.from({ length: dims }, (_, j) => laneOf(j));
  const placed = new Float32Array(memory.buffer, at, (rows * stride) / 4);
  for (let r = 0; r < rows; r++) {
    for (let j = 0; j < dims; j++) values[r * dims + j] = placed[(r * stride) / 4 + lanes[j]];
  }
  return values;
}

function allocate(bytes: number, shared: boolean): WebAssembly.Memory {
  const pages = Math.ceil(bytes / PAGE);
  try {
    return new WebAssembly.Memory({ initial: pages, maximum: pages, shared });
  } catch {
    throw new WordspaceError(
      `Skip-gram would need ${Math.ceil(bytes / 1e6)} MB of memory, more than there is; raise the minimum count or lower the dimensions.`,
    );
  }
}

/** The compiled binary; null where the engine refuses it. */
function compiled(flavour: Flavour, shared: boolean): WebAssembly.Module | null {
  const name = `${shared ? 'shared' : 'unshared'}${flavour === 'fma' ? 'Fma' : ''}` as const;
  if (!modules.has(name)) {
    const bytes = Uint8Array.from(atob(binaries[name]), (c) => c.charCodeAt(0));
    if (!WebAssembly.validate(bytes)) return null;
    modules.set(name, new WebAssembly.Module(bytes));
  }
  return modules.get(name)!;
}
