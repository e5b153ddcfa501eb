/**
 * Collapsed Gibbs sampling as the textbook has it (Griffiths & Steyvers 2004, "Finding
 * scientific topics", eq. 5): the specification of the dense sampler in assembly.ts, and the
 * fallback. Each token's topic is drawn given all others,
 *
 *   p(z = k | rest) ∝ (n_wk + β) (n_ck + α_k) / (n_k + Vβ),
 *
 * counts without the token itself. The sums are taken in four lanes of consecutive topics and
 * rounded to single precision as the kernel does it, so that both draw the same topics.
 */
import { chunksOf, Pens, PENS, RESTS, type Hand } from './pens';
import type { Random } from '../random';
import { randomOf, refreshInterval, type LdaProblem, type LdaSampler } from './problem';

const { fround } = Math;

export class LdaTwin implements LdaSampler, Hand {
  readonly assignments: Uint16Array;
  private readonly ids: Uint32Array;
  private readonly topics: number;
  private readonly words: number;
  private readonly interval: number;
  private readonly alpha: Float32Array;
  private beta = 0;
  private smoothing = 0;
  /** n_wk, words × topics; n_k. */
  private readonly counts: Int32Array;
  private readonly totals: Int32Array;
  /** n_ck + α_k of the chunk under each pen; 1 / (n_k + Vβ); sums up to each topic within its lane. */
  private readonly mixtures: Float32Array[];
  private readonly inverses: Float32Array;
  private readonly sums: Float32Array;
  private readonly lanes = new Float32Array(4);
  private readonly random: Random;
  private readonly pens: Pens;

  constructor({ ids, chunks, words, topics, alpha, beta, assignments, seed }: LdaProblem) {
    this.ids = ids;
    this.words = words;
    this.topics = topics;
    this.interval = refreshInterval(ids.length, topics);
    this.pens = new Pens({ blocks: chunks, parts: 1, part: 0 }, chunksOf(chunks, 0, 1), this.interval);
    this.assignments = assignments.slice();
    this.counts = new Int32Array(words * topics);
    this.totals = new Int32Array(topics);
    this.alpha = new Float32Array(topics);
    this.mixtures = Array.from({ length: PENS }, () => new Float32Array(topics));
    this.inverses = new Float32Array(topics);
    this.sums = new Float32Array(topics);
    this.random = randomOf(seed);
    for (let i = 0; i < ids.length; i++) {
      this.counts[ids[i] * topics + assignments[i]]++;
      this.totals[assignments[i]]++;
    }
    this.setPriors(alpha, beta);
  }

  setPriors(alpha: Float64Array, beta: number): void {
    this.alpha.set(alpha);
    this.beta = fround(beta);
    this.smoothing = fround(beta * this.words);
  }

  advance(limit: number): number {
    return this.pens.advance(this, limit);
  }

  open(pen: number, _chunk: number, from: number, to: number): void {
    const mixture = this.mixtures[pen].fill(0);
    for (let i = from; i < to; i++) mixture[this.assignments[i]]++;
    for (let k = 0; k < this.topics; k++) mixture[k] += this.alpha[k];
  }

  refresh(): void {
    for (let k = 0; k < this.topics; k++) this.inverses[k] = 1 / fround(this.totals[k] + this.smoothing);
  }

  draw(at: Uint32Array, n: number): void {
    for (let i = 0; i < n; i++) this.mixtures.forEach((mixture, pen) => at[pen] !== RESTS && this.drawOne(at[pen] + i, mixture));
  }

  private drawOne(token: number, mixture: Float32Array): void {
    const { counts, totals, inverses, sums, lanes, topics, beta } = this;
    const row = this.ids[token] * topics;
    const old = this.assignments[token];
    counts[row + old]--;
    totals[old]--;
    mixture[old]--;
    if (this.interval === 1) this.refresh();

    // Sums up to each topic within its lane, and of whole lanes.
    const span = (topics + 3) >> 2;
    for (let lane = 0; lane < 4; lane++) {
      const end = Math.min(topics, (lane + 1) * span);
      let sum = 0;
      for (let k = lane * span; k < end; k++) {
        sums[k] = sum = fround(sum + fround(fround(counts[row + k] + beta) * fround(mixture[k] * inverses[k])));
      }
      lanes[lane] = sum;
    }
    const [a, b, c, d] = lanes;
    const before = [0, a, fround(a + b), fround(fround(b + c) + a)];
    // As many random bits as single precision has.
    const mark = fround((this.random.next() >>> 8) * 2 ** -24 * fround(fround(c + d) + fround(a + b)));
    let topic = 0;
    for (let lane = 0; lane < 4; lane++) {
      const end = Math.min(topics, (lane + 1) * span);
      for (let k = lane * span; k < end && fround(before[lane] + sums[k]) <= mark; k++) topic++;
    }
    // Rounding may leave a crumb beyond the last topic.
    topic = Math.min(topic, topics - 1);

    this.assignments[token] = topic;
    counts[row + topic]++;
    totals[topic]++;
    mixture[topic]++;
  }
}
