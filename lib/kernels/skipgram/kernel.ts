/**
 * The WASM SIMD skip-gram trainer: lays a problem out in a linear memory and drives
 * the kernel compiled from assembly.ts. One memory can carry several trainers (Hogwild,
 * Recht et al. 2011): the `shared` binaries on a SharedArrayBuffer, a scratch a thread.
 */
import { WordspaceError } from '../../error';
import { mix, Random } from '../random';
import { copyInitial, fillInitial, longestSentence, type SkipgramProblem, type SkipgramTrainer } from './problem';
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
  /** Bytes a row: dims padded to a multiple of four floats. */
  stride: number;
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
  const stride = Math.ceil(dims / 4) * 16;
  const scratchBytes = Math.ceil((stride + window * 56 + 72 + longestSentence(problem.sentences) * 4) / 64) * 64;
  const placed = {
    shared, flavour, vocabulary, dims, window, fixedWindow, negative, seed, stride,
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
  const [inputs, outputs] = [placed.input, placed.output].map((at) => new Float32Array(memory.buffer, at, (vocabulary * stride) / 4));
  fillInitial(inputs, dims, stride / 4, new Random(seed));
  copyInitial(inputs, initial?.input, dims, stride / 4);
  copyInitial(outputs, initial?.output, dims, stride / 4);
  return { ...placed, memory };
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
      p.stride, p.window, +p.fixedWindow, p.negative, p.vocabulary,
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

/** The first `rows` rows of `dims` floats out of rows of `stride` bytes. */
export function unpadded({ memory, vocabulary, dims, stride }: PlacedProblem, at: number, rows = vocabulary): Float32Array {
  const values = new Float32Array(rows * dims);
  for (let r = 0; r < rows; r++) values.set(new Float32Array(memory.buffer, at + r * stride, dims), r * dims);
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
