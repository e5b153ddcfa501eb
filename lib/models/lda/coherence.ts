/**
 * Do a topic's top words belong together? Three measures as Röder, Both &
 * Hinneburg have them (2015, "Exploring the space of topic coherence measures"), in
 * the numbers of gensim's CoherenceModel (`c_npmi`, `c_v`, `u_mass`), so that figures
 * can be laid side by side.
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

/**
 * u_mass of each topic (Mimno, Wallach, Talley, Leenders & McCallum 2011, "Optimizing semantic
 * coherence in topic models"): the mean over all pairs of its top words of
 * log p(a, b) / p(b), b being the more probable of the two; 0 always together, −27 never.
 * Probabilities are shares of whole documents.
 *
 * @param topics as for `npmiCoherence`, most probable word first
 */
export function uMassCoherence(topics: number[][], texts: Texts): number[] {
  const seen = new Windows(topics, texts, Infinity);
  return topics.map((words) => mean(words.flatMap((a, i) => words.slice(0, i).map((b) => seen.conditional(a, b)))));
}

/** In how many windows each top word, and each pair of them, is seen. */
class Windows {
  private readonly slot: Map<number, number>;
  /** Slots × slots, the diagonal being the words themselves. */
  private readonly together: Uint32Array;
  private count = 0;
  /** The slots in the window and since which one each is; −1 for one that is not. */
  private readonly present: number[] = [];
  private readonly since: Int32Array;

  /** @param window Infinity takes every document as one */
  constructor(topics: number[][], texts: Texts, window: number) {
    this.slot = new Map([...new Set(topics.flat())].map((word, i) => [word, i]));
    this.together = new Uint32Array(this.slot.size ** 2);
    this.since = new Int32Array(this.slot.size).fill(-1);
    for (let d = 0; d + 1 < texts.documents.length; d++) {
      const slots = new Int32Array(texts.documents[d + 1] - texts.documents[d]);
      for (let i = 0; i < slots.length; i++) slots[i] = this.slot.get(texts.ids[texts.documents[d] + i]) ?? -1;
      // gensim takes an empty document for one more window that holds nothing
      this.slide(slots, Math.min(window, Math.max(1, slots.length)));
    }
  }

  /**
   * A document shorter than the window is one window. As in gensim, a word is
   * taken for gone as soon as one of its tokens leaves the window, though another
   * may still stand in it. Windows are counted when a word goes, not one by one.
   */
  private slide(slots: Int32Array, window: number): void {
    for (let i = 0; i < window && i < slots.length; i++) this.come(slots[i], 0);
    let number = 1;
    for (let i = window; i < slots.length; i++, number++) {
      this.go(slots[i - window], number);
      this.come(slots[i], number);
    }
    while (this.present.length > 0) this.go(this.present[0], number);
    this.count += number;
  }

  private come(slot: number, number: number): void {
    if (slot < 0 || this.since[slot] >= 0) return;
    this.since[slot] = number;
    this.present.push(slot);
  }

  /** Before window `number`. */
  private go(slot: number, number: number): void {
    const { present, since, together } = this;
    if (slot < 0 || since[slot] < 0) return;
    const size = since.length;
    for (const other of present) {
      const both = number - Math.max(since[slot], since[other]);
      together[slot * size + other] += both;
      if (other !== slot) together[other * size + slot] += both;
    }
    since[slot] = -1;
    present[present.indexOf(slot)] = present[present.length - 1];
    present.pop();
  }

  /** 0 for words that the texts do not have. */
  npmi(a: number, b: number): number {
    const alone = this.share(a, a) * this.share(b, b);
    if (!(alone > 0)) return 0;
    const both = this.share(a, b) + EPSILON;
    return Math.log(both / alone) / -Math.log(both);
  }

  /** log p(a, b) / p(b), the same. */
  conditional(a: number, b: number): number {
    const alone = this.share(b, b);
    return alone > 0 ? Math.log((this.share(a, b) + EPSILON) / alone) : 0;
  }

  private share(a: number, b: number): number {
    return this.together[this.slot.get(a)! * this.slot.size + this.slot.get(b)!] / this.count;
  }
}

function cosine(a: number[], b: number[]): number {
  const dot = (x: number[], y: number[]) => x.reduce((sum, value, i) => sum + value * y[i], 0);
  const lengths = Math.sqrt(dot(a, a) * dot(b, b));
  return lengths > 0 ? dot(a, b) / lengths : 0;
}

/** 0 of no values. */
export function mean(values: number[]): number {
  return values.length > 0 ? values.reduce((sum, value) => sum + value, 0) / values.length : 0;
}
