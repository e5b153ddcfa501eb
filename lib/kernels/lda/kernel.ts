/** The samplers of assembly.ts: lays a problem out in a linear memory, for one thread or several, and drives the kernel. */
import { Binaries, Layout } from '../wasm';
import { roomForTopics, topicBits } from './buckets';
import * as binaries from './lda.wasm';
import { partsOf, type Parts } from './parts';
import { chunksOf, Pens, PENS, RESTS, type Hand } from './pens';
import { bucketPens, firstState, methodFor, occurrences, refreshInterval, type LdaProblem, type LdaSampler, type Method } from './problem';

interface Exports {
  configure(ids: number, assigned: number, totals: number, tallies: number, topics: number, state: number): void;
  configureDense(rows: number, alphas: number, mixtures: number, inverses: number, sums: number, places: number, span: number, interval: number): void;
  countDense(tokens: number, fromWord: number, toWord: number): void;
  setBeta(beta: number, smoothing: number): void;
  openDense(pen: number, from: number, to: number): void;
  refresh(): void;
  drawDense(a: number, b: number, c: number, n: number): void;
  configureLists(entries: number, records: number, order: number, firsts: number, shift: number): void;
  listWords(from: number, to: number, counts: number): void;
  configureBuckets(priors: number, desks: number, desk: number): void;
  countTopics(from: number, to: number): void;
  openBuckets(pen: number, from: number, to: number): void;
  refreshBuckets(pen: number): void;
  drawBuckets(a: number, b: number, c: number, n: number): void;
}

const kernels = new Binaries<Exports>(binaries);

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
  tokens: number;
  chunks: Uint32Array;
  parts: Pick<Parts, 'blocks' | 'firsts' | 'words'>;
  seed: number;
  /** Where things lie: those of all threads, and those of thread t, t × apart further. */
  all: Record<'ids' | 'assigned' | 'text' | 'rows' | 'entries' | 'records' | 'order' | 'firsts', number>;
  own: Record<'totals' | 'told' | 'tallies' | 'alphas' | 'mixtures' | 'inverses' | 'sums' | 'places' | 'priors' | 'desks', number>;
  apart: number;
}

/**
 * Lay a problem out, its tokens as `partsOf` orders them. With several threads the memory is
 * shared, and each thread has how large the topics are for itself.
 * @throws WordspaceError when it does not fit in memory
 */
export function place(problem: LdaProblem, { threads = 1, shared = threads > 1, method = methodFor(problem) }: { threads?: number; shared?: boolean; method?: Method } = {}): Placed {
  const { chunks, words, topics, assignments, seed } = problem;
  const { ids, text, ...parts } = partsOf(problem, threads);
  const starts = method === 'buckets' ? roomForTopics(ids, words, topics) : new Uint32Array(0);
  const layout = new Layout();
  const many = method === 'buckets' ? 1 : 0;
  const few = 1 - many;
  const span = vectors(topics);
  const all = {
    ids: layout.take(ids.length * 4),
    assigned: layout.take(ids.length * 2),
    text: layout.take(threads > 1 ? ids.length * 4 : 0),
    rows: layout.take(few * words * span * 8),
    entries: layout.take((starts[words] ?? 0) * 16),
    records: layout.take(many * words * 8),
    order: layout.take(many * ids.length * 4),
    firsts: layout.take(many * (words + 1) * 4),
  };
  const lay = () => ({
    totals: layout.take(span * 16),
    told: layout.take(2 * span * 16),
    tallies: layout.take(4 * span * 16),
    alphas: layout.take(few * span * 16),
    mixtures: layout.take(few * 3 * span * 16),
    inverses: layout.take(few * span * 16),
    sums: layout.take(few * 3 * span * 16),
    places: layout.take(few * topics * 32),
    priors: layout.take(many * span * 16),
    desks: layout.take(many * PENS * deskBytes(topics)),
  });
  const own = lay();
  let apart = 0;
  for (let thread = 1; thread < threads; thread++) apart = (lay().totals - own.totals) / thread;
  const memory = layout.allocate(shared, 'look for fewer topics or leave out rarer words', 'The topics');
  new Uint32Array(memory.buffer, all.ids, ids.length).set(ids);
  const topicOf = new Uint16Array(memory.buffer, all.assigned, ids.length);
  for (let i = 0; i < ids.length; i++) topicOf[i] = assignments[text[i]];
  if (threads > 1) new Uint32Array(memory.buffer, all.text, ids.length).set(text);
  if (many) {
    const records = new Uint32Array(memory.buffer, all.records, words * 2);
    for (let w = 0; w < words; w++) records[2 * w] = starts[w];
    sortByWord(ids, new Uint32Array(memory.buffer, all.firsts, words + 1), new Uint32Array(memory.buffer, all.order, ids.length));
  }
  return { memory, shared, method, threads, topics, words, tokens: ids.length, chunks, parts, seed, all, own, apart };
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

/** Topic of every token in text order, from those of a problem in memory; a copy. */
export function topicsInText({ memory, threads, tokens, all }: Placed): Uint16Array {
  const assigned = new Uint16Array(memory.buffer, all.assigned, tokens);
  if (threads === 1) return assigned.slice();
  const text = new Uint32Array(memory.buffer, all.text, tokens);
  const topics = new Uint16Array(tokens);
  for (let i = 0; i < tokens; i++) topics[text[i]] = assigned[i];
  return topics;
}

/** One thread's sampler on a problem in memory. */
export class LdaKernel implements LdaSampler, Hand {
  /** In the order of `Parts`: with one thread that of the text. */
  readonly assignments: Uint16Array;
  private readonly exports: Exports;
  private readonly totals: Int32Array;
  /** Over the tokens of each part, and which part is drawn now. */
  private readonly pens: Pens[];
  private part: number;
  /** Totals as all threads had them when they last told each other. */
  private readonly known: Int32Array;
  private stage = 0;
  private tellings = 0;

  /** With several threads, all must be made before the first one draws. */
  constructor(
    private readonly placed: Placed,
    private readonly thread = 0,
  ) {
    const { memory, shared, method, threads, topics, tokens, chunks, parts: { blocks, firsts }, seed, all } = placed;
    const own = (what: keyof Placed['own']) => this.own(what);
    this.exports = kernels.instance('simd', memory, shared);
    this.assignments = new Uint16Array(memory.buffer, all.assigned, tokens);
    const span = vectors(topics);
    this.totals = new Int32Array(memory.buffer, own('totals'), span * 4);
    const order = chunksOf(chunks, thread, threads);
    const { used, interval } = method === 'dense' ? { used: PENS, interval: refreshInterval(tokens, topics) } : bucketPens(tokens, topics);
    this.pens = Array.from({ length: threads }, (_, part) => new Pens({ blocks, parts: threads, part }, order, interval, used));
    this.part = thread;
    // Each thread counts the words of one part.
    const [from, to] = [firsts[thread], firsts[thread + 1]];
    this.exports.configure(all.ids, all.assigned, own('totals'), own('tallies'), topics, firstState(seed, thread));
    if (method === 'dense') {
      this.exports.configureDense(all.rows, own('alphas'), own('mixtures'), own('inverses'), own('sums'), own('places'), span, interval);
      this.exports.countDense(tokens, from, to);
    } else {
      this.exports.configureLists(all.entries, all.records, all.order, all.firsts, topicBits(topics) + 2);
      // No pen is open yet: a desk is larger than the counts.
      this.exports.listWords(from, to, own('desks'));
      this.exports.configureBuckets(own('priors'), own('desks'), deskBytes(topics));
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

  /** Tokens that this thread draws in this stage; with one thread, in a sweep. */
  get stageTokens(): number {
    return this.pens[this.part].tokens;
  }

  /** With several threads not beyond the end of the stage. */
  advance(limit: number): number {
    return this.pens[this.part].advance(this, limit);
  }

  open(pen: number, from: number, to: number): void {
    if (this.placed.method === 'dense') this.exports.openDense(pen, from, to);
    else this.exports.openBuckets(pen, from, to);
  }

  refresh(at: Uint32Array): void {
    if (this.placed.method === 'dense') this.exports.refresh();
    else at.forEach((place, pen) => place !== RESTS && this.exports.refreshBuckets(pen));
  }

  draw(at: Uint32Array, n: number): void {
    if (this.placed.method === 'dense') this.exports.drawDense(at[0], at[1], at[2], n);
    else this.exports.drawBuckets(at[0], at[1], at[2], n);
  }

  /**
   * End a stage: tell the other threads how large the topics have become here. When all have
   * called it, and before the next stage, call the function that it gives: it hears what they
   * told, n_k ← n_k before + Σ_t what thread t has changed, and turns to the next part.
   * At the end of a sweep `turn` will do: the next one begins with the part this one ended with.
   */
  endStage(): () => void {
    const { memory, threads, own, apart } = this.placed;
    const { totals, known } = this;
    // In turns at two places, since a thread may be told of the next stage before it has heard of this one.
    const at = own.told + (this.tellings++ & 1) * totals.byteLength;
    const told = (thread: number) => new Int32Array(memory.buffer, at + thread * apart, totals.length);
    told(this.thread).set(totals);
    return () => {
      for (let k = 0; k < totals.length; k++) totals[k] = known[k];
      for (let t = 0; t < threads; t++) told(t).forEach((total, k) => (totals[k] += total - known[k]));
      known.set(totals);
      this.turn();
    };
  }

  /** To the next stage: a sweep takes the parts in the reverse order of the one before. */
  turn(): void {
    const { threads } = this.placed;
    const stage = ++this.stage % threads;
    const back = Math.floor(this.stage / threads) % 2 === 1;
    this.part = (this.thread + (back ? threads - 1 - stage : stage)) % threads;
  }

  private own(what: keyof Placed['own']): number {
    return this.placed.own[what] + this.thread * this.placed.apart;
  }
}

/** Where a topic lies among the vectors of four. */
function laneMajor(topic: number, span: number): number {
  return (topic % span) * 4 + Math.floor(topic / span);
}
