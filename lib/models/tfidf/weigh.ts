/**
 * tf-idf with the meaning of scikit-learn's TfidfTransformer:
 *   idf(t) = ln((1 + D)/(1 + df(t))) + 1 smooth, ln(D/df(t)) + 1 otherwise;
 *   tf = count, or 1 + ln(count) sublinear; then each document's row is scaled to length 1 (l2), or so that its weights add up to 1 (l1).
 * (Salton and Buckley 1988, "Term-weighting approaches in automatic text retrieval".)
 */
import type { Csr } from '../../kernels/matrix';
import { logarithm } from '../../kernels/elementary';
import { columnsOf, type Terms } from './terms';

/** One idf a word, from document–term counts; a word that occurs nowhere counts as in one document. */
export function inverseDocumentFrequencies(counts: Csr, smooth: boolean): Float32Array {
  const extra = smooth ? 1 : 0;
  return Float32Array.from(columnFrequencies(counts), (df) => logarithm((counts.rows + extra) / Math.max(1, df + extra)) + 1);
}

/** In how many documents, the rows, each term occurs. */
export function columnFrequencies({ dims, indices }: Csr): Uint32Array {
  const frequencies = new Uint32Array(dims);
  for (const column of indices) frequencies[column]++;
  return frequencies;
}

export interface Weights {
  idf: Float32Array;
  sublinear: boolean;
  norm: Norm;
}

/** What every row is scaled to: nothing, a sum of 1, or a length of 1. */
export type Norm = 'none' | 'l1' | 'l2';

/** Overwrite the counts of rows [from, to) with their weights. */
export function weighRows({ indptr, indices, values }: Csr, from: number, to: number, { idf, sublinear, norm }: Weights): void {
  for (let r = from; r < to; r++) {
    let sum = 0;
    for (let e = indptr[r]; e < indptr[r + 1]; e++) {
      const weight = termFrequency(values[e], sublinear) * idf[indices[e]];
      sum += norm === 'l1' ? weight : weight * weight;
      values[e] = weight;
    }
    const scale = norm === 'none' || sum === 0 ? 1 : 1 / (norm === 'l1' ? sum : Math.sqrt(sum));
    for (let e = indptr[r]; e < indptr[r + 1]; e++) values[e] *= scale;
  }
}

export function termFrequency(count: number, sublinear: boolean): number {
  return sublinear && count > 1 ? 1 + logarithm(count) : count;
}

/**
 * The row (CSR, 1 × vocabulary) of a text among the documents. Its length is always 1
 * (0 for a text without known words): cosines are all that is asked of it.
 */
export function weighText(ids: ArrayLike<number>, idf: Float32Array, sublinear: boolean, terms?: Terms): Csr {
  const row = countText(ids, idf.length, terms);
  weighRows(row, 0, 1, { idf, sublinear, norm: 'l2' });
  return row;
}

/** How often each term occurs in a text: a row (CSR, 1 × dims). */
export function countText(ids: ArrayLike<number>, dims: number, terms?: Terms): Csr {
  const columns = terms ? columnsOf(terms, ids) : ids;
  const counts = new Map<number, number>();
  for (let i = 0; i < columns.length; i++) counts.set(columns[i], (counts.get(columns[i]) ?? 0) + 1);
  const indices = Uint32Array.from(counts.keys()).sort();
  const values = Float32Array.from(indices, (id) => counts.get(id)!);
  return { kind: 'csr', rows: 1, dims, indptr: Uint32Array.of(0, indices.length), indices, values };
}
