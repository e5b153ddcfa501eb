/**
 * tf-idf: every document a sparse row over the vocabulary, every word a sparse row over
 * the documents (the transpose). Never dense. The equations stand in weigh.ts.
 */
import { transpose, type Csr } from '../../kernels/matrix';
import type { EncodedCorpus } from '../../text/corpus';
import type { Progress, Work } from '../../work';
import type { Model, Trained } from '../model';
import type { Option, OptionValues } from '../../options';
import { Weighing } from './matrix';
import { termOptions } from './terms';
import { weighText } from './weigh';

export const smooth: Option = {
  name: 'smooth',
  label: 'Smooth idf',
  help: 'On (1), one more document with every word is counted, so that no weight explodes.',
  default: 1,
  min: 0,
  max: 1,
  integer: true,
  advanced: true,
};

export const sublinear: Option = {
  name: 'sublinear',
  label: 'Sublinear tf',
  help: 'On (1), the tenth occurrence in a document counts less than the first.',
  default: 0,
  min: 0,
  max: 1,
  integer: true,
};

const norm: Option = {
  name: 'l2',
  label: 'Unit documents',
  help: 'What every document’s weights are scaled to, so that long ones do not outweigh short ones.',
  default: 1,
  min: 0,
  max: 2,
  integer: true,
  choices: ['none', 'length 1 (L2)', 'sum 1 (L1)'],
  advanced: true,
};

/** By the values of the option, which once was only no or yes. */
const NORMS = ['none', 'l2', 'l1'] as const;

export const tfidf: Model = {
  id: 'tfidf',
  title: 'tf-idf',
  summary: 'Counts which documents each word occurs in, and gives rare words more weight.',
  source: 'Salton and Buckley (1988), Term-weighting approaches in automatic text retrieval; weights as in scikit-learn.',
  options: [smooth, sublinear, norm, ...termOptions],
  sparse: true,
  train: (corpus, options) => new Training(corpus, options),
  place(parts, ids) {
    if (parts.kind !== 'tfidf') throw new TypeError(`tf-idf cannot place a text with the parts of ${parts.kind}`);
    return weighText(ids, parts.idf, parts.sublinear, parts.terms);
  },
};

class Training implements Work<Trained> {
  private readonly weighing: Weighing;

  constructor(private readonly corpus: EncodedCorpus, private readonly options: OptionValues) {
    const { smooth, sublinear, l2, ngrams, minDocumentFrequency, maxDocumentShare } = options;
    this.weighing = new Weighing(corpus, { smooth: smooth === 1, sublinear: sublinear === 1, norm: NORMS[l2], ngrams, minDocumentFrequency, maxDocumentShare });
  }

  step(): boolean {
    return this.weighing.step();
  }

  progress(): Progress {
    return this.weighing.progress();
  }

  result(): Trained {
    const { matrix, idf, names, occurrences, terms } = this.weighing.result();
    return {
      ...documentsAndTerms(this.corpus, matrix, { names, occurrences, model: 'tfidf', options: this.options }),
      query: { kind: 'tfidf', idf, sublinear: this.options.sublinear === 1, terms },
      figures: { nonZeros: matrix.values.length, share: matrix.values.length / (matrix.rows * matrix.dims) },
    };
  }
}

/** Both sides of a document–term matrix as spaces. */
export function documentsAndTerms(
  { name, titles, columns }: EncodedCorpus,
  matrix: Csr,
  { names, occurrences, model, options }: { names: string[]; occurrences: Uint32Array; model: string; options: OptionValues },
): Required<Pick<Trained, 'words' | 'documents'>> {
  const provenance = { model, corpus: name, options };
  const counts = { name: 'count', kind: 'number' as const, values: Array.from(occurrences) };
  return {
    words: { names, matrix: transpose(matrix), columns: [counts], provenance },
    documents: { names: titles, matrix, columns, provenance },
  };
}
