/**
 * Nearest neighbours by the kernel compiled from assembly.ts: rows are rounded and laid out
 * in a linear memory, the kernel finds a few more candidates a row than are wanted, and
 * those are scored again by `similarityOf`. How far rounding can move a similarity is
 * known, so for every row it can be said whether a row that is not among the candidates
 * could belong to the k nearest; where it could, all that might are scored. So the lists
 * are the twin's, bit for bit, whoever computes them and on however many threads.
 *
 * One memory can carry several kernels: the `shared` binary on a SharedArrayBuffer, each
 * thread with candidate lists of its own, which `settle` merges.
 */
import { Binaries, Layout } from '../wasm';
import * as binaries from './knn.wasm';
import { NearestLists } from './nearest';
import { similarityOf, type KnnProblem, type Metric, type Similarity } from './problem';

interface Exports {
  configure(strips: number, stripBytes: number, biases: number, least: number, bars: number, lists: number, length: number, scale: number, held: number): void;
  packInt16(order: number, slots: number, values: number, dims: number, inverse: number, shrink: number, mean: number): number;
  packFloat32(order: number, slots: number, values: number, dims: number, inverse: number, shrink: number, mean: number): number;
  compareInt16(left: number, leftEnd: number, right: number, rightEnd: number): void;
  compareFloat32(left: number, leftEnd: number, right: number, rightEnd: number): void;
  dot(a: number, b: number, dims: number): number;
  reachingInt16(slot: number, bound: number, right: number, rightEnd: number, out: number): number;
  reachingFloat32(slot: number, bound: number, right: number, rightEnd: number, out: number): number;
}

/**
 * How rows are rounded. int16 is twice as fast; its similarities are off by up to 2e-4 (at
 * 100 dims), so that rows closer to each other than that, as those of a space that was
 * never centred, leave too many candidates: then float32, off by up to 7e-6.
 */
export type Rounding = 'int16' | 'float32';

const kernels = new Binaries<Exports>(binaries);

/** Rows of a strip. */
export const STRIP = 8;
/** Candidates beyond those wanted, for what rounding hides: float32 is for rows closer to each other. */
const SPARE = { int16: 6, float32: 8 };
/** Stands in `order` where a slot holds no row. */
export const NONE = 0xffffffff;
/** Stands in a list where there is no candidate. */
const EMPTY = -Number.MAX_VALUE;
/** The bits of a candidate that tell its slot: this number less the slot. */
const NAME = 0x1fffffff;
/** Bytes of scratch a thread: a cache line, so that threads do not wait for each other. */
const HELD = 64;
/** The greatest int16. */
const UNIT = 32767;
/** Relative rounding of single precision. */
const EPSILON = 2 ** -24;

export function kernelWorks(): boolean {
  return kernels.works('simd');
}

/** A search in linear memory: addresses in bytes; cloneable, and sharable when `shared`. */
export interface PlacedKnn {
  memory: WebAssembly.Memory;
  shared: boolean;
  rounding: Rounding;
  metric: Metric;
  rows: number;
  dims: number;
  k: number;
  /** Groups of 8 slots. */
  strips: number;
  /** Candidates a slot. */
  length: number;
  threads: number;
  /** From products of rounded rows to similarities. */
  scale: number;
  /** Similarities here are off by no more than this. */
  error: number;
  /** Euclidean: what the rows were divided by. */
  radius: number;
  at: { strips: number; biases: number; order: number; values: number; inverse: number; mean: number; least: number; bars: number; lists: number; reached: number; held: number; indices: number; similarities: number };
}

export interface Placing {
  rounding?: Rounding;
  /** Kernels that will work in this memory at once; default 1. */
  threads?: number;
  /** A SharedArrayBuffer, for workers; default false. */
  shared?: boolean;
  /** Row of every slot, a multiple of 8, NONE where there is none; by default all rows in order. */
  order?: Uint32Array;
  /** Candidates kept beyond those wanted; by default as many as the rounding needs. */
  spare?: number;
}

/**
 * Copy rows into a new memory, and rounded into its strips. By cosine, these are rows of
 * length 1; by distance, rows around their mean, the longest of length 1, with −½ of the
 * squared length as bias, so that a similarity is −½ of a squared distance.
 * @throws WordspaceError when it does not fit in memory
 */
export function place(problem: KnnProblem, k: number, placing: Placing = {}): PlacedKnn {
  const { rounding = 'int16', threads = 1, shared = false, order = inOrder(problem.matrix.rows), spare = SPARE[rounding] } = placing;
  const { matrix: { rows, dims, values }, metric, inverse } = problem;
  const length = k + spare;
  const slots = order.length;
  const layout = new Layout();
  const at = {
    strips: layout.take(slots * wordsOf(dims, rounding) * 4),
    biases: layout.take(slots * 4),
    order: layout.take(slots * 4),
    values: layout.take(rows * dims * 4),
    inverse: layout.take(rows * 8),
    mean: layout.take(dims * 8),
    least: layout.take(slots * 4),
    bars: layout.take(slots * 4),
    lists: layout.take(threads * slots * length * 8),
    reached: layout.take(threads * slots * 4),
    held: layout.take(threads * HELD),
    indices: layout.take(rows * k * 4),
    similarities: layout.take(rows * k * 4),
  };
  const memory = layout.allocate(shared, 'lay out fewer words', 'Finding neighbours');
  const { buffer } = memory;
  new Uint32Array(buffer, at.order, slots).set(order);
  new Float32Array(buffer, at.values, rows * dims).set(values);
  new Float64Array(buffer, at.inverse, rows).set(inverse);
  const whole = rounding === 'int16';
  const cosine = metric === 'cosine';
  const mean = cosine ? new Float64Array(dims) : meanRow(values, rows, dims);
  new Float64Array(buffer, at.mean, dims).set(mean);
  const radius = cosine ? 1 : radiusAround(mean, values, rows, dims) || 1;
  const placed: PlacedKnn = { memory, shared, rounding, metric, rows, dims, k, strips: slots / STRIP, length, threads, scale: whole ? 1 / UNIT ** 2 : 1, error: 0, radius, at };
  const exports = configured(placed, 0);
  const lost = Math.sqrt((whole ? exports.packInt16 : exports.packFloat32)(at.order, slots, at.values, dims, cosine ? at.inverse : 0, 1 / radius, at.mean));
  // float32: a rounding a product and a sum, and some for the rows and the biases themselves.
  placed.error = whole ? 2 * lost + lost * lost + 8 * EPSILON : (dims + 8) * EPSILON;
  for (let thread = 0; thread < threads; thread++) clear(placed, thread);
  return placed;
}

/** Words of 4 bytes a row, an even number: the kernel takes two at a time. */
function wordsOf(dims: number, rounding: Rounding): number {
  return 2 * Math.ceil(dims / (rounding === 'int16' ? 4 : 2));
}

function inOrder(rows: number): Uint32Array {
  return Uint32Array.from({ length: Math.ceil(rows / STRIP) * STRIP }, (_, slot) => (slot < rows ? slot : NONE));
}

/** Empty a thread's lists: worse than any row, better than none. Nothing else may be at work here. */
function clear({ memory: { buffer }, at, strips, length }: PlacedKnn, thread: number): void {
  const slots = strips * STRIP;
  new Float32Array(buffer, at.least, slots).fill(-3.4028234663852886e38);
  const order = new Uint32Array(buffer, at.order, slots);
  const bars = new Int32Array(buffer, at.bars, slots);
  for (let slot = 0; slot < slots; slot++) bars[slot] = order[slot] === NONE ? 0x7fffffff : -0x80000000;
  new Float64Array(buffer, at.lists + thread * slots * length * 8, slots * length).fill(EMPTY);
}

/** An instance that knows the memory, with the lists of a thread. */
function configured({ memory, shared, rounding, metric, dims, strips, length, scale, at }: PlacedKnn, thread: number): Exports {
  const slots = strips * STRIP;
  const exports = kernels.instance('simd', memory, shared);
  const bars = rounding === 'int16' && metric === 'cosine' ? at.bars : 0;
  exports.configure(at.strips, wordsOf(dims, rounding) * 4 * STRIP, at.biases, at.least, bars, at.lists + thread * slots * length * 8, length, scale, at.held + thread * HELD);
  return exports;
}

function meanRow(values: Float32Array, rows: number, dims: number): Float64Array {
  const mean = new Float64Array(dims);
  for (let from = 0; from < rows * dims; from += dims) for (let d = 0; d < dims; d++) mean[d] += values[from + d];
  return mean.map((sum) => sum / rows);
}

function radiusAround(mean: Float64Array, values: Float32Array, rows: number, dims: number): number {
  let greatest = 0;
  for (let from = 0; from < rows * dims; from += dims) {
    let square = 0;
    for (let d = 0; d < dims; d++) square += (values[from + d] - mean[d]) ** 2;
    greatest = Math.max(greatest, square);
  }
  return Math.sqrt(greatest);
}

/** A kernel instance at work on a placed search; `thread` picks its lists. */
export class KnnKernel {
  private readonly exports: Exports;
  private readonly problem: KnnProblem;
  private readonly similarity: Similarity;
  private readonly order: Uint32Array;
  private readonly lists: Lists;
  /** Of every thread's list of the slot that is settled, the first not taken. */
  private readonly heads: Uint32Array;
  /** The final lists of all threads' rows. */
  private readonly nearest: NearestLists;
  /** Rows for which all that reached the bound had to be scored again. */
  doubtful = 0;

  constructor(
    private readonly placed: PlacedKnn,
    private readonly thread = 0,
  ) {
    const { memory, metric, rows, dims, k, strips, threads, at } = placed;
    const slots = strips * STRIP;
    this.exports = configured(placed, thread);
    const inverse = new Float64Array(memory.buffer, at.inverse, rows);
    this.problem = { matrix: { kind: 'dense', rows, dims, values: new Float32Array(memory.buffer, at.values, rows * dims) }, metric, inverse };
    const { dot } = this.exports;
    this.similarity =
      metric === 'cosine'
        ? (row, other) => Math.fround(dot(at.values + row * dims * 4, at.values + other * dims * 4, dims) * (inverse[row] * inverse[other]))
        : similarityOf(this.problem);
    this.order = new Uint32Array(memory.buffer, at.order, slots);
    this.lists = new Lists(placed);
    this.heads = new Uint32Array(threads);
    this.nearest = new NearestLists(rows, k, new Uint32Array(memory.buffer, at.indices, rows * k), new Float32Array(memory.buffer, at.similarities, rows * k));
  }

  /** Every pair i < j of slots in the strips [left, leftEnd) and [right, rightEnd). */
  compare(left: number, leftEnd: number, right: number, rightEnd: number): void {
    if (this.placed.rounding === 'int16') this.exports.compareInt16(left, leftEnd, right, rightEnd);
    else this.exports.compareFloat32(left, leftEnd, right, rightEnd);
  }

  /**
   * The final lists of the rows of the strips [from, to), all their pairs compared.
   * @param exact all pairs of these rows with the strips before `among` were compared; else the best of those that were
   */
  settle(from: number, to: number, exact: boolean, among = this.placed.strips): void {
    for (let slot = from * STRIP; slot < to * STRIP; slot++) {
      const row = this.order[slot];
      if (row === NONE) continue;
      this.nearest.clear(row);
      if (this.problem.metric === 'cosine' && this.problem.inverse[row] === 0) this.firstOthers(row);
      else {
        const last = this.offerBest(slot, row);
        if (exact) this.offerDoubtful(slot, row, last, among);
      }
    }
  }

  /** Similarity 0 to all rows: the first are as near as any. */
  private firstOthers(row: number): void {
    const { rows, k } = this.placed;
    for (let other = 0; other < rows && other <= k; other++) if (other !== row) this.nearest.offer(row, other, 0);
  }

  /** Score the best candidates of all threads; the similarity that others can have at most. */
  private offerBest(slot: number, row: number): number {
    const { threads, length } = this.placed;
    const { heads, lists } = this;
    for (let t = 0; t < threads; t++) heads[t] = lists.first(t, slot);
    for (let taken = 0; taken < length; taken++) {
      // No list is taken to its end before the last that is wanted.
      let best = 0;
      for (let t = 1; t < threads; t++) if (lists.keys[heads[t]] > lists.keys[heads[best]]) best = t;
      const head = heads[best]++;
      const name = lists.slot(head);
      if (name === NONE) return -Infinity;
      const other = this.order[name];
      this.nearest.offer(row, other, this.similarity(row, other));
      if (taken === length - 1) return lists.similarity(head);
    }
    return -Infinity;
  }

  /** Where a row that was left out may belong to the k nearest: score all that may. */
  private offerDoubtful(slot: number, row: number, last: number, among: number): void {
    const { error, strips, at, memory, metric, radius, k } = this.placed;
    const kth = this.nearest.similarities[row * k + k - 1];
    const placed = metric === 'cosine' ? kth : -((kth / radius) ** 2) / 2;
    const bound = placed - error - 2 * EPSILON * Math.abs(placed);
    if (last < bound) return;
    this.doubtful++;
    const out = at.reached + this.thread * strips * STRIP * 4;
    const reaching = this.placed.rounding === 'int16' ? this.exports.reachingInt16 : this.exports.reachingFloat32;
    // One step down, so that rounding the bound to single precision cannot raise it.
    const found = reaching(slot, bound - EPSILON * (1 + Math.abs(bound)), 0, among, out);
    this.nearest.clear(row);
    for (const name of new Uint32Array(memory.buffer, out, found)) {
      const other = this.order[name];
      if (other !== row && other !== NONE) this.nearest.offer(row, other, this.similarity(row, other));
    }
  }
}

/** Of a slot, the row of its best candidate of any thread by rounded similarity; NONE where there is none. */
export function bestOf(placed: PlacedKnn): (slot: number) => number {
  const order = new Uint32Array(placed.memory.buffer, placed.at.order, placed.strips * STRIP);
  const lists = new Lists(placed);
  return (slot) => {
    let best = lists.first(0, slot);
    for (let t = 1; t < placed.threads; t++) if (lists.keys[lists.first(t, slot)] > lists.keys[best]) best = lists.first(t, slot);
    const name = lists.slot(best);
    return name === NONE ? NONE : order[name];
  };
}

/** The candidates that the kernels of all threads keep, as assembly.ts says. */
class Lists {
  /** The greater, the better. */
  readonly keys: Float64Array;
  /** The same by halves. */
  private readonly halves: Uint32Array;
  private readonly key = new Float64Array(1);
  private readonly half = new Uint32Array(this.key.buffer);

  constructor(private readonly placed: PlacedKnn) {
    const { memory, at, strips, length, threads } = placed;
    this.keys = new Float64Array(memory.buffer, at.lists, threads * strips * STRIP * length);
    this.halves = new Uint32Array(memory.buffer, at.lists, 2 * this.keys.length);
  }

  /** Where a thread's list of a slot begins. */
  first(thread: number, slot: number): number {
    return (thread * this.placed.strips * STRIP + slot) * this.placed.length;
  }

  /** NONE where there is no candidate. */
  slot(at: number): number {
    return this.keys[at] === EMPTY ? NONE : NAME - (this.halves[2 * at] & NAME);
  }

  similarity(at: number): number {
    this.half[0] = this.halves[2 * at] & ~NAME;
    this.half[1] = this.halves[2 * at + 1];
    return this.key[0];
  }
}

/** The lists of a settled search: rows × k, copies. */
export function settled({ memory: { buffer }, rows, k, at }: PlacedKnn): { indices: Uint32Array; similarities: Float32Array } {
  return { indices: new Uint32Array(buffer, at.indices, rows * k).slice(), similarities: new Float32Array(buffer, at.similarities, rows * k).slice() };
}
