/**
 * A topic model being trained: select the tokens, sweep over them, and leave the
 * outcome of the last sweep.
 */
import { Random } from '../../kernels/random';
import type { EncodedCorpus } from '../../text/corpus';
import type { Progress, Work } from '../../work';
import type { Trained } from '../model';
import type { OptionValues } from '../../options';
import { logLikelihoodPerToken } from './likelihood';
import { topicsOf, wordSpace } from './outcome';
import { Sampler } from './sampler';
import { select } from './selection';

/** Tokens drawn in a slice: about 3 ms with 20 topics, 10 to 40 with hundreds. */
const SLICE = 50_000;
/** Sweeps between two looks at the likelihood, each of which costs less than a sweep. */
const REPORT_EVERY = 10;

export class Training implements Work<Trained> {
  private readonly slices: Generator<void, Trained>;
  private trained?: Trained;
  private stage: Progress = { stage: 'choosing words', done: 0, total: 1 };

  /** @param alpha document prior of each topic; the other options as `Model.train` gets them */
  constructor(corpus: EncodedCorpus, options: OptionValues, alpha: number) {
    this.slices = this.train(corpus, options, alpha);
  }

  step(): boolean {
    if (!this.trained) {
      const slice = this.slices.next();
      if (slice.done) this.trained = slice.value;
    }
    return this.trained !== undefined;
  }

  progress(): Progress {
    return { ...this.stage, figures: { ...this.stage.figures } };
  }

  result(): Trained {
    if (!this.trained) throw new Error('the topics are not trained yet');
    return this.trained;
  }

  private *train(corpus: EncodedCorpus, options: OptionValues, alpha: number): Generator<void, Trained> {
    const selection = yield* select(corpus, {
      minDocumentFrequency: options.minDocumentFrequency,
      maxDocumentShare: options.maxDocumentShare,
      minLetters: options.minLetters,
      chunk: options.chunk,
    });
    yield;
    const tokens = selection.ids.length;
    const sampler = new Sampler(selection, options.topics, alpha, options.beta, new Random(options.seed));
    const figures: Record<string, number> = {};
    this.stage = { stage: 'sampling topics', done: 0, total: options.iterations * tokens, figures };

    let seconds = 0;
    for (let sweep = 1; sweep <= options.iterations; sweep++) {
      do {
        yield;
        const start = performance.now();
        this.stage.done += sampler.advance(SLICE);
        seconds += (performance.now() - start) / 1000;
        if (seconds > 0) figures.drawsPerSecond = this.stage.done / seconds;
      } while (this.stage.done < sweep * tokens);
      if (sweep % REPORT_EVERY === 0 || sweep === options.iterations) {
        yield;
        figures.logLikelihoodPerToken = logLikelihoodPerToken(sampler, selection);
      }
    }
    yield;

    const topics = topicsOf(corpus, selection, sampler);
    yield;
    const provenance = { model: 'lda', corpus: corpus.name, options };
    return {
      words: { ...wordSpace(corpus, selection, topics), provenance },
      documents: { names: corpus.titles, matrix: topics.theta, columns: corpus.columns, provenance },
      query: { kind: 'lda', phi: topics.phi, alpha },
      topics,
      figures: {
        logLikelihoodPerToken: figures.logLikelihoodPerToken,
        tokens,
        words: selection.kept.length,
        chunks: selection.documentOf.length,
      },
    };
  }
}
