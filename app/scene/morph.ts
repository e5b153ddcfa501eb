/**
 * Points on their way from one layout to the next. A layout that is still
 * being made arrives many times a second: each arrival starts from where the
 * points stand now, so motion stays continuous.
 */

/** A settled map swings to its next layout in this time; one in motion follows in the shorter time. Milliseconds. */
const SWING = 1100;
const FOLLOW = 280;

export class Morph {
  from: Float32Array = new Float32Array(0);
  to: Float32Array = new Float32Array(0);
  /** Per point: 1 where it was on the map before, 0 where it appears now. */
  known: Float32Array = new Float32Array(0);
  /** Eased progress, 0 … 1. */
  t = 1;
  /** Counts the changes of the arrays above, for whoever keeps a copy. */
  revision = 0;
  private names: readonly string[] = [];
  private began = 0;
  private duration = 0;
  private easeIn = true;

  get count(): number {
    return this.to.length / 3;
  }

  get moving(): boolean {
    return this.t < 1;
  }

  /**
   * Sends the points to `positions` (n × 3, copied). Where `names` is another
   * array than before, points are matched by word.
   * @param soon the next positions will follow: get there quickly
   */
  send(names: readonly string[], positions: Float32Array, now: number, still: boolean, soon = false): void {
    const following = this.moving || soon;
    const here = this.current();
    const before = this.count;
    const start = startingPlaces(this.names, here, names, positions);
    this.names = names;
    this.from = start.from;
    this.known = start.known;
    this.to = positions.slice();
    this.revision++;
    this.began = now;
    this.duration = following ? FOLLOW : SWING;
    this.easeIn = !following;
    this.t = still || before === 0 ? 1 : 0;
  }

  /** Moves to the time `now` (milliseconds). */
  advance(now: number): void {
    if (!this.moving) return;
    const u = Math.min(1, Math.max(0, (now - this.began) / this.duration));
    this.t = this.easeIn ? easeInOut(u) : easeOut(u);
  }

  /** Where the points stand now, n × 3. */
  current(): Float32Array {
    if (!this.moving) return this.to;
    const { from, to, t } = this;
    const here = new Float32Array(to.length);
    for (let i = 0; i < here.length; i++) here[i] = from[i] + (to[i] - from[i]) * t;
    return here;
  }
}

/** Where each point of the next layout starts: where its word stands now, else at its new place. */
export function startingPlaces(names: readonly string[], here: Float32Array, nextNames: readonly string[], next: Float32Array): { from: Float32Array; known: Float32Array } {
  const count = next.length / 3;
  const known = new Float32Array(count);
  const from = next.slice();
  const drawn = here.length / 3;
  if (names === nextNames) {
    const both = Math.min(count, drawn);
    known.fill(1, 0, both);
    from.set(here.subarray(0, both * 3));
    return { from, known };
  }
  const rows = new Map(names.slice(0, drawn).map((name, row) => [name, row]));
  for (let i = 0; i < count; i++) {
    const row = rows.get(nextNames[i]);
    if (row === undefined) continue;
    known[i] = 1;
    from.set(here.subarray(row * 3, row * 3 + 3), i * 3);
  }
  return { from, known };
}

export function easeInOut(u: number): number {
  return u < 0.5 ? 4 * u ** 3 : 1 - (2 - 2 * u) ** 3 / 2;
}

export function easeOut(u: number): number {
  return 1 - (1 - u) ** 3;
}
