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

/** Thrown by work that was cancelled; never shown as a fault. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';
  constructor() {
    super('Cancelled.');
  }
}

/** Step to the end without yielding: for tests and for short work. */
export function finish<Result>(work: Work<Result>): Result {
  while (!work.step());
  return work.result();
}

/** The value of a generator that yields only to give way: for work that need not. */
export function drained<Result>(slices: Generator<unknown, Result>): Result {
  for (;;) {
    const slice = slices.next();
    if (slice.done) return slice.value;
  }
}

/** The slices of a generator that yields only to give way, each telling this progress. */
export function* telling<Result>(progress: Progress, slices: Generator<unknown, Result>): Generator<Progress, Result, void> {
  for (;;) {
    const slice = slices.next();
    if (slice.done) return slice.value;
    yield progress;
  }
}

/**
 * Long work written as a generator: it yields its progress at the end of every
 * slice, so that loops stay loops instead of becoming the states of a machine.
 */
export class Sliced<Result> implements Work<Result> {
  private end?: { result: Result };

  /** @param latest what `progress` says before the first step */
  constructor(
    private readonly slices: Generator<Progress, Result, void>,
    private latest: Progress,
  ) {}

  step(): boolean {
    if (this.end) return true;
    const next = this.slices.next();
    if (next.done) {
      this.end = { result: next.value };
      this.latest = { ...this.latest, done: this.latest.total };
    } else {
      this.latest = next.value;
    }
    return this.end !== undefined;
  }

  progress(): Progress {
    return this.latest;
  }

  result(): Result {
    if (!this.end) throw new TypeError('the work is not finished');
    return this.end.result;
  }
}
