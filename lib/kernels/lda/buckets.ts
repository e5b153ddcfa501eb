/**
 * Collapsed Gibbs sampling of LDA for many topics: the twin of the buckets of assembly.ts, draw
 * for draw. Of the conditional
 *
 *   p(z = k | rest) ∝ (n_wk + β) (n_ck + α_k) / (n_k + Vβ),
 *
 * counts without the token itself, take coefficient_k = (n_ck + α_k) / (n_k + Vβ): it is
 * Σ n_wk coefficient_k over the few topics the word has, plus β Σ coefficient_k over all
 * topics: the buckets of SparseLDA (Yao, Mimno & McCallum 2009), its two dense ones made
 * one. The work for a token grows with the topics its word has, not with K.
 */
import { WordspaceError } from '../../error';
import type { Random } from '../random';
import { randomOf, type LdaProblem, type LdaSampler } from './problem';

export class BucketsTwin implements LdaSampler {
  readonly assignments: Uint16Array;
  private readonly topics: number;
  private readonly words: number;
  private alpha = new Float64Array(0);
  private beta = 0;
  /** n_k: tokens of each topic. */
  private readonly totals: Int32Array;
  private readonly ids: Uint32Array;
  private readonly chunks: Uint32Array;
  private readonly random: Random;

  /** Word w has the packed entries[starts[w] … starts[w] + lengths[w]), each n_wk << bits | k, n_wk > 0. */
  private readonly entries: Int32Array;
  private readonly starts: Uint32Array;
  private readonly lengths: Uint16Array;
  private readonly bits: number;

  /** n_ck of the chunk under the pen, and its coefficients with their sum. */
  private readonly chunkCounts: Int32Array;
  private readonly coefficients: Float64Array;
  private readonly scores: Float64Array;
  private coefficientSum = 0;
  private chunk = 0;
  private at = 0;

  constructor({ ids, chunks, words, topics, alpha, beta, assignments, seed }: LdaProblem) {
    this.ids = ids;
    this.chunks = chunks;
    this.random = randomOf(seed);
    this.topics = topics;
    this.words = words;
    this.assignments = assignments.slice();
    this.totals = new Int32Array(topics);
    this.bits = topicBits(topics);
    this.starts = roomForTopics(ids, words, topics);
    this.entries = new Int32Array(this.starts[words]);
    this.lengths = new Uint16Array(words);
    this.chunkCounts = new Int32Array(topics);
    this.coefficients = new Float64Array(topics);
    this.scores = new Float64Array(topics);
    this.setPriors(alpha, beta);
    this.count();
  }

  setPriors(alpha: Float64Array, beta: number): void {
    this.alpha = alpha.slice();
    this.beta = beta;
  }

  private count(): void {
    const { ids, assignments, totals, entries, starts, lengths } = this;
    const one = 1 << this.bits;
    for (let i = 0; i < ids.length; i++) {
      const word = ids[i];
      const topic = assignments[i];
      const to = starts[word] + lengths[word];
      let e = starts[word];
      while (e < to && (entries[e] & (one - 1)) !== topic) e++;
      if (e === to) {
        entries[e] = topic;
        lengths[word]++;
      }
      entries[e] += one;
      totals[topic]++;
    }
  }

  advance(limit: number): number {
    let drawn = 0;
    if (this.at === this.ids.length) this.chunk = this.at = 0;
    while (drawn < limit && this.at < this.ids.length) {
      if (this.at === this.chunks[this.chunk]) this.openChunk();
      const chunkEnd = this.chunks[this.chunk + 1];
      const end = Math.min(this.at + limit - drawn, chunkEnd);
      drawn += end - this.at;
      this.drawUntil(end);
      if (end === chunkEnd) this.chunk++;
    }
    return drawn;
  }

  private openChunk(): void {
    const { chunkCounts, coefficients, totals, alpha } = this;
    const smoothing = this.words * this.beta;
    chunkCounts.fill(0);
    for (let i = this.chunks[this.chunk]; i < this.chunks[this.chunk + 1]; i++) {
      chunkCounts[this.assignments[i]]++;
    }
    this.coefficientSum = 0;
    for (let k = 0; k < this.topics; k++) {
      coefficients[k] = (chunkCounts[k] + alpha[k]) / (totals[k] + smoothing);
      this.coefficientSum += coefficients[k];
    }
  }

  private drawUntil(end: number): void {
    const { ids, assignments, totals, entries, starts, lengths, bits, chunkCounts, coefficients, scores } = this;
    const { alpha, beta, random } = this;
    const smoothing = this.words * beta;
    const one = 1 << bits;
    const topicMask = one - 1;
    const last = this.topics - 1;
    let sum = this.coefficientSum;

    for (let i = this.at; i < end; i++) {
      const word = ids[i];
      const old = assignments[i];
      const from = starts[word];
      let to = from + lengths[word];

      sum -= coefficients[old];
      coefficients[old] = (--chunkCounts[old] + alpha[old]) / (--totals[old] + smoothing);
      sum += coefficients[old];
      let e = from;
      while ((entries[e] & topicMask) !== old) e++;
      if ((entries[e] -= one) < one) entries[e] = entries[--to];

      let mass = 0;
      for (e = from; e < to; e++) {
        const entry = entries[e];
        mass += (entry >> bits) * coefficients[entry & topicMask];
        scores[e - from] = mass;
      }

      let drawn = random.uniform() * (mass + beta * sum);
      let topic = 0;
      e = from;
      if (drawn < mass) {
        while (scores[e - from] <= drawn) e++;
        topic = entries[e] & topicMask;
        entries[e] += one;
      } else {
        drawn = (drawn - mass) / beta;
        // The sum is kept by differences: rounding may leave a crumb beyond the last topic.
        while (topic < last && (drawn -= coefficients[topic]) >= 0) topic++;
        while (e < to && (entries[e] & topicMask) !== topic) e++;
        if (e < to) entries[e] += one;
        else entries[to++] = one | topic;
      }

      lengths[word] = to - from;
      assignments[i] = topic;
      sum -= coefficients[topic];
      coefficients[topic] = (++chunkCounts[topic] + alpha[topic]) / (++totals[topic] + smoothing);
      sum += coefficients[topic];
    }
    this.coefficientSum = sum;
    this.at = end;
  }
}

/** Bits that a topic takes in an entry. */
export function topicBits(topics: number): number {
  return 32 - Math.clz32(topics - 1);
}

/**
 * Where each word's entries start: it needs no more of them than it has tokens or there are topics.
 * @throws WordspaceError when a count could outgrow the bits that the topic leaves it
 */
export function roomForTopics(ids: Uint32Array, words: number, topics: number): Uint32Array {
  const starts = new Uint32Array(words + 1);
  for (const word of ids) starts[word + 1]++;
  const most = 2 ** (31 - topicBits(topics)) - 1;
  for (let w = 0; w < words; w++) {
    if (starts[w + 1] > most) {
      throw new WordspaceError(
        `A word occurs ${starts[w + 1]} times, and with ${topics} topics LDA counts to ${most}. ` +
          'Lower the largest document share, which leaves such words out, or the number of topics.',
      );
    }
    starts[w + 1] = starts[w] + Math.min(topics, starts[w + 1]);
  }
  return starts;
}
