/**
 * How well the topics explain the tokens: log p(w, z | α, β) with theta and phi
 * integrated out (Griffiths & Steyvers 2004, eqs. 2 and 3), the figure MALLET
 * reports. Per token, so that texts of different length compare.
 */
import { logRising } from './loggamma';
import type { Sampler } from './sampler';
import type { Selection } from './selection';

export function logLikelihoodPerToken(sampler: Sampler, { ids, chunks }: Selection): number {
  const { topicCount, alpha, beta, wordCount, assignments, totals } = sampler;
  const risingAlpha = logRising(alpha);
  const risingAlphaSum = logRising(alpha * topicCount);
  const risingBeta = logRising(beta);
  const risingBetaSum = logRising(beta * wordCount);
  let sum = 0;

  const counts = new Uint32Array(topicCount);
  for (let c = 0; c + 1 < chunks.length; c++) {
    counts.fill(0);
    for (let i = chunks[c]; i < chunks[c + 1]; i++) counts[assignments[i]]++;
    for (const count of counts) sum += risingAlpha(count);
    sum -= risingAlphaSum(chunks[c + 1] - chunks[c]);
  }
  sampler.forEachCount((_word, _topic, count) => (sum += risingBeta(count)));
  for (const total of totals) sum -= risingBetaSum(total);
  return sum / ids.length;
}
