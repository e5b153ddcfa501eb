/**
 * Decimal numbers in ASCII bytes, both ways, without a string in between: a
 * vector file holds millions of them.
 */

/** Powers of ten that a double holds exactly. */
const POWERS = Array.from({ length: 23 }, (_, i) => Number(`1e${i}`));

/**
 * The number written in bytes [from, to), or NaN when they are not a decimal
 * number. Correctly rounded to a double: mantissa below 2^53 and power of ten
 * up to 22 are exact, so one operation rounds once (Clinger 1990, the fast
 * path); the rest goes through Number.
 */
export function parseDecimal(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  const negative = bytes[at] === MINUS;
  if (negative || bytes[at] === PLUS) at++;
  let mantissa = 0;
  let point = -1;
  const first = at;
  for (; at < to; at++) {
    const digit = bytes[at] - ZERO;
    if (digit >= 0 && digit <= 9) mantissa = mantissa * 10 + digit;
    else if (bytes[at] === POINT && point < 0) point = at;
    else break;
  }
  if (at - first - (point < 0 ? 0 : 1) === 0) return NaN;
  let exponent = point < 0 ? 0 : point + 1 - at;
  if (at < to) {
    if ((bytes[at] | 32) !== E) return NaN;
    const below = bytes[++at] === MINUS;
    if (below || bytes[at] === PLUS) at++;
    if (at === to) return NaN;
    let power = 0;
    for (; at < to; at++) {
      const digit = bytes[at] - ZERO;
      if (!(digit >= 0 && digit <= 9)) return NaN;
      power = Math.min(power * 10 + digit, 100_000);
    }
    exponent += below ? -power : power;
  }
  if (mantissa > Number.MAX_SAFE_INTEGER || exponent < -22 || exponent > 22) {
    return Number(String.fromCharCode(...bytes.subarray(from, Math.min(to, from + 2000))));
  }
  const value = exponent < 0 ? mantissa / POWERS[-exponent] : mantissa * POWERS[exponent];
  return negative ? -value : value;
}

/** The most bytes `writeDecimal` needs. */
export const LONGEST_DECIMAL = 24;

/**
 * Writes the shortest decimal that reads back as the same 32-bit float, and
 * returns where it ends. Six to nine digits are tried: nine always suffice for
 * a float, and one that needs fewer than six shows it in trailing zeros.
 */
export function writeDecimal(value: number, out: Uint8Array, at: number): number {
  const size = Math.abs(value);
  if (size === 0) {
    out[at] = ZERO;
    return at + 1;
  }
  if (!(size >= 1e-6 && size < 1e7)) return writeText(shortest(value), out, at);
  let exponent = -6;
  while (size >= TENTHS[exponent + 7]) exponent++;
  for (let digits = 6; ; digits++) {
    const places = digits - 1 - exponent;
    const scaled = Math.round(size * POWERS[places]);
    if (Math.fround(scaled / POWERS[places]) !== size && digits < 9) continue;
    if (value < 0) out[at++] = MINUS;
    return writeScaled(scaled, places, out, at);
  }
}

const ZERO = 48;
const MINUS = 45;
const PLUS = 43;
const POINT = 46;
const E = 101;

/** TENTHS[i] = 10^(i − 6), the nearest double. */
const TENTHS = Array.from({ length: 15 }, (_, i) => Number(`1e${i - 6}`));

/** Writes integer / 10^places without trailing zeros; at least one digit stands before the point. */
function writeScaled(integer: number, places: number, out: Uint8Array, at: number): number {
  while (places > 0 && integer % 10 === 0) {
    integer /= 10;
    places--;
  }
  let length = 1;
  while (length < 11 && integer >= POWERS[length]) length++;
  length = Math.max(length, places + 1);
  const end = at + length + (places > 0 ? 1 : 0);
  for (let i = end - 1; i >= at; i--) {
    if (places > 0 && i === end - 1 - places) {
      out[i] = POINT;
      continue;
    }
    const rest = Math.floor(integer / 10);
    out[i] = ZERO + integer - rest * 10;
    integer = rest;
  }
  return end;
}

/** Very small and very large floats, in the exponent form. */
function shortest(value: number): string {
  for (let digits = 1; digits < 9; digits++) {
    const text = value.toExponential(digits - 1);
    if (Math.fround(Number(text)) === value) return text;
  }
  return value.toExponential(8);
}

function writeText(text: string, out: Uint8Array, at: number): number {
  for (let i = 0; i < text.length; i++) out[at++] = text.charCodeAt(i);
  return at;
}
