/**
 * Which tokens take part in a topic model. Function words and rarities say
 * nothing about topics, so words are left out by a stop list, by their letters
 * and by document frequency; and since a topic is a matter of pages, not of
 * books, a long document is cut into equal chunks that count as documents of
 * their own.
 */
import { WordspaceError } from '../../error';
import type { EncodedCorpus, Vocabulary } from '../../text/corpus';
import { frequenciesIn } from '../../text/frequencies';
import { stopWords } from '../../text/stopwords';

export interface SelectionOptions {
  /** Words in fewer chunks than this are left out. */
  minDocumentFrequency: number;
  /** Words in more than this share of the chunks are left out, 0–1. */
  maxDocumentShare: number;
  /** Words with fewer letters are left out; digits and hyphens are no letters. */
  minLetters: number;
  /** Tokens a chunk to aim at, counted before the frequency bounds; 0 keeps documents whole. */
  chunk: number;
}

export interface Selection {
  /** Vocabulary ids of the words that take part, ascending. */
  kept: Uint32Array;
  /** Ids of the words left out because too many chunks have them, ascending. */
  common: number[];
  /** The tokens in text order, or as `inBags` orders them, as indices into `kept`. */
  ids: Uint32Array;
  /** Chunk c is ids[chunks[c] … chunks[c + 1]); length = chunks + 1. */
  chunks: Uint32Array;
  /** The document each chunk was cut from. */
  documentOf: Uint32Array;
}

/** With fewer chunks, how many a word occurs in tells nothing about it. */
const FEW_CHUNKS = 10;
const LEFT_OUT = 0xffff_ffff;

/**
 * Choose the words and cut the chunks. In a small corpus the frequency bounds
 * give way: the lower one is at most a tenth of the number of chunks, and below
 * ten chunks there is no upper one.
 *
 * A generator so that a long text is selected in slices: every `yield` stands
 * between two passes over the tokens.
 *
 * @throws WordspaceError when no token is left, saying which bound to loosen
 */
export function* select(corpus: EncodedCorpus, options: SelectionOptions): Generator<void, Selection> {
  const eligible = eligibleWords(corpus.vocabulary, options.minLetters);
  const { ids, chunks, documentOf } = cut(corpus, eligible, options.chunk);
  if (ids.length === 0) {
    throw new WordspaceError(
      `No word of “${corpus.name}” can carry a topic: all are stop words or have fewer than ${options.minLetters} letters. ` +
        'Lower the letters a word needs, or bring more text.',
    );
  }
  yield;
  const frequencies = frequenciesIn(ids, chunks, eligible.length);
  yield;
  const count = documentOf.length;
  const least = Math.min(options.minDocumentFrequency, Math.max(1, Math.floor(count / FEW_CHUNKS)));
  const most = count < FEW_CHUNKS ? count : Math.floor(options.maxDocumentShare * count);
  const index = new Uint32Array(eligible.length).fill(LEFT_OUT);
  const kept: number[] = [];
  const common: number[] = [];
  frequencies.forEach((frequency, word) => {
    if (frequency > 0 && frequency >= least && frequency <= most) index[word] = kept.push(word) - 1;
    if (frequency > most) common.push(word);
  });
  if (kept.length === 0) {
    throw new WordspaceError(
      `No word of “${corpus.name}” occurs in at least ${least} and at most ${most} of its ${count} documents or chunks. ` +
        'Lower the least document frequency or raise the largest document share.',
    );
  }
  return { kept: Uint32Array.from(kept), common, ...compact(ids, chunks, documentOf, index) };
}

/**
 * The same with each chunk's tokens in the order of their words. To topics a chunk is a bag of words,
 * and where a word's tokens follow each other, and words of much the same frequency, they are drawn faster.
 */
export function inBags(selection: Selection): Selection {
  const { chunks } = selection;
  const ids = selection.ids.slice();
  for (let c = 0; c + 1 < chunks.length; c++) ids.subarray(chunks[c], chunks[c + 1]).sort();
  return { ...selection, ids };
}

/** 1 for every word that has enough letters and is no stop word. */
function eligibleWords({ words }: Vocabulary, minLetters: number): Uint8Array {
  const stop = stopWords('en');
  return Uint8Array.from(words, (word) => {
    const letters = word.match(/\p{L}/gu)?.length ?? 0;
    return letters >= minLetters && !stop.has(word.toLowerCase()) ? 1 : 0;
  });
}

/** The eligible tokens, each document cut into round(length / chunk) pieces of equal length. */
function cut({ ids, documents }: EncodedCorpus, eligible: Uint8Array, chunk: number) {
  const tokens = new Uint32Array(ids.length);
  const chunks = [0];
  const documentOf: number[] = [];
  let length = 0;
  for (let d = 0; d + 1 < documents.length; d++) {
    const from = length;
    for (let i = documents[d]; i < documents[d + 1]; i++) {
      if (eligible[ids[i]]) tokens[length++] = ids[i];
    }
    if (length === from) continue;
    const pieces = chunk > 0 ? Math.max(1, Math.round((length - from) / chunk)) : 1;
    for (let p = 1; p <= pieces; p++) {
      chunks.push(from + Math.floor(((length - from) * p) / pieces));
      documentOf.push(d);
    }
  }
  return { ids: tokens.subarray(0, length), chunks, documentOf };
}

/** Drop the tokens that `index` leaves out, and the chunks this empties. */
function compact(ids: Uint32Array, chunks: number[], documentOf: number[], index: Uint32Array): Pick<Selection, 'ids' | 'chunks' | 'documentOf'> {
  const tokens = new Uint32Array(ids.length);
  const bounds = [0];
  const owners: number[] = [];
  let length = 0;
  documentOf.forEach((document, c) => {
    const from = length;
    for (let i = chunks[c]; i < chunks[c + 1]; i++) {
      const word = index[ids[i]];
      if (word !== LEFT_OUT) tokens[length++] = word;
    }
    if (length === from) return;
    bounds.push(length);
    owners.push(document);
  });
  return { ids: tokens.slice(0, length), chunks: Uint32Array.from(bounds), documentOf: Uint32Array.from(owners) };
}
