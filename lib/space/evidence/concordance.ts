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

/** A word, or a run of words that is one term: vocabulary ids. */
export type Term = readonly number[];

/** At most so many passages of one document, so that others are heard. */
const OF_ONE_DOCUMENT = 2;

/**
 * The sentences with both terms, those where they stand nearest first, the shorter among equals.
 * @param limit passages, at most
 */
export function concordance(corpus: EncodedCorpus, a: Term, b: Term, limit = 20): Concordance {
  const { sentences } = corpus;
  const found: { sentence: number; distance: number; length: number }[] = [];
  for (let s = 0; s + 1 < sentences.length; s++) {
    let [lastA, lastB, distance] = [-1, -1, Infinity];
    for (let at = sentences[s]; at < sentences[s + 1]; at++) {
      const [isA, isB] = [begins(corpus, at, sentences[s + 1], a), begins(corpus, at, sentences[s + 1], b)];
      if (!isA && !isB) continue;
      if (isA) lastA = at;
      if (isB) lastB = at;
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
    passages.push({ document, sentence, marks: marks(corpus, sentence, [[a, 'a'], [b, 'b']]) });
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
    sentence < 0 ? null : { document: documentOf(corpus, sentence), sentence, marks: marks(corpus, sentence, [[[word], role], [[context], 'context']]) };
  return contexts.map((context, i) => ({ context, a: passage(best[0][i].sentence, a, 'a', context), b: passage(best[1][i].sentence, b, 'b', context) }));
}

/** Sentences of one document that hold a term, from its beginning. */
export function passagesIn(corpus: EncodedCorpus, document: number, term: Term, { limit = 5, role = 'a' }: { limit?: number; role?: Role } = {}): Passage[] {
  const { sentences, documents } = corpus;
  const passages: Passage[] = [];
  let s = firstThat(0, sentences.length, (at) => sentences[at] >= documents[document]);
  for (; passages.length < limit && s + 1 < sentences.length && sentences[s] < documents[document + 1]; s++) {
    if (holds(corpus, sentences[s], sentences[s + 1], term)) passages.push({ document, sentence: s, marks: marks(corpus, s, [[term, role]]) });
  }
  return passages;
}

/** Every token of a sentence that belongs to one of the terms, to the first of them where to several. */
function marks(corpus: EncodedCorpus, sentence: number, terms: [Term, Role][]): Mark[] {
  const [from, to] = [corpus.sentences[sentence], corpus.sentences[sentence + 1]];
  const roles = new Map<number, Role>();
  for (let at = from; at < to; at++) {
    for (const [term, role] of terms) {
      if (!begins(corpus, at, to, term)) continue;
      for (let token = at; token < at + term.length; token++) if (!roles.has(token)) roles.set(token, role);
    }
  }
  return [...roles].sort(([x], [y]) => x - y).map(([token, role]) => ({ token, role }));
}

function documentsWithBoth(corpus: EncodedCorpus, a: Term, b: Term): number {
  let count = 0;
  for (let d = 0; d + 1 < corpus.documents.length; d++) {
    const [from, to] = [corpus.documents[d], corpus.documents[d + 1]];
    if (holds(corpus, from, to, a) && holds(corpus, from, to, b)) count++;
  }
  return count;
}

function holds(corpus: EncodedCorpus, from: number, to: number, term: Term): boolean {
  for (let at = from; at < to; at++) if (begins(corpus, at, to, term)) return true;
  return false;
}

/** Whether the term stands at a token, ending before `to`. */
function begins({ ids }: EncodedCorpus, at: number, to: number, term: Term): boolean {
  if (ids[at] !== term[0] || at + term.length > to) return false;
  for (let n = 1; n < term.length; n++) if (ids[at + n] !== term[n]) return false;
  return true;
}

/** The document a sentence belongs to: the last that begins at or before it (empty documents hold none). */
export function documentOf({ sentences, documents }: EncodedCorpus, sentence: number): number {
  return firstThat(0, documents.length, (at) => documents[at] > sentences[sentence]) - 1;
}
