/**
 * tf-idf with the meaning of scikit-learn's TfidfTransformer:
 *   idf(t) = ln((1 + D)/(1 + df(t))) + 1 smooth, ln(D/df(t)) + 1 otherwise;
 *   tf = count, or 1 + ln(count) sublinear; then each document's row is scaled to length 1 (l2).
 * (Salton and Buckley 1988, "Term-weighting approaches in automatic text retrieval".)
 */
import type { Csr } from '../../kernels/matrix';
import { logarithm } from '../../kernels/elementary';

/** One idf a word, from document–term counts; a word that occurs nowhere counts as in one document. */
export function inverseDocumentFrequencies(counts: Csr, smooth: boolean): Float32Array {
  const frequencies = new Uint32Array(counts.dims);
  for (const word of counts.indices) frequencies[word]++;
  const extra = smooth ? 1 : 0;
  return Float32Array.from(frequencies, (df) => logarithm((counts.rows + extra) / Math.max(1, df + extra)) + 1);
}

export interface Weights {
  idf: Float32Array;
  sublinear: boolean;
  /** Scale every row to length 1. */
  l2: boolean;
}

/** Overwrite the counts of rows [from, to) with their weights. */
export function weighRows({ indptr, indices, values }: Csr, from: number, to: number, { idf, sublinear, l2 }: Weights): void {
  for (let r = from; r < to; r++) {
    let squares = 0;
    for (let e = indptr[r]; e < indptr[r + 1]; e++) {
      const tf = sublinear && values[e] > 1 ? 1 + logarithm(values[e]) : values[e];
      const weight = tf * idf[indices[e]];
      squares += weight * weight;
      values[e] = weight;
    }
    const scale = l2 && squares > 0 ? 1 / Math.sqrt(squares) : 1;
    for (let e = indptr[r]; e < indptr[r + 1]; e++) values[e] *= scale;
  }
}

/**
 * The row (CSR, 1 × vocabulary) of a text among the documents. Its length is always 1
 * (0 for a text without known words): cosines are all that is asked of it.
 */
export function weighText(ids: ArrayLike<number>, idf: Float32Array, sublinear: boolean): Csr {
  const counts = new Map<number, number>();
  for (let i = 0; i < ids.length; i++) counts.set(ids[i], (counts.get(ids[i]) ?? 0) + 1);
  const indices = Uint32Array.from(counts.keys()).sort();
  const values = Float32Array.from(indices, (id) => counts.get(id)!);
  const row: Csr = { kind: 'csr', rows: 1, dims: idf.length, indptr: Uint32Array.of(0, indices.length), indices, values };
  weighRows(row, 0, 1, { idf, sublinear, l2: true });
  return row;
}
