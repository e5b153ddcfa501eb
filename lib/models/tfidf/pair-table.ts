/** Numbers pairs of whole numbers in order of first appearance, in typed arrays: open addressing with linear probing, at most half full. */
import { GrowingUint32 } from '../../text/growing';
import { pairHash } from '../../text/pair-hash';

export class PairTable {
  readonly firsts = new GrowingUint32();
  readonly seconds = new GrowingUint32();
  /** Number + 1 of the pair in a slot, 0 where it is free. */
  private slots = new Uint32Array(1 << 12);

  get size(): number {
    return this.firsts.length;
  }

  /** The pair's number; a pair not seen before gets the next one. */
  number(first: number, second: number): number {
    const slot = this.slotOf(first, second);
    if (this.slots[slot] > 0) return this.slots[slot] - 1;
    this.firsts.push(first);
    this.seconds.push(second);
    this.slots[slot] = this.size;
    if (this.size * 2 > this.slots.length) this.grow();
    return this.size - 1;
  }

  private slotOf(first: number, second: number): number {
    const mask = this.slots.length - 1;
    for (let slot = pairHash(first, second) & mask; ; slot = (slot + 1) & mask) {
      const held = this.slots[slot];
      if (held === 0 || (this.firsts.at(held - 1) === first && this.seconds.at(held - 1) === second)) return slot;
    }
  }

  private grow(): void {
    this.slots = new Uint32Array(this.slots.length * 2);
    for (let n = 0; n < this.size; n++) this.slots[this.slotOf(this.firsts.at(n), this.seconds.at(n))] = n + 1;
  }
}
