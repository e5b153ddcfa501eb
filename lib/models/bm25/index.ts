/**
 * BM25: tf-idf with a count that saturates and long documents marked down (Robertson and Zaragoza
 * 2009, "The probabilistic relevance framework: BM25 and beyond", eq. 3.15). With
 * K = k1 (1 − b + b |d| ÷ mean |d|), a term t that occurs tf times in d weighs
 *
 *   Lucene:  ln(1 + (D − df + ½) ÷ (df + ½)) · tf ÷ (tf + K), never negative;
 *   Okapi:   ln((D − df + ½) ÷ (df + ½)) · tf (k1 + 1) ÷ (tf + K), where a logarithm below 0 is
 *            put up to a quarter of the mean one (as rank_bm25 does).
 *
 * A document's score is the sum over the words of the query: a dot product with the query's counts.
 */
import { logarithm } from '../../kernels/elementary';
import type { Csr } from '../../kernels/matrix';
import type { OptionValues } from '../../options';
import type { EncodedCorpus } from '../../text/corpus';
import { Sliced, type Progress } from '../../work';
import type { Model, Trained } from '../model';
import { documentsAndTerms } from '../tfidf';
import { TermCounting } from '../tfidf/matrix';
import { termOptions, type TermOptions } from '../tfidf/terms';
import { columnFrequencies, countText } from '../tfidf/weigh';

/** Share of the mean idf that stands in for a negative one. */
const FLOOR = 0.25;

const OKAPI = 1;

/** Non-zeros weighed in one slice: about 10 ms. */
const SLICE = 1 << 19;

export const bm25: Model = {
  id: 'bm25',
  title: 'BM25',
  summary: 'tf-idf made for searching: a word said often counts little more than once, and long documents are marked down.',
  source: 'Robertson and Zaragoza (2009), The probabilistic relevance framework: BM25 and beyond.',
  options: [
    { name: 'k1', label: 'Saturation (k1)', help: 'How long more occurrences go on to count more; 0 asks only whether a word is there.', default: 1.5, min: 0, max: 100, integer: false },
    { name: 'b', label: 'Length (b)', help: 'How much long documents are marked down: 0 not at all, 1 in full.', default: 0.75, min: 0, max: 1, integer: false },
    { name: 'formula', label: 'Formula', help: 'Lucene’s weights are never negative; Okapi’s are the textbook’s, with a floor.', default: 0, min: 0, max: 1, integer: true, choices: ['Lucene', 'Okapi'], advanced: true },
    ...termOptions,
  ],
  sparse: true,
  train: (corpus, options) => new Sliced(train(corpus, options), { stage: 'counting words in documents', done: 0, total: 1 }),
  place(parts, ids) {
    if (parts.kind !== 'bm25') throw new TypeError(`BM25 cannot place a text with the parts of ${parts.kind}`);
    return countText(ids, parts.dims, parts.terms);
  },
};

function* train(corpus: EncodedCorpus, options: OptionValues): Generator<Progress, Trained, void> {
  const counting = new TermCounting(corpus, options as OptionValues & TermOptions);
  while (!counting.step()) yield counting.progress();
  const { counts: matrix, names, occurrences, terms } = counting.result();
  const { rows, dims } = matrix;
  yield* weigh(matrix, options);
  return {
    ...documentsAndTerms(corpus, matrix, { names, occurrences, model: 'bm25', options }),
    query: { kind: 'bm25', dims, terms },
    figures: { nonZeros: matrix.values.length, share: matrix.values.length / (rows * dims) },
  };
}

/** Overwrite counts with weights. */
function* weigh(matrix: Csr, { k1, b, formula }: OptionValues): Generator<Progress, void, void> {
  const { rows, indptr, indices, values } = matrix;
  const idf = formula === OKAPI ? okapi(matrix) : lucene(matrix);
  const boost = formula === OKAPI ? k1 + 1 : 1;
  const mean = values.reduce((sum, count) => sum + count, 0) / Math.max(1, rows) || 1;
  let weighed = 0;
  for (let r = 0; r < rows; r++) {
    let length = 0;
    for (let e = indptr[r]; e < indptr[r + 1]; e++) length += values[e];
    const marked = k1 * (1 - b + (b * length) / mean);
    for (let e = indptr[r]; e < indptr[r + 1]; e++) values[e] = (idf[indices[e]] * values[e] * boost) / (values[e] + marked);
    if (indptr[r + 1] - weighed < SLICE) continue;
    weighed = indptr[r + 1];
    yield { stage: 'weighing words', done: r + 1, total: rows };
  }
}

function lucene(counts: Csr): Float64Array {
  return Float64Array.from(columnFrequencies(counts), (df) => logarithm(1 + (counts.rows - df + 0.5) / (df + 0.5)));
}

function okapi(counts: Csr): Float64Array {
  const idf = Float64Array.from(columnFrequencies(counts), (df) => logarithm((counts.rows - df + 0.5) / (df + 0.5)));
  const floor = FLOOR * (idf.reduce((sum, x) => sum + x, 0) / Math.max(1, idf.length));
  return idf.map((x) => (x < 0 ? floor : x));
}
