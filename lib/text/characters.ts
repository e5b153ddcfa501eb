/**
 * What a character is to the tokenizer. A table of the 65,536 UTF-16 code units
 * is made once from the regular expressions' Unicode properties, so that the scan
 * costs one look-up a character; code points beyond it are tested one by one.
 */

/** Anything that only separates: commas, brackets, symbols, emoji. */
export const OTHER = 0;
export const LETTER = 1;
export const DIGIT = 2;
/** Combining marks and the zero-width joiners: they continue a word and never start one. */
export const MARK = 3;
/** Letters of scripts written without spaces: Han, Kana, Thai, Lao, Khmer, Myanmar. */
export const UNSPACED = 4;
export const APOSTROPHE = 5;
export const HYPHEN = 6;
export const POINT = 7;
export const COMMA = 8;
/** Joins the letters at its sides always: new_york, col·lega, צה״ל. */
export const CONNECTOR = 9;
export const SPACE = 10;
export const NEWLINE = 11;
/** Ends a sentence when a space or the end follows: ! ? … */
export const TERMINATOR = 12;
/** Ends a sentence by itself: 。 ！ ？ । ؟ */
export const FULL_STOP = 13;
/** Quotes and brackets that may stand between a terminator and its space. */
export const CLOSER = 14;
/** The first half of a code point beyond U+FFFF. */
const SURROGATE = 15;

const BY_CHARACTER: [number, string][] = [
  [APOSTROPHE, "'"],
  [HYPHEN, '-'],
  [POINT, '.'],
  [COMMA, ','],
  [CONNECTOR, '_·\u05F3\u05F4'],
  [NEWLINE, '\n\r\u0085\u2028\u2029'],
  [TERMINATOR, '!?…'],
];

// The first that matches decides.
const BY_PROPERTY: [number, RegExp][] = [
  [UNSPACED, /^(?=[\p{L}\p{M}\p{Nl}])[\p{scx=Hani}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}]/u],
  [LETTER, /^\p{L}/u],
  [DIGIT, /^\p{N}/u],
  [MARK, /^[\p{M}\u200C\u200D]/u],
  [SPACE, /^\s/u],
  [FULL_STOP, /^\p{Sentence_Terminal}/u],
  [CLOSER, /^["\p{Pe}\p{Pf}\p{Pi}]/u],
];

let table: Uint8Array | undefined;

/** The table for `classAt`; made on the first call. */
export function characterClasses(): Uint8Array {
  return (table ??= makeTable());
}

/** The class of the UTF-16 unit at `at`; a pair's class stands at its first unit, and its second is a MARK. */
export function classAt(classes: Uint8Array, text: string, at: number): number {
  const c = classes[text.charCodeAt(at)];
  return c === SURROGATE ? byProperty(String.fromCodePoint(text.codePointAt(at)!)) : c;
}

function makeTable(): Uint8Array {
  const classes = new Uint8Array(0x1_0000);
  for (let unit = 0; unit < 0xd800; unit++) classes[unit] = byProperty(String.fromCharCode(unit));
  classes.fill(SURROGATE, 0xd800, 0xdc00);
  classes.fill(MARK, 0xdc00, 0xe000);
  for (let unit = 0xe000; unit < classes.length; unit++) classes[unit] = byProperty(String.fromCharCode(unit));
  for (const [kind, characters] of BY_CHARACTER) {
    for (const character of characters) classes[character.charCodeAt(0)] = kind;
  }
  return classes;
}

function byProperty(character: string): number {
  return BY_PROPERTY.find(([, property]) => property.test(character))?.[0] ?? OTHER;
}
