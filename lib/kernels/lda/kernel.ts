/** The samplers of assembly.ts: lays a problem out in a linear memory, for one thread or several, and drives the kernel. */
import { Binaries, Layout } from '../wasm';
import { roomForTopics, topicBits } from './buckets';
import * as binaries from './lda.wasm';
import { chunksOf, Pens, PENS, RESTS, type Hand } from './pens';
import { bucketPens, firstState, methodFor, occurrences, refreshInterval, type LdaProblem, type LdaSampler, type Method } from './problem';

interface Exports {
  configure(ids: number, assigned: number, totals: number, topics: number, state: number): void;
  configureDense(rows: number, alphas: number, mixtures: number, inverses: number, sums: number, places: number, span: number, interval: number): void;
  countDense(tokens: number): void;
  setBeta(beta: number, smoothing: number): void;
  openDense(pen: number, from: number, to: number): void;
  refresh(): void;
  drawDense(a: number, b: number, c: number, n: number): void;
  merge(to: number, bytes: number, before: number, copies: number, apart: number): void;
  configureBuckets(entries: number, records: number, order: number, firsts: number, priors: number, desks: number, desk: number, shift: number): void;
  listWords(from: number, to: number): void;
  countTopics(from: number, to: number): void;
  openBuckets(pen: number, from: number, to: number): void;
  refreshBuckets(pen: number): void;
  drawBuckets(a: number, b: number, c: number, n: number): void;
}

const kernels = new Binaries<Exports>(binaries);

/** Of a word that stands less often, other threads change next to nothing in a part of a sweep. */
const COMMON = 32;

export function kernelWorks(): boolean {
  return kernels.works('simd');
}

/** A problem in memory: plain data that a worker can be sent. */
export interface Placed {
  memory: WebAssembly.Memory;
  shared: boolean;
  method: Method;
  threads: number;
  topics: number;
  words: number;
  /** Words, from the first, that stand at least `COMMON` times in the text. */
  common: number;
  tokens: number;
  chunks: Uint32Array;
  seed: number;
  /** Where things lie: those of all threads, and those of thread t, t × apart further. */
  all: Record<'ids' | 'assigned' | 'before' | 'order' | 'firsts', number>;
  own: Record<'totals' | 'rows' | 'alphas' | 'mixtures' | 'inverses' | 'sums' | 'places' | 'entries' | 'records' | 'priors' | 'desks', number>;
  apart: number;
}

/**
 * Lay a problem out. With several threads the memory is shared, each thread has counts of its
 * own, and `merge` brings them together after a sweep.
 * @throws WordspaceError when it does not fit in memory
 */
export function place(problem: LdaProblem, { threads = 1, shared = threads > 1, method = methodFor(problem) }: { threads?: number; shared?: boolean; method?: Method } = {}): Placed {
  const { ids, chunks, words, topics, assignments, seed } = problem;
  const starts = method === 'buckets' ? roomForTopics(ids, words, topics) : new Uint32Array(0);
  const layout = new Layout();
  const many = method === 'buckets' ? 1 : 0;
  const few = 1 - many;
  const span = vectors(topics);
  const rows = few * words * span * 8;
  const all = {
    ids: layout.take(ids.length * 4),
    assigned: layout.take(ids.length * 2),
    before: layout.take(shared ? rows : 0),
    order: layout.take(many * ids.length * 4),
    firsts: layout.take(many * (words + 1) * 4),
  };
  const lay = () => ({
    totals: layout.take(span * 16),
    rows: layout.take(rows),
    alphas: layout.take(few * span * 16),
    mixtures: layout.take(few * 3 * span * 16),
    inverses: layout.take(few * span * 16),
    sums: layout.take(few * 3 * span * 16),
    places: layout.take(few * topics * 32),
    entries: layout.take((starts[words] ?? 0) * 16),
    records: layout.take(many * words * 8),
    priors: layout.take(many * span * 16),
    desks: layout.take(many * PENS * deskBytes(topics)),
  });
  const own = lay();
  let apart = 0;
  for (let thread = 1; thread < threads; thread++) apart = (lay().totals - own.totals) / thread;
  const memory = layout.allocate(shared, 'look for fewer topics or leave out rarer words', 'The topics');
  new Uint32Array(memory.buffer, all.ids, ids.length).set(ids);
  new Uint16Array(memory.buffer, all.assigned, ids.length).set(assignments);
  if (many) {
    for (let thread = 0; thread < threads; thread++) {
      const records = new Uint32Array(memory.buffer, own.records + thread * apart, words * 2);
      for (let w = 0; w < words; w++) records[2 * w] = starts[w];
    }
    sortByWord(ids, new Uint32Array(memory.buffer, all.firsts, words + 1), new Uint32Array(memory.buffer, all.order, ids.length));
  }
  return { memory, shared, method, threads, topics, words, common: commonWords(ids, words), tokens: ids.length, chunks, seed, all, own, apart };
}

/** Words before the first that stands less often: nearly all that are common, where they are numbered by frequency. */
function commonWords(ids: Uint32Array, words: number): number {
  const rare = occurrences(ids, words).findIndex((count) => count < COMMON);
  return rare < 0 ? words : rare;
}

/** The tokens in the order of their words, and where each word's begin. */
function sortByWord(ids: Uint32Array, firsts: Uint32Array, order: Uint32Array): void {
  const counts = occurrences(ids, firsts.length - 1);
  for (let w = 0; w < counts.length; w++) firsts[w + 1] = firsts[w] + counts[w];
  const next = firsts.slice();
  for (let i = 0; i < ids.length; i++) order[next[ids[i]]++] = i;
}

const vectors = (topics: number) => (topics + 3) >> 2;

/** What a pen on the buckets has before it: a sum, n_ck, coefficients up to the filling's, sums up to each entry. */
const deskBytes = (topics: number) => 48 + vectors(topics) * 32 + 4 * Math.max(16, 2 ** topicBits(topics));

/** One thread's sampler on a problem in memory. */
export class LdaKernel implements LdaSampler, Hand {
  readonly assignments: Uint16Array;
  private readonly exports: Exports;
  private readonly bytes: Uint8Array;
  private readonly totals: Int32Array;
  private readonly pens: Pens;
  /** Totals after the last merge. */
  private known: Int32Array;

  /** With several threads, all must be made before the first one draws. */
  constructor(
    private readonly placed: Placed,
    private readonly thread = 0,
  ) {
    const { memory, shared, method, threads, topics, words, tokens, chunks, seed, all } = placed;
    const own = (what: keyof Placed['own']) => this.own(what);
    this.exports = kernels.instance('simd', memory, shared);
    this.assignments = new Uint16Array(memory.buffer, all.assigned, tokens);
    this.bytes = new Uint8Array(memory.buffer);
    const span = vectors(topics);
    this.totals = new Int32Array(memory.buffer, own('totals'), span * 4);
    const order = chunksOf(chunks, thread, threads);
    this.exports.configure(all.ids, all.assigned, own('totals'), topics, firstState(seed, thread));
    if (method === 'dense') {
      const interval = refreshInterval(tokens, topics);
      this.pens = new Pens(chunks, order, interval);
      this.exports.configureDense(own('rows'), own('alphas'), own('mixtures'), own('inverses'), own('sums'), own('places'), span, interval);
      this.exports.countDense(tokens);
      if (shared && thread === 0) this.bytes.copyWithin(all.before, own('rows'), own('rows') + words * span * 8);
    } else {
      const { used, interval } = bucketPens(tokens, topics);
      this.pens = new Pens(chunks, order, interval, used);
      this.exports.configureBuckets(own('entries'), own('records'), all.order, all.firsts, own('priors'), own('desks'), deskBytes(topics), topicBits(topics) + 2);
      this.exports.listWords(0, words);
      this.exports.countTopics(0, tokens);
    }
    this.known = this.totals.slice();
  }

  setPriors(alpha: Float64Array, beta: number): void {
    const { memory, method, topics, words } = this.placed;
    if (method === 'dense') {
      const span = vectors(topics);
      const alphas = new Float32Array(memory.buffer, this.own('alphas'), span * 4);
      for (let k = 0; k < topics; k++) alphas[laneMajor(k, span)] = alpha[k];
    } else {
      new Float32Array(memory.buffer, this.own('priors'), topics).set(alpha);
    }
    this.exports.setBeta(beta, beta * words);
  }

  advance(limit: number): number {
    return this.pens.advance(this, limit);
  }

  open(pen: number, from: number, to: number): void {
    if (this.placed.method === 'dense') this.exports.openDense(pen, from, to);
    else this.exports.openBuckets(pen, from, to);
  }

  refresh(at: Uint32Array): void {
    if (this.placed.method === 'dense') this.exports.refresh();
    else at.forEach((place, pen) => place !== RESTS && this.exports.refreshBuckets(pen));
  }

  draw([a, b, c]: Uint32Array, n: number): void {
    if (this.placed.method === 'dense') this.exports.drawDense(a, b, c, n);
    else this.exports.drawBuckets(a, b, c, n);
  }

  /**
   * Bring the counts of all threads together (Newman, Asuncion, Smyth & Welling 2009,
   * "Distributed algorithms for topic models", AD-LDA): n ← n_before + Σ_t (n_t − n_before).
   * Every thread calls it when all have ended their sweep, and then, when all have called it,
   * the function that it gives.
   * @param common only the counts of common words, where rows make that cheaper; those of all topics always
   */
  merge(common = false): () => void {
    const { method, threads, words, topics, all, own, apart } = this.placed;
    const merging = common && method === 'dense' ? this.placed.common : words;
    const [from, to] = [0, 1].map((end) => Math.floor((merging * (this.thread + end)) / threads));
    if (method === 'dense') {
      const stride = vectors(topics) * 8;
      this.exports.merge(all.before + from * stride, (to - from) * stride, own.rows + from * stride, threads, apart);
    } else {
      this.exports.listWords(from, to);
      const records = this.own('records');
      const starts = new Uint32Array(this.placed.memory.buffer, records, words * 2);
      // The first vector of the range, and the one behind it.
      const [first, last] = [from < words ? starts[2 * from] : 0, to < words ? starts[2 * to] : (own.records - own.entries) >> 4];
      for (let other = 0; other < threads; other++) {
        if (other === this.thread) continue;
        this.bytes.copyWithin(own.entries + other * apart + first * 16, this.own('entries') + first * 16, this.own('entries') + last * 16);
        this.bytes.copyWithin(own.records + other * apart + from * 8, records + from * 8, records + to * 8);
      }
    }
    const merged = this.known.slice();
    for (let t = 0; t < threads; t++) {
      const theirs = new Int32Array(this.placed.memory.buffer, own.totals + t * apart, merged.length);
      for (let k = 0; k < merged.length; k++) merged[k] += theirs[k] - this.known[k];
    }
    return () => {
      this.known = merged;
      this.totals.set(merged);
    };
  }

  private own(what: keyof Placed['own']): number {
    return this.placed.own[what] + this.thread * this.placed.apart;
  }
}

/** Where a topic lies among the vectors of four. */
function laneMajor(topic: number, span: number): number {
  return (topic % span) * 4 + Math.floor(topic / span);
}
