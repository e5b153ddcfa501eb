/** How often a map that is being made may be drawn: where there is no graphics card, drawing takes the cores that make it. */

/** Screen frames until what was published has left the drawing's queue. */
const QUEUE = 3;

/** Milliseconds that this many frames take where drawing costs nothing. */
const FREE = (1000 / 60) * (QUEUE - 1);

/** Milliseconds between what is published at most: one late frame shall not hold up a map for half a minute. */
const LONGEST = 3000;

/** Milliseconds until the next may be published, where making and drawing the last one took `cost` and may take this share of the time. */
export function interval(cost: number, budget: number, longest = LONGEST): number {
  return Math.min(longest, cost / budget);
}

/** Milliseconds that the page takes to draw what was just published, beyond waiting for its screen; a page out of sight draws nothing. */
export async function drawing(): Promise<number> {
  if (typeof document === 'undefined' || document.hidden) return 0;
  const began = performance.now();
  for (let frame = 0; frame < QUEUE; frame++) await Promise.race([new Promise(requestAnimationFrame), later(1000)]);
  return Math.max(0, performance.now() - began - FREE);
}

export function later(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Lets through what comes when the last that was let through has been drawn, and as much time has passed as keeps to the budget. */
export class Pace {
  private free = 0;

  /**
   * @param budget share of the time that may go into publishing and drawing
   * @param longest milliseconds between two that are let through at most, once the first is drawn
   */
  constructor(
    private readonly budget: number,
    private readonly longest = LONGEST,
  ) {}

  /** Publish, or leave it out where it would come too early; with `anyway` never. */
  publish(show: () => void, anyway = false): void {
    const began = performance.now();
    if (began < this.free && !anyway) return;
    show();
    this.free = Infinity;
    void drawing().then(() => (this.free = began + interval(performance.now() - began, this.budget, this.longest)));
  }
}
