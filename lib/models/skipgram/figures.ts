/** The figures of a training under way: the falling learning rate, the smoothed objective, the speed. */
import { WordspaceError } from '../../error';

/** The learning rate never falls below this share of its start, as in word2vec.c. */
const LEAST_ALPHA = 1e-4;
/** The loss shown forgets with this time constant, as a share of the whole training. */
const MEMORY = 0.01;

/** The learning rate after this share of the work. */
export function alphaAt(alpha: number, share: number): number {
  return alpha * Math.max(1 - share, LEAST_ALPHA);
}

/** The starting rate from which the line to almost nothing passes through `alpha` at this share. */
export function alphaThrough(alpha: number, share: number): number {
  if (!(alpha > 0 && alpha <= 1)) throw new WordspaceError(`The learning rate must be above 0 and at most 1, not ${alpha}.`);
  return alpha / Math.max(1 - share, LEAST_ALPHA);
}

/** Sums since the beginning, over all threads. */
export interface Sums {
  /** Tokens read. */
  done: number;
  /** Σ of the objective over `pairs` (center, context) pairs, in nats. */
  loss: number;
  pairs: number;
}

/**
 * The objective a (center, context) pair and a token read, exponentially smoothed over
 * tokens: with τ = 1 % of all tokens × epochs and weights w = e^(−age ÷ τ), the sums
 * Σ w·loss ÷ Σ w·pairs and Σ w·loss ÷ Σ w·tokens. At first that is the plain mean; it
 * does not depend on how often the sums are looked at.
 */
export class SmoothedLoss {
  perPair = 0;
  perToken = 0;
  private last: Sums = { done: 0, loss: 0, pairs: 0 };
  private smooth: Sums = { done: 0, loss: 0, pairs: 0 };

  /** @param total tokens × epochs */
  constructor(private readonly total: number) {}

  /**
   * @throws WordspaceError when training has diverged: the loss is then NaN in the twin
   * and, since a NaN's exponent is the largest, far below 0 in the kernel
   */
  add(sums: Sums): void {
    const { last, smooth } = this;
    const [done, loss, pairs] = [sums.done - last.done, sums.loss - last.loss, sums.pairs - last.pairs];
    if (pairs <= 0) return;
    if (!(loss / pairs > -1e-3)) throw diverged();
    const kept = Math.exp(-done / (MEMORY * this.total));
    // Within what is new the weights fall too; its mean weight keeps the sums independent of the steps.
    const fresh = done > 0 ? ((1 - kept) * MEMORY * this.total) / done : 1;
    this.smooth = { done: smooth.done * kept + done * fresh, loss: smooth.loss * kept + loss * fresh, pairs: smooth.pairs * kept + pairs * fresh };
    this.perPair = this.smooth.loss / this.smooth.pairs;
    this.perToken = this.smooth.done > 0 ? this.smooth.loss / this.smooth.done : 0;
    this.last = { ...sums };
  }
}

/** Seconds at work: stands still while paused. */
export class Stopwatch {
  private before = 0;
  private since: number | null = null;

  start(): void {
    this.since ??= performance.now();
  }

  stop(): void {
    this.before = this.seconds;
    this.since = null;
  }

  get seconds(): number {
    return this.before + (this.since === null ? 0 : (performance.now() - this.since) / 1000);
  }
}

/** What `TrainingSession.progress` tells. */
export function figuresOf(
  { done, total, epochs, threads }: { done: number; total: number; epochs: number; threads: number },
  loss: SmoothedLoss,
  alpha: number,
  clock: Stopwatch,
): Record<string, number> {
  return {
    loss: loss.perPair,
    lossPerToken: loss.perToken,
    alpha: alphaAt(alpha, done / total),
    tokensPerSecond: done / Math.max(clock.seconds, 1e-3),
    epoch: Math.min(epochs, 1 + Math.floor((done / total) * epochs)),
    epochs,
    threads,
  };
}

/** The vectors have grown beyond what numbers hold. */
export class Diverged extends WordspaceError {}

export function diverged(): Diverged {
  return new Diverged('The vectors grew beyond all bounds; lower the learning rate, or the window and the negative samples.');
}
