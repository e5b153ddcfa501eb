/**
 * Character n-grams of a word and their buckets, exactly as fastText hashes them, so that
 * its files and ours answer alike (Bojanowski et al. 2017, "Enriching Word Vectors with
 * Subword Information", section 3.2; fastText's dictionary.cc, computeSubwords and hash).
 */

export interface NgramOptions {
  /** Characters in the shortest and the longest n-gram, the brackets counted. 0 ≤ minn ≤ maxn; a maxn of 0 has none. */
  minn: number;
  maxn: number;
}

/** The n-grams of `<word>`, in fastText's order: by their beginning, then by length. A lone bracket is none. */
export function ngrams(word: string, { minn, maxn }: NgramOptions): string[] {
  const characters = Array.from(`<${word}>`);
  const found: string[] = [];
  for (let from = 0; from < characters.length; from++) {
    let gram = '';
    for (let n = 1; n <= maxn && from + n <= characters.length; n++) {
      gram += characters[from + n - 1];
      const bracket = n === 1 && (from === 0 || from === characters.length - 1);
      if (n >= minn && !bracket) found.push(gram);
    }
  }
  return found;
}

/** FNV-1a over the UTF-8 bytes, 32 bits; each byte enters as a signed char, as in fastText. */
export function ngramHash(text: string): number {
  let hash = 2166136261;
  const add = (byte: number): void => {
    hash = Math.imul(hash ^ ((byte << 24) >> 24), 16777619);
  };
  for (const character of text) {
    const code = character.codePointAt(0)!;
    const c = code >= 0xd800 && code < 0xe000 ? 0xfffd : code;
    if (c < 0x80) {
      add(c);
      continue;
    }
    if (c < 0x800) add(0xc0 | (c >> 6));
    else {
      if (c < 0x10000) add(0xe0 | (c >> 12));
      else {
        add(0xf0 | (c >> 18));
        add(0x80 | ((c >> 12) & 63));
      }
      add(0x80 | ((c >> 6) & 63));
    }
    add(0x80 | (c & 63));
  }
  return hash >>> 0;
}

/** The bucket of every n-gram of a word, 0 … buckets − 1, repeated where two meet in one. */
export function ngramBuckets(word: string, options: NgramOptions, buckets: number): number[] {
  return ngrams(word, options).map((gram) => ngramHash(gram) % buckets);
}
