/** Where the topics of a text stand on the map of its words. */
import { strongestTopic } from '../models/lda/browse/reading';
import { coreOf } from '../projection/core';
import type { VectorSpace } from '../space/space';
import { stopWords } from '../text/stopwords';
import type { OpenCorpus, OpenSpace } from './state';
import { shownTopics, wordsOfTopic } from './topics';

export interface TopicRegion {
  /** The trained topic that it bears the name of. */
  id: number;
  /** What the topic is called, and what its region is: its first words, as long as nobody has named it. */
  topic: string;
  name: string;
  /** Rows of its words on the map, those in its middle. */
  rows: number[];
}

/** Most relevant words of which a region holds a share; λ of their relevance; words that name it. */
const WORDS = 40;
/** Words looked at for them: the most relevant may belong to another topic. */
const LOOKED_AT = 400;
const SHARE = 0.35;
const LAMBDA = 0.6;
const NAMING = 2;
/** Fewer words on the map make no region. */
const LEAST = 5;

/**
 * A region for each topic that is not hidden, the largest first: of the words that belong to it more than to any
 * other, the most relevant that are on the map, and of these the third that stands closest together.
 * @param source the space that holds the topics
 * @param positions words on the map × 3
 */
export function topicRegions(source: OpenSpace, { encoded }: OpenCorpus, words: VectorSpace, positions: Float32Array): TopicRegion[] {
  const shown = shownTopics(source);
  if (!shown) return [];
  const strongest = encoded.vocabulary.words.map((_, id) => strongestTopic(shown.topics, id));
  const empty = stopWords();
  const count = positions.length / 3;
  const largest = shown.ids.map((_, k) => k).filter((k) => !shown.hidden[k]).sort((a, b) => shown.topics.weights[b] - shown.topics.weights[a]);
  return largest.flatMap((k): TopicRegion[] => {
    const named = source.topicEdits?.names[shown.ids[k]];
    const own = wordsOfTopic(shown.topics, k, LAMBDA, LOOKED_AT).filter(({ id }) => strongest[id] === k);
    const relevant = own.slice(0, WORDS).map(({ id }) => encoded.vocabulary.words[id]);
    const rows = relevant.map((word) => words.rowOf(word)).filter((row) => row >= 0 && row < count);
    if (rows.length < LEAST) return [];
    const telling = relevant.filter((word) => !empty.has(word)).slice(0, NAMING).join(' · ');
    return [{ id: shown.ids[k], topic: shown.names[k], name: named ?? telling, rows: coreOf(positions, 3, rows, SHARE) }];
  });
}
