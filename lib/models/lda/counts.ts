/** How often each word has each topic, from the topics of the tokens alone: whatever sampled them. */
import { occurrences } from '../../kernels/lda/problem';

/** A topic model at one moment. */
export interface LdaState {
  topics: number;
  /** Document prior of each topic. */
  alpha: Float64Array;
  /** Word prior. */
  beta: number;
  /** Topic of every token of the selection. */
  assignments: Uint16Array;
}

/** The tokens under the topics. */
export interface Tokens {
  /** Words of the tokens, chunk by chunk. */
  ids: Uint32Array;
  /** Chunk c is ids[chunks[c] … chunks[c + 1]). */
  chunks: Uint32Array;
  /** The words: here only how many there are. */
  kept: { length: number };
}

/** The tokens in the order of their words, so that one word's topics are read together. */
export class WordIndex {
  private readonly firsts: Uint32Array;
  private readonly order: Uint32Array;

  constructor({ ids, kept }: Tokens) {
    const counts = occurrences(ids, kept.length);
    this.firsts = new Uint32Array(kept.length + 1);
    for (let w = 0; w < kept.length; w++) this.firsts[w + 1] = this.firsts[w] + counts[w];
    const next = this.firsts.slice();
    this.order = new Uint32Array(ids.length);
    for (let i = 0; i < ids.length; i++) this.order[next[ids[i]]++] = i;
  }

  /** Call `visit(word, topic, n_wk)` for every n_wk > 0, words ascending. */
  forEachCount({ topics, assignments }: Pick<LdaState, 'topics' | 'assignments'>, visit: (word: number, topic: number, count: number) => void): void {
    const { firsts, order } = this;
    const counts = new Uint32Array(topics);
    const seen = new Uint16Array(topics);
    for (let word = 0; word + 1 < firsts.length; word++) {
      let different = 0;
      for (let t = firsts[word]; t < firsts[word + 1]; t++) {
        const topic = assignments[order[t]];
        if (counts[topic]++ === 0) seen[different++] = topic;
      }
      for (let s = 0; s < different; s++) {
        visit(word, seen[s], counts[seen[s]]);
        counts[seen[s]] = 0;
      }
    }
  }
}

/** n_k: tokens of each topic. */
export function topicTotals({ topics, assignments }: Pick<LdaState, 'topics' | 'assignments'>): Uint32Array {
  const totals = new Uint32Array(topics);
  for (let i = 0; i < assignments.length; i++) totals[assignments[i]]++;
  return totals;
}
