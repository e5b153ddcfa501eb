/**
 * Do a topic's top words belong together? Two measures of Röder, Both &
 * Hinneburg (2015, "Exploring the space of topic coherence measures"), in the
 * numbers of gensim's CoherenceModel (`c_npmi`, `c_v`), so that figures can be
 * laid side by side.
 *
 * Probabilities are shares of sliding windows over the documents one gives. We
 * give the documents *after* stop words and frequency bounds (`Selection`); over
 * the raw text NPMI is about .09 lower, so a figure should say which.
 */

/** Documents as word ids: document d is ids[documents[d] … documents[d + 1]). */
export interface Texts {
  ids: ArrayLike<number>;
  documents: ArrayLike<number>;
}

/** gensim's ε, which keeps the logarithm of an unseen pair finite. */
const EPSILON = 1e-12;

/**
 * NPMI of each topic: the mean over all pairs of its top words of
 * log(p(a, b) / p(a) p(b)) / −log p(a, b); −1 never together, 0 by chance, 1 always.
 *
 * @param topics top words of each topic, ids as in `texts`; a topic of one word has 0
 * @param window tokens a sliding window, 10 in gensim
 */
export function npmiCoherence(topics: number[][], texts: Texts, window = 10): number[] {
  const seen = new Windows(topics, texts, window);
  return topics.map((words) => {
    const pairs = words.flatMap((a, i) => words.slice(0, i).map((b) => seen.npmi(a, b)));
    return mean(pairs);
  });
}

/**
 * C_v of each topic: every top word and the topic as a whole are vectors of NPMI
 * with the top words; the mean cosine between word and whole.
 *
 * @param topics as for `npmiCoherence`
 * @param window tokens a sliding window, 110 in gensim
 */
export function cvCoherence(topics: number[][], texts: Texts, window = 110): number[] {
  const seen = new Windows(topics, texts, window);
  return topics.map((words) => {
    const vectors = words.map((a) => words.map((b) => seen.npmi(a, b)));
    const whole = words.map((_, i) => vectors.reduce((sum, vector) => sum + vector[i], 0));
    return mean(vectors.map((vector) => cosine(vector, whole)));
  });
}

/** In how many windows each top word, and each pair of them, is seen. */
class Windows {
  private readonly slot: Map<number, number>;
  /** Slots × slots, the diagonal being the words themselves. */
  private readonly together: Float64Array;
  private count = 0;

  constructor(topics: number[][], texts: Texts, window: number) {
    this.slot = new Map([...new Set(topics.flat())].map((word, i) => [word, i]));
    this.together = new Float64Array(this.slot.size ** 2);
    for (let d = 0; d + 1 < texts.documents.length; d++) {
      const slots = new Int32Array(texts.documents[d + 1] - texts.documents[d]);
      for (let i = 0; i < slots.length; i++) slots[i] = this.slot.get(texts.ids[texts.documents[d] + i]) ?? -1;
      this.slide(slots, window);
    }
  }

  /**
   * A document shorter than the window is one window. As in gensim, a word is
   * taken for gone as soon as one of its tokens leaves the window, though another
   * may still stand in it.
   */
  private slide(slots: Int32Array, window: number): void {
    const present = new Set(slots.subarray(0, window).filter((slot) => slot >= 0));
    this.look(present);
    for (let i = window; i < slots.length; i++) {
      present.delete(slots[i - window]);
      if (slots[i] >= 0) present.add(slots[i]);
      this.look(present);
    }
  }

  private look(present: Set<number>): void {
    this.count++;
    for (const a of present) for (const b of present) this.together[a * this.slot.size + b]++;
  }

  /** 0 for words that the texts do not have. */
  npmi(a: number, b: number): number {
    const share = (x: number, y: number) => this.together[this.slot.get(x)! * this.slot.size + this.slot.get(y)!] / this.count;
    const alone = share(a, a) * share(b, b);
    if (!(alone > 0)) return 0;
    const both = share(a, b) + EPSILON;
    return Math.log(both / alone) / -Math.log(both);
  }
}

function cosine(a: number[], b: number[]): number {
  const dot = (x: number[], y: number[]) => x.reduce((sum, value, i) => sum + value * y[i], 0);
  const lengths = Math.sqrt(dot(a, a) * dot(b, b));
  return lengths > 0 ? dot(a, b) / lengths : 0;
}

function mean(values: number[]): number {
  return values.length > 0 ? values.reduce((sum, value) => sum + value, 0) / values.length : 0;
}
