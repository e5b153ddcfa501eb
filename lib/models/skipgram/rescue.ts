/**
 * A rate set under way may be too large, and the vectors then grow beyond all bounds. What
 * had been learned until the rate was raised is therefore held, and left behind instead.
 */
import type { Trained } from '../model';
import { alphaAt, Diverged } from './figures';

/** The learning rate set last while the training ran, and after which share of it. */
export interface RateChange {
  alpha: number;
  at: number;
}

export class Rescue {
  change: RateChange | undefined;
  private before: Trained | null = null;

  /**
   * Another rate was set.
   * @param start of the line on which the rate falls so far
   * @param learned what has been learned until now
   */
  heard(change: RateChange, start: number, learned: () => Trained): void {
    if (change.alpha > alphaAt(start, change.at)) {
      try {
        this.before = learned();
      } catch {
        // Nothing learned yet, or no memory to hold it twice: what was held before, if anything, must do.
      }
    }
    this.change = change;
  }

  /** What is left behind instead of a training that failed so; throws the error where that is nothing. */
  instead(error: unknown): Trained {
    const { before, change } = this;
    if (!before || !change || !(error instanceof Diverged)) throw error;
    const percent = Math.round(100 * (before.words.provenance.options.stoppedAt as number));
    return { ...before, fault: `The vectors grew beyond all bounds after the learning rate was set to ${change.alpha}. They were kept as they were at ${percent} %, before it was raised; go on from there with a lower rate.` };
  }
}
