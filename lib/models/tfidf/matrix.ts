import type { Csr } from '../../kernels/matrix';
import type { EncodedCorpus } from '../../text/corpus';
import type { Progress, Work } from '../../work';
import { Counting } from './count';
import { inverseDocumentFrequencies, weighRows, type Weights } from './weigh';

/** Non-zeros weighed in one step: about 10 ms. */
const SLICE = 1 << 18;

/** The sparse tf-idf matrix (documents × vocabulary) and the idf it was made with. */
export interface WeighedCorpus {
  matrix: Csr;
  idf: Float32Array;
}

/** Count, then weigh: what tf-idf is, and what LSA starts from. */
export class Weighing implements Work<WeighedCorpus> {
  private readonly counting: Counting;
  private matrix?: Csr;
  private weights?: Weights;
  private row = 0;

  constructor(corpus: EncodedCorpus, private readonly options: { smooth: boolean; sublinear: boolean; l2: boolean }) {
    this.counting = new Counting(corpus);
  }

  step(): boolean {
    if (!this.matrix || !this.weights) {
      if (this.counting.step()) {
        this.matrix = this.counting.result();
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
    return { matrix: this.matrix, idf: this.weights.idf };
  }
}
