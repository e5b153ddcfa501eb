/** The words a topic is shown by: those of highest p(word | topic). */
import { top } from '../../space/top';
import type { Topics } from '../model';

export interface TopicWords {
  /** Share of all tokens that belong to the topic, 0–1. */
  weight: number;
  /** Most probable first; ties in vocabulary order. */
  words: { word: string; probability: number }[];
}

/**
 * The n top words of every topic, in topic order: index = topic id.
 *
 * @param words the vocabulary the topics were trained on; words left out of them never show
 */
export function topWords(topics: Topics, words: string[], n: number): TopicWords[] {
  return topWordIds(topics, n).map((ids, k) => ({
    weight: topics.weights[k],
    words: ids.map((id) => ({ word: words[id], probability: topics.phi.values[k * topics.phi.dims + id] })),
  }));
}

/** The same as vocabulary ids. */
export function topWordIds({ phi, count }: Topics, n: number): number[][] {
  return Array.from({ length: count }, (_, k) => {
    const best = top(phi.values.subarray(k * phi.dims, (k + 1) * phi.dims), n);
    return best.filter(({ score }) => score > 0).map(({ row }) => row);
  });
}
