/** Where work under way waits while a person has paused it. */
export class Hold {
  private paused: { until: Promise<void>; end: () => void } | null = null;

  /** Resolves when the work may go on; null where it is not paused. */
  get until(): Promise<void> | null {
    return this.paused?.until ?? null;
  }

  pause(): void {
    if (this.paused) return;
    let end!: () => void;
    this.paused = { until: new Promise((resolve) => (end = resolve)), end };
  }

  resume(): void {
    this.paused?.end();
    this.paused = null;
  }
}
