/** The words cut into parts, so that several threads can draw tokens of different words (schedule.ts). */
import { occurrences, type LdaProblem } from './problem';

/** Tokens as they are drawn: chunk by chunk as in the text, within a chunk part by part. */
export interface Parts {
  /** Word of each token, numbered so that those of a part follow each other. */
  ids: Uint32Array;
  /** Where in the text each token stands. */
  text: Uint32Array;
  /** Tokens of chunk c and part p are blocks[c × parts + p] … blocks[c × parts + p + 1]. */
  blocks: Uint32Array;
  /** Words of part p are firsts[p] … firsts[p + 1]. */
  firsts: Uint32Array;
  /** Which word has each number. */
  words: Uint32Array;
}

/** Cut the words so that each part has nearly as many tokens; into one part, all stays as it is. */
export function partsOf({ ids, chunks, words }: Pick<LdaProblem, 'ids' | 'chunks' | 'words'>, count: number): Parts {
  const { partOf, firsts } = cut(occurrences(ids, words), count);
  const numbers = new Uint32Array(words);
  const next = firsts.slice();
  for (let w = 0; w < words; w++) numbers[w] = next[partOf[w]]++;

  const parts: Parts = {
    ids: new Uint32Array(ids.length), text: new Uint32Array(ids.length), blocks: new Uint32Array((chunks.length - 1) * count + 1), firsts, words: new Uint32Array(words),
  };
  for (let w = 0; w < words; w++) parts.words[numbers[w]] = w;
  for (let c = 0; c + 1 < chunks.length; c++) {
    const blocks = parts.blocks.subarray(c * count, (c + 1) * count + 1);
    for (let i = chunks[c]; i < chunks[c + 1]; i++) blocks[partOf[ids[i]] + 1]++;
    for (let p = 0; p < count; p++) blocks[p + 1] += blocks[p];
    const to = blocks.slice(0, count);
    for (let i = chunks[c]; i < chunks[c + 1]; i++) {
      const at = to[partOf[ids[i]]]++;
      parts.ids[at] = numbers[ids[i]];
      parts.text[at] = i;
    }
  }
  return parts;
}

/** Each word to the part that has the fewest tokens until then. */
function cut(counts: Uint32Array, count: number): { partOf: Uint16Array; firsts: Uint32Array } {
  const partOf = new Uint16Array(counts.length);
  const tokens = new Float64Array(count);
  const firsts = new Uint32Array(count + 1);
  for (let w = 0; w < counts.length; w++) {
    const least = tokens.indexOf(Math.min(...tokens));
    partOf[w] = least;
    tokens[least] += counts[w];
    firsts[least + 1]++;
  }
  for (let p = 0; p < count; p++) firsts[p + 1] += firsts[p];
  return { partOf, firsts };
}
