/** Where in a text its evidence stands: the stretch with the most different words looked for, and the places of those words in it. */

export interface Passage {
  text: string;
  /** Begin and end of each word found, in UTF-16 units of `text`, ascending. */
  marks: [from: number, to: number][];
  /** Whether text before it or after it was left out. */
  cutBefore: boolean;
  cutAfter: boolean;
}

/** Words of a text, as letters and digits with what joins them. */
const WORD = /[\p{L}\p{N}]+(?:['’][\p{L}\p{N}]+)*/gu;

/** Longer texts are looked through no further: a document of a book's length. */
const LONGEST = 2_000_000;

/**
 * @param words looked for, without regard to case; of “new york” and “new_york” each word
 * @param length of the stretch, in UTF-16 units, about
 */
export function bestPassage(whole: string, words: string[], length: number): Passage {
  const text = whole.slice(0, LONGEST);
  const wanted = new Set(words.flatMap((word) => word.toLowerCase().split(/[\s_-]+/)));
  const found = Array.from(text.matchAll(WORD), ({ 0: word, index }) => ({ word: word.toLowerCase().replaceAll('’', "'"), from: index, to: index + word.length })).filter(({ word }) => wanted.has(word));
  const from = beginning(text, found, length);
  const to = end(text, from + length);
  const marks = found.filter((f) => f.from >= from && f.to <= to).map((f): [number, number] => [f.from - from, f.to - from]);
  return { text: text.slice(from, to), marks, cutBefore: from > 0, cutAfter: to < whole.length };
}

/** Begin of the stretch with the most different words (then with the most words), a little before its first one. */
function beginning(text: string, found: { word: string; from: number; to: number }[], length: number): number {
  const inside = new Map<string, number>();
  let best = 0;
  let first = 0;
  for (let begin = 0, next = 0; begin < found.length; begin++) {
    for (; next < found.length && found[next].to - found[begin].from <= length * 0.8; next++) inside.set(found[next].word, (inside.get(found[next].word) ?? 0) + 1);
    const worth = inside.size * 1000 + (next - begin);
    if (worth > best) [best, first] = [worth, found[begin].from];
    const left = (inside.get(found[begin].word) ?? 1) - 1;
    if (left > 0) inside.set(found[begin].word, left);
    else inside.delete(found[begin].word);
  }
  const from = Math.max(0, Math.min(first - Math.round(length * 0.15), text.length - length));
  if (from === 0) return 0;
  const space = text.slice(from, first).search(/\s/);
  return space < 0 ? first : from + space + 1;
}

/** The end of the word that the stretch would cut. */
function end(text: string, to: number): number {
  if (to >= text.length) return text.length;
  const space = text.slice(to, to + 40).search(/\s/);
  return space < 0 ? to : to + space;
}
