/**
 * CBOW, hierarchical softmax and subwords in plain TypeScript: the specification of the
 * WASM kernel, its test oracle and its fallback.
 *
 * The hidden vector h is the mean of a bag of input rows. For a word to predict, with
 * targets t of sign s (+1 or −1), the loss is
 *
 *   L = Σ_t −ln σ(s_t · h · out_t)
 *
 * - Negative sampling (Mikolov et al. 2013, "Distributed Representations …", eq. 4): the
 *   word itself with +1 and k drawn words with −1; a drawn word equal to it is left out.
 * - Hierarchical softmax (Morin & Bengio 2005; Mikolov et al. 2013, eq. 3): the inner nodes
 *   on the word's path, +1 for code 0 and −1 for code 1; L is then exactly −ln p(word | h).
 *
 * The bag is the words around a center word (CBOW, cbow_mean = 1; Mikolov et al. 2013,
 * "Efficient Estimation …") or the center word alone, which then predicts the words around
 * it one after another; where a word has n-grams, its rows are its own and theirs
 * (Bojanowski et al. 2017, "Enriching Word Vectors with Subword Information").
 *
 * As in word2vec.c, gensim and fastText every row of the bag receives the whole gradient
 * −∂L/∂h and not its share: h, their mean, moves by just that. Between the words that one
 * bag predicts only h is moved, and the sum is given to the rows at the end.
 *
 * Where the words stand within the window has no influence: all weigh the same (Mikolov
 * et al. 2018, section 2.2, weigh positions; we, word2vec.c and fastText do not). With the
 * dynamic window near words are merely in reach more often.
 */
import { Random } from '../random';
import { copyInitial, longestRun, type SkipgramTrainer } from '../skipgram/problem';
import { exp, type Watcher } from '../skipgram/twin';
import { composed, fillInputs, type BagProblem } from './problem';

/** Targets of one step of gradient descent; a word drawn twice within one receives both gradients. */
const GROUP = 6;
/** |x| in σ(x) is cut here: σ differs from 0 or 1 by less than 1e-12. */
const LIMIT = 28;

/** An output row and which answer is right for it. */
export interface Target {
  row: number;
  sign: 1 | -1;
}

/** Told of every choice as it is made, so that a step can be shown as it really went. */
export interface BagWatcher extends Pick<Watcher, 'coin' | 'window' | 'negative'> {
  /** A bag of words is about to predict others, each with its targets. */
  predict?(words: number[], wanted: number[], targets: Target[][]): void;
}

/** Told of the numbers of one descent. */
export interface DescentWatcher {
  /** h before the first prediction; it is moved afterwards. */
  hidden?(h: Float64Array): void;
  /** Of target t of prediction p: the dot product x, 1 − σ(sign · x), by which it missed, and its loss. */
  target?(p: number, t: number, x: number, missed: number, loss: number): void;
}

export class BagTwin implements SkipgramTrainer {
  pairs = 0;
  loss = 0;
  private readonly random: Random;
  private readonly inputRows: Float32Array;
  private readonly outputRows: Float32Array;
  private readonly kept: Uint32Array;

  constructor(
    private readonly problem: BagProblem,
    private readonly watcher: BagWatcher = {},
  ) {
    const { vocabulary, rows, dims, seed, sentences, initial } = problem;
    this.inputRows = new Float32Array(rows * dims);
    this.outputRows = new Float32Array(vocabulary * dims);
    fillInputs(this.inputRows, problem, dims);
    copyInitial(this.outputRows, initial?.output, dims, dims);
    this.random = new Random(seed + 1);
    this.kept = new Uint32Array(longestRun(sentences));
  }

  train(from: number, to: number, alpha: number): void {
    const { window, fixedWindow, predicts } = this.problem;
    for (let s = from; s < to; s++) {
      const length = this.subsample(s);
      if (length < 2) continue;
      for (let at = 0; at < length; at++) {
        const reach = fixedWindow ? window : 1 + this.random.below(window);
        this.watcher.window?.(at, reach);
        const around = this.around(at, length, reach);
        const center = [this.kept[at]];
        if (predicts === 'center') this.predict(around, center, alpha);
        else this.predict(center, around, alpha);
      }
    }
  }

  input(words?: number): Float32Array {
    return composed(this.inputRows, this.problem, this.problem.dims, words);
  }

  output(): Float32Array {
    return this.outputRows.slice();
  }

  /** The rows of the n-gram buckets, a copy. */
  buckets(): Float32Array {
    return this.inputRows.slice(this.problem.vocabulary * this.problem.dims);
  }

  /** Copy the tokens of a sentence that pass the draw against their keep threshold; how many. */
  private subsample(sentence: number): number {
    const { ids, sentences, starts = sentences, keep } = this.problem;
    const from = starts[sentence];
    const to = from + sentences[sentence + 1] - sentences[sentence];
    let length = 0;
    for (let i = from; i < to; i++) {
      const draw = this.random.next();
      const stays = draw <= keep[ids[i]];
      this.watcher.coin?.(i, draw, stays);
      if (stays) this.kept[length++] = ids[i];
    }
    return length;
  }

  private around(at: number, length: number, reach: number): number[] {
    const words: number[] = [];
    for (let i = Math.max(0, at - reach); i < Math.min(length, at + reach + 1); i++) {
      if (i !== at) words.push(this.kept[i]);
    }
    return words;
  }

  /** One bag of words predicts some words. */
  private predict(words: number[], wanted: number[], alpha: number): void {
    const { dims, parts, partBounds } = this.problem;
    const bag = words.flatMap((w) => [...parts.subarray(partBounds[w], partBounds[w + 1])]);
    const targets = wanted.map((word) => this.targets(word));
    this.watcher.predict?.(words, wanted, targets);
    this.pairs += wanted.length;
    this.loss += descend(this.inputRows, this.outputRows, dims, bag, targets, alpha);
  }

  private targets(word: number): Target[] {
    const { objective, vocabulary } = this.problem;
    if (objective.kind === 'hierarchy') {
      const path = objective.steps.subarray(objective.bounds[word], objective.bounds[word + 1]);
      return Array.from(path, (step) => ({ row: step >>> 1, sign: step & 1 ? -1 : 1 }));
    }
    const targets: Target[] = [{ row: word, sign: 1 }];
    for (let k = 0; k < objective.count; k++) {
      const slot = this.random.below(vocabulary);
      const draw = this.random.next();
      const row = draw <= objective.table[2 * slot] ? slot : objective.table[2 * slot + 1];
      this.watcher.negative?.(slot, draw, row);
      if (row !== word) targets.push({ row, sign: -1 });
    }
    return targets;
  }
}

/**
 * Gradient descent on one bag: the rows of `bag` in `input` and of the targets in `output`
 * (both row-major, `dims` a row) change in place. `wanted` holds the targets of each word
 * to predict, taken one word after another and by six. Returns Σ L in nats, each before its step.
 */
export function descend(input: Float32Array, output: Float32Array, dims: number, bag: number[], wanted: Target[][], alpha: number, watch: DescentWatcher = {}): number {
  const h = new Float64Array(dims);
  for (const r of bag) for (let j = 0; j < dims; j++) h[j] += input[r * dims + j];
  for (let j = 0; j < dims; j++) h[j] /= bag.length;
  watch.hidden?.(h);
  const moved = new Float64Array(dims);
  let loss = 0;
  for (const [p, targets] of wanted.entries()) {
    const error = new Float64Array(dims);
    for (let t = 0; t < targets.length; t += GROUP) {
      loss += step(h, output, targets.slice(t, t + GROUP), error, alpha, (k, x, missed, lost) => watch.target?.(p, t + k, x, missed, lost));
    }
    for (let j = 0; j < dims; j++) {
      h[j] += error[j];
      moved[j] += error[j];
    }
  }
  for (const r of bag) for (let j = 0; j < dims; j++) input[r * dims + j] += moved[j];
  return loss;
}

/** One group of targets: their rows move, −alpha ∂L/∂h is added to `error`; returns L. */
function step(h: Float64Array, output: Float32Array, targets: Target[], error: Float64Array, alpha: number, watch: (t: number, x: number, missed: number, loss: number) => void): number {
  const dims = h.length;
  let loss = 0;
  const steps = targets.map(({ row, sign }, t) => {
    let x = 0;
    for (let j = 0; j < dims; j++) x += h[j] * output[row * dims + j];
    const e = exp(Math.max(-LIMIT, Math.min(LIMIT, -sign * x)));
    loss += Math.log(1 + e);
    watch(t, x, e / (1 + e), Math.log(1 + e));
    return alpha * sign * (e / (1 + e)); // −alpha ∂L/∂x = alpha · sign · (1 − σ(sign · x))
  });
  for (let j = 0; j < dims; j++) {
    targets.forEach(({ row }, t) => (error[j] += steps[t] * output[row * dims + j]));
    targets.forEach(({ row }, t) => (output[row * dims + j] += steps[t] * h[j]));
  }
  return loss;
}
