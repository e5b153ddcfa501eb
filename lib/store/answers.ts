/** What the panels were asked, and what was answered. */
import type { Hit, JudgedReport } from '../models/retrieval';
import type { Comparison } from '../space/compare';
import type { Test, TestReport } from '../space/evaluation';
import type { Judged } from '../space/judged';
import type { Overview } from '../space/overview';
import type { VectorSpace } from '../space/space';
import type { Passage } from '../text/stretch';

/** A query and the documents that each way finds for it. */
export interface DocumentSearch {
  /** The text that the answers are of. */
  corpusId: string | null;
  query: string;
  /** By the id of the way. */
  answers: Record<string, DocumentAnswer>;
  /** The way shown where one is shown at a time; null is the first. */
  chosen: string | null;
  /** Where there is room, all ways stand side by side over the map. */
  wide: boolean;
  /** The document that is read, with the words that are marked in it, and the one that it is asked about. */
  reader: { document: number; words: string[]; near?: string } | null;
  judged: { name: string; judged: Judged[] } | null;
  /** By the id of the way. */
  reports: Record<string, JudgedReport>;
}

/** `of`: the vectors that were asked, null for plain counting. */
export type DocumentAnswer = { of: VectorSpace | null } & ({ hits: FoundDocument[] } | { why: string });

export interface FoundDocument extends Hit {
  title: string;
  /** Where its evidence stands; absent when the text is not open. */
  passage?: Passage;
}

/** Two spaces beside each other, by their ids. */
export interface CompareView {
  a: string | null;
  b: string | null;
  result: Comparison | null;
  /** For each pair of `result.near` how many sentences of the text hold both words; null where the text is not open. */
  together: Uint32Array | null;
  error: string | null;
}

export interface OverviewView {
  corpusId: string;
  /** Of the rows, in their order. */
  spaces: string[];
  /** The column that documents were classified by; null where there is none. */
  label: string | null;
  result: Overview;
  /** It stands over the map, with all its figures. */
  wide: boolean;
}

/** How good the vectors are at which questions. */
export interface Evaluation {
  /** Files that were dropped or chosen, beside the built-in questions. */
  files: Test[];
  /** What is shown: the built-in questions (BUILT_IN) or the name of a file. */
  chosen: string;
  /** So many of the most frequent words are known and may be answers. */
  vocabulary: number;
  /** By `scoreKey`. */
  scores: Record<string, Scores>;
}

export interface Scores {
  /** The vectors that were asked: those of a space under training change. */
  of: VectorSpace;
  /** A list of reports for each seed of the space, mostly one. */
  reports: TestReport[][];
}

/** The built-in questions among the names of files. */
export const BUILT_IN = 'built-in questions';

export const noComparison: CompareView = { a: null, b: null, result: null, together: null, error: null };

export function scoreKey(spaceId: string, chosen: string, vocabulary: number): string {
  return `${spaceId}\n${chosen}\n${vocabulary}`;
}
