/** What the dimensions of a space are, and what one of them is called. */
import { stopWords } from '../../text/stopwords';
import type { VectorSpace } from '../space';
import { Top } from '../top';

/** `none`: the dimensions of a neural space mean nothing by themselves. */
export type Meaning = 'documents' | 'words' | 'topics' | 'directions' | 'none';

const OF_MODEL: Record<string, Meaning> = {
  tfidf: 'documents', bm25: 'documents', ppmi: 'words', lda: 'topics', lsa: 'directions', 'ppmi-svd': 'directions',
};

/** By the model that made it; for vectors read from a file by their shape: sparse columns are documents, or words where there are as many as rows; rows of shares that sum to 1 are topics. */
export function meaningOf(space: VectorSpace): Meaning {
  const known = OF_MODEL[space.provenance.model];
  if (known) return known;
  const { matrix } = space;
  if (matrix.kind === 'csr') return matrix.dims === matrix.rows ? 'words' : 'documents';
  return sharesOfOne(matrix.values, matrix.dims) ? 'topics' : 'none';
}

/** Rows enough to tell topics from any other vectors. */
const LOOKED_AT = 100;

function sharesOfOne(values: Float32Array, dims: number): boolean {
  const rows = Math.min(LOOKED_AT, values.length / dims);
  for (let r = 0; r < rows; r++) {
    let sum = 0;
    for (let d = 0; d < dims; d++) {
      if (!(values[r * dims + d] >= 0)) return false;
      sum += values[r * dims + d];
    }
    if (Math.abs(sum - 1) > 1e-3) return false;
  }
  return rows > 0;
}

export interface DimensionName {
  name: string;
  /** Row of the document, where the dimension is one: names may repeat. */
  document?: number;
  /** The topic, as it was trained, where the dimension is one. */
  topic?: number;
  /** Words that stand for it: of a topic the most telling, of a direction those at its one end … */
  words: string[];
  /** … and those at the other. */
  against: string[];
}

/**
 * @param documents what the documents are called, where the dimensions are documents
 * @param words how many words stand for a topic or for each end of a direction
 */
export function dimensionName(space: VectorSpace, meaning: Meaning, dimension: number, documents: string[] = [], words = 4): DimensionName {
  if (meaning === 'documents') return { name: documents[dimension] ?? `document ${dimension + 1}`, document: dimension, words: [], against: [] };
  if (meaning === 'words') return { name: space.names[dimension] ?? `word ${dimension + 1}`, words: [], against: [] };
  const what = { topics: 'topic', directions: 'direction', none: 'dimension' }[meaning];
  return {
    name: `${what} ${dimension + 1}`,
    ...(meaning === 'topics' && { topic: dimension }),
    words: ends(space, dimension, words, meaning === 'topics' ? 'share' : 1),
    against: meaning === 'directions' ? ends(space, dimension, words, -1) : [],
  };
}

/**
 * The rows furthest out along a dimension, without function words, which are long in every
 * direction. A topic's words are those with most of its tokens: their share times how often they occur.
 */
function ends(space: VectorSpace, dimension: number, count: number, by: 1 | -1 | 'share'): string[] {
  const { matrix, counts } = space;
  if (matrix.kind !== 'dense') return [];
  const best = new Top(count);
  const empty = stopWords();
  for (let row = 0; row < matrix.rows; row++) {
    const value = matrix.values[row * matrix.dims + dimension];
    const score = by === 'share' ? value * (counts?.[row] ?? 1) : by * value;
    if (score > 0 && !empty.has(space.names[row])) best.offer(row, score);
  }
  return best.ranked().map(({ row }) => space.names[row]);
}
