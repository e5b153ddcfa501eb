/**
 * Long work written as a generator: it yields its progress at the end of every
 * slice, so that loops stay loops instead of becoming the states of a machine.
 */
import type { Progress, Work } from '../work';

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
