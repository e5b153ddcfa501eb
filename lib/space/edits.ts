/**
 * How many typing slips lie between two words: insertions, deletions,
 * replacements and swaps of neighbours, each part edited at most once (the
 * optimal-string-alignment form of Damerau 1964 and Levenshtein 1966). Only the
 * band of the table that can stay within `most` is computed (Ukkonen 1985).
 */

/** @returns the distance in UTF-16 units, or most + 1 where it is larger than `most` */
export function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let from = 0;
  while (from < a.length && from < b.length && a.charCodeAt(from) === b.charCodeAt(from)) from++;
  let toA = a.length;
  let toB = b.length;
  while (toA > from && toB > from && a.charCodeAt(toA - 1) === b.charCodeAt(toB - 1)) {
    toA--;
    toB--;
  }
  const n = toA - from;
  const m = toB - from;
  if (n === 0 || m === 0) return n + m;

  const over = most + 1;
  const width = m + 1;
  if (table.length < 3 * width) table = new Uint32Array(6 * width);
  // rows i − 2, i − 1 and i of the table, in turn
  let before = 0;
  let above = width;
  let here = 2 * width;
  for (let j = 0; j <= m; j++) table[above + j] = j;
  for (let i = 1; i <= n; i++) {
    const first = Math.max(1, i - most);
    const last = Math.min(m, i + most);
    table[here + first - 1] = first === 1 ? i : over;
    let least = table[here + first - 1];
    const letter = a.charCodeAt(from + i - 1);
    for (let j = first; j <= last; j++) {
      const other = b.charCodeAt(from + j - 1);
      let d = table[above + j - 1] + (letter === other ? 0 : 1);
      d = Math.min(d, table[here + j - 1] + 1, table[above + j] + 1);
      const swapped = i > 1 && j > 1 && letter === b.charCodeAt(from + j - 2) && a.charCodeAt(from + i - 2) === other;
      if (swapped) d = Math.min(d, table[before + j - 2] + 1);
      table[here + j] = d;
      if (d < least) least = d;
    }
    if (last < m) table[here + last + 1] = over;
    if (least > most) return over;
    [before, above, here] = [above, here, before];
  }
  return Math.min(table[above + m], over);
}

/** Reused between calls: a search makes tens of thousands. */
let table = new Uint32Array(192);
