/** What one thread of a parallel training is given, does and tells: plain data and shared memory. */
import { Control } from '../control';
import { familyById, type Placed } from './family';
import { alphaAt, Smoothing, type Sums } from './figures';

export interface SkipgramPart {
  /** Which kernel trains: see family.ts. */
  family: string;
  placed: Placed;
  thread: number;
  /** Sentence bounds of the slices; whoever is ready takes the next one, so that a thread that was held up holds up no other. */
  slices: Uint32Array;
  epochs: number;
  /** Tokens × epochs of all threads. */
  total: number;
  /** Written by the threads, each its own place, and read by all: see `Board`. */
  board: SharedArrayBuffer;
  /** Written by the session and read by the threads: see `Control`. */
  control: SharedArrayBuffer;
}

/** Numbers a thread on the board: a cache line. */
const PLACE = 8;

/** Tokens done, loss and pairs of every thread, in all and smoothed, and the next slice to be taken, in one shared memory. */
export class Board {
  private readonly numbers: Float64Array;
  private readonly next: Int32Array;

  constructor(readonly buffer: SharedArrayBuffer) {
    const last = buffer.byteLength - PLACE * 8;
    this.numbers = new Float64Array(buffer, 0, last / 8);
    this.next = new Int32Array(buffer, last, 1);
  }

  static for(threads: number): Board {
    return new Board(new SharedArrayBuffer((threads + 1) * PLACE * 8));
  }

  /** The number of a slice that nobody has taken yet, from 0 on. */
  take(): number {
    return Atomics.add(this.next, 0, 1);
  }

  get threads(): number {
    return this.numbers.length / PLACE;
  }

  /** @param smooth is of what the thread has done, slice by slice: who looks at the board by the clock would smooth otherwise each time */
  write(thread: number, { done, loss, pairs }: Sums, smooth: Sums): void {
    this.numbers.set([done, loss, pairs, smooth.done, smooth.loss, smooth.pairs], thread * PLACE);
  }

  /** Tokens done by all threads. */
  get done(): number {
    return this.column(0);
  }

  /** True sums: every thread counts its own pairs and their loss. */
  sums(): Sums {
    return { done: this.column(0), loss: this.column(1), pairs: this.column(2) };
  }

  smoothed(): Sums {
    return { done: this.column(3), loss: this.column(4), pairs: this.column(5) };
  }

  private column(column: number): number {
    let sum = 0;
    for (let at = column; at < this.numbers.length; at += PLACE) sum += this.numbers[at];
    return sum;
  }
}

/** The work of one thread, to its end or until it is stopped: called in the worker. */
export function trainPart(part: SkipgramPart): void {
  const { placed, thread, slices, epochs, total } = part;
  const kernel = familyById(part.family).open(placed, thread);
  const sentences = new Uint32Array(placed.memory.buffer, placed.sentences, slices[slices.length - 1] + 1);
  const board = new Board(part.board);
  const control = new Control(part.control);
  const count = slices.length - 1;
  const smoothing = new Smoothing(total / board.threads);
  let done = 0;
  for (let slice = board.take(); slice < count * epochs; slice = board.take()) {
    if (control.paused) kernel.join?.();
    if (control.ends(done > 0)) break;
    const from = slices[slice % count];
    const to = slices[(slice % count) + 1];
    kernel.train(from, to, alphaAt(control.alpha, board.done / total));
    done += sentences[to] - sentences[from];
    const sums = { done, loss: kernel.loss, pairs: kernel.pairs };
    smoothing.add(sums);
    board.write(thread, sums, smoothing.sums);
  }
  kernel.join?.();
}
