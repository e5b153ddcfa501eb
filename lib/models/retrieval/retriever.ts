/**
 * What ranks documents for a query: one shape for counting, topics and word vectors, so that
 * they stand side by side and tell alike what of the query speaks for a document.
 */
export interface Retriever {
  /** A score for every document, higher is better; null where the query says nothing here. 0 and less is no answer. */
  scores(ids: ArrayLike<number>): Float32Array | null;
  /** Why this document: parts of its score that add up to it, the largest first. */
  explain(ids: ArrayLike<number>, document: number): Evidence[];
}

export interface Evidence {
  /** A word of the query, or a topic. */
  label: string;
  /** The topic, as it was trained, where it is one. */
  topic?: number;
  /** Its part of the score; may be negative. */
  part: number;
  /** Words of the document that stand for it, the strongest first: the word itself, or the nearest ones there are. */
  words: string[];
  /** Whether the document holds the label itself. */
  exact: boolean;
}

/** Distinct ids with how often each occurs, ascending. */
export function distinct(ids: ArrayLike<number>): Map<number, number> {
  const counts = new Map<number, number>();
  for (const id of Uint32Array.from(ids).sort()) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}

export function byPart(evidence: Evidence[]): Evidence[] {
  return evidence.sort((a, b) => b.part - a.part);
}
