/**
 * The WASM SIMD trainer of CBOW, hierarchical softmax and subwords: lays a problem out in a
 * linear memory and drives the kernel compiled from assembly.ts. One memory can carry
 * several trainers (Hogwild), as in lib/kernels/skipgram/kernel.ts.
 */
import { fastestFlavour, type Placing } from '../skipgram/kernel';
import { copyInitial, longestRun, orderedIds, type SkipgramTrainer } from '../skipgram/problem';
import { Binaries, firstState, Layout, summedLoss, type Flavour, type TrainerExports } from '../wasm';
import * as binaries from './bag.wasm';
import { composed, fillInputs, mostTargets, type BagProblem } from './problem';

/** A problem in linear memory: addresses in bytes; cloneable, and sharable when `shared`. */
export interface PlacedBag {
  kind: 'bag';
  memory: WebAssembly.Memory;
  shared: boolean;
  flavour: Flavour;
  dims: number;
  window: number;
  fixedWindow: boolean;
  predicts: BagProblem['predicts'];
  /** Negative samples a word; 0 with a hierarchy. */
  negative: number;
  vocabulary: number;
  rows: number;
  seed: number;
  mostParts: number;
  mostTargets: number;
  /** Bytes a row: dims padded to a multiple of four floats. */
  stride: number;
  ids: number;
  sentences: number;
  keep: number;
  parts: number;
  partBounds: number;
  table: number;
  pathBounds: number;
  input: number;
  output: number;
  scratch: number;
  /** Bytes of scratch a thread. */
  scratchBytes: number;
}

const kernels = new Binaries(binaries);

/**
 * Copy a problem into a new memory, with its first vectors.
 * @throws WordspaceError when it does not fit in memory
 */
export function placeBag(problem: BagProblem, placing: Placing = {}): PlacedBag {
  const { threads = 1, shared = false, flavour = threads > 1 ? fastestFlavour() : 'simd' } = placing;
  const { dims, window, fixedWindow, predicts, vocabulary, rows, seed, objective } = problem;
  const hierarchy = objective.kind === 'hierarchy';
  const tables = {
    sentences: problem.sentences, keep: problem.keep, parts: problem.parts, partBounds: problem.partBounds,
    table: hierarchy ? objective.steps : objective.table, pathBounds: hierarchy ? objective.bounds : new Uint32Array(0),
  };
  const layout = new Layout();
  const take = (bytes: number) => layout.take(bytes);
  const stride = Math.ceil(dims / 4) * 16;
  const placed: Omit<PlacedBag, 'memory'> = {
    kind: 'bag', shared, flavour, dims, window, fixedWindow, predicts, vocabulary, rows, seed, stride,
    negative: hierarchy ? 0 : objective.count,
    mostParts: longestRun(problem.partBounds),
    mostTargets: mostTargets(objective),
    ids: take(problem.ids.byteLength),
    sentences: take(tables.sentences.byteLength),
    keep: take(tables.keep.byteLength),
    parts: take(tables.parts.byteLength),
    partBounds: take(tables.partBounds.byteLength),
    table: take(tables.table.byteLength),
    pathBounds: take(tables.pathBounds.byteLength),
    input: take(rows * stride),
    output: take(vocabulary * stride),
    scratch: 0,
    scratchBytes: 0,
  };
  placed.scratchBytes = scratchBytes(placed, longestRun(problem.sentences));
  placed.scratch = take(threads * placed.scratchBytes);
  const memory = layout.allocate(shared, 'raise the minimum count, or lower the dimensions or the n-gram buckets');
  orderedIds(problem, new Uint32Array(memory.buffer, placed.ids, problem.ids.length));
  for (const name of Object.keys(tables) as (keyof typeof tables)[]) {
    new Uint32Array(memory.buffer, placed[name], tables[name].length).set(tables[name]);
  }
  fillInputs(new Float32Array(memory.buffer, placed.input, (rows * stride) / 4), problem, stride / 4);
  copyInitial(new Float32Array(memory.buffer, placed.output, (vocabulary * stride) / 4), problem.initial?.output, dims, stride / 4);
  return { ...placed, memory };
}

/** A kernel instance at work on a placed problem; `thread` picks its scratch and its random numbers. */
export class BagKernel implements SkipgramTrainer {
  private readonly exports: TrainerExports;

  constructor(private readonly placed: PlacedBag, thread = 0) {
    const p = placed;
    this.exports = kernels.instance(p.flavour, p.memory, p.shared);
    this.exports.configure(
      p.stride, p.window, +p.fixedWindow, +(p.predicts === 'center'), p.negative, p.vocabulary,
      p.ids, p.sentences, p.keep, p.parts, p.partBounds, p.table, p.pathBounds,
      p.input, p.output, p.scratch + thread * p.scratchBytes, p.mostParts, p.mostTargets, firstState(p.seed, thread),
    );
  }

  train(from: number, to: number, alpha: number): void {
    this.exports.train(from, to, alpha);
  }

  get pairs(): number {
    return this.exports.trainedPairs();
  }

  get loss(): number {
    return summedLoss(this.exports);
  }

  input(words = this.placed.vocabulary): Float32Array {
    const { memory, input, rows, stride, vocabulary, dims } = this.placed;
    const partBounds = new Uint32Array(memory.buffer, this.placed.partBounds, vocabulary + 1);
    const parts = new Uint32Array(memory.buffer, this.placed.parts, partBounds[vocabulary]);
    return composed(new Float32Array(memory.buffer, input, (rows * stride) / 4), { dims, vocabulary, parts, partBounds }, stride / 4, words);
  }

  output(): Float32Array {
    return unpadded(this.placed, this.placed.output, this.placed.vocabulary);
  }

  /** The rows of the n-gram buckets, a copy. */
  buckets(): Float32Array {
    const { input, vocabulary, rows, stride } = this.placed;
    return unpadded(this.placed, input + vocabulary * stride, rows - vocabulary);
  }
}

/** Rows of `dims` floats out of rows of `stride` bytes. */
function unpadded({ memory, dims, stride }: PlacedBag, at: number, rows: number): Float32Array {
  const values = new Float32Array(rows * dims);
  for (let r = 0; r < rows; r++) values.set(new Float32Array(memory.buffer, at + r * stride, dims), r * dims);
  return values;
}

function scratchBytes({ stride, window, predicts, mostParts, mostTargets }: Omit<PlacedBag, 'memory'>, sentence: number): number {
  const groups = Math.ceil(mostTargets / 6);
  const bytes = 4 * stride + 32 + groups * 56 + (predicts === 'center' ? 2 * window : 1) * mostParts * 4 + sentence * 4;
  return Math.ceil(bytes / 64) * 64;
}
