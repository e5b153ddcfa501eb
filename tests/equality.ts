/**
 * Typed arrays are compared number by number, as `toEqual` does too, but not through lists of
 * their keys as strings: for 60,000 numbers that is a matter of 3 ms instead of half a second.
 */
import { expect } from 'vitest';

type Numbers = Float32Array | Uint8Array;

expect.addEqualityTesters([
  (a: unknown, b: unknown): boolean | undefined => {
    if (!isTyped(a) || !isTyped(b) || a.constructor !== b.constructor) return undefined;
    if (a.length !== b.length) return false;
    for (let i = 0; i < a.length; i++) if (!Object.is(a[i], b[i])) return false;
    return true;
  },
]);

function isTyped(value: unknown): value is Numbers {
  return ArrayBuffer.isView(value) && !(value instanceof DataView);
}
