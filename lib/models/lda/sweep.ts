/**
 * How many topics? Trainings with several numbers of topics and several seeds, each judged by
 * its coherence, by what it foretells of documents it has not seen, and by whether another seed
 * finds the same topics.
 */
import { UsageError } from '../../error';
import type { OptionValues } from '../../options';
import { spread } from '../../space/ensemble/spread';
import type { EncodedCorpus } from '../../text/corpus';
import { Sliced, telling, type Progress, type Work } from '../../work';
import { completionPerplexity, holdOut } from './heldout';
import { qualityOf, textsOf, type Quality } from './quality';
import { topicStability } from './stability';
import { topWordIds } from './topwords';
import { Training } from './training';

/** Of one training. */
export interface SweepRun extends Omit<Quality, 'topics'> {
  topics: number;
  seed: number;
  logLikelihoodPerToken: number;
  /** Of every tenth document, which the training has not read; null where there are fewer than ten. */
  perplexity: number | null;
  /** Vocabulary ids of each topic's first ten words. */
  tops: number[][];
  seconds: number;
}

/** Mean over seeds, and standard deviation where there are several. */
export interface Spread {
  mean: number;
  sd: number | null;
}

/** Of one number of topics. */
export interface SweepPoint {
  topics: number;
  seeds: number;
  npmi: Spread;
  cv: Spread;
  uMass: Spread;
  diversity: Spread;
  exclusivity: Spread;
  logLikelihoodPerToken: Spread;
  perplexity: Spread | null;
  /** Likeness of matched topics between seeds, 0 … 1; null for one seed. */
  stability: number | null;
}

/** One training of a sweep and its judgement, in slices. */
export function sweepWork(corpus: EncodedCorpus, options: OptionValues): Work<SweepRun> {
  const start = { stage: 'holding out documents', done: 0, total: 1 };
  return new Sliced(judged(corpus, options, start), start);
}

function* judged(corpus: EncodedCorpus, options: OptionValues, start: Progress): Generator<Progress, SweepRun, void> {
  const began = performance.now();
  const { rest, heldOut } = holdOut(corpus);
  yield start;
  const training = new Training(rest, options);
  while (!training.step()) yield training.progress();
  const { topics, figures } = training.result();
  const seconds = (performance.now() - began) / 1000;
  const judging = { ...training.progress(), stage: 'judging topics' };
  yield judging;
  const texts = yield* telling(judging, textsOf(rest, options));
  const { topics: _each, ...quality } = qualityOf(topics!, texts);
  yield judging;
  const perplexity = completionPerplexity(topics!, heldOut);
  return {
    topics: options.topics, seed: options.seed, ...quality, logLikelihoodPerToken: figures.logLikelihoodPerToken,
    perplexity: Number.isNaN(perplexity) ? null : perplexity, tops: topWordIds(topics!, 10), seconds,
  };
}

/** What the runs come to, a point for each number of topics, ascending. */
export function sweepPoints(runs: SweepRun[]): SweepPoint[] {
  const numbers = [...new Set(runs.map((run) => run.topics))].sort((a, b) => a - b);
  return numbers.map((topics) => {
    const own = runs.filter((run) => run.topics === topics);
    const of = (what: (run: SweepRun) => number) => overSeeds(own.map(what));
    return {
      topics, seeds: own.length,
      npmi: of((run) => run.npmi), cv: of((run) => run.cv), uMass: of((run) => run.uMass),
      diversity: of((run) => run.diversity), exclusivity: of((run) => run.exclusivity),
      logLikelihoodPerToken: of((run) => run.logLikelihoodPerToken),
      perplexity: own.every((run) => run.perplexity !== null) ? of((run) => run.perplexity!) : null,
      stability: own.length > 1 ? topicStability(own.map((run) => run.tops)) : null,
    };
  });
}

/** The option values of every training of a sweep: all seeds of the first number of topics, then the next. */
export function sweepOptions(numbers: number[], seeds: number, options: OptionValues): OptionValues[] {
  return numbers.flatMap((topics) => Array.from({ length: seeds }, (_, s) => ({ ...options, topics, seed: options.seed + s })));
}

/**
 * Numbers of topics as a person writes them: “5, 10, 20”.
 * @throws WordspaceError for what is no number, out of range or given twice
 */
export function topicNumbers(text: string): number[] {
  const numbers = text.split(/[\s,;]+/).filter(Boolean).map(Number);
  if (numbers.length === 0 || numbers.some((n) => !Number.isInteger(n) || n < 2 || n > 500) || new Set(numbers).size < numbers.length) {
    throw new UsageError(`Numbers of topics must be different whole numbers from 2 to 500, as in 5, 10, 20; “${text.trim()}” is not.`);
  }
  return numbers;
}

function overSeeds(values: number[]): Spread {
  const { mean, sd } = spread(values);
  return { mean, sd: Number.isNaN(sd) ? null : sd };
}
