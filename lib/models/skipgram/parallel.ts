/**
 * Skip-gram on several threads without locks (Hogwild: Recht, Ré, Wright & Niu 2011):
 * every thread trains on its own part of the sentences and all write to the same rows
 * in shared memory, where their rare collisions do no harm. Runs with more than one
 * thread differ a little from each other; one thread gives what `SkipgramTraining` gives.
 */
import { SkipgramKernel, kernelWorks, place, unpadded, type Flavour, type PlacedProblem } from '../../kernels/skipgram/kernel';
import type { EncodedCorpus } from '../../text/corpus';
import type { Progress } from '../../work';
import type { Trained } from '../model';
import type { OptionValues } from '../../options';
import { prepare } from './prepare';
import { alphaAt, sliceEnd, sliceTokens, SmoothedLoss, trained } from './training';

/** A worker of either kind, as `webThread` and `nodeThread` in lib/jobs make them. */
export interface Thread {
  /** Train the part in the worker; settles when it has finished or failed. */
  run(part: SkipgramPart): Promise<void>;
  terminate(): void;
}

/** What one thread does: plain data and shared memory. */
export interface SkipgramPart {
  placed: PlacedProblem;
  thread: number;
  /** Sentences [from, to) are this thread's. */
  from: number;
  to: number;
  epochs: number;
  alpha: number;
  slice: number;
  /** Tokens × epochs of all threads. */
  total: number;
  /** BOARD numbers a thread: tokens done, loss, pairs. Each thread writes its own, all read. */
  board: SharedArrayBuffer;
  /** One integer: not 0 when the threads shall stop. */
  stop: SharedArrayBuffer;
}

/** Numbers a thread on the board: a cache line. */
const BOARD = 8;
/** Milliseconds between reports. */
const INTERVAL = 100;

/** Whether this place has shared memory (in a page: cross-origin isolation) and the kernel. */
export function parallelWorks(): boolean {
  return typeof SharedArrayBuffer !== 'undefined' && kernelWorks();
}

/**
 * @param options complete and checked
 * @param spawn starts one worker that calls `trainPart`
 * @param signal aborting stops the threads and rejects with the signal's reason
 * @param flavour of the kernel; by default 'simd' for one thread and the fastest for more
 * @throws WordspaceError as `prepare` does, or when the memory does not suffice
 */
export async function trainSkipgramParallel(
  corpus: EncodedCorpus,
  options: OptionValues,
  threads: number,
  spawn: () => Thread,
  onProgress: (progress: Progress) => void = () => {},
  signal?: AbortSignal,
  flavour?: Flavour,
): Promise<Trained> {
  signal?.throwIfAborted();
  const problem = prepare(corpus, options);
  const placed = place(problem, { threads, shared: true, flavour });
  const board = new SharedArrayBuffer(threads * BOARD * 8);
  const stop = new SharedArrayBuffer(4);
  const total = problem.ids.length * options.epochs;
  const bounds = partBounds(problem.sentences, threads);
  const began = performance.now();
  const loss = new SmoothedLoss();
  const progress = (): Progress => {
    const [done, sum, pairs] = [0, 1, 2].map((column) => columnSum(board, column));
    loss.add({ loss: sum, pairs });
    const tokensPerSecond = (1000 * done) / Math.max(performance.now() - began, 1);
    const figures = { loss: loss.value, alpha: alphaAt(options.alpha, done / total), tokensPerSecond };
    return { stage: 'training', done, total, figures };
  };

  const workers = Array.from({ length: threads }, spawn);
  const timer = setInterval(() => onProgress(progress()), INTERVAL);
  try {
    const parts = workers.map((worker, thread) =>
      worker.run({
        placed, thread, from: bounds[thread], to: bounds[thread + 1],
        epochs: options.epochs, alpha: options.alpha, slice: sliceTokens(options), total, board, stop,
      }),
    );
    await Promise.race([Promise.all(parts), aborted(signal)]);
  } finally {
    Atomics.store(new Int32Array(stop), 0, 1);
    clearInterval(timer);
    for (const worker of workers) worker.terminate();
  }
  const last = progress();
  onProgress(last);
  const figures = { loss: last.figures!.loss, tokens: last.done, tokensPerSecond: last.figures!.tokensPerSecond };
  return trained(corpus, options, unpadded(placed, placed.input), figures, columnSum(board, 2));
}

/** The work of one thread, to its end or until it is stopped: called in the worker. */
export function trainPart(part: SkipgramPart): void {
  const { placed, from, to, epochs, slice } = part;
  const kernel = new SkipgramKernel(placed, part.thread);
  const sentences = new Uint32Array(placed.memory.buffer, placed.sentences, to + 1);
  const mine = new Float64Array(part.board, part.thread * BOARD * 8, 3);
  const stop = new Int32Array(part.stop);
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let s = from; s < to; ) {
      if (Atomics.load(stop, 0) !== 0) return;
      const end = sliceEnd(sentences, s, to, slice);
      kernel.train(s, end, alphaAt(part.alpha, columnSum(part.board, 0) / part.total));
      mine[0] += sentences[end] - sentences[s];
      mine[1] = kernel.loss;
      mine[2] = kernel.pairs;
      s = end;
    }
  }
}

/** Sentence bounds that cut the tokens into nearly equal parts. */
function partBounds(sentences: Uint32Array, parts: number): number[] {
  const last = sentences.length - 1;
  const bounds = [0];
  for (let part = 1; part <= parts; part++) {
    let bound = bounds[part - 1];
    while (bound < last && sentences[bound] < (sentences[last] * part) / parts) bound++;
    bounds.push(bound);
  }
  return bounds;
}

function columnSum(board: SharedArrayBuffer, column: number): number {
  const numbers = new Float64Array(board);
  let sum = 0;
  for (let at = column; at < numbers.length; at += BOARD) sum += numbers[at];
  return sum;
}

function aborted(signal?: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason), { once: true }));
}
