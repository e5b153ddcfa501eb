/** The topics of a space as a person has arranged them, and the text seen through them. */
import { start } from '../jobs/client';
import { editedTopics, noEdits, trainedName, type EditedTopics, type TopicEdits } from '../models/lda/browse/edits';
import type { IntertopicMap } from '../models/lda/browse/intertopic';
import { topicOfWord } from '../models/lda/browse/reading';
import { foldIn, knownTokens } from '../models/lda/foldin';
import { ALPHA_SUM } from '../models/lda/setup';
import { relevantWords, wordShares, type RelevantWord } from '../models/lda/browse/relevance';
import type { Topics } from '../models/model';
import { queryIds } from '../text/encode';
import { idsOf } from '../text/vocabulary';
import { saveSpace } from './saved';
import type { OpenCorpus, OpenSpace } from './state';
import { get, set } from './store';

const arranged = new WeakMap<Topics, { edits: TopicEdits; shown: EditedTopics }>();
const shares = new WeakMap<Topics, Float64Array>();
const maps = new WeakMap<Topics, Promise<IntertopicMap>>();

/** The topics of a space with its names and merges; the same object until these change. */
export function shownTopics({ topics, topicEdits = noEdits }: OpenSpace): EditedTopics | null {
  if (!topics) return null;
  const known = arranged.get(topics);
  if (known?.edits === topicEdits) return known.shown;
  const shown = editedTopics(topics, topicEdits);
  arranged.set(topics, { edits: topicEdits, shown });
  return shown;
}

/** Change names, merges or what is hidden; the space is saved with it. */
export function editTopics(spaceId: string, change: (edits: TopicEdits) => TopicEdits): void {
  set((s) => ({ spaces: s.spaces.map((space) => (space.id === spaceId ? { ...space, topicEdits: change(space.topicEdits ?? noEdits) } : space)) }));
  const space = get().spaces.find((s) => s.id === spaceId);
  if (space) void saveSpace(space);
}

/** What topics are called, the largest as they were trained first; merged ones keep their place, under the name nobody else can have, so that no other topic moves. */
export function topicOrder({ topics }: OpenSpace, { ids, names }: EditedTopics): string[] {
  const shown = new Map(ids.map((id, k) => [id, names[k]]));
  return Array.from(topics?.weights ?? [], (weight, id) => ({ name: shown.get(id) ?? trainedName(id), weight })).sort((a, b) => b.weight - a.weight).map(({ name }) => name);
}

export function topicShares(topics: Topics): Float64Array {
  let made = shares.get(topics);
  if (!made) shares.set(topics, (made = wordShares(topics)));
  return made;
}

/** @param lambda 1: the topic's most frequent words; 0: those that are hardly in any other topic */
export function wordsOfTopic(topics: Topics, topic: number, lambda: number, n: number): RelevantWord[] {
  return relevantWords(topics, topic, { lambda, n, shares: topicShares(topics) });
}

/** Laid out in a worker, once. */
export function mapOfTopics(topics: Topics): Promise<IntertopicMap> {
  let made = maps.get(topics);
  if (!made) {
    made = start('intertopic', { topics }).promise;
    maps.set(topics, made);
  }
  return made;
}

export interface ColouredPiece {
  /** Where it begins in the text. */
  at: number;
  text: string;
  /** The topic that the word belongs to here; null for what is no word of a topic. */
  topic: number | null;
}

/** A text that the topics have not seen, placed among them as they are shown: its shares, and how many of its words they know. */
export function placedText({ topics, query }: OpenSpace, shown: EditedTopics, { encoded, reading }: OpenCorpus, text: string): { shares: Float32Array; known: number } {
  const { phi, count, alpha = query?.kind === 'lda' ? query.alpha : ALPHA_SUM / count } = topics!;
  const ids = queryIds(text, idsOf(encoded.vocabulary.words), reading);
  const shares = new Float32Array(shown.ids.length);
  foldIn(phi, alpha, ids).forEach((share, id) => (shares[shown.rows[id]] += share));
  return { shares, known: knownTokens(phi, ids) };
}

/** A text in pieces, every word with its topic; words joined into phrases count one by one. @param shares p(topic | text) */
export function colouredText(text: string, { encoded, reading }: OpenCorpus, topics: Topics, shares: ArrayLike<number>): ColouredPiece[] {
  const ids = idsOf(encoded.vocabulary.words);
  let end = 0;
  return text.split(/([\p{L}\p{N}][\p{L}\p{N}\p{M}'’-]*)/u).map((piece, i) => {
    const at = end;
    end += piece.length;
    const id = i % 2 === 0 ? undefined : ids.get(reading.caseFold === false ? piece : piece.toLowerCase());
    return { at, text: piece, topic: id === undefined ? null : (topicOfWord(topics, id, shares)?.topic ?? null) };
  });
}
