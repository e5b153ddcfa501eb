/** What a person brings or picks: documents of text with metadata columns. */
export interface Corpus {
  /** Short identifier: `brown`, or the dropped file's name. */
  name: string;
  title: string;
  /** One text a document. A newline is a hard sentence bound. */
  texts: string[];
  /** What to call each document; same length as `texts`. */
  titles: string[];
  /** One value a document in each column. */
  columns: Column[];
}

/** Metadata of rows (documents, words): a named column with one value a row. */
export type Column =
  | { name: string; kind: 'category'; values: (string | null)[] }
  | {
      name: string;
      kind: 'number';
      values: (number | null)[];
      /** The numbers are dates, as years with a fraction (see dates.ts). */
      dates?: true;
    };

/** Types in descending count (ties in order of first appearance); id = index. */
export interface Vocabulary {
  words: string[];
  counts: Uint32Array;
}

/** The corpus as integers: what every model reads. Words outside the vocabulary are left out. */
export interface EncodedCorpus {
  name: string;
  vocabulary: Vocabulary;
  /** Vocabulary ids in text order. */
  ids: Uint32Array;
  /** Sentence s is ids[sentences[s] … sentences[s + 1]); length = sentences + 1. */
  sentences: Uint32Array;
  /** Document d is ids[documents[d] … documents[d + 1]); length = documents + 1. Never cuts a sentence. */
  documents: Uint32Array;
  /** What to call each document. */
  titles: string[];
  /** Metadata, one value a document. */
  columns: Column[];
  /** All tokens and types of the text, before min count and max size. */
  tokens: number;
  types: number;
}

/** The corpus as one document without a name or metadata: all that models of windows read, and little to copy. */
export function sentencesOf(corpus: EncodedCorpus): EncodedCorpus {
  return { ...corpus, documents: Uint32Array.of(0, corpus.ids.length), titles: [corpus.name], columns: [] };
}

/**
 * The corpus without the titles and metadata of its documents, of which training reads nothing:
 * copying those of 100,000 documents into a worker and back holds up the page.
 */
export function unlabelled(corpus: EncodedCorpus): EncodedCorpus {
  return { ...corpus, titles: corpus.titles.map(() => ''), columns: [] };
}
