/**
 * Which terms the columns of a document–term matrix stand for: the words of the vocabulary, or
 * also runs of two and three of them (n-grams), with those in too few or too many documents left
 * out, as scikit-learn's CountVectorizer does with ngram_range=(1, n), min_df and max_df. A run
 * may cross the end of a sentence but not of a document; words outside the vocabulary are passed
 * over before runs are made.
 */
import { WordspaceError } from '../../error';
import type { Csr } from '../../kernels/matrix';
import { transpose } from '../../kernels/matrix';
import type { Option } from '../../options';
import type { EncodedCorpus } from '../../text/corpus';
import { GrowingUint32 } from '../../text/growing';
import type { Progress } from '../../work';
import { PairTable } from './pair-table';

export interface TermOptions {
  /** Words of the longest run, 1 … 3. */
  ngrams: number;
  /** Terms in fewer documents are left out, ≥ 1. */
  minDocumentFrequency: number;
  /** Terms in more than this share of the documents are left out, 0 … 1. */
  maxDocumentShare: number;
}

export const termOptions: Option[] = [
  { name: 'ngrams', label: 'Longest run', help: 'Up to so many words in a row are a term of their own: 2 knows “new york”.', default: 1, min: 1, max: 3, integer: true, advanced: true },
  { name: 'minDocumentFrequency', label: 'Least document frequency', help: 'Leave out words in fewer documents.', default: 1, min: 1, max: 100_000, integer: true, advanced: true },
  { name: 'maxDocumentShare', label: 'Largest document share', help: 'Leave out words in more than this share of the documents.', default: 1, min: 0.001, max: 1, integer: false, advanced: true },
];

/** In the words of a term: none. */
const NONE = 0xffff_ffff;
const LONGEST = 3;

/** How to find the column of a run of words; cloneable. */
export interface Terms {
  /** Longest run. */
  ngrams: number;
  /** LONGEST vocabulary ids a column, filled up with NONE. */
  words: Uint32Array;
}

export interface TermCounts {
  /** documents × terms, the most frequent terms first. */
  counts: Csr;
  names: string[];
  /** Occurrences of each term. */
  occurrences: Uint32Array;
  terms: Terms;
}

/** Whether the columns are simply the vocabulary. */
export function plainTerms({ ngrams, minDocumentFrequency, maxDocumentShare }: TermOptions): boolean {
  return ngrams === 1 && minDocumentFrequency === 1 && maxDocumentShare === 1;
}

/** Tokens read in a slice: about 10 ms. */
const SLICE = 1 << 16;

/** @throws WordspaceError when no term is left */
export function* countTerms(corpus: EncodedCorpus, options: TermOptions): Generator<Progress, TermCounts, void> {
  const { ids, documents, vocabulary } = corpus;
  const words = vocabulary.words.length;
  // Term t < words is a word; the others extend the term of their pair by one word.
  const longer = new PairTable();
  const occurrences = new GrowingUint32();
  const frequencies = new GrowingUint32();
  const lastSeen = new GrowingUint32();
  const found = new GrowingUint32(1 << 16);
  const values = new GrowingUint32(1 << 16);
  const indptr = new Uint32Array(documents.length);
  /** Where the entry of a term in the document at hand stands. */
  const entry = new GrowingUint32();
  const count = (term: number, document: number) => {
    while (occurrences.length <= term) for (const list of [occurrences, frequencies, lastSeen, entry]) list.push(0);
    occurrences.increment(term);
    if (lastSeen.at(term) === document + 1) return values.increment(entry.at(term));
    lastSeen.add(term, document + 1 - lastSeen.at(term));
    entry.add(term, found.length - entry.at(term));
    frequencies.increment(term);
    found.push(term);
    values.push(1);
  };
  let read = 0;
  for (let d = 0; d + 1 < documents.length; d++) {
    const end = documents[d + 1];
    for (let at = documents[d]; at < end; at++) {
      let term = ids[at];
      count(term, d);
      for (let n = 1; n < options.ngrams && at + n < end; n++) count((term = words + longer.number(term, ids[at + n])), d);
      if (++read % SLICE === 0) yield { stage: 'counting words in documents', done: read, total: ids.length };
    }
    indptr[d + 1] = found.length;
  }
  const kept = chosen(frequencies.filled, occurrences.filled, documents.length - 1, options);
  if (kept.length === 0) {
    throw new WordspaceError(`No word of “${corpus.name}” is in at least ${options.minDocumentFrequency} documents and at most ${options.maxDocumentShare} of them; ease these two limits.`);
  }
  yield { stage: 'counting words in documents', done: ids.length, total: ids.length };
  const columnOf = new Uint32Array(frequencies.length).fill(NONE);
  kept.forEach((term, column) => (columnOf[term] = column));
  const counts = renumbered({ indptr, terms: found.filled, values: values.filled }, columnOf, kept.length);
  const spelled = new Uint32Array(kept.length * LONGEST).fill(NONE);
  kept.forEach((term, column) => spell(term, words, longer, spelled.subarray(column * LONGEST, (column + 1) * LONGEST)));
  const names = kept.map((_, column) => Array.from(spelled.subarray(column * LONGEST, (column + 1) * LONGEST)).flatMap((id) => (id === NONE ? [] : [vocabulary.words[id]])).join(' '));
  return { counts, names, occurrences: Uint32Array.from(kept, (term) => occurrences.at(term)), terms: { ngrams: options.ngrams, words: spelled } };
}

/** Columns of a text: vocabulary ids as they occur, in runs of up to `ngrams` words. */
export function columnsOf(terms: Terms, ids: ArrayLike<number>): number[] {
  const columns = columnIndex(terms);
  const found: number[] = [];
  for (let at = 0; at < ids.length; at++) {
    for (let n = 1; n <= terms.ngrams && at + n <= ids.length; n++) {
      const column = columns.get(Array.from({ length: n }, (_, i) => ids[at + i]).join(' '));
      if (column !== undefined) found.push(column);
    }
  }
  return found;
}

const indexes = new WeakMap<Uint32Array, Map<string, number>>();

function columnIndex({ words }: Terms): Map<string, number> {
  let index = indexes.get(words);
  if (!index) {
    index = new Map();
    for (let c = 0; c * LONGEST < words.length; c++) index.set(Array.from(words.subarray(c * LONGEST, (c + 1) * LONGEST)).filter((id) => id !== NONE).join(' '), c);
    indexes.set(words, index);
  }
  return index;
}

/** Terms within the limits, the most frequent first. */
function chosen(frequencies: Uint32Array, occurrences: Uint32Array, documents: number, { minDocumentFrequency, maxDocumentShare }: TermOptions): number[] {
  const kept: number[] = [];
  frequencies.forEach((df, term) => {
    if (df >= minDocumentFrequency && df > 0 && df <= maxDocumentShare * documents) kept.push(term);
  });
  return kept.sort((a, b) => occurrences[b] - occurrences[a] || a - b);
}

/** The matrix over the kept columns, ascending: two transposes sort it. */
function renumbered(read: { indptr: Uint32Array; terms: Uint32Array; values: Uint32Array }, columnOf: Uint32Array, dims: number): Csr {
  const rows = read.indptr.length - 1;
  const indptr = new Uint32Array(rows + 1);
  const indices = new GrowingUint32(read.terms.length || 1);
  const values = new Float32Array(read.terms.length);
  for (let r = 0; r < rows; r++) {
    for (let e = read.indptr[r]; e < read.indptr[r + 1]; e++) {
      const column = columnOf[read.terms[e]];
      if (column === NONE) continue;
      values[indices.length] = read.values[e];
      indices.push(column);
    }
    indptr[r + 1] = indices.length;
  }
  return transpose(transpose({ kind: 'csr', rows, dims, indptr, indices: indices.filled, values: values.subarray(0, indices.length) }));
}

/** The words of a term into `out`. */
function spell(term: number, words: number, longer: PairTable, out: Uint32Array): void {
  const backwards: number[] = [];
  for (; term >= words; term = longer.firsts.at(term - words)) backwards.push(longer.seconds.at(term - words));
  backwards.push(term);
  out.set(backwards.reverse());
}
