/**
 * Why is a document close to a word, or to a text? Where documents are weighted means of
 * their words' vectors (documents.ts), d = Σ_w f_w v_w / Σ f, the cosine is a sum over the
 * words of the document: cos(q, d) = Σ_w f_w (q · v_w) / (|q| |Σ_w f_w v_w|). Where documents
 * have vectors of their own, it is a sum over the dimensions, as between words.
 */
import type { EncodedCorpus } from '../../text/corpus';
import { sifWeights } from '../documents';
import type { VectorSpace } from '../space';

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
  const { matrix } = words;
  if (matrix.kind !== 'dense') throw new TypeError('means of word vectors need a dense space');
  const times = new Map<number, number>();
  for (let at = corpus.documents[document]; at < corpus.documents[document + 1]; at++) times.set(corpus.ids[at], (times.get(corpus.ids[at]) ?? 0) + 1);
  const sum = new Float64Array(matrix.dims);
  const found: { row: number; times: number; dot: number }[] = [];
  for (const [id, n] of times) {
    const row = words.rowOf(corpus.vocabulary.words[id]);
    if (row < 0) continue;
    let dot = 0;
    for (let d = 0; d < matrix.dims; d++) {
      const value = matrix.values[row * matrix.dims + d];
      dot += query[d] * value;
      sum[d] += n * weights[row] * value;
    }
    found.push({ row, times: n, dot });
  }
  const [lengthQ, lengthD] = [query, sum].map((v) => Math.sqrt(Array.from(v).reduce((s, x) => s + x * x, 0)));
  if (!(lengthQ > 0 && lengthD > 0)) return [];
  return found
    .map(({ row, times: n, dot }) => ({
      word: words.names[row], times: n, similarity: words.norms[row] > 0 ? dot / (lengthQ * words.norms[row]) : 0, value: (n * weights[row] * dot) / (lengthQ * lengthD),
    }))
    .sort((x, y) => Math.abs(y.value) - Math.abs(x.value));
}
