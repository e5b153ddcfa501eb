/**
 * The priors that explain the counts best, as MALLET finds them: Minka's fixed point for the
 * Dirichlet-multinomial on histograms of counts (Wallach 2008, "Structured topic models for
 * language", section 2.4, method 1), for an asymmetric α with a gamma prior (her section 2.5;
 * shape 1.001, scale 1, one step a time) and for a symmetric β. "Rethinking LDA: why priors
 * matter" (Wallach, Mimno & McCallum 2009) tells why these two.
 *
 * Only + − × ÷ and our own logarithm are used: they decide topics, which are the same bytes everywhere.
 */
import { logarithm } from '../../kernels/elementary';
import type { OptionValues } from '../../options';
import { topicTotals, type LdaState, type Tokens, type WordIndex } from './counts';

/** Of α's gamma prior. */
const SHAPE = 1.001;
const SCALE = 1;
const BETA_STEPS = 200;
/** β has settled when a step moves it by less than this share. */
const SETTLED = 1e-9;

/** Whether the priors are to be optimised after this sweep, counted from 1. */
export function optimisesAfter(sweep: number, { optimizeInterval, burnIn, iterations }: OptionValues): boolean {
  return optimizeInterval > 0 && sweep > burnIn && sweep % optimizeInterval === 0 && sweep < iterations;
}

export function optimisedPriors(state: LdaState, { chunks, kept }: Tokens, index: WordIndex): Pick<LdaState, 'alpha' | 'beta'> {
  return { alpha: optimisedAlpha(state, chunks), beta: optimisedBeta(state, kept.length, index) };
}

function optimisedAlpha({ topics, alpha, assignments }: LdaState, chunks: Uint32Array): Float64Array {
  let longest = 0;
  for (let c = 0; c + 1 < chunks.length; c++) longest = Math.max(longest, chunks[c + 1] - chunks[c]);
  // How many chunks are n tokens long, and how many have n tokens of a topic.
  const lengths = new Uint32Array(longest + 1);
  const having = Array.from({ length: topics }, () => new Uint32Array(longest + 1));
  const counts = new Uint32Array(topics);
  for (let c = 0; c + 1 < chunks.length; c++) {
    counts.fill(0);
    for (let i = chunks[c]; i < chunks[c + 1]; i++) counts[assignments[i]]++;
    for (let k = 0; k < topics; k++) if (counts[k] > 0) having[k][counts[k]]++;
    lengths[chunks[c + 1] - chunks[c]]++;
  }
  const denominator = digammaDifferences(lengths, alpha.reduce((sum, a) => sum + a, 0)) - 1 / SCALE;
  // A text of next to nothing gives nothing to learn from.
  if (!(denominator > 0)) return alpha;
  return alpha.map((a, k) => (a * (digammaDifferences(having[k], a) + SHAPE)) / denominator);
}

function optimisedBeta(state: LdaState, words: number, index: WordIndex): number {
  const totals = topicTotals(state);
  let most = 0;
  index.forEachCount(state, (_word, _topic, count) => (most = Math.max(most, count)));
  // How many pairs of a word and a topic have a count of n.
  const pairs = new Uint32Array(most + 1);
  index.forEachCount(state, (_word, _topic, count) => pairs[count]++);
  let { beta } = state;
  for (let step = 0; step < BETA_STEPS; step++) {
    const sum = beta * words;
    const atSum = digamma(sum);
    const denominator = totals.reduce((all, total) => all + (total > 0 ? digamma(sum + total) - atSum : 0), 0);
    const next = (beta * digammaDifferences(pairs, beta)) / (words * denominator);
    // Every word once: any β is as good as a larger one.
    if (!(next > 0) || !Number.isFinite(next)) return beta;
    const settled = Math.abs(next - beta) < SETTLED * beta;
    beta = Math.min(MOST_BETA, next);
    if (settled) break;
  }
  return beta;
}

/** Beyond this a topic is as good as flat. */
const MOST_BETA = 100;

/** Σ_n histogram[n] (ψ(x + n) − ψ(x)), ψ(x + n) being ψ(x) + 1/x + … + 1/(x + n − 1). */
function digammaDifferences(histogram: Uint32Array, x: number): number {
  let last = histogram.length - 1;
  while (last > 0 && histogram[last] === 0) last--;
  let difference = 0;
  let sum = 0;
  for (let n = 1; n <= last; n++) {
    difference += 1 / (x + n - 1);
    sum += histogram[n] * difference;
  }
  return sum;
}

/** ψ(x), x > 0: the asymptotic series (Abramowitz & Stegun 6.3.18) after climbing to 10 by ψ(x + 1) = ψ(x) + 1/x. */
export function digamma(x: number): number {
  let climbed = 0;
  for (; x < 10; x++) climbed += 1 / x;
  const square = 1 / (x * x);
  const series = square * (1 / 12 - square * (1 / 120 - square * (1 / 252 - square * (1 / 240 - square * (1 / 132)))));
  return logarithm(x) - 1 / (2 * x) - series - climbed;
}
