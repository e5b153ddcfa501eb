/** From trained rows to what a model leaves behind: the words of the text, then those carried along. */
import { WordspaceError } from '../../error';
import { allFinite, dense } from '../../kernels/matrix';
import type { SkipgramTrainer } from '../../kernels/skipgram/problem';
import type { OptionValues } from '../../options';
import type { EncodedCorpus } from '../../text/corpus';
import type { Progress } from '../../work';
import type { Trained } from '../model';
import { carriedAlong, type Rows } from './beginning';
import { centre } from './centre';
import { diverged } from './figures';
import { HIERARCHICAL_SOFTMAX } from './options';
import type { RateChange } from './rescue';
import type { Beginning } from './session';

export class Outcome {
  private readonly name: string;
  private readonly vocabulary: EncodedCorpus['vocabulary'];
  private readonly carried: Rows | null;

  /** Keeps neither the tokens nor the beginning, only what the result needs of them. */
  constructor(
    private readonly model: string,
    { name, vocabulary }: Pick<EncodedCorpus, 'name' | 'vocabulary'>,
    private readonly options: OptionValues,
    from?: Beginning,
  ) {
    this.name = name;
    this.vocabulary = vocabulary;
    this.carried = from ? carriedAlong(vocabulary.words, from) : null;
  }

  /** Rows that training changes: the first ones of the result. */
  get trainedRows(): number {
    return this.vocabulary.words.length;
  }

  /**
   * @param change of the learning rate, where it was set under way
   * @throws WordspaceError when subsampling has left nothing to train on, or training has diverged
   */
  trained(trainer: Pick<SkipgramTrainer, 'input' | 'output' | 'buckets'>, { done, total, figures = {} }: Progress, pairs: number, change?: RateChange): Trained {
    if (pairs === 0) {
      throw new WordspaceError(
        done < total
          ? 'Training was stopped before it had learned anything; let it run a little longer.'
          : `Subsampling left no two neighbouring words of “${this.name}”; raise the subsampling threshold or set it to 0.`,
      );
    }
    const { words, counts } = this.vocabulary;
    const { carried, options } = this;
    const input = joined(trainer.input(), carried?.input);
    if (!allFinite(input)) throw diverged();
    const mean = options.centre ? centre(input, options.dims) : undefined;
    const names = carried ? [...words, ...carried.words] : words;
    const matrix = (values: Float32Array<ArrayBuffer>) => dense(names.length, options.dims, values);
    const { threads } = figures;
    return {
      words: {
        names,
        matrix: matrix(input),
        ...(options.buckets && trainer.buckets && {
          subwords: { minn: options.minn, maxn: options.maxn, buckets: dense(options.buckets, options.dims, trainer.buckets() as Float32Array<ArrayBuffer>), mean },
        }),
        columns: [{ name: 'count', kind: 'number', values: [...counts, ...(carried?.counts ?? [])] }],
        provenance: {
          model: this.model,
          corpus: this.name,
          options: { ...options, ...(threads > 1 && { threads }), ...(done < total && { stoppedAt: done / total }), ...(carried && { continued: true }), ...(change && { laterAlpha: change.alpha, laterAlphaFrom: change.at }) },
        },
      },
      // the inner nodes of a hierarchy are not words
      ...(options.objective === HIERARCHICAL_SOFTMAX
        ? { nodes: dense(words.length - 1, options.dims, trainer.output().slice(0, (words.length - 1) * options.dims) as Float32Array<ArrayBuffer>) }
        : { output: matrix(joined(trainer.output(), carried?.output)) }),
      figures: { loss: figures.loss, lossPerToken: figures.lossPerToken, tokens: done, tokensPerSecond: figures.tokensPerSecond, epochs: (options.epochs * done) / total, ...(change && { laterAlpha: change.alpha, laterAlphaFrom: change.at }) },
    };
  }
}

function joined(a: Float32Array, b: Float32Array = new Float32Array(0)): Float32Array<ArrayBuffer> {
  if (b.length === 0) return a as Float32Array<ArrayBuffer>;
  const both = new Float32Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
