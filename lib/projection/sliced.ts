import type { Progress, Work } from '../work';
import type { Layout, Positions } from './projection';

/**
 * Long work written as a generator: it yields its progress at the end of every
 * slice and returns the result, so that loops read from top to bottom instead of
 * being turned inside out into a state machine.
 */
export type Slices<Result> = Generator<Progress, Result, void>;

/** About 20 ms of multiply-adds on a slow machine: what the heavy loops do in one slice. */
export const SLICE = 1 << 23;

export class Sliced<Result> implements Work<Result> {
  private outcome: { result: Result } | null = null;

  /** @param latest what `progress` says before the first step */
  constructor(
    private readonly slices: Slices<Result>,
    private latest: Progress,
  ) {}

  step(): boolean {
    if (this.outcome) return true;
    const next = this.slices.next();
    if (next.done) {
      this.outcome = { result: next.value };
      this.latest = { ...this.latest, done: this.latest.total };
    } else {
      this.latest = next.value;
    }
    return this.outcome !== null;
  }

  progress(): Progress {
    return this.latest;
  }

  result(): Result {
    if (!this.outcome) throw new Error('The work is not finished.');
    return this.outcome.result;
  }
}

/** Sliced work that writes into positions which can be looked at meanwhile. */
export class SlicedLayout extends Sliced<Positions> implements Layout {
  constructor(
    private readonly held: Positions,
    slices: Slices<Positions>,
    first: Progress,
  ) {
    super(slices, first);
  }

  positions(): Positions {
    return this.held;
  }
}

/** Other work as a part of one's own: its slices and its progress, then its result. */
export function* slicesOf<Result>(work: Work<Result>): Slices<Result> {
  while (!work.step()) yield work.progress();
  return work.result();
}
