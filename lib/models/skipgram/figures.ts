/** The figures of a training under way: the falling learning rate, the smoothed objective, the speed. */
import { UsageError, WordspaceError } from '../../error';

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
  if (!(alpha > 0 && alpha <= 1)) throw new UsageError(`The learning rate must be above 0 and at most 1, not ${alpha}.`);
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
 * Sums exponentially smoothed over tokens, with weights w = e^(−age ÷ τ), τ = 1 % of all
 * tokens × epochs. At first they are the plain sums; they do not depend on how the tokens are
 * cut up, as long as the loss is even within a cut.
 */
export class Smoothing {
  sums: Sums = { done: 0, loss: 0, pairs: 0 };
  protected last: Sums = { done: 0, loss: 0, pairs: 0 };

  /** @param total tokens × epochs */
  constructor(private readonly total: number) {}

  add(now: Sums): void {
    const { last, sums } = this;
    const [done, loss, pairs] = [now.done - last.done, now.loss - last.loss, now.pairs - last.pairs];
    if (pairs <= 0) return;
    const kept = Math.exp(-done / (MEMORY * this.total));
    // Within what is new the weights fall too; its mean weight keeps the sums independent of the steps.
    const fresh = done > 0 ? ((1 - kept) * MEMORY * this.total) / done : 1;
    this.sums = { done: sums.done * kept + done * fresh, loss: sums.loss * kept + loss * fresh, pairs: sums.pairs * kept + pairs * fresh };
    this.last = { ...now };
  }
}

/** The smoothed objective a (center, context) pair, and a token read. */
export interface Loss {
  perPair: number;
  perToken: number;
}

export function lossOf({ done, loss, pairs }: Sums): Loss {
  return { perPair: pairs > 0 ? loss / pairs : 0, perToken: done > 0 ? loss / done : 0 };
}

/** The objective, smoothed as the training goes. */
export class SmoothedLoss extends Smoothing implements Loss {
  get perPair(): number {
    return lossOf(this.sums).perPair;
  }
  get perToken(): number {
    return lossOf(this.sums).perToken;
  }

  /** @throws WordspaceError when training has diverged */
  override add(now: Sums): void {
    demandBounded(this.last, now);
    super.add(now);
  }
}

/**
 * @throws WordspaceError when training has diverged between two sums: the loss is then NaN in the
 * twin and, since a NaN's exponent is the largest, far below 0 in the kernel
 */
export function demandBounded(before: Sums, now: Sums): void {
  const pairs = now.pairs - before.pairs;
  if (pairs > 0 && !((now.loss - before.loss) / pairs > -1e-3)) throw diverged();
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
  loss: Loss,
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
