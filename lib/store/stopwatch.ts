import type { Progress } from '../work';

/** Times a training by what it reports: while it is paused the watch stands. */
export class Stopwatch {
  private readonly began = performance.now();
  private stood = 0;
  private standsSince: number | null = null;

  hear({ stage }: Progress): void {
    const now = performance.now();
    if (stage === 'paused') this.standsSince ??= now;
    else if (this.standsSince !== null) {
      this.stood += now - this.standsSince;
      this.standsSince = null;
    }
  }

  /** So far, without the pauses; one that is under way is none of it either: a training can be kept from there. */
  get seconds(): number {
    return ((this.standsSince ?? performance.now()) - this.began - this.stood) / 1000;
  }
}
