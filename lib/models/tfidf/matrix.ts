import type { Csr } from '../../kernels/matrix';
import type { EncodedCorpus } from '../../text/corpus';
import { Sliced, type Progress, type Work } from '../../work';
import { Counting } from './count';
import { countTerms, plainTerms, type TermCounts, type TermOptions, type Terms } from './terms';
import { inverseDocumentFrequencies, weighRows, type Norm, type Weights } from './weigh';

/** Non-zeros weighed in one step: about 10 ms. */
const SLICE = 1 << 18;

/** The sparse tf-idf matrix (documents × terms) and the idf it was made with. */
export interface WeighedCorpus {
  matrix: Csr;
  idf: Float32Array;
  /** What the columns stand for, and how often that occurs: the vocabulary but for the options. */
  names: string[];
  occurrences: Uint32Array;
  /** Where the columns are not the vocabulary: how to find them. */
  terms?: Terms;
}

/** Without `terms` the columns are the vocabulary. */
type Counted = Omit<TermCounts, 'terms'> & { terms?: Terms };

/** How often each term occurs in each document. */
export class TermCounting implements Work<Counted> {
  private readonly counting: Counting | Sliced<TermCounts>;

  constructor(private readonly corpus: EncodedCorpus, options: TermOptions) {
    this.counting = plainTerms(options) ? new Counting(corpus) : new Sliced(countTerms(corpus, options), { stage: 'counting words in documents', done: 0, total: corpus.ids.length });
  }

  step(): boolean {
    return this.counting.step();
  }

  progress(): Progress {
    return this.counting.progress();
  }

  result(): Counted {
    const { words: names, counts: occurrences } = this.corpus.vocabulary;
    return this.counting instanceof Counting ? { counts: this.counting.result(), names, occurrences } : this.counting.result();
  }
}

/** Count, then weigh: what tf-idf is, and what LSA starts from. */
export class Weighing implements Work<WeighedCorpus> {
  private readonly counting: TermCounting;
  private matrix?: Csr;
  private weights?: Weights;
  private row = 0;

  constructor(corpus: EncodedCorpus, private readonly options: { smooth: boolean; sublinear: boolean; norm: Norm } & Partial<TermOptions>) {
    this.counting = new TermCounting(corpus, { ngrams: 1, minDocumentFrequency: 1, maxDocumentShare: 1, ...options });
  }

  step(): boolean {
    if (!this.matrix || !this.weights) {
      if (this.counting.step()) {
        this.matrix = this.counting.result().counts;
        this.weights = { ...this.options, idf: inverseDocumentFrequencies(this.matrix, this.options.smooth) };
      }
      return false;
    }
    const { indptr, rows } = this.matrix;
    const from = this.row;
    while (this.row < rows && indptr[this.row] - indptr[from] < SLICE) this.row++;
    weighRows(this.matrix, from, this.row, this.weights);
    return this.row === rows;
  }

  progress(): Progress {
    if (!this.matrix) return this.counting.progress();
    return { stage: 'weighing words', done: this.row, total: this.matrix.rows };
  }

  result(): WeighedCorpus {
    if (!this.matrix || !this.weights || this.row < this.matrix.rows) throw new TypeError('the words are not weighed yet');
    const { names, occurrences, terms } = this.counting.result();
    return { matrix: this.matrix, idf: this.weights.idf, names, occurrences, terms };
  }
}
