/**
 * A topic model being trained: select the tokens, sweep over them, and leave the
 * outcome of the later sweeps.
 */
import type { OptionValues } from '../../options';
import type { EncodedCorpus } from '../../text/corpus';
import type { Progress, Work } from '../../work';
import type { Trained } from '../model';
import { WordIndex, type LdaState } from './counts';
import { logLikelihoodPerToken } from './likelihood';
import { optimisedPriors, optimisesAfter } from './priors';
import { Samples, samplesAfter } from './samples';
import { inBags } from './selection';
import { beginning, sampledOf, samplerOf, selected, tellsAfter, trainedOf } from './setup';

/** Tokens drawn in a slice: some 2 ms with 20 topics, 5 to 15 with hundreds; ten times that without the kernel. */
const SLICE = 100_000;

export class Training implements Work<Trained> {
  private readonly slices: Generator<void, Trained>;
  private trained?: Trained;
  private stage: Progress = { stage: 'choosing words', done: 0, total: 1 };

  private kept = false;

  /** @param options as `Model.train` gets them */
  constructor(corpus: EncodedCorpus, options: OptionValues) {
    this.slices = this.train(corpus, options);
  }

  /** Stop now and keep the topics as they are. */
  keep(): void {
    this.kept = true;
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

  private *train(corpus: EncodedCorpus, options: OptionValues): Generator<void, Trained> {
    const selection = inBags(yield* selected(corpus, options));
    yield;
    const { iterations, topics } = options;
    const tokens = selection.ids.length;
    const problem = beginning(selection, options);
    const index = new WordIndex(selection);
    yield;
    const sampler = samplerOf(problem);
    const state: LdaState = { topics, alpha: problem.alpha, beta: problem.beta, assignments: sampler.assignments };
    const samples = new Samples(topics, sampledOf(corpus, selection));
    const figures: Record<string, number> = {};
    this.stage = { stage: 'sampling topics', done: 0, total: iterations * tokens, figures };

    let seconds = 0;
    for (let sweep = 1; sweep <= iterations && !this.kept; sweep++) {
      do {
        yield;
        const start = performance.now();
        this.stage.done += sampler.advance(SLICE);
        seconds += (performance.now() - start) / 1000;
        if (seconds > 0) figures.drawsPerSecond = this.stage.done / seconds;
      } while (this.stage.done < sweep * tokens && !this.kept);
      if (samplesAfter(sweep, options) || this.kept) {
        yield;
        samples.take(selection.ids, sampler.assignments);
      }
      if (optimisesAfter(sweep, options)) {
        yield;
        Object.assign(state, optimisedPriors(state, selection, index));
        sampler.setPriors(state.alpha, state.beta);
      }
      if (tellsAfter(sweep, options) || this.kept) {
        yield;
        figures.logLikelihoodPerToken = logLikelihoodPerToken(state, selection, index);
      }
    }
    yield;
    if (samples.taken === 0) samples.take(selection.ids, sampler.assignments);
    const swept = iterations * (this.stage.done / this.stage.total);
    return trainedOf(corpus, options, selection, state, samples, { logLikelihoodPerToken: figures.logLikelihoodPerToken, iterations: swept });
  }
}
