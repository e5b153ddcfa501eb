/**
 * In which order the dense sampler takes the tokens: three pens, each on its own third of the
 * chunks, take one token each in turn. Tokens of three documents share hardly a count, so
 * that the kernel can draw them side by side; the twin keeps the same order.
 */

/** What draws, in either engine. */
export interface Hand {
  /** Begin the chunk of tokens [from, to) under a pen. */
  open(pen: number, from: number, to: number): void;
  /** Take in how large the topics are now. */
  refresh(): void;
  /** Draw n tokens under each pen, from `at` on, one each in turn; a pen at RESTS draws none. */
  draw(at: Uint32Array, n: number): void;
}

export const PENS = 3;
export const RESTS = 0xffff_ffff;

export class Pens {
  /** Chunks [bounds[pen], bounds[pen + 1]) are a pen's. */
  private readonly bounds: number[];
  /** The chunk under each pen, the token it comes to, and its place or RESTS. */
  private readonly under: number[] = [];
  private readonly at = new Uint32Array(PENS);
  private turn = 0;

  /** Over chunks [from, to), a refresh every `interval` turns. */
  constructor(
    private readonly chunks: Uint32Array,
    from: number,
    to: number,
    private readonly interval: number,
  ) {
    this.bounds = cut(chunks, from, to, PENS);
    this.at.fill(RESTS);
  }

  /** Draw about `limit` tokens, at least one and not beyond the end of the sweep; returns how many. */
  advance(hand: Hand, limit: number): number {
    const { chunks, at, under, bounds, interval } = this;
    if (at.every((place) => place === RESTS)) {
      this.turn = 0;
      for (let pen = 0; pen < PENS; pen++) this.lay(hand, pen, bounds[pen]);
    }
    let drawn = 0;
    while (drawn < limit) {
      const live = at.reduce((sum, place) => sum + Number(place !== RESTS), 0);
      if (live === 0) break;
      let turns = Math.min(Math.ceil((limit - drawn) / live), interval - (this.turn % interval));
      for (let pen = 0; pen < PENS; pen++) if (at[pen] !== RESTS) turns = Math.min(turns, chunks[under[pen] + 1] - at[pen]);
      if (this.turn % interval === 0) hand.refresh();
      hand.draw(at, turns);
      this.turn += turns;
      drawn += turns * live;
      for (let pen = 0; pen < PENS; pen++) {
        if (at[pen] === RESTS) continue;
        at[pen] += turns;
        if (at[pen] === chunks[under[pen] + 1]) this.lay(hand, pen, under[pen] + 1);
      }
    }
    return drawn;
  }

  /** Lay a pen on a chunk, or to rest behind its last one. */
  private lay(hand: Hand, pen: number, chunk: number): void {
    const { chunks, at, under, bounds } = this;
    while (chunk < bounds[pen + 1] && chunks[chunk] === chunks[chunk + 1]) chunk++;
    under[pen] = chunk;
    at[pen] = chunk < bounds[pen + 1] ? chunks[chunk] : RESTS;
    if (at[pen] !== RESTS) hand.open(pen, chunks[chunk], chunks[chunk + 1]);
  }
}

/** Bounds that cut chunks [from, to) into parts of nearly equally many tokens. */
export function cut(chunks: Uint32Array, from: number, to: number, parts: number): number[] {
  const bounds = [from];
  for (let part = 1; part <= parts; part++) {
    const goal = chunks[from] + ((chunks[to] - chunks[from]) * part) / parts;
    let bound = bounds[part - 1];
    while (bound < to && chunks[bound] < goal) bound++;
    bounds.push(bound);
  }
  return bounds;
}
