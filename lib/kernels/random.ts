/**
 * The seeded generator every random choice comes from: xorshift32 on integers
 * (Marsaglia 2003, "Xorshift RNGs", triple 13/17/5), so that the same seed gives
 * the same numbers in Node, in every browser and in the WASM kernels.
 */
export class Random {
  private state: number;

  /** @param seed any finite number; mixed so that seeds 1, 2, 3 do not start alike */
  constructor(seed: number) {
    this.state = mix(seed | 0) || 0x9e3779b9;
  }

  /** The next unsigned 32-bit integer, never 0. */
  next(): number {
    let s = this.state;
    s ^= s << 13;
    s ^= s >>> 17;
    s ^= s << 5;
    this.state = s;
    return s >>> 0;
  }

  /** Uniform in [0, 1) with 32 bits. */
  uniform(): number {
    return this.next() / 0x1_0000_0000;
  }

  /** Uniform integer in [0, n), by multiply-shift (Lemire 2019), 1 ≤ n ≤ 2^21. */
  below(n: number): number {
    return Math.floor(this.uniform() * n);
  }

  /** Fisher–Yates, in place. */
  shuffle<T extends { length: number; [i: number]: number }>(items: T): T {
    for (let i = items.length - 1; i > 0; i--) {
      const j = this.below(i + 1);
      const held = items[i];
      items[i] = items[j];
      items[j] = held;
    }
    return items;
  }
}

/** The finaliser of MurmurHash3: every bit of the seed reaches every bit of the state. */
export function mix(h: number): number {
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) | 0;
}
