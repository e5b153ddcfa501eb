/**
 * Nearest neighbours of dense rows on several threads: the pairs are dealt out, every
 * thread keeps candidates of its own in shared memory, and when all pairs are compared each
 * settles a part of the rows. The lists are those of one thread, bit for bit.
 */
import { KnnKernel, kernelWorks, settled, type PlacedKnn } from '../../kernels/knn/kernel';
import type { KnnProblem } from '../../kernels/knn/problem';
import type { Matrix } from '../../kernels/matrix';
import { Cancelled, type Progress } from '../../work';
import type { Neighbours } from '../projection';
import { inverseNorms } from '../rows';
import { isApproximate, placeInCells } from './approximate';
import { allPairs, placeFor, workOf, type Block } from './dense';
import { clamped, type KnnOptions } from './exact';
import { report } from './report';

/** What one thread does next; cloneable. */
export interface KnnPart {
  placed: PlacedKnn;
  thread: number;
  /** All pairs dealt to the thread, or those of these blocks; or settle the strips from … to. */
  task: { compare: 'all' | Block[] } | { settle: [from: number, to: number]; exact: boolean };
  /** A Float64Array in shared memory: multiply-adds done, a thread each. */
  board: SharedArrayBuffer;
}

/** A worker of either kind that calls `knnPart`, as lib/jobs makes them. */
export interface KnnThread {
  run(part: KnnPart): Promise<void>;
  terminate(): void;
}

export interface ParallelKnnOptions extends KnnOptions {
  threads: number;
  spawn: () => KnnThread;
  onProgress?: (progress: Progress) => void;
  signal?: AbortSignal;
}

/** Rows below which starting threads costs more than they bring. */
const WORTHWHILE = 4000;
/** Milliseconds between reports. */
const INTERVAL = 100;

/** Whether several threads would find these neighbours sooner, and can here. */
export function threadsHelp(matrix: Matrix, threads: number): boolean {
  return threads > 1 && matrix.kind === 'dense' && matrix.rows >= WORTHWHILE && typeof SharedArrayBuffer !== 'undefined' && kernelWorks();
}

/** In a worker: its part of a search. */
export function knnPart({ placed, thread, task, board }: KnnPart): void {
  const kernel = new KnnKernel(placed, thread);
  if ('settle' in task) {
    kernel.settle(...task.settle, task.exact);
    return;
  }
  const done = new Float64Array(board);
  for (const block of task.compare === 'all' ? allPairs(placed.strips, thread, placed.threads) : task.compare) {
    kernel.compare(...block);
    done[thread] += workOf(block, placed.dims);
  }
}

/**
 * @throws WordspaceError where a value is not a finite number or memory does not suffice;
 *   Cancelled when the signal fires
 */
export async function knnOnThreads(matrix: Matrix & { kind: 'dense' }, wanted: number, options: ParallelKnnOptions): Promise<Neighbours> {
  const { metric = 'cosine', threads, spawn, onProgress, signal } = options;
  const { rows, dims } = matrix;
  const k = clamped(matrix, wanted);
  const workers = Array.from({ length: threads }, spawn);
  const board = new SharedArrayBuffer(8 * threads);
  let timer: ReturnType<typeof setInterval> | undefined;
  try {
    const { placed, blocks, exact } = placedFor({ matrix, metric, inverse: inverseNorms(matrix) }, k, threads);
    const all = blocks ? blocks.reduce((sum, block) => sum + workOf(block, dims), 0) : (rows * rows * dims) / 2;
    const tell = () => onProgress?.(report(Math.min(rows, Math.floor((rows * new Float64Array(board).reduce((a, b) => a + b, 0)) / all)), rows));
    timer = setInterval(tell, INTERVAL);
    const aborted = new Promise<never>((_, reject) => signal?.addEventListener('abort', () => reject(new Cancelled()), { once: true }));
    aborted.catch(() => {}); // It may come when nobody waits any more.
    if (signal?.aborted) throw new Cancelled();
    const everywhere = (task: (thread: number) => KnnPart['task']) => Promise.race([Promise.all(workers.map((worker, thread) => worker.run({ placed, thread, task: task(thread), board }))), aborted]);
    await everywhere((thread) => ({ compare: blocks?.filter((_, i) => i % threads === thread) ?? 'all' }));
    const share = (thread: number) => Math.round((placed.strips * thread) / threads);
    await everywhere((thread) => ({ settle: [share(thread), share(thread + 1)], exact }));
    return { k, metric, ...(exact ? {} : { approximate: true }), ...settled(placed) };
  } finally {
    clearInterval(timer);
    for (const worker of workers) worker.terminate();
  }
}

function placedFor(problem: KnnProblem, k: number, threads: number): { placed: PlacedKnn; blocks?: Block[]; exact: boolean } {
  const placing = { threads, shared: true };
  if (!isApproximate(problem.matrix)) return { placed: placeFor(problem, k, placing), exact: true };
  const slices = placeInCells(problem, k, placing);
  for (;;) {
    const next = slices.next();
    if (next.done) return { ...next.value, exact: false };
  }
}
