/**
 * In which order a sampler takes the tokens: three pens, each on its own third of the
 * chunks, take one token each in turn. Tokens of three documents share hardly a count, so
 * that the kernel can draw them side by side; the twin keeps the same order.
 */

/** What draws, in either engine. */
export interface Hand {
  /** Begin a chunk, of tokens [from, to), under a pen, whether it will draw all of them or those of a part. */
  open(pen: number, chunk: number, from: number, to: number): void;
  /** End it: those tokens have been drawn. */
  close?(pen: number, chunk: number): void;
  /** Take in how large the topics are now, for the pens at `at`. */
  refresh(at: Uint32Array): void;
  /** Draw n tokens under each pen, from `at` on, one each in turn; a pen at RESTS draws none. */
  draw(at: Uint32Array, n: number): void;
}

export const PENS = 3;
export const RESTS = 0xffff_ffff;

/** Which tokens are drawn: all of each chunk, or of each the same part, as `Parts` has them. */
export interface Drawn {
  blocks: Uint32Array;
  parts: number;
  part: number;
}

export class Pens {
  /** Tokens in a sweep. */
  readonly tokens: number;
  /** The chunks numbered order[bounds[pen]] … order[bounds[pen + 1]) are a pen's. */
  private readonly bounds: number[];
  /** Which of the order is under each pen, the token it comes to, and its place or RESTS. */
  private readonly under: number[] = [];
  private readonly at = new Uint32Array(PENS);
  /** Pens that do not rest. */
  private live = 0;
  private turn = 0;

  /** Over the chunks numbered in `order`, a refresh every `interval` turns; of the pens so many are used. */
  constructor(
    private readonly drawn: Drawn,
    private readonly order: Uint32Array,
    private readonly interval: number,
    used = PENS,
  ) {
    const lengths = Array.from(order, (_, i) => this.end(i) - this.begin(i));
    this.tokens = lengths.reduce((sum, length) => sum + length, 0);
    this.bounds = cut(lengths, this.tokens, used);
    this.at.fill(RESTS);
  }

  /** Draw about `limit` tokens, at least one and not beyond the end of the sweep; returns how many. */
  advance(hand: Hand, limit: number): number {
    const { at, under, bounds, interval } = this;
    if (this.live === 0) {
      this.turn = 0;
      for (let pen = 0; pen < PENS; pen++) this.lay(hand, pen, bounds[pen]);
    }
    let drawn = 0;
    while (drawn < limit && this.live > 0) {
      const { live } = this;
      let turns = Math.min(Math.ceil((limit - drawn) / live), interval - (this.turn % interval));
      for (let pen = 0; pen < PENS; pen++) if (at[pen] !== RESTS) turns = Math.min(turns, this.end(under[pen]) - at[pen]);
      if (this.turn % interval === 0) hand.refresh(at);
      hand.draw(at, turns);
      this.turn += turns;
      drawn += turns * live;
      for (let pen = 0; pen < PENS; pen++) {
        if (at[pen] === RESTS) continue;
        at[pen] += turns;
        if (at[pen] < this.end(under[pen])) continue;
        hand.close?.(pen, this.order[under[pen]]);
        this.lay(hand, pen, under[pen] + 1);
      }
    }
    return drawn;
  }

  /** Lay a pen on a chunk, or to rest behind its last one. */
  private lay(hand: Hand, pen: number, i: number): void {
    const { drawn: { blocks, parts }, order, at, under, bounds } = this;
    while (i < bounds[pen + 1] && this.begin(i) === this.end(i)) i++;
    if (at[pen] !== RESTS) this.live--;
    under[pen] = i;
    at[pen] = RESTS;
    if (i === bounds[pen + 1]) return;
    this.live++;
    at[pen] = this.begin(i);
    hand.open(pen, order[i], blocks[order[i] * parts], blocks[(order[i] + 1) * parts]);
  }

  /** The first token to draw of the chunk that is i-th in the order. */
  private begin(i: number): number {
    const { blocks, parts, part } = this.drawn;
    return blocks[this.order[i] * parts + part];
  }

  /** The token behind the last. */
  private end(i: number): number {
    const { blocks, parts, part } = this.drawn;
    return blocks[this.order[i] * parts + part + 1];
  }
}

/** Bounds that cut the order into a part for each pen that is used, of nearly equally many tokens. */
function cut(lengths: number[], tokens: number, used: number): number[] {
  const bounds = [0];
  let passed = 0;
  for (let pen = 1; pen <= PENS; pen++) {
    let bound = bounds[pen - 1];
    for (; bound < lengths.length && passed < (tokens * pen) / used; bound++) passed += lengths[bound];
    bounds.push(pen >= used ? lengths.length : bound);
  }
  return bounds;
}

/** Every `groups`-th chunk: neighbours are often alike, and each group shall have all kinds. */
export function chunksOf(chunks: Uint32Array, group: number, groups: number): Uint32Array {
  return Uint32Array.from({ length: Math.ceil((chunks.length - 1 - group) / groups) }, (_, i) => group + i * groups);
}
