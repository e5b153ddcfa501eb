/**
 * GloVe: vectors whose dot products tell the logarithms of how often words stand near each
 * other, fitted to the co-occurrences of the corpus by weighted least squares. The objective
 * and its descent stand in lib/kernels/glove/problem.ts; here the pairs are counted, weighed by
 * f(x) = min(1, (x ÷ x_max)^¾) (eq. 9) and read in an order shuffled once, as the authors' program does.
 */
import { logarithm, power } from '../../kernels/elementary';
import { GloveKernel, kernelWorks } from '../../kernels/glove/kernel';
import type { GloveDescent, GloveProblem, Pairs } from '../../kernels/glove/problem';
import { GloveTwin } from '../../kernels/glove/twin';
import { dense, type Csr } from '../../kernels/matrix';
import { Random } from '../../kernels/random';
import type { OptionValues } from '../../options';
import type { EncodedCorpus } from '../../text/corpus';
import { Sliced, type Progress } from '../../work';
import type { Model, Trained } from '../model';
import { spaceOf } from '../ppmi';
import { cooccurrences } from '../ppmi/cooccurrence';
import { cooccurrenceOptions, seed, windowOptions } from '../ppmi/options';
import { Held } from './held';

/** Multiplications of one slice: about 20 ms. */
const SLICE = 1 << 22;

export const glove: Model = {
  id: 'glove',
  title: 'GloVe',
  summary: 'Counts neighbours first, then fits vectors to the logarithms of the counts, the frequent pairs most exactly.',
  source: 'Pennington, Socher and Manning (2014), GloVe: Global vectors for word representation.',
  options: [
    { name: 'dims', label: 'Dimensions', help: 'Length of each vector: more can hold more, and train slower.', default: 100, min: 1, max: 512, integer: true },
    ...windowOptions(10, 2, 0),
    { name: 'epochs', label: 'Epochs', help: 'How often all pairs are read; more fit better and take longer.', default: 25, min: 1, max: 1000, integer: true },
    { name: 'ceiling', label: 'Count ceiling', help: 'Pairs met so often or more all weigh alike; rarer ones weigh less.', default: 10, min: 1, max: 100_000, integer: false, advanced: true },
    { name: 'alpha', label: 'Learning rate', help: 'Size of the first steps; AdaGrad makes them smaller as it goes.', default: 0.05, min: 0.0001, max: 1, integer: false, advanced: true },
    seed,
  ],
  train: (corpus, options) => new GloveTraining(corpus, options),
  keeps: true,
};

class GloveTraining extends Sliced<Trained> {
  readonly keep: () => void;

  constructor(corpus: EncodedCorpus, options: OptionValues) {
    let kept = false;
    super(trainGlove(corpus, options, { kept: () => kept }), { stage: 'counting pairs', done: 0, total: 1 });
    this.keep = () => void (kept = true);
  }
}

interface Given {
  /** Default: the kernel, or its twin where the engine has no SIMD. */
  descent?: (problem: GloveProblem) => GloveDescent;
  /** Whether to stop here with what is learned; asked after every slice. */
  kept?: () => boolean;
}

export function* trainGlove(corpus: EncodedCorpus, options: OptionValues, { descent, kept = () => false }: Given = {}): Generator<Progress, Trained, void> {
  const { dims, epochs, ceiling, alpha, seed } = options;
  const counts = yield* cooccurrences(corpus, cooccurrenceOptions(options));
  const pairs = pairsOf(counts, ceiling);
  const total = pairs.words.length;
  const problem = { words: counts.rows, dims, rate: alpha, seed };
  const glove = descent?.(problem) ?? (kernelWorks() ? new GloveKernel(problem) : new GloveTwin(problem));
  yield* shuffled(pairs, new Random(seed + 1));
  const slice = Math.max(1, Math.floor(SLICE / dims));
  const words = dense(counts.rows, dims);
  const held = new Held(pairs, words);
  let [loss, ended, done] = [0, 0, 0];
  let rescued: ReturnType<Held['instead']> | undefined;
  for (let epoch = 0; epoch < epochs && !rescued && !(done > 0 && kept()); epoch++) {
    let sum = 0;
    for (let from = 0; from < total && !(done > 0 && kept()); from += slice) {
      const to = Math.min(total, from + slice);
      sum += glove.train(pairs, from, to);
      if (held.outOfBounds(sum / to)) {
        rescued = held.instead(alpha);
        break;
      }
      loss = sum / to;
      done = epoch * total + to;
      yield { stage: 'training', done, total: epochs * total, figures: { loss } };
    }
    if (!rescued && done === (epoch + 1) * total) {
      held.hold(glove);
      ended = loss;
    }
  }
  if (rescued) {
    const { epochs: before, fault } = rescued;
    return { words: spaceOf(corpus, words, { model: 'glove', options: { ...options, stoppedAt: before / epochs } }), figures: { loss: ended, pairs: total, epochs: before }, fault };
  }
  glove.copySums(words.values);
  return { words: spaceOf(corpus, words, { model: 'glove', options }), figures: { loss, pairs: total, epochs: total > 0 ? done / total : epochs } };
}

/** Every entry of the counts with its target and weight. */
export function pairsOf({ rows, indptr, indices, values }: Csr, ceiling: number): Pairs {
  const words = new Uint32Array(indices.length);
  for (let r = 0; r < rows; r++) words.fill(r, indptr[r], indptr[r + 1]);
  return {
    words,
    contexts: indices,
    targets: values.map(logarithm),
    weights: values.map((x) => (x < ceiling ? power(x / ceiling, 0.75) : 1)),
  };
}

/** Pairs moved in a slice of the shuffle: about 20 ms. */
const SHUFFLED = 1 << 18;

/** Fisher–Yates over all pairs, in place. Once: another shuffle would read all pairs at random again in every epoch. */
function* shuffled(pairs: Pairs, random: Random): Generator<Progress, void, void> {
  const { words, contexts, targets, weights } = pairs;
  const total = words.length;
  for (let i = total - 1; i > 0; i--) {
    const j = Math.floor(random.uniform() * (i + 1));
    swap(words, i, j);
    swap(contexts, i, j);
    swap(targets, i, j);
    swap(weights, i, j);
    if (i % SHUFFLED === 0) yield { stage: 'shuffling pairs', done: total - i, total };
  }
}

function swap(items: Uint32Array | Float32Array, i: number, j: number): void {
  const held = items[i];
  items[i] = items[j];
  items[j] = held;
}
