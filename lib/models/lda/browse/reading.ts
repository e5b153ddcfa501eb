/** From a topic to its documents, and from a document to the topics of its words. */
import { top } from '../../../space/top';
import type { Topics } from '../../model';

export interface TopicDocument {
  document: number;
  /** p(topic | document). */
  share: number;
}

/** The n documents with the largest share of a topic; ties in the order of the text. */
export function documentsOf({ theta }: Topics, topic: number, n: number): TopicDocument[] {
  const shares = Float32Array.from({ length: theta.rows }, (_, document) => theta.values[document * theta.dims + topic]);
  return top(shares, n).map(({ row: document, score: share }) => ({ document, share }));
}

/** p(topic | document), a view. */
export function sharesOf({ theta, count }: Topics, document: number): Float32Array {
  return theta.values.subarray(document * count, (document + 1) * count);
}

/** The topics of a text by its shares, the largest first. */
export function mixtureOf(shares: ArrayLike<number>): { topic: number; share: number }[] {
  return Array.from(shares, (share, topic) => ({ topic, share })).sort((a, b) => b.share - a.share || a.topic - b.topic);
}

/**
 * The likeliest topic of a word where it stands: p(topic | word, document) ∝ φ_kw θ_dk.
 * @param shares p(topic | document)
 * @returns null for words that were left out of the topics
 */
export function topicOfWord({ phi, count }: Topics, word: number, shares: ArrayLike<number>): { topic: number; share: number } | null {
  let sum = 0;
  let best = 0;
  let topic = -1;
  for (let k = 0; k < count; k++) {
    const p = phi.values[k * phi.dims + word] * shares[k];
    sum += p;
    if (p > best) [best, topic] = [p, k];
  }
  return topic < 0 ? null : { topic, share: best / sum };
}

/** The topic that a word belongs to most over the whole text, p(topic | word) ∝ φ_kw p(k); −1 for words that were left out. */
export function strongestTopic({ phi, weights }: Topics, word: number): number {
  let best = 0;
  let topic = -1;
  weights.forEach((weight, k) => {
    const p = phi.values[k * phi.dims + word] * weight;
    if (p > best) [best, topic] = [p, k];
  });
  return topic;
}
