/**
 * The k best of a stream of scored rows, in a bounded binary heap whose root is
 * the worst of the kept (Williams 1964): O(n + n′ log k) for n′ improvements.
 * Equal scores rank by row, so the answer does not depend on the order of offers.
 */
export class Top {
  /** Kept rows and their scores; heap order until `ranked`. */
  private readonly rows: Uint32Array;
  private readonly scores: Float64Array;
  private size = 0;

  constructor(private readonly k: number) {
    this.rows = new Uint32Array(k);
    this.scores = new Float64Array(k);
  }

  offer(row: number, score: number): void {
    if (this.size < this.k) {
      if (score === score) this.rise(this.size++, row, score);
    } else if (score > this.scores[0] || (score === this.scores[0] && row < this.rows[0])) {
      this.sink(row, score);
    }
  }

  /** The kept rows, best first. */
  ranked(): { row: number; score: number }[] {
    return Array.from({ length: this.size }, (_, i) => ({ row: this.rows[i], score: this.scores[i] })).sort(
      (x, y) => y.score - x.score || x.row - y.row,
    );
  }

  private worse(row: number, score: number, at: number): boolean {
    return score < this.scores[at] || (score === this.scores[at] && row > this.rows[at]);
  }

  private put(at: number, row: number, score: number): void {
    this.rows[at] = row;
    this.scores[at] = score;
  }

  private rise(at: number, row: number, score: number): void {
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.worse(row, score, parent)) break;
      this.put(at, this.rows[parent], this.scores[parent]);
      at = parent;
    }
    this.put(at, row, score);
  }

  /** Replace the root. */
  private sink(row: number, score: number): void {
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= this.size) break;
      if (child + 1 < this.size && this.worse(this.rows[child + 1], this.scores[child + 1], child)) child++;
      if (this.worse(row, score, child)) break;
      this.put(at, this.rows[child], this.scores[child]);
      at = child;
    }
    this.put(at, row, score);
  }
}

/** The k best of `scores[0 … length)`, best first, ties by row; NaN and excluded rows never. */
export function top(scores: ArrayLike<number>, k: number, exclude?: Iterable<number>): { row: number; score: number }[] {
  const skip = new Set(exclude);
  const best = new Top(Math.min(k, scores.length));
  for (let row = 0; row < scores.length; row++) {
    if (skip.size === 0 || !skip.has(row)) best.offer(row, scores[row]);
  }
  return best.ranked();
}
