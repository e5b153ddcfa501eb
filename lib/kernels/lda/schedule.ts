/**
 * Who draws what when several threads sample. The words are cut into parts (parts.ts) and the chunks
 * into groups; a block is what a group has of a part. No two threads draw blocks of one part or of
 * one group, since they would change the same counts (Yan, Xu & Qi 2009, "Parallel inference for
 * latent Dirichlet allocation on graphics processing units"). Which free block comes next is decided
 * when a thread is free (Zhuang, Chin, Juan & Lin 2013, "A fast parallel SGD for matrix factorization
 * in shared memory systems"): one that is slow just then draws fewer, and nobody waits for it.
 *
 * Each part goes through the groups, a group a step, LAG groups ahead of the part before it. It may
 * begin step s when all parts have ended step s − LAG: then nobody else is at that group, and it
 * hears how large the topics were after that step. So what a block is drawn from does not depend
 * on who draws it and when: the same seed and number of threads give the same topics.
 */
import { changed } from './waiting';

/** Steps that a part can be ahead of the slowest one. */
const LAG = 2;

export interface Grid {
  parts: number;
  groups: number;
}

/** One part more than threads, so that who ends a block finds another one free; one block for one thread. */
export function gridFor(threads: number): Grid {
  return threads === 1 ? { parts: 1, groups: 1 } : { parts: threads + 1, groups: (threads + 1) * LAG };
}

/** A sweep is as many steps as there are groups. */
export interface Block {
  part: number;
  group: number;
  step: number;
}

/** The state begins with a lock and with how many blocks have ended. */
const LOCK = 0;
const ENDED = 1;
const HEAD = 2;

/** A thread's view of what all threads share. */
export class Schedule {
  private readonly state: Int32Array;
  /** Steps that each part has ended, and whether it is being drawn. */
  private readonly steps: Int32Array;
  private readonly taken: Int32Array;
  /** Topics' sizes after the latest LAG steps that all parts have ended; what each part's later ones have changed, LAG × parts. */
  private readonly sizes: Int32Array[];
  private readonly changes: Int32Array[][];
  /** The part that this thread has drawn last: its counts are still at hand. */
  private latest = -1;
  /** Blocks that had ended when this thread found none. */
  private seen = 0;

  /** @param buffer of `bytes`, zeros @param length numbers that topics' sizes are told in */
  constructor(
    buffer: ArrayBufferLike,
    private readonly grid: Grid,
    length: number,
  ) {
    this.state = new Int32Array(buffer);
    let end = HEAD;
    const take = (length: number) => this.state.subarray(end, (end += length));
    this.steps = take(grid.parts);
    this.taken = take(grid.parts);
    this.sizes = Array.from({ length: LAG }, () => take(length));
    this.changes = Array.from({ length: LAG }, () => Array.from({ length: grid.parts }, () => take(length)));
  }

  static bytes({ parts }: Grid, length: number): number {
    return 4 * (HEAD + 2 * parts + LAG * (1 + parts) * length);
  }

  /** Before the first block. */
  begin(sizes: Int32Array): void {
    this.sizes[0].set(sizes);
  }

  /**
   * A free block of a step before `until`, of the part that is furthest behind, of several the one
   * drawn last; 'later' when there will be one, null when all are taken. @param sizes gets how large the topics are
   */
  take(until: number, sizes: Int32Array): Block | 'later' | null {
    const { steps, taken, grid } = this;
    this.lock();
    const slowest = Math.min(...steps);
    let part = -1;
    let left = false;
    for (let p = 0; p < grid.parts; p++) {
      if (steps[p] + taken[p] >= until) continue;
      left = true;
      if (taken[p] > 0 || steps[p] >= slowest + LAG) continue;
      if (part < 0 || steps[p] < steps[part] || (steps[p] === steps[part] && p === this.latest)) part = p;
    }
    const step = steps[part];
    if (part >= 0) {
      taken[part] = 1;
      this.latest = part;
      sizes.set(this.sizes[Math.max(0, step + 1 - LAG) % LAG]);
    }
    this.seen = this.state[ENDED];
    this.unlock();
    if (part < 0) return left ? 'later' : null;
    return { part, group: (step + part * LAG) % grid.groups, step };
  }

  /** Wait until a block has ended since `take` found none; false when the training has ended meanwhile. */
  wait(ended: () => boolean): boolean {
    return changed(this.state, ENDED, this.seen, ended);
  }

  /** End a block that this thread has taken. @param changes of the topics' sizes, by it */
  end({ part, step }: Block, changes: Int32Array): void {
    const { steps, taken, state } = this;
    this.changes[step % LAG][part].set(changes);
    this.lock();
    const slowest = Math.min(...steps);
    steps[part]++;
    taken[part] = 0;
    if (Math.min(...steps) > slowest) this.tell(slowest);
    Atomics.add(state, ENDED, 1);
    this.unlock();
    Atomics.notify(state, ENDED);
  }

  /** All parts have ended a step: what it has changed, to the sizes after the one before. */
  private tell(step: number): void {
    const [before, after] = [step, step + 1].map((s) => this.sizes[s % LAG]);
    after.set(before);
    for (const changes of this.changes[step % LAG]) changes.forEach((change, k) => (after[k] += change));
  }

  private lock(): void {
    while (Atomics.compareExchange(this.state, LOCK, 0, 1) !== 0) Atomics.wait(this.state, LOCK, 1, 1);
  }

  private unlock(): void {
    Atomics.store(this.state, LOCK, 0);
    Atomics.notify(this.state, LOCK, 1);
  }
}
