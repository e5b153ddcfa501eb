import type { EditedTopics } from '../../../lib/models/lda/browse/edits';
import type { OpenCorpus, OpenSpace } from '../../../lib/store/state';
import { wordsOfTopic } from '../../../lib/store/topics';

/** What every part of the topic browser draws from. */
export interface TopicView {
  space: OpenSpace;
  shown: EditedTopics;
  /** The text the topics are of. */
  corpus: OpenCorpus;
  /** Rows of `shown`, the largest first, hidden ones last. */
  largest: number[];
  /** The words that tell each row of `shown` best, the most relevant first. */
  words: string[][];
  /** CSS colour of a topic, as on a map that is coloured by topic. */
  colourOf: (topic: number) => string;
}

/** λ at which people name topics best (Sievert & Shirley 2014, section 3.1: about .6). */
export const NAMING = 0.6;
const WORDS = 8;

/** The words that tell each topic best. */
export function tellingWords({ topics, ids }: EditedTopics, { encoded }: OpenCorpus): string[][] {
  return ids.map((_, k) => wordsOfTopic(topics, k, NAMING, WORDS).map(({ id }) => encoded.vocabulary.words[id]));
}
