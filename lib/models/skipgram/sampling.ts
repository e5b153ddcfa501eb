/**
 * The two random choices of word2vec as integer tables, made with + − × ÷ √ alone so
 * that every engine makes the same ones (Mikolov et al. 2013, sections 2.2 and 2.3).
 */

const WHOLE = 0x1_0000_0000;

/**
 * Subsampling of frequent words, one threshold a word: a token stays when a draw of 32
 * bits is ≤ it; sample 0 keeps everything.
 */
export function keepThresholds(counts: Uint32Array, sample: number): Uint32Array {
  if (sample === 0) return new Uint32Array(counts.length).fill(WHOLE - 1);
  const total = counts.reduce((sum, count) => sum + count, 0);
  return Uint32Array.from(keepShares(counts, total, sample), threshold);
}

/** The probability that a token of each word stays, 1 and more always: word2vec.c's (√(f/sample) + 1) · sample/f with f the word's share of all tokens. */
export function keepShares(counts: Uint32Array, total: number, sample: number): Float64Array {
  return Float64Array.from(counts, (count) => {
    const ratio = (sample * total) / count;
    return Math.sqrt(ratio) + ratio;
  });
}

/** The share of all tokens that subsampling is expected to leave. */
export function keptShare(counts: Uint32Array, sample: number): number {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (sample === 0 || total === 0) return 1;
  return keepShares(counts, total, sample).reduce((sum, share, word) => sum + counts[word] * Math.min(1, share), 0) / total;
}

/**
 * Negatives in proportion to count^¾ as an alias table (Vose 1991, "A Linear Algorithm
 * for Generating Random Numbers with a Given Distribution"): two integers a word, the
 * threshold under which its slot answers with the word itself, and the word it answers
 * with otherwise.
 */
export function negativeTable(counts: Uint32Array): Uint32Array {
  const weights = Float64Array.from(counts, (count) => Math.sqrt(count) * Math.sqrt(Math.sqrt(count)));
  const mean = weights.reduce((sum, weight) => sum + weight, 0) / weights.length;
  const table = new Uint32Array(2 * weights.length);
  const small: number[] = [];
  const large: number[] = [];
  for (let word = 0; word < weights.length; word++) {
    weights[word] /= mean;
    (weights[word] < 1 ? small : large).push(word);
  }
  while (small.length > 0 && large.length > 0) {
    const poor = small.pop()!;
    const rich = large[large.length - 1];
    table[2 * poor] = threshold(weights[poor]);
    table[2 * poor + 1] = rich;
    weights[rich] -= 1 - weights[poor];
    if (weights[rich] < 1) small.push(large.pop()!);
  }
  for (const word of [...small, ...large]) {
    table[2 * word] = WHOLE - 1;
    table[2 * word + 1] = word;
  }
  return table;
}

/** The largest draw of 32 bits that still says yes with this probability. */
function threshold(probability: number): number {
  return Math.min(WHOLE - 1, Math.floor(probability * WHOLE));
}
