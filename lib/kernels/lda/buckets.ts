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
import { chunksOf, Pens, PENS, RESTS, type Hand } from './pens';
import { bucketPens, randomOf, type LdaProblem, type LdaSampler } from './problem';

const { fround } = Math;

/** What a pen has before it: n_ck of its chunk, the coefficients and their sum. */
interface Desk {
  counts: Int32Array;
  coefficients: Float32Array;
  sum: number;
}

/** A token taken out of the counts: its word, its topic until now, and the sum without the token. */
interface Taken {
  desk: Desk;
  token: number;
  word: number;
  old: number;
  rest: number;
}

export class BucketsTwin implements LdaSampler, Hand {
  readonly assignments: Uint16Array;
  private readonly topics: number;
  private readonly words: number;
  private readonly alpha: Float32Array;
  private beta = 0;
  private smoothing = 0;
  /** n_k: tokens of each topic. */
  private readonly totals: Int32Array;
  private readonly ids: Uint32Array;
  private readonly random: Random;
  /** Of each word its topics and how many of its tokens have each, never 0. */
  private readonly lists: { topic: number; count: number }[][];
  private readonly desks: Desk[];
  private readonly pens: Pens;

  constructor({ ids, chunks, words, topics, alpha, beta, assignments, seed }: LdaProblem) {
    this.ids = ids;
    this.random = randomOf(seed);
    this.topics = topics;
    this.words = words;
    this.assignments = assignments.slice();
    this.totals = new Int32Array(topics);
    this.lists = Array.from({ length: words }, () => []);
    this.desks = Array.from({ length: PENS }, () => ({ counts: new Int32Array(topics), coefficients: new Float32Array(topics), sum: 0 }));
    const { used, interval } = bucketPens(ids.length, topics);
    this.pens = new Pens({ blocks: chunks, parts: 1, part: 0 }, chunksOf(chunks, 0, 1), interval, used);
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
    return this.pens.advance(this, limit);
  }

  open(pen: number, _chunk: number, from: number, to: number): void {
    const { counts } = this.desks[pen];
    counts.fill(0);
    for (let i = from; i < to; i++) counts[this.assignments[i]]++;
    this.weighAnew(this.desks[pen]);
  }

  refresh(at: Uint32Array): void {
    this.desks.forEach((desk, pen) => at[pen] !== RESTS && this.weighAnew(desk));
  }

  private weighAnew(desk: Desk): void {
    for (let k = 0; k < this.topics; k++) desk.coefficients[k] = this.coefficient(desk, k, 0);
    desk.sum = sumInLanes(desk.coefficients);
  }

  /** Of a topic with so many more of its tokens. */
  private coefficient({ counts }: Desk, k: number, more: number): number {
    return fround(fround(counts[k] + more + this.alpha[k]) / fround(this.totals[k] + more + this.smoothing));
  }

  /** Three tokens of different words are taken out together; others one after the other. */
  draw(at: Uint32Array, n: number): void {
    for (let i = 0; i < n; i++) {
      const under = this.desks.flatMap((desk, pen) => (at[pen] === RESTS ? [] : [{ desk, token: at[pen] + i }]));
      if (under.length === PENS && new Set(under.map(({ token }) => this.ids[token])).size === PENS) {
        const taken = under.map(({ desk, token }) => this.take(desk, token));
        const drawn = taken.map((each) => this.topicFor(each));
        taken.forEach((each, pen) => this.settle(each, drawn[pen]));
      } else {
        for (const { desk, token } of under) {
          const taken = this.take(desk, token);
          this.settle(taken, this.topicFor(taken));
        }
      }
    }
  }

  private take(desk: Desk, token: number): Taken {
    const old = this.assignments[token];
    const before = desk.coefficients[old];
    const without = this.coefficient(desk, old, -1);
    desk.coefficients[old] = without;
    return { desk, token, word: this.ids[token], old, rest: fround(fround(desk.sum - before) + without) };
  }

  private topicFor({ desk: { coefficients }, word, old, rest }: Taken): { topic: number; own: boolean } {
    const list = this.lists[word];
    const sums = cumulated(list.map(({ topic, count }) => fround((topic === old ? count - 1 : count) * coefficients[topic])));
    const own = sums[sums.length - 1];
    // As many random bits as single precision has.
    const mark = fround((this.random.next() >>> 8) * 2 ** -24 * fround(own + fround(this.beta * rest)));
    if (mark < own) return { topic: list[sums.filter((sum) => sum <= mark).length]?.topic ?? old, own: true };
    return { topic: topicAt(coefficients, fround(fround(mark - own) / this.beta)), own: false };
  }

  private settle({ desk, token, word, old, rest }: Taken, { topic, own }: { topic: number; own: boolean }): void {
    const { counts, coefficients } = desk;
    if (own) this.add(word, topic);
    this.remove(word, old);
    if (!own) this.add(word, topic);
    this.assignments[token] = topic;
    counts[old]--;
    this.totals[old]--;
    counts[topic]++;
    this.totals[topic]++;
    const now = this.coefficient(desk, topic, 0);
    desk.sum = fround(fround(rest - coefficients[topic]) + now);
    coefficients[topic] = now;
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

/** Sums of four lanes, and of those in the kernel's order. */
function sumInLanes(weights: ArrayLike<number>): number {
  const lanes = [0, 0, 0, 0];
  for (let k = 0; k < weights.length; k++) lanes[k & 3] = fround(lanes[k & 3] + weights[k]);
  return acrossLanes(lanes);
}

const acrossLanes = ([a, b, c, d]: number[]) => fround(fround(a + c) + fround(b + d));

/** The topic of a mark among all coefficients: sixteen at a time up to it, then four. */
function topicAt(coefficients: Float32Array, mark: number): number {
  const at = (k: number) => coefficients[k] ?? 0;
  let before = 0;
  for (let from = 0; from < coefficients.length; from += 16) {
    const lanes = [0, 1, 2, 3].map((lane) => from + lane).map((k) => fround(fround(at(k) + at(k + 4)) + fround(at(k + 8) + at(k + 12))));
    const sum = fround(before + acrossLanes(lanes));
    if (sum > mark) {
      const found = cumulated([...coefficients.subarray(from)], before).findIndex((upTo) => upTo > mark);
      return found < 0 ? coefficients.length - 1 : Math.min(from + found, coefficients.length - 1);
    }
    before = sum;
  }
  // The sum is kept by differences: rounding may leave a crumb beyond the last topic.
  return coefficients.length - 1;
}

/** Sums up to each weight, taken four at a time as the kernel does it; as many as fill its vectors. */
function cumulated(weights: number[], before = 0): number[] {
  const sums: number[] = [];
  for (let from = 0; from < weights.length; from += 4) {
    const [a, b = 0, c = 0, d = 0] = weights.slice(from, from + 4);
    const two = fround(b + a);
    const four = [a, two, fround(fround(c + b) + a), fround(fround(d + c) + two)];
    for (const sum of four) sums.push(fround(before + sum));
    before = sums[sums.length - 1];
  }
  return sums;
}

/** Bits that a topic takes in an entry, where it stands times four; all of them set are no topic. */
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
  const most = 2 ** (29 - topicBits(topics)) - 1;
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
