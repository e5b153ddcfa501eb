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

const { fround } = Math;

export class BucketsTwin implements LdaSampler {
  readonly assignments: Uint16Array;
  private readonly topics: number;
  private readonly words: number;
  private readonly alpha: Float32Array;
  private beta = 0;
  private smoothing = 0;
  /** n_k: tokens of each topic. */
  private readonly totals: Int32Array;
  private readonly ids: Uint32Array;
  private readonly chunks: Uint32Array;
  private readonly random: Random;
  /** Of each word its topics and how many of its tokens have each, never 0. */
  private readonly lists: { topic: number; count: number }[][];
  /** n_ck of the chunk under the pen, and its coefficients with their sum. */
  private readonly chunkCounts: Int32Array;
  private readonly coefficients: Float32Array;
  private sum = 0;
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
    this.lists = Array.from({ length: words }, () => []);
    this.chunkCounts = new Int32Array(topics);
    this.coefficients = new Float32Array(topics);
    this.alpha = new Float32Array(topics);
    roomForTopics(ids, words, topics);
    for (let i = 0; i < ids.length; i++) {
      this.add(ids[i], assignments[i]);
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
    let drawn = 0;
    if (this.at === this.ids.length) this.chunk = this.at = 0;
    while (drawn < limit && this.at < this.ids.length) {
      const chunkEnd = this.chunks[this.chunk + 1];
      if (this.at === this.chunks[this.chunk]) this.open(this.at, chunkEnd);
      const end = Math.min(this.at + limit - drawn, chunkEnd);
      drawn += end - this.at;
      while (this.at < end) this.draw(this.at++);
      if (end === chunkEnd) this.chunk++;
    }
    return drawn;
  }

  private open(from: number, to: number): void {
    this.chunkCounts.fill(0);
    for (let i = from; i < to; i++) this.chunkCounts[this.assignments[i]]++;
    this.sum = 0;
    for (let k = 0; k < this.topics; k++) {
      this.coefficients[k] = this.coefficient(k);
      this.sum = fround(this.sum + this.coefficients[k]);
    }
  }

  private coefficient(k: number): number {
    return fround(fround(this.chunkCounts[k] + this.alpha[k]) / fround(this.totals[k] + this.smoothing));
  }

  /** Count a token of the chunk under a topic, or no longer (by = −1). */
  private count(k: number, by: number): void {
    this.chunkCounts[k] += by;
    this.totals[k] += by;
    const before = this.coefficients[k];
    this.coefficients[k] = this.coefficient(k);
    this.sum = fround(fround(this.sum - before) + this.coefficients[k]);
  }

  private draw(token: number): void {
    const { coefficients, beta } = this;
    const word = this.ids[token];
    const old = this.assignments[token];
    const list = this.lists[word];
    const kept = { coefficient: coefficients[old], sum: this.sum };
    this.count(old, -1);

    const sums = cumulated(list.map(({ topic, count }) => fround((topic === old ? count - 1 : count) * coefficients[topic])));
    const own = sums[sums.length - 1];
    // As many random bits as single precision has.
    const mark = fround((this.random.next() >>> 8) * 2 ** -24 * fround(own + fround(beta * this.sum)));
    let topic = 0;
    if (mark < own) {
      topic = list[sums.filter((sum) => sum <= mark).length]?.topic ?? old;
    } else {
      let left = fround(fround(mark - own) / beta);
      // The sum is kept by differences: rounding may leave a crumb beyond the last topic.
      while (topic < this.topics - 1 && (left = fround(left - coefficients[topic])) >= 0) topic++;
    }
    if (topic === old) {
      // What is counted and counted back would be rounded twice.
      this.chunkCounts[old]++;
      this.totals[old]++;
      coefficients[old] = kept.coefficient;
      this.sum = kept.sum;
      return;
    }
    if (mark < own) this.add(word, topic);
    this.remove(word, old);
    if (mark >= own) this.add(word, topic);
    this.assignments[token] = topic;
    this.count(topic, 1);
  }

  private add(word: number, topic: number): void {
    const entry = this.lists[word].find((other) => other.topic === topic);
    if (entry) entry.count++;
    else this.lists[word].push({ topic, count: 1 });
  }

  /** The last entry takes the place of one that has no token left. */
  private remove(word: number, topic: number): void {
    const list = this.lists[word];
    const e = list.findIndex((other) => other.topic === topic);
    if (--list[e].count > 0) return;
    const last = list.pop()!;
    if (e < list.length) list[e] = last;
  }
}

/** Sums up to each weight, taken four at a time as the kernel does it; as many as fill its vectors. */
function cumulated(weights: number[]): number[] {
  const sums: number[] = [];
  let before = 0;
  for (let from = 0; from < weights.length; from += 4) {
    const [a, b = 0, c = 0, d = 0] = weights.slice(from, from + 4);
    const two = fround(b + a);
    const four = [a, two, fround(fround(c + b) + a), fround(fround(d + c) + two)];
    for (const sum of four) sums.push(fround(before + sum));
    before = sums[sums.length - 1];
  }
  return sums;
}

/** Bits that a topic takes in an entry; all of them set are no topic. */
export function topicBits(topics: number): number {
  return 32 - Math.clz32(topics);
}

/**
 * Where each word's entries start, in vectors of four: it needs no more than it has tokens or there are topics.
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
    starts[w + 1] = starts[w] + ((Math.min(topics, starts[w + 1]) + 3) >> 2);
  }
  return starts;
}
