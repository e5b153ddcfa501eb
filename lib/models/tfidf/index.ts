/**
 * tf-idf: every document a sparse row over the vocabulary, every word a sparse row over
 * the documents (the transpose). Never dense. The equations stand in weigh.ts.
 */
import { transpose } from '../../kernels/matrix';
import type { EncodedCorpus } from '../../text/corpus';
import type { Progress, Work } from '../../work';
import type { Model, Trained } from '../model';
import type { Option, OptionValues } from '../../options';
import { Weighing } from './matrix';
import { weighText } from './weigh';

export const smooth: Option = {
  name: 'smooth',
  label: 'Smooth idf',
  help: '1 counts one more document that holds every word, so that no weight explodes; 0 does not.',
  default: 1,
  min: 0,
  max: 1,
  integer: true,
  advanced: true,
};

export const sublinear: Option = {
  name: 'sublinear',
  label: 'Sublinear tf',
  help: '1 lets the tenth occurrence in a document count less than the first; 0 counts all alike.',
  default: 0,
  min: 0,
  max: 1,
  integer: true,
};

const l2: Option = {
  name: 'l2',
  label: 'Unit documents',
  help: '1 scales every document to length 1, so that long ones do not outweigh short ones.',
  default: 1,
  min: 0,
  max: 1,
  integer: true,
  advanced: true,
};

export const tfidf: Model = {
  id: 'tfidf',
  title: 'tf-idf',
  summary: 'Counts which documents each word occurs in, and gives rare words more weight.',
  source: 'Salton and Buckley (1988), Term-weighting approaches in automatic text retrieval; weights as in scikit-learn.',
  options: [smooth, sublinear, l2],
  train: (corpus, options) => new Training(corpus, options),
  place(parts, ids) {
    if (parts.kind !== 'tfidf') throw new TypeError(`tf-idf cannot place a text with the parts of ${parts.kind}`);
    return weighText(ids, parts.idf, parts.sublinear);
  },
};

class Training implements Work<Trained> {
  private readonly weighing: Weighing;

  constructor(private readonly corpus: EncodedCorpus, private readonly options: OptionValues) {
    this.weighing = new Weighing(corpus, { smooth: options.smooth === 1, sublinear: options.sublinear === 1, l2: options.l2 === 1 });
  }

  step(): boolean {
    return this.weighing.step();
  }

  progress(): Progress {
    return this.weighing.progress();
  }

  result(): Trained {
    const { matrix, idf } = this.weighing.result();
    const { name, vocabulary, titles, columns } = this.corpus;
    const provenance = { model: 'tfidf', corpus: name, options: this.options };
    const counts = { name: 'count', kind: 'number' as const, values: Array.from(vocabulary.counts) };
    return {
      words: { names: vocabulary.words, matrix: transpose(matrix), columns: [counts], provenance },
      documents: { names: titles, matrix, columns, provenance },
      query: { kind: 'tfidf', idf, sublinear: this.options.sublinear === 1 },
      figures: { nonZeros: matrix.values.length, share: matrix.values.length / (matrix.rows * matrix.dims) },
    };
  }
}
