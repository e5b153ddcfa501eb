/**
 * The contract of all long work. An algorithm is a plain class that a test can
 * construct and step; whoever runs it (a worker, the CLI, a test) decides when
 * to yield, report or stop. Cancelling is not stepping any more.
 */
export interface Progress {
  /** What is being done, in the person's words: "training", "counting words". */
  stage: string;
  /** Units done so far of `total`; the unit is the stage's own. */
  done: number;
  total: number;
  /** The stage's own live figures: loss, tokensPerSecond, alpha, logLikelihood … */
  figures?: Record<string, number>;
}

export interface Work<Result> {
  /**
   * Do one slice of at most about 50 ms on a slow machine; true when finished.
   * Slices are cut by amount of work and never by the clock, so that the result
   * does not depend on who runs it.
   */
  step(): boolean;
  progress(): Progress;
  /** The finished result; throws before `step` has returned true. */
  result(): Result;
}

/** Step to the end without yielding: for tests and for short work. */
export function finish<Result>(work: Work<Result>): Result {
  while (!work.step());
  return work.result();
}
