/**
 * Where two words stand in the text: the sentences that hold both, and sentences in which
 * each of them meets the same third word (a concordance, “key word in context”; Luhn 1960).
 */
import { firstThat } from '../../kernels/bisect';
import type { EncodedCorpus } from '../../text/corpus';

/** Which word of the question a token is. */
export type Role = 'a' | 'b' | 'context';

export interface Mark {
  /** Index into the corpus's ids. */
  token: number;
  role: Role;
}

/** A sentence worth reading. */
export interface Passage {
  document: number;
  /** Index into the corpus's sentences. */
  sentence: number;
  marks: Mark[];
}

export interface Concordance {
  /** How many sentences and documents hold both words. */
  sentences: number;
  documents: number;
  /** Of those sentences the ones where the words stand nearest, at most `limit`. */
  passages: Passage[];
}

/** At most so many passages of one document, so that others are heard. */
const OF_ONE_DOCUMENT = 2;

/**
 * The sentences with both words, those where they stand nearest first, the shorter among equals.
 * @param a vocabulary id @param b vocabulary id of another word @param limit passages, at most
 */
export function concordance(corpus: EncodedCorpus, a: number, b: number, limit = 20): Concordance {
  const { ids, sentences } = corpus;
  const found: { sentence: number; distance: number; length: number }[] = [];
  for (let s = 0; s + 1 < sentences.length; s++) {
    let [lastA, lastB, distance] = [-1, -1, Infinity];
    for (let at = sentences[s]; at < sentences[s + 1]; at++) {
      if (ids[at] === a) lastA = at;
      else if (ids[at] === b) lastB = at;
      else continue;
      if (lastA >= 0 && lastB >= 0) distance = Math.min(distance, Math.abs(lastA - lastB));
    }
    if (distance < Infinity) found.push({ sentence: s, distance, length: sentences[s + 1] - sentences[s] });
  }
  found.sort((x, y) => x.distance - y.distance || x.length - y.length || x.sentence - y.sentence);
  const ofDocument = new Map<number, number>();
  const passages: Passage[] = [];
  for (const { sentence } of found) {
    if (passages.length >= limit) break;
    const document = documentOf(corpus, sentence);
    const before = ofDocument.get(document) ?? 0;
    if (before >= OF_ONE_DOCUMENT && corpus.titles.length > 1) continue;
    ofDocument.set(document, before + 1);
    passages.push({ document, sentence, marks: marks(corpus, sentence, new Map([[a, 'a'], [b, 'b']])) });
  }
  return { sentences: found.length, documents: documentsWithBoth(corpus, a, b), passages };
}

/** One sentence for each word of a pair, with the same context word near both. */
export interface SameContext {
  context: number;
  a: Passage | null;
  b: Passage | null;
}

/**
 * For each context word the sentence in which it stands nearest to `a` without `b`, and the
 * one for `b` without `a`.
 * @param contexts vocabulary ids @param window how far a context may be from the word
 */
export function sameContexts(corpus: EncodedCorpus, a: number, b: number, contexts: number[], window: number): SameContext[] {
  const { ids, sentences } = corpus;
  const places = new Map(contexts.map((context, i) => [context, i]));
  const best = [a, b].map(() => contexts.map(() => ({ sentence: -1, distance: Infinity, length: Infinity })));
  for (let s = 0; s + 1 < sentences.length; s++) {
    const [from, to] = [sentences[s], sentences[s + 1]];
    const holds = [ids.subarray(from, to).includes(a), ids.subarray(from, to).includes(b)];
    if (holds[0] === holds[1]) continue;
    const [word, mine] = holds[0] ? [a, best[0]] : [b, best[1]];
    for (let at = from; at < to; at++) {
      if (ids[at] !== word) continue;
      for (let other = Math.max(from, at - window); other < Math.min(to, at + window + 1); other++) {
        const context = places.get(ids[other]);
        if (context === undefined) continue;
        const distance = Math.abs(other - at);
        const now = mine[context];
        if (distance < now.distance || (distance === now.distance && to - from < now.length)) mine[context] = { sentence: s, distance, length: to - from };
      }
    }
  }
  const passage = (sentence: number, word: number, role: Role, context: number): Passage | null =>
    sentence < 0 ? null : { document: documentOf(corpus, sentence), sentence, marks: marks(corpus, sentence, new Map([[context, 'context'], [word, role]])) };
  return contexts.map((context, i) => ({ context, a: passage(best[0][i].sentence, a, 'a', context), b: passage(best[1][i].sentence, b, 'b', context) }));
}

/** Sentences of one document that hold a word, from its beginning. */
export function passagesIn(corpus: EncodedCorpus, document: number, word: number, { limit = 5, role = 'a' }: { limit?: number; role?: Role } = {}): Passage[] {
  const { ids, sentences, documents } = corpus;
  const passages: Passage[] = [];
  let s = firstThat(0, sentences.length, (at) => sentences[at] >= documents[document]);
  for (; passages.length < limit && s + 1 < sentences.length && sentences[s] < documents[document + 1]; s++) {
    if (ids.subarray(sentences[s], sentences[s + 1]).includes(word)) passages.push({ document, sentence: s, marks: marks(corpus, s, new Map([[word, role]])) });
  }
  return passages;
}

function marks({ ids, sentences }: EncodedCorpus, sentence: number, roles: Map<number, Role>): Mark[] {
  const found: Mark[] = [];
  for (let token = sentences[sentence]; token < sentences[sentence + 1]; token++) {
    const role = roles.get(ids[token]);
    if (role) found.push({ token, role });
  }
  return found;
}

function documentsWithBoth({ ids, documents }: EncodedCorpus, a: number, b: number): number {
  let count = 0;
  for (let d = 0; d + 1 < documents.length; d++) {
    let [hasA, hasB] = [false, false];
    for (let at = documents[d]; at < documents[d + 1] && !(hasA && hasB); at++) {
      if (ids[at] === a) hasA = true;
      else if (ids[at] === b) hasB = true;
    }
    if (hasA && hasB) count++;
  }
  return count;
}

/** The document a sentence belongs to: the last that begins at or before it (empty documents hold none). */
export function documentOf({ sentences, documents }: EncodedCorpus, sentence: number): number {
  return firstThat(0, documents.length, (at) => documents[at] > sentences[sentence]) - 1;
}
