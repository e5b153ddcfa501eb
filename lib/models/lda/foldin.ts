/**
 * The topics of a text the model has not seen: theta with phi held fixed, by the
 * zero-order collapsed variational update CVB0 (Asuncion, Welling, Smyth & Teh
 * 2009, "On smoothing and inference for topic models", eq. 10). For a word w that
 * occurs c_w times,
 *
 *   γ_wk ∝ φ_kw (n_k − γ_wk + α_k),   n_k = Σ_w c_w γ_wk,
 *
 * iterated in order of first appearance from γ_wk ∝ φ_kw. Nothing is drawn and
 * only + − × ÷ are used: the same text gives the same bytes everywhere.
 */
import type { Dense } from '../../kernels/matrix';

const ITERATIONS = 100;
/** Stop when no topic's share of the text moves by more than this. */
const TOLERANCE = 1e-5;

/**
 * @param phi p(word | topic), topics × vocabulary; words with a zero column are passed over
 * @param alpha document prior, one for all topics or of each
 * @param ids vocabulary ids of the text, repeated as they occur
 * @returns theta, length topics, summing to 1; the prior when no word of the text is known
 */
export function foldIn(phi: Dense, alpha: number | ArrayLike<number>, ids: ArrayLike<number>): Float32Array {
  const topics = phi.rows;
  const priors = typeof alpha === 'number' ? new Float64Array(topics).fill(alpha) : Float64Array.from(alpha);
  const priorSum = priors.reduce((sum, prior) => sum + prior, 0);
  const { occurrences, likelihoods } = knownWords(phi, ids);
  const responsibilities = new Float64Array(likelihoods.length);
  const counts = new Float64Array(topics);
  const fresh = new Float64Array(topics);
  const tokens = occurrences.reduce((sum, n) => sum + n, 0);

  let moved = Infinity;
  for (let iteration = 0; moved > TOLERANCE * tokens && iteration <= ITERATIONS; iteration++) {
    const before = counts.slice();
    occurrences.forEach((occurs, word) => {
      const row = word * topics;
      let sum = 0;
      for (let k = 0; k < topics; k++) {
        const others = iteration === 0 ? 1 : counts[k] - responsibilities[row + k] + priors[k];
        sum += fresh[k] = likelihoods[row + k] * others;
      }
      for (let k = 0; k < topics; k++) {
        const share = fresh[k] / sum;
        counts[k] += occurs * (share - responsibilities[row + k]);
        responsibilities[row + k] = share;
      }
    });
    moved = counts.reduce((most, count, k) => Math.max(most, Math.abs(count - before[k])), 0);
  }
  return Float32Array.from(counts, (count, k) => (count + priors[k]) / (tokens + priorSum));
}

/** How many tokens of a text are words of the topics. */
export function knownTokens(phi: Dense, ids: ArrayLike<number>): number {
  return knownWords(phi, ids).occurrences.reduce((sum, n) => sum + n, 0);
}

/** How often each distinct known word occurs, and its phi column as a row: words × topics. */
function knownWords(phi: Dense, ids: ArrayLike<number>): { occurrences: number[]; likelihoods: Float64Array } {
  const times = new Map<number, number>();
  for (let i = 0; i < ids.length; i++) {
    if (ids[i] < phi.dims && phi.values[ids[i]] > 0) times.set(ids[i], (times.get(ids[i]) ?? 0) + 1);
  }
  const likelihoods = new Float64Array(times.size * phi.rows);
  let row = 0;
  for (const word of times.keys()) {
    for (let k = 0; k < phi.rows; k++) likelihoods[row * phi.rows + k] = phi.values[k * phi.dims + word];
    row++;
  }
  return { occurrences: [...times.values()], likelihoods };
}
