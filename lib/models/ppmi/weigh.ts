/**
 * Positive pointwise mutual information of co-occurrence counts (Church and Hanks 1990), shifted
 * as Levy and Goldberg 2014 (eq. 12) and with the context distribution smoothed as Levy, Goldberg
 * and Dagan 2015 (section 3.2):
 *
 *   PMI_α(w, c) = ln( #(w,c) · Σ_c' #(c')^α / ( #(w) · #(c)^α ) ),   SPPMI = max(PMI_α − ln k, 0).
 */
import { logarithm, power } from '../../kernels/elementary';
import type { Csr } from '../../kernels/matrix';
import type { Progress } from '../../work';

export interface PpmiOptions {
  /** α: 1 leaves the contexts as they are, 0.75 makes rare ones count less. */
  smoothing: number;
  /** k ≥ 1, skip-gram's number of negatives: PMI below ln k is as good as none. */
  shift: number;
}

/** Entries weighed in one slice: about 10 ms. */
const SLICE = 1 << 18;

/** Logarithms of 1 … TABLE − 1 are looked up: most counts are small. */
const TABLE = 4096;

/** The counts' association, entries of 0 left out; yields its progress. */
export function* ppmi(counts: Csr, { smoothing, shift }: PpmiOptions): Generator<Progress, Csr, void> {
  const { rows, dims, indptr, indices, values } = counts;
  const { ofWords, ofContexts } = logarithms(counts, smoothing);
  const small = Float64Array.from({ length: TABLE }, (_, n) => (n > 0 ? logarithm(n) : 0));
  const threshold = logarithm(shift);
  const kept = new Uint32Array(rows + 1);
  // In the room of copies, for no entry is added.
  const columns = new Uint32Array(indices.length);
  const weights = new Float32Array(indices.length);
  let length = 0;
  let weighed = 0;
  for (let r = 0; r < rows; r++) {
    for (let e = indptr[r]; e < indptr[r + 1]; e++) {
      const value = values[e];
      const ln = value < TABLE && value === Math.floor(value) ? small[value] : logarithm(value);
      const weight = ln - ofWords[r] - ofContexts[indices[e]] - threshold;
      if (weight <= 0) continue;
      columns[length] = indices[e];
      weights[length++] = weight;
    }
    kept[r + 1] = length;
    if (indptr[r + 1] - weighed < SLICE) continue;
    weighed = indptr[r + 1];
    yield { stage: 'weighing pairs', done: weighed, total: values.length };
  }
  return { kind: 'csr', rows, dims, indptr: kept, indices: columns.slice(0, length), values: weights.slice(0, length) };
}

/** ln #(w) of the rows, and ln( #(c)^α ÷ Σ #(c')^α ) of the columns. */
function logarithms({ rows, dims, indptr, indices, values }: Csr, smoothing: number): { ofWords: Float64Array; ofContexts: Float64Array } {
  const words = new Float64Array(rows);
  const contexts = new Float64Array(dims);
  for (let r = 0; r < rows; r++) {
    for (let e = indptr[r]; e < indptr[r + 1]; e++) {
      words[r] += values[e];
      contexts[indices[e]] += values[e];
    }
  }
  const smoothed = contexts.map((sum) => (sum > 0 ? power(sum, smoothing) : 0));
  const total = smoothed.reduce((sum, x) => sum + x, 0);
  const ln = (x: number) => (x > 0 ? logarithm(x) : 0);
  return { ofWords: words.map(ln), ofContexts: smoothed.map((x) => ln(x / total)) };
}
