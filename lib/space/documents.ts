/**
 * Documents as weighted means of their words' vectors, with the smooth inverse
 * frequency weights a / (a + p(w)) of Arora, Liang and Ma 2017 (eq. 3; without
 * their removal of the common component): frequent words say little.
 */
import { WordspaceError } from '../error';
import { dense } from '../kernels/matrix';
import type { EncodedCorpus } from '../text/corpus';
import type { SpaceData, VectorSpace } from './space';

/** Arora et al. find 10⁻³ … 10⁻⁴ best. */
const A = 1e-3;

/**
 * One weight a row from the space's own `count` column; all 1 in a space without counts.
 * @param a 10⁻⁴ … 10⁻²; larger weighs more evenly
 */
export function sifWeights(words: VectorSpace, a = A): Float32Array {
  const { counts: known } = words;
  const counts = Float64Array.from(words.names, (_, row) => known?.[row] ?? 0);
  const total = counts.reduce((sum, n) => sum + n, 0) || 1;
  return Float32Array.from(counts, (n) => a / (a + n / total));
}

/**
 * The weighted mean of some rows: the vector of a text; zeros where no row is given.
 * @param rows rows of `words`, repeated as they occur
 * @param weights one a row of `words`; for the query use those of the documents
 * @throws WordspaceError for a sparse space
 */
export function meanVector(words: VectorSpace, rows: ArrayLike<number>, weights: ArrayLike<number> = sifWeights(words)): Float32Array {
  const { matrix } = words;
  if (matrix.kind !== 'dense') {
    throw new WordspaceError('Means of word vectors need a dense space; search the documents of a sparse one directly.');
  }
  const sum = new Float64Array(matrix.dims);
  let total = 0;
  for (let i = 0; i < rows.length; i++) {
    const at = rows[i] * matrix.dims;
    const weight = weights[rows[i]];
    total += weight;
    for (let d = 0; d < matrix.dims; d++) sum[d] += weight * matrix.values[at + d];
  }
  return Float32Array.from(sum, (v) => (total > 0 ? v / total : 0));
}

/**
 * A vector for every document of a corpus; its words are found in the space by name, others left out.
 * @throws WordspaceError for a sparse space, or one without any word of the corpus
 */
export function meanVectors(words: VectorSpace, corpus: EncodedCorpus, weights: ArrayLike<number> = sifWeights(words)): SpaceData {
  const rowOf = Int32Array.from(corpus.vocabulary.words, (word) => words.rowOf(word));
  if (rowOf.every((row) => row < 0)) {
    throw new WordspaceError(`No word of ${corpus.name} is in this space; choose a space in the language of the text.`);
  }
  const matrix = dense(corpus.titles.length, words.dims);
  for (let d = 0; d < matrix.rows; d++) {
    const rows: number[] = [];
    for (let i = corpus.documents[d]; i < corpus.documents[d + 1]; i++) {
      if (rowOf[corpus.ids[i]] >= 0) rows.push(rowOf[corpus.ids[i]]);
    }
    matrix.values.set(meanVector(words, rows, weights), d * words.dims);
  }
  const { model, options } = words.provenance;
  return { names: corpus.titles, matrix, columns: corpus.columns, provenance: { model, corpus: corpus.name, options: { ...options, documents: 'mean' } } };
}
