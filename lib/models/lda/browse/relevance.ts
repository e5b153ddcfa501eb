/**
 * Which words show best what a topic is about, and which tell topics apart.
 *
 * Relevance (Sievert & Shirley 2014, “LDAvis”): λ log φ_kw + (1 − λ) log(φ_kw / p(w)),
 * from the words a topic uses most (λ = 1) to those that hardly any other topic uses (λ = 0).
 * Saliency (Chuang, Manning & Heer 2012, “Termite”): p(w) Σ_k p(k | w) log(p(k | w) / p(k)).
 */
import { top } from '../../../space/top';
import type { Topics } from '../../model';

export interface RelevantWord {
  /** Vocabulary id. */
  id: number;
  relevance: number;
  /** p(word | topic). */
  probability: number;
  /** Of all the word's tokens the share that this topic has, p(topic | word). */
  share: number;
}

/** p(word) as the topics have it, Σ_k p(k) φ_kw: zero for words that were left out. */
export function wordShares({ phi, weights }: Topics): Float64Array {
  const shares = new Float64Array(phi.dims);
  weights.forEach((weight, k) => {
    const from = k * phi.dims;
    for (let w = 0; w < phi.dims; w++) shares[w] += weight * phi.values[from + w];
  });
  return shares;
}

/**
 * The n most relevant words of a topic, the most relevant first; ties in vocabulary order.
 * @param lambda 0 … 1
 * @param shares `wordShares` of the same topics
 */
export function relevantWords({ phi, weights }: Topics, topic: number, { lambda, n, shares }: { lambda: number; n: number; shares: Float64Array }): RelevantWord[] {
  const row = phi.values.subarray(topic * phi.dims, (topic + 1) * phi.dims);
  const scores = new Float64Array(row.length);
  row.forEach((p, w) => (scores[w] = p > 0 ? Math.log(p) - (1 - lambda) * Math.log(shares[w]) : Number.NaN));
  return top(scores, n).map(({ row: id, score: relevance }) => ({
    id,
    relevance,
    probability: row[id],
    share: Math.min(1, (row[id] * weights[topic]) / shares[id]),
  }));
}

/** The n most salient words over all topics with their saliency in nats, the most salient first. */
export function salientWords({ phi, weights }: Topics, n: number, shares: Float64Array): { id: number; saliency: number }[] {
  const saliency = new Float64Array(phi.dims);
  for (let w = 0; w < phi.dims; w++) {
    if (!(shares[w] > 0)) {
      saliency[w] = Number.NaN;
      continue;
    }
    // p(w) p(k | w) log(p(k | w) / p(k)) is p(k) φ_kw log(φ_kw / p(w)).
    weights.forEach((weight, k) => {
      const p = phi.values[k * phi.dims + w];
      if (p > 0 && weight > 0) saliency[w] += weight * p * Math.log(p / shares[w]);
    });
  }
  return top(saliency, n).map(({ row: id, score }) => ({ id, saliency: score }));
}
