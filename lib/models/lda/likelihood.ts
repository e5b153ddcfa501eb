/**
 * How well the topics explain the tokens: log p(w, z | α, β) with theta and phi
 * integrated out (Griffiths & Steyvers 2004, eqs. 2 and 3), the figure MALLET
 * reports. Per token, so that texts of different length compare.
 */
import { topicTotals, type LdaState, type Tokens, type WordIndex } from './counts';
import { logRising } from './loggamma';

export function logLikelihoodPerToken(state: LdaState, { ids, chunks, kept }: Tokens, index: WordIndex): number {
  const { topics, alpha, beta, assignments } = state;
  // One table where all topics have the same prior.
  const same = alpha.every((a) => a === alpha[0]);
  const shared = logRising(alpha[0]);
  const risingAlphas = Array.from(alpha, (a) => (same ? shared : logRising(a)));
  const risingAlphaSum = logRising(alpha.reduce((sum, a) => sum + a, 0));
  const risingBeta = logRising(beta);
  const risingBetaSum = logRising(beta * kept.length);
  let sum = 0;

  const counts = new Uint32Array(topics);
  for (let c = 0; c + 1 < chunks.length; c++) {
    counts.fill(0);
    for (let i = chunks[c]; i < chunks[c + 1]; i++) counts[assignments[i]]++;
    for (let k = 0; k < topics; k++) if (counts[k] > 0) sum += risingAlphas[k](counts[k]);
    sum -= risingAlphaSum(chunks[c + 1] - chunks[c]);
  }
  index.forEachCount(state, (_word, _topic, count) => (sum += risingBeta(count)));
  for (const total of topicTotals(state)) sum -= risingBetaSum(total);
  return sum / ids.length;
}
