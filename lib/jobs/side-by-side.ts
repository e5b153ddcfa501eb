import { inTurns } from './in-turns';
import type { Job } from './client';
import { Cancelled } from './run';
import type { Steer } from './steering';

/** Jobs of one kind, some at a time, that are steered as one. */
export class SideBySide<Result> {
  private readonly running = new Set<Job<Result>>();
  private ended: 'cancelled' | 'kept' | null = null;
  private paused = false;
  private finished = 0;

  /** @param begin the nth job */
  constructor(private readonly begin: (n: number) => Job<Result>) {}

  /**
   * @param most at a time
   * @returns what each gave, in their order; null for those that keeping early has left out
   * @throws the first failure, which takes the others with it, or Cancelled
   */
  async run(count: number, most: number): Promise<(Result | null)[]> {
    try {
      return await inTurns(Array.from({ length: count }, (_, n) => () => this.one(n)), most);
    } catch (error) {
      this.cancel();
      throw error;
    }
  }

  /** Those that wait are not begun any more. */
  cancel(): void {
    this.ended = 'cancelled';
    for (const job of this.running) job.cancel();
  }

  /** To keep early leaves out those that wait, and those under way too where others have finished: what is kept has come equally far. */
  steer(command: Steer): void {
    if (command === 'keep') this.ended = 'kept';
    if (command === 'pause' || command === 'resume') this.paused = command === 'pause';
    for (const job of this.running) {
      if (command === 'keep' && this.finished > 0) job.cancel();
      else job.steer(command);
    }
  }

  private async one(n: number): Promise<Result | null> {
    if (this.ended === 'cancelled') throw new Cancelled();
    if (this.ended === 'kept') return null;
    const job = this.begin(n);
    this.running.add(job);
    if (this.paused) job.steer('pause');
    try {
      const result = await job.promise;
      this.finished++;
      return result;
    } catch (error) {
      if (this.ended === 'kept' && error instanceof Cancelled) return null;
      throw error;
    } finally {
      this.running.delete(job);
    }
  }
}
