/**
 * PPMI and PPMI-SVD: word vectors by counting neighbours alone, the bridge between tf-idf and
 * skip-gram. PPMI's rows are sparse, one column a context word; PPMI-SVD keeps the few directions
 * that explain most of them: W = U Σ^p (Levy, Goldberg and Dagan 2015, section 3.3).
 */
import { power } from '../../kernels/elementary';
import type { Csr, Matrix } from '../../kernels/matrix';
import type { OptionValues } from '../../options';
import type { SpaceData } from '../../space/space';
import type { EncodedCorpus } from '../../text/corpus';
import { Sliced, type Progress } from '../../work';
import { scaleColumns, TruncatedSvd } from '../lsa/svd';
import type { Model, Trained } from '../model';
import { cooccurrences } from './cooccurrence';
import { association, cooccurrenceOptions, seed, windowOptions } from './options';
import { ppmi as associate } from './weigh';

const FIRST: Progress = { stage: 'counting pairs', done: 0, total: 1 };

export const ppmi: Model = {
  id: 'ppmi',
  title: 'PPMI',
  summary: 'Counts which words stand near each other and keeps what is more than chance: one sparse column a context.',
  source: 'Levy and Goldberg (2014), Neural word embedding as implicit matrix factorization; Levy, Goldberg and Dagan (2015).',
  options: [...windowOptions(5, 1, 0), ...association, seed],
  sparse: true,
  train: (corpus, options) => new Sliced(trainSparse(corpus, options), FIRST),
};

export const ppmiSvd: Model = {
  id: 'ppmi-svd',
  title: 'PPMI-SVD',
  summary: 'Counts neighbours as PPMI does, then keeps the few directions that explain most: skip-gram by arithmetic.',
  source: 'Levy, Goldberg and Dagan (2015), Improving distributional similarity with lessons learned from word embeddings.',
  options: [
    { name: 'dims', label: 'Dimensions', help: 'Directions to keep.', default: 100, min: 1, max: 500, integer: true },
    ...windowOptions(5, 1, 0),
    ...association,
    { name: 'eigenvalues', label: 'Eigenvalue weighting', help: 'Power of the singular values: 1 keeps them, lower lets small directions speak.', default: 0.5, min: 0, max: 1, integer: false, advanced: true },
    { name: 'iterations', label: 'Steps per dimension', help: 'Passes over the table for each direction: more is more exact.', default: 2, min: 1, max: 10, integer: true, advanced: true },
    seed,
  ],
  train: (corpus, options) => new Sliced(trainDense(corpus, options), FIRST),
};

function* trainSparse(corpus: EncodedCorpus, options: OptionValues): Generator<Progress, Trained, void> {
  const { matrix, figures } = yield* associations(corpus, options);
  return { words: spaceOf(corpus, matrix, { model: 'ppmi', options }), figures };
}

function* trainDense(corpus: EncodedCorpus, options: OptionValues): Generator<Progress, Trained, void> {
  const { matrix, figures } = yield* associations(corpus, options);
  const { dims, iterations, seed, eigenvalues } = options;
  const svd = new TruncatedSvd(matrix, { dims, iterations, seed });
  while (!svd.step()) yield svd.progress();
  const { rows, singularValues, error } = svd.result();
  scaleColumns(rows, singularValues.map((sigma) => power(sigma, eigenvalues - 1)));
  return { words: spaceOf(corpus, rows, { model: 'ppmi-svd', options }), figures: { ...figures, singularValueError: error } };
}

function* associations(corpus: EncodedCorpus, options: OptionValues): Generator<Progress, { matrix: Csr; figures: Record<string, number> }, void> {
  const counts = yield* cooccurrences(corpus, cooccurrenceOptions(options));
  const matrix = yield* associate(counts, options as { smoothing: number; shift: number } & OptionValues);
  return { matrix, figures: { pairs: counts.values.length, nonZeros: matrix.values.length } };
}

/** The rows of the most frequent words as a space. */
export function spaceOf({ name, vocabulary }: EncodedCorpus, matrix: Matrix, { model, options }: { model: string; options: OptionValues }): SpaceData {
  const counts = { name: 'count', kind: 'number' as const, values: Array.from(vocabulary.counts.subarray(0, matrix.rows)) };
  return { names: vocabulary.words.slice(0, matrix.rows), matrix, columns: [counts], provenance: { model, corpus: name, options } };
}
