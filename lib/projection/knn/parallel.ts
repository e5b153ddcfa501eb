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
import { allPairs, placeFor, workOf, type Block, type Search } from './dense';
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
  const done = new Float64Array(board);
  let timer: ReturnType<typeof setInterval> | undefined;
  try {
    const aborted = new Promise<never>((_, reject) => signal?.addEventListener('abort', () => reject(new Cancelled()), { once: true }));
    aborted.catch(() => {}); // It may come when nobody waits any more.
    const everywhere = (placed: PlacedKnn, task: (thread: number) => KnnPart['task']) => {
      if (signal?.aborted) throw new Cancelled();
      return Promise.race([Promise.all(workers.map((worker, thread) => worker.run({ placed, thread, task: task(thread), board }))), aborted]);
    };
    const compare = ({ placed, blocks }: Search) => everywhere(placed, (thread) => ({ compare: blocks.filter((_, i) => i % threads === thread) }));
    const problem = { matrix, metric, inverse: inverseNorms(matrix) };
    const exact = !isApproximate(matrix);
    const search = exact ? null : await placedInCells(problem, k, threads, compare);
    done.fill(0);
    const all = search ? search.blocks.reduce((sum, block) => sum + workOf(block, dims), 0) : (rows * rows * dims) / 2;
    timer = setInterval(() => onProgress?.(report(Math.min(rows, Math.floor((rows * done.reduce((a, b) => a + b, 0)) / all)), rows)), INTERVAL);
    const placed = search?.placed ?? placeFor(problem, k, { threads, shared: true });
    await (search ? compare(search) : everywhere(placed, () => ({ compare: 'all' })));
    const share = (thread: number) => Math.round((placed.strips * thread) / threads);
    await everywhere(placed, (thread) => ({ settle: [share(thread), share(thread + 1)], exact }));
    return { k, metric, ...(exact ? {} : { approximate: true }), ...settled(placed) };
  } finally {
    clearInterval(timer);
    for (const worker of workers) worker.terminate();
  }
}

async function placedInCells(problem: KnnProblem, k: number, threads: number, compare: (search: Search) => Promise<unknown>): Promise<Search> {
  const searches = placeInCells(problem, k, { threads, shared: true });
  for (;;) {
    const next = searches.next();
    if (next.done) return next.value;
    await compare(next.value);
  }
}
