/** What one thread of a parallel training is given, does and tells: plain data and shared memory. */
import { Control } from '../control';
import { familyById, type Placed } from './family';
import { alphaAt, type Sums } from './figures';
import { sliceEnd } from './training';

export interface SkipgramPart {
  /** Which kernel trains: see family.ts. */
  family: string;
  placed: Placed;
  thread: number;
  /** Sentences [from, to) are this thread's. */
  from: number;
  to: number;
  epochs: number;
  slice: number;
  /** Tokens × epochs of all threads. */
  total: number;
  /** Written by the threads, each its own place, and read by all: see `Board`. */
  board: SharedArrayBuffer;
  /** Written by the session and read by the threads: see `Control`. */
  control: SharedArrayBuffer;
}

/** Numbers a thread on the board: a cache line. */
const PLACE = 8;

/** Tokens done, loss and pairs of every thread, in one shared memory. */
export class Board {
  private readonly numbers: Float64Array;

  constructor(readonly buffer: SharedArrayBuffer) {
    this.numbers = new Float64Array(buffer);
  }

  static for(threads: number): Board {
    return new Board(new SharedArrayBuffer(threads * PLACE * 8));
  }

  write(thread: number, { done, loss, pairs }: Sums): void {
    this.numbers.set([done, loss, pairs], thread * PLACE);
  }

  /** Tokens done by all threads. */
  get done(): number {
    return this.column(0);
  }

  /** True sums: every thread counts its own pairs and their loss. */
  sums(): Sums {
    return { done: this.column(0), loss: this.column(1), pairs: this.column(2) };
  }

  private column(column: number): number {
    let sum = 0;
    for (let at = column; at < this.numbers.length; at += PLACE) sum += this.numbers[at];
    return sum;
  }
}

/** The work of one thread, to its end or until it is stopped: called in the worker. */
export function trainPart(part: SkipgramPart): void {
  const { placed, thread, from, to, epochs, slice, total } = part;
  const kernel = familyById(part.family).open(placed, thread);
  const sentences = new Uint32Array(placed.memory.buffer, placed.sentences, to + 1);
  const board = new Board(part.board);
  const control = new Control(part.control);
  let done = 0;
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let s = from; s < to; ) {
      if (control.ends(done > 0)) return;
      const end = sliceEnd(sentences, s, to, slice);
      kernel.train(s, end, alphaAt(control.alpha, board.done / total));
      done += sentences[end] - sentences[s];
      board.write(thread, { done, loss: kernel.loss, pairs: kernel.pairs });
      s = end;
    }
  }
}
