/**
 * GloVe's descent in plain TypeScript: the specification of the WASM kernel, its test oracle
 * and its fallback. All arithmetic is single precision, a rounding an operation (a double that
 * is the quotient or root of singles rounds to the same single), and sums over dimensions are
 * kept in four lanes.
 */
import { addSides, firstParameters, LANES, strideOf, type GloveDescent, type GloveProblem, type Pairs } from './problem';

const { fround } = Math;

export class GloveTwin implements GloveDescent {
  private readonly values: Float32Array;
  private readonly squares: Float32Array;

  constructor(private readonly problem: GloveProblem) {
    this.values = firstParameters(problem);
    this.squares = new Float32Array(this.values.length).fill(1);
  }

  train(pairs: Pairs, from: number, to: number): number {
    let loss = 0;
    for (let p = from; p < to; p++) loss += this.step(pairs.words[p], pairs.contexts[p], pairs.targets[p], pairs.weights[p]);
    return loss;
  }

  copySums(out: Float32Array): void {
    addSides(this.values, this.problem, out);
  }

  parameters(): Float32Array {
    return this.values.slice();
  }

  private step(word: number, context: number, target: number, weight: number): number {
    const { values, problem } = this;
    const stride = strideOf(problem.dims);
    const end = stride - LANES;
    const i = word * stride;
    const j = (problem.words + context) * stride;
    const sums = new Float32Array(LANES);
    for (let d = 0; d < end; d++) sums[d % LANES] += fround(values[i + d] * values[j + d]);
    const dot = fround(fround(sums[0] + sums[1]) + fround(sums[2] + sums[3]));
    const miss = fround(fround(dot + fround(values[i + end] + values[j + end])) - target);
    const weighted = fround(weight * miss);
    const loss = 0.5 * weighted * miss;
    // The derivative times the learning rate; a miss so large is cut, as the authors' program does.
    const pull = fround(Math.min(100, Math.max(-100, weighted)) * fround(problem.rate));
    for (let d = 0; d < end; d++) {
      const ofWord = fround(pull * values[j + d]);
      const ofContext = fround(pull * values[i + d]);
      this.move(i + d, ofWord);
      this.move(j + d, ofContext);
    }
    this.move(i + end, pull);
    this.move(j + end, pull);
    return loss;
  }

  /** value ← value − g ÷ √(Σ g²), then Σ g² ← Σ g² + g². */
  private move(at: number, gradient: number): void {
    const { values, squares } = this;
    values[at] -= fround(gradient / fround(Math.sqrt(squares[at])));
    squares[at] += fround(gradient * gradient);
  }
}
