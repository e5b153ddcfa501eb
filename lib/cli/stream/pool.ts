/**
 * The threads that train on blocks. Each has two places: one block is trained on while
 * the next waits, so that no thread idles while the main thread reads and tokenizes.
 */
import { Worker } from 'node:worker_threads';
import { BLOCK, type BlockDone, type BlockTask, type BlockThread } from '../../models/skipgram/blocks';

const PLACES = 2;

export class BlockPool {
  private readonly workers: Worker[];
  private readonly slots: SharedArrayBuffer;
  /** Free slots; slot s belongs to thread s % threads, and the places of one thread are not all taken first. */
  private readonly free: number[];
  private wake: () => void = () => {};
  private failure?: unknown;

  /** @param onDone hears of every block that has been trained on */
  constructor(given: Omit<BlockThread, 'thread' | 'slots'>, threads: number, onDone: (done: BlockDone) => void) {
    this.slots = new SharedArrayBuffer(threads * PLACES * BLOCK * 4);
    this.free = Array.from({ length: threads * PLACES }, (_, slot) => slot);
    this.workers = Array.from({ length: threads }, (_, thread) => {
      const workerData: BlockThread = { ...given, thread, slots: this.slots };
      const worker = new Worker(new URL('./blocks-thread.mjs', import.meta.url), { workerData });
      worker.on('error', (error) => this.fail(error));
      worker.on('message', (done: BlockDone) => {
        try {
          onDone(done);
        } catch (error) {
          this.fail(error);
        }
        this.free.push(done.slot);
        this.wake();
      });
      return worker;
    });
  }

  /** Hand a block to a thread, as soon as one has room. */
  async give(block: Uint32Array, epoch: number, place: number): Promise<void> {
    await this.until(() => this.free.length > 0);
    const slot = this.free.splice(this.leastBusy(), 1)[0];
    new Uint32Array(this.slots, slot * BLOCK * 4, block.length).set(block);
    this.workers[slot % this.workers.length].postMessage({ slot, length: block.length, epoch, block: place } satisfies BlockTask);
  }

  /** Resolves when no block is being trained on. */
  idle(): Promise<void> {
    return this.until(() => this.free.length === this.workers.length * PLACES);
  }

  async close(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.terminate()));
  }

  private async until(reached: () => boolean): Promise<void> {
    for (;;) {
      if (this.failure !== undefined) throw this.failure;
      if (reached()) return;
      await new Promise<void>((resolve) => (this.wake = resolve));
    }
  }

  /** Where in `free` a slot stands whose thread has the most free places. */
  private leastBusy(): number {
    const threads = this.workers.length;
    const places = (slot: number) => this.free.filter((other) => other % threads === slot % threads).length;
    let best = 0;
    for (let i = 1; i < this.free.length; i++) if (places(this.free[i]) > places(this.free[best])) best = i;
    return best;
  }

  private fail(error: unknown): void {
    this.failure ??= error;
    this.wake();
  }
}
