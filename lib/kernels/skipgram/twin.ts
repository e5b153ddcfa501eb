/**
 * Skip-gram with negative sampling in plain TypeScript: the specification of the WASM
 * kernel, its test oracle and its fallback.
 *
 * For a center word o with context words c and negatives n₁ … n_k the objective
 * (Mikolov et al. 2013, "Distributed Representations of Words and Phrases", eq. 4) is
 *
 *   L = Σ_c [ −ln σ(in_c · out_o) − Σ_k ln σ(−in_c · out_nk) ]
 *
 * with the same negatives for all context words of one center (Ji et al. 2016,
 * "Parallelizing Word2Vec in Shared and Distributed Memory"). Targets are taken in
 * groups of 6, center first; a word that a group holds already begins the next. A group is
 * one step of gradient descent on its part of L, all gradients from the values before the
 * step. (Where a word stands twice among the context words, its second update sees the first.)
 */
import { Random } from '../random';
import { copyInitial, fillInitial, longestRun, type SkipgramProblem, type SkipgramTrainer } from './problem';

const GROUP = 6;
/** |x| in σ(x) is cut here: σ differs from 0 or 1 by less than 1e-12. */
const LIMIT = 28;

/** Told of every choice as it is made, so that a step can be shown as it really went. */
export interface Watcher {
  /** A token of the corpus, its draw of 32 bits, and whether it stays. */
  coin?(token: number, draw: number, stays: boolean): void;
  /** The center word is number `at` of the tokens that stayed; its window reaches so far. */
  window?(at: number, reach: number): void;
  /** A negative: the slot, the draw of 32 bits against its threshold, the word. */
  negative?(slot: number, draw: number, word: number): void;
  /** One group is about to be stepped on. */
  group?(contexts: number[], targets: number[]): void;
}

export class SkipgramTwin implements SkipgramTrainer {
  pairs = 0;
  loss = 0;
  private readonly random: Random;
  private readonly inputRows: Float32Array;
  private readonly outputRows: Float32Array;
  private readonly kept: Uint32Array;

  constructor(
    private readonly problem: SkipgramProblem,
    private readonly watcher: Watcher = {},
  ) {
    const { vocabulary, dims, seed, sentences, initial } = problem;
    this.inputRows = new Float32Array(vocabulary * dims);
    this.outputRows = new Float32Array(vocabulary * dims);
    fillInitial(this.inputRows, dims, dims, new Random(seed));
    copyInitial(this.inputRows, initial?.input, dims, dims);
    copyInitial(this.outputRows, initial?.output, dims, dims);
    this.random = new Random(seed + 1);
    this.kept = new Uint32Array(longestRun(sentences));
  }

  train(from: number, to: number, alpha: number): void {
    const { window, fixedWindow, negative } = this.problem;
    for (let s = from; s < to; s++) {
      const length = this.subsample(s);
      if (length < 2) continue;
      for (let at = 0; at < length; at++) {
        const reach = fixedWindow ? window : 1 + this.random.below(window);
        this.watcher.window?.(at, reach);
        const contexts = this.contexts(at, length, reach);
        this.pairs += contexts.length;
        for (const targets of groups(this.targets(this.kept[at], negative))) {
          this.watcher.group?.(contexts, targets);
          this.loss += descend(this.inputRows, this.outputRows, this.problem.dims, contexts, targets, this.kept[at], alpha);
        }
      }
    }
  }

  input(rows = this.problem.vocabulary): Float32Array {
    return this.inputRows.slice(0, rows * this.problem.dims);
  }

  output(): Float32Array {
    return this.outputRows.slice();
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

  private contexts(at: number, length: number, reach: number): number[] {
    const words: number[] = [];
    for (let i = Math.max(0, at - reach); i < Math.min(length, at + reach + 1); i++) {
      if (i !== at) words.push(this.kept[i]);
    }
    return words;
  }

  /** The center word and its negatives; one equal to it is left out. */
  private targets(center: number, negative: number): number[] {
    const { negatives, vocabulary } = this.problem;
    const words = [center];
    for (let k = 0; k < negative; k++) {
      const slot = this.random.below(vocabulary);
      const draw = this.random.next();
      const word = draw <= negatives[2 * slot] ? slot : negatives[2 * slot + 1];
      this.watcher.negative?.(slot, draw, word);
      if (word !== center) words.push(word);
    }
    return words;
  }
}

/** Targets in groups of at most 6 that hold no word twice. */
function groups(targets: number[]): number[][] {
  const all: number[][] = [[]];
  for (const target of targets) {
    const last = all.at(-1)!;
    if (last.length === GROUP || last.includes(target)) all.push([target]);
    else last.push(target);
  }
  return all;
}

/**
 * One step of gradient descent on one group: the rows of `contexts` in `input` and of
 * `targets` in `output` (both row-major, `dims` a row) change in place. The target equal
 * to `center` is the positive one. Returns L before the step, in nats. `watch` is told of
 * every pair (numbers in the two lists) its dot product x, its sign (+1 for the center),
 * 1 − σ(sign · x), by which it missed, and its loss.
 */
export function descend(
  input: Float32Array,
  output: Float32Array,
  dims: number,
  contexts: number[],
  targets: number[],
  center: number,
  alpha: number,
  watch?: (context: number, target: number, x: number, sign: 1 | -1, missed: number, loss: number) => void,
): number {
  let loss = 0;
  const steps = new Float64Array(contexts.length * targets.length);
  let at = 0;
  for (const [i, c] of contexts.entries()) {
    for (const [k, t] of targets.entries()) {
      let x = 0;
      for (let j = 0; j < dims; j++) x += input[c * dims + j] * output[t * dims + j];
      const sign = t === center ? 1 : -1;
      const e = exp(Math.max(-LIMIT, Math.min(LIMIT, -sign * x)));
      loss += Math.log(1 + e);
      steps[at++] = alpha * sign * (e / (1 + e)); // −alpha ∂L/∂x = alpha · sign · (1 − σ(sign · x))
      watch?.(i, k, x, sign, e / (1 + e), Math.log(1 + e));
    }
  }
  const before = new Float64Array(targets.length);
  const change = new Float64Array(targets.length);
  for (let j = 0; j < dims; j++) {
    for (let t = 0; t < targets.length; t++) before[t] = output[targets[t] * dims + j];
    change.fill(0);
    at = 0;
    for (const c of contexts) {
      const x = input[c * dims + j];
      let sum = x;
      for (let t = 0; t < targets.length; t++) {
        sum += steps[at] * before[t];
        change[t] += steps[at++] * x;
      }
      input[c * dims + j] = sum;
    }
    for (let t = 0; t < targets.length; t++) output[targets[t] * dims + j] += change[t];
  }
  return loss;
}

/** e^x by Taylor's series of x / 64, squared six times: the same bits in every engine, |x| ≤ 28. */
export function exp(x: number): number {
  const r = x / 64;
  let y = 1;
  for (let n = 12; n > 0; n--) y = 1 + (y * r) / n;
  for (let i = 0; i < 6; i++) y *= y;
  return y;
}
