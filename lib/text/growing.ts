/** A list of unsigned 32-bit numbers of unknown length: doubles its room as it fills. */
export class GrowingUint32 {
  length = 0;
  private room: Uint32Array;

  constructor(capacity = 1024) {
    this.room = new Uint32Array(capacity);
  }

  push(value: number): void {
    if (this.length === this.room.length) {
      const larger = new Uint32Array(this.length * 2);
      larger.set(this.room);
      this.room = larger;
    }
    this.room[this.length++] = value;
  }

  /** The number at index i < length. */
  at(i: number): number {
    return this.room[i];
  }

  increment(i: number): void {
    this.room[i]++;
  }

  add(i: number, change: number): void {
    this.room[i] += change;
  }

  /** What is filled, in place: valid until the next push. */
  get filled(): Uint32Array {
    return this.room.subarray(0, this.length);
  }

  /** What is filled, as an array with a buffer of its own. */
  copy(): Uint32Array {
    return this.room.slice(0, this.length);
  }
}
