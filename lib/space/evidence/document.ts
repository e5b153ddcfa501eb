/**
 * Why is a document close to a word, or to a text? Where documents are weighted means of
 * their words' vectors (documents.ts), d = Σ_w f_w v_w / Σ f, the cosine is a sum over the
 * words of the document: cos(q, d) = Σ_w f_w (q · v_w) / (|q| |Σ_w f_w v_w|). Where documents
 * have vectors of their own, it is a sum over the dimensions, as between words.
 */
import { WordspaceError } from '../../error';
import type { EncodedCorpus } from '../../text/corpus';
import { sifWeights } from '../documents';
import { lengthOf } from '../length';
import type { VectorSpace } from '../space';
import { ofDimensions, summed, type Explanation } from './explain';
import { meaningOf } from './meaning';
import { partsOf, vectorOfRow } from './parts';

export interface WordPart {
  word: string;
  /** How often it occurs in the document. */
  times: number;
  /** Its cosine with the query. */
  similarity: number;
  /** What it adds to the document's cosine with the query. */
  value: number;
}

/**
 * The parts of the cosine between a query and the weighted mean of a document's words, the
 * largest by size first. They sum to the cosine.
 * @param query a vector of the space's dimensions
 * @param weights one a row of `words`, as for the documents
 * @returns nothing where the query or the document has no direction
 */
export function documentParts(words: VectorSpace, query: ArrayLike<number>, corpus: EncodedCorpus, document: number, weights: ArrayLike<number> = sifWeights(words)): WordPart[] {
  const sum = new Float64Array(words.dims);
  const found: { row: number; times: number; dot: number }[] = [];
  for (const [id, times] of timesOf(corpus, document)) {
    const row = words.rowOf(corpus.vocabulary.words[id]);
    if (row < 0) continue;
    const { indices, values } = vectorOfRow(words, row);
    let dot = 0;
    for (let i = 0; i < indices.length; i++) {
      dot += query[indices[i]] * values[i];
      sum[indices[i]] += times * weights[row] * values[i];
    }
    found.push({ row, times, dot });
  }
  const [lengthQ, lengthD] = [query, sum].map(lengthOf);
  if (!(lengthQ > 0 && lengthD > 0)) return [];
  return found
    .map(({ row, times, dot }) => ({
      word: words.names[row], times, similarity: words.norms[row] > 0 ? dot / (lengthQ * words.norms[row]) : 0, value: (times * weights[row] * dot) / (lengthQ * lengthD),
    }))
    .sort((x, y) => Math.abs(y.value) - Math.abs(x.value));
}

/** How often each word, by its id, occurs in a document. */
function timesOf({ ids, documents }: EncodedCorpus, document: number): Map<number, number> {
  const times = new Map<number, number>();
  for (const id of ids.subarray(documents[document], documents[document + 1])) times.set(id, (times.get(id) ?? 0) + 1);
  return times;
}

/** Where documents are counted, a word has a weight in each, which is all there is to tell of the two. */
export interface Weighed {
  by: 'weight';
  weight: number;
  /** How often the word occurs in the document. */
  times: number;
  /** Documents that hold it. */
  documents: number;
}

/**
 * How close a word is to a document, in parts: in counted spaces its weight there; by topic or direction where
 * documents have vectors beside the words'; else by the words of the document, whose weighted mean it is.
 * @param row of the word in `words`
 * @param documents vectors of the corpus' documents in the dimensions of `words`
 * @throws WordspaceError where the columns of a counted space are not the documents of this corpus
 */
export function wordAndDocument(words: VectorSpace, row: number, corpus: EncodedCorpus, document: number, { documents, limit }: { documents?: VectorSpace; limit?: number } = {}): Explanation | Weighed {
  const meaning = meaningOf(words);
  const vector = vectorOfRow(words, row);
  if (words.matrix.kind === 'csr' && meaning === 'documents') {
    if (words.dims !== corpus.titles.length) {
      throw new WordspaceError(`The columns of this space are not the ${corpus.titles.length} documents of ${corpus.name}; give the text it was counted in.`);
    }
    const at = vector.indices.indexOf(document);
    const times = timesOf(corpus, document).get(corpus.vocabulary.words.indexOf(words.names[row])) ?? 0;
    return { by: 'weight', weight: at < 0 ? 0 : vector.values[at], times, documents: vector.indices.length };
  }
  const total = (parts: { value: number }[]) => parts.reduce((sum, part) => sum + part.value, 0);
  if (documents && meaning !== 'none') {
    const parts = partsOf(vector, vectorOfRow(documents, document));
    return ofDimensions(words, meaning, total(parts), parts, { limit });
  }
  const query = new Float64Array(words.dims);
  vector.indices.forEach((d, i) => (query[d] = vector.values[i]));
  const parts = documentParts(words, query, corpus, document).map(({ word, times, similarity, value }) => ({ name: word, value, a: similarity, b: value, times }));
  return summed(total(parts), 'document words', parts, limit);
}
