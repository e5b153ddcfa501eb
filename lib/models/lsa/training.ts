import { dense } from '../../kernels/matrix';
import type { EncodedCorpus } from '../../text/corpus';
import type { Progress, Work } from '../../work';
import type { Trained } from '../model';
import type { OptionValues } from '../../options';
import { Weighing } from '../tfidf/matrix';
import { scaleColumns, TruncatedSvd } from './svd';

/** Weigh the words, then factorise. */
export class Training implements Work<Trained> {
  private readonly weighing: Weighing;
  private svd?: TruncatedSvd;

  constructor(private readonly corpus: EncodedCorpus, private readonly options: OptionValues) {
    this.weighing = new Weighing(corpus, { smooth: options.smooth === 1, sublinear: options.sublinear === 1, norm: 'l2' });
  }

  step(): boolean {
    if (this.svd) return this.svd.step();
    if (this.weighing.step()) {
      const { dims, iterations, seed } = this.options;
      this.svd = new TruncatedSvd(this.weighing.result().matrix, { dims, iterations, seed });
    }
    return false;
  }

  progress(): Progress {
    return (this.svd ?? this.weighing).progress();
  }

  result(): Trained {
    if (!this.svd) throw new TypeError('the words are not factorised yet');
    const { matrix, idf } = this.weighing.result();
    const { singularValues, rows, columns: wordRows, error } = this.svd.result();
    const components = dense(wordRows.rows, wordRows.dims, wordRows.values.slice());
    scaleColumns(components, singularValues.map((sigma) => 1 / sigma));
    const { name, vocabulary, titles, columns } = this.corpus;
    const provenance = { model: 'lsa', corpus: name, options: this.options };
    const counts = { name: 'count', kind: 'number' as const, values: Array.from(vocabulary.counts) };
    return {
      words: { names: vocabulary.words, matrix: wordRows, columns: [counts], provenance },
      documents: { names: titles, matrix: rows, columns, provenance },
      query: {
        kind: 'lsa',
        idf,
        sublinear: this.options.sublinear === 1,
        components,
        singularValues: Float32Array.from(singularValues),
      },
      figures: { explained: squares(singularValues) / squares(matrix.values), singularValueError: error },
    };
  }
}

function squares(values: Iterable<number>): number {
  let sum = 0;
  for (const value of values) sum += value * value;
  return sum;
}
