import { useMemo } from 'react';
import type { EditedTopics } from '../../../lib/models/lda/browse/edits';
import { colouringKey } from '../../../lib/store/colouring';
import type { OpenCorpus, OpenSpace } from '../../../lib/store/state';
import { activeSpace } from '../../../lib/store/store';
import { wordsOfTopic } from '../../../lib/store/topics';
import { colourByCategory } from '../../scene/colour';
import { useTheme } from '../../theme';
import { useApp } from '../../use-app';

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
  /** CSS colour of a topic: the map's, as long as the map is coloured by topic. */
  colourOf: (topic: number) => string;
}

/** λ at which people name topics best (Sievert & Shirley 2014, section 3.1: about .6). */
export const NAMING = 0.6;
const WORDS = 8;

/** The words that tell each topic best. */
export function tellingWords({ topics, ids }: EditedTopics, { encoded }: OpenCorpus): string[][] {
  return ids.map((_, k) => wordsOfTopic(topics, k, NAMING, WORDS).map(({ id }) => encoded.vocabulary.words[id]));
}

/** The colours of the topics on the map, by name; null while it is coloured by something else. */
export function useTopicColours(): Map<string, string> | null {
  const theme = useTheme();
  const values = useApp((s) => {
    const active = activeSpace(s);
    return { topic: active && s.view.colouring === 'topic' ? s.colourings[colouringKey(active, 'topic')] : undefined, words: s.view.words };
  });
  return useMemo(() => {
    if (values.topic?.kind !== 'category') return null;
    const { legend } = colourByCategory(values.topic.values.slice(0, values.words), { theme });
    return new Map(legend.entries.flatMap(({ category, colour }) => (category === null ? [] : [[category, colour]])));
  }, [values, theme]);
}
