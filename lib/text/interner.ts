/**
 * Types met so far: word → id in order of first appearance, by open addressing with
 * linear probing. Looks a token up where it stands in the text, so that no string is
 * made for the many tokens whose type is known, and keeps no text alive.
 */
import { WordspaceError } from '../error';
import { GrowingUint32 } from './growing';

/** More different words than tens of gigabytes of English have. */
const MOST_TYPES = 2 ** 23;

export class Interner {
  /** Slots of id + 1, 0 where free; at most half full. */
  private slots = new Uint32Array(1 << 16);
  private readonly hashes = new GrowingUint32();
  /** Word i is characters[starts[i] … starts[i + 1]). */
  private readonly starts = new GrowingUint32();
  private characters = new Uint16Array(1 << 16);

  constructor() {
    this.starts.push(0);
  }

  get size(): number {
    return this.hashes.length;
  }

  /** The id of text[start … end), a new one if it was not met before. @throws WordspaceError past 2^23 types */
  id(text: string, start: number, end: number): number {
    const hash = hashOf(text, start, end);
    const slot = this.slotOf(hash, text, start, end);
    return this.slots[slot] !== 0 ? this.slots[slot] - 1 : this.add(text, start, end, hash, slot);
  }

  /** The id of text[start … end), or −1 if it was not met. */
  find(text: string, start: number, end: number): number {
    return this.slots[this.slotOf(hashOf(text, start, end), text, start, end)] - 1;
  }

  word(id: number): string {
    return String.fromCharCode(...this.characters.subarray(this.starts.at(id), this.starts.at(id + 1)));
  }

  /** The slot of a type, or the free one where it belongs. */
  private slotOf(hash: number, text: string, start: number, end: number): number {
    const mask = this.slots.length - 1;
    let slot = hash & mask;
    while (this.slots[slot] !== 0) {
      const id = this.slots[slot] - 1;
      if (this.hashes.at(id) === hash && this.equals(id, text, start, end)) break;
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private equals(id: number, text: string, start: number, end: number): boolean {
    const from = this.starts.at(id);
    if (this.starts.at(id + 1) - from !== end - start) return false;
    for (let i = start; i < end; i++) if (this.characters[from + i - start] !== text.charCodeAt(i)) return false;
    return true;
  }

  private add(text: string, start: number, end: number, hash: number, slot: number): number {
    const id = this.size;
    if (id === MOST_TYPES) {
      throw new WordspaceError(
        `The text has more than ${MOST_TYPES.toLocaleString('en')} different words, so it is hardly text; bring a file of plain words.`,
      );
    }
    const from = this.starts.at(id);
    const to = from + end - start;
    if (to > this.characters.length) {
      const larger = new Uint16Array(this.characters.length * 2);
      larger.set(this.characters);
      this.characters = larger;
    }
    for (let i = start; i < end; i++) this.characters[from + i - start] = text.charCodeAt(i);
    this.slots[slot] = id + 1;
    this.hashes.push(hash);
    this.starts.push(to);
    if (this.size * 2 > this.slots.length) this.widen();
    return id;
  }

  private widen(): void {
    const wider = new Uint32Array(this.slots.length * 2);
    const mask = wider.length - 1;
    this.hashes.filled.forEach((hash, id) => {
      let slot = hash & mask;
      while (wider[slot] !== 0) slot = (slot + 1) & mask;
      wider[slot] = id + 1;
    });
    this.slots = wider;
  }
}

function hashOf(text: string, start: number, end: number): number {
  let hash = 0;
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x9e3779b1) ^ (hash >>> 15);
  return hash >>> 0;
}
