/**
 * The contexts that two words share, by counting: what a neural model saw of them. Each word
 * is a row of positive pointwise mutual information with its context words (Church and Hanks
 * 1990; contexts smoothed as in Levy, Goldberg and Dagan 2015, section 3.2),
 *   PPMI(w, c) = max(0, ln( #(w,c) Σ_c' #(c')^α / (#(w) #(c)^α) )),
 * and the cosine of the two rows falls into a part for every shared context. Skip-gram with
 * negative sampling factorises a shifted such matrix (Levy and Goldberg 2014), so these parts
 * are reasons; they are not all of the neural similarity, which also knows contexts that are
 * alike but not the same. Words are not thinned out as in training.
 */
import type { EncodedCorpus } from '../../text/corpus';
import { partsOf, type SparseVector } from './parts';

export interface ContextOptions {
  /** Words on each side, 1 or more; default 5. */
  window?: number;
  /** What a pair at distance d counts: `linear` (window − d + 1) ÷ window, as word2vec's random windows do on average; `flat` 1; `harmonic` 1 ÷ d. Default linear. */
  weighting?: 'linear' | 'flat' | 'harmonic';
  /** α, 0 … 1: below 1 rare contexts count less. Default .75. */
  smoothing?: number;
}

export interface SharedContext {
  /** Vocabulary id. */
  word: number;
  /** What it adds to the cosine of the PPMI rows. */
  value: number;
  pmiA: number;
  pmiB: number;
  /** How often it stands in the window of each word. */
  timesA: number;
  timesB: number;
}

export interface SharedContexts {
  /** Σ of all values: the cosine of the two PPMI rows. */
  cosine: number;
  /** All of them, the largest part first. */
  contexts: SharedContext[];
}

/** How often words stand in windows, over a corpus: counted once for many questions. */
export class Contexts {
  private readonly weights: Float64Array;
  private readonly totals: Float64Array;
  /** #(c)^α and their sum. */
  private readonly smoothed: Float64Array;
  private readonly mass: number;
  private readonly window: number;

  constructor(private readonly corpus: EncodedCorpus, { window = 5, weighting = 'linear', smoothing = 0.75 }: ContextOptions = {}) {
    this.window = window;
    this.weights = Float64Array.from({ length: window + 1 }, (_, d) => (weighting === 'flat' ? 1 : weighting === 'linear' ? (window - d + 1) / window : 1 / d));
    this.weights[0] = 0;
    this.totals = windowTotals(corpus, this.weights);
    this.smoothed = this.totals.map((n) => (n > 0 ? n ** smoothing : 0));
    this.mass = this.smoothed.reduce((sum, n) => sum + n, 0);
  }

  /** @param a vocabulary id of one word @param b of the other */
  shared(a: number, b: number): SharedContexts {
    const [one, other] = [this.row(a), this.row(b)];
    const parts = partsOf(one, other);
    return {
      cosine: parts.reduce((sum, p) => sum + p.value, 0),
      contexts: parts.map(({ dimension: word, value }) => ({
        word, value, pmiA: one.of(word), pmiB: other.of(word), timesA: one.times.get(word) ?? 0, timesB: other.times.get(word) ?? 0,
      })),
    };
  }

  /** The PPMI row of a word, with how often each context was met, unweighted. */
  row(word: number): SparseVector & { of: (context: number) => number; times: Map<number, number> } {
    const { counts, times } = this.around(word);
    const pmi = new Map<number, number>();
    for (const context of [...counts.keys()].sort((x, y) => x - y)) {
      const value = Math.log(((counts.get(context) ?? 0) * this.mass) / (this.totals[word] * this.smoothed[context]));
      if (value > 0) pmi.set(context, value);
    }
    return { indices: [...pmi.keys()], values: [...pmi.values()], of: (context) => pmi.get(context) ?? 0, times };
  }

  private around(word: number): { counts: Map<number, number>; times: Map<number, number> } {
    const { ids, sentences } = this.corpus;
    const counts = new Map<number, number>();
    const times = new Map<number, number>();
    for (let s = 0; s + 1 < sentences.length; s++) {
      const [from, to] = [sentences[s], sentences[s + 1]];
      for (let at = from; at < to; at++) {
        if (ids[at] !== word) continue;
        const last = Math.min(to - 1, at + this.window);
        for (let other = Math.max(from, at - this.window); other <= last; other++) {
          if (other === at) continue;
          const context = ids[other];
          counts.set(context, (counts.get(context) ?? 0) + this.weights[Math.abs(other - at)]);
          times.set(context, (times.get(context) ?? 0) + 1);
        }
      }
    }
    return { counts, times };
  }
}

/** Of every word the sum of its weights in windows: what its place in the sentence leaves room for. */
function windowTotals({ ids, sentences, vocabulary }: EncodedCorpus, weights: Float64Array): Float64Array {
  const window = weights.length - 1;
  const upTo = new Float64Array(window + 1);
  for (let d = 1; d <= window; d++) upTo[d] = upTo[d - 1] + weights[d];
  const totals = new Float64Array(vocabulary.words.length);
  for (let s = 0; s + 1 < sentences.length; s++) {
    const [from, to] = [sentences[s], sentences[s + 1]];
    for (let at = from; at < to; at++) totals[ids[at]] += upTo[Math.min(window, at - from)] + upTo[Math.min(window, to - 1 - at)];
  }
  return totals;
}
