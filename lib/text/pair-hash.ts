/** Where a pair of whole numbers is looked for first in an open hash table whose size is a power of two: the lowest bits of this. */
export function pairHash(first: number, second: number): number {
  const hash = (Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b)) >>> 0;
  return hash ^ (hash >>> 15);
}
