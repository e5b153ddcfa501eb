/** The samplers of assembly.ts: lays a problem out in a linear memory, for one thread or several, and drives the kernel. */
import { Binaries, Layout } from '../wasm';
import { roomForTopics, topicBits } from './buckets';
import * as binaries from './lda.wasm';
import { partsOf, type Parts } from './parts';
import { chunksOf, Pens, PENS, RESTS, type Hand } from './pens';
import { bucketPens, methodFor, occurrences, refreshInterval, stateOfBlock, type LdaProblem, type LdaSampler, type Method } from './problem';
import { gridFor, type Block, type Grid } from './schedule';

interface Exports {
  configure(ids: number, assigned: number, totals: number, tallies: number, topics: number, state: number): void;
  configureDense(rows: number, alphas: number, mixtures: number, inverses: number, sums: number, places: number, span: number, interval: number): void;
  countDense(tokens: number, fromWord: number, toWord: number): void;
  setBeta(beta: number, smoothing: number): void;
  setState(state: number): void;
  openDense(pen: number, from: number, to: number): void;
  takeUpDense(pen: number, at: number): void;
  layDownDense(pen: number, at: number): void;
  refresh(): void;
  drawDense(a: number, b: number, c: number, n: number): void;
  configureLists(entries: number, records: number, order: number, firsts: number, shift: number): void;
  listWords(from: number, to: number, counts: number): void;
  configureBuckets(priors: number, desks: number, desk: number): void;
  countTopics(from: number, to: number): void;
  openBuckets(pen: number, from: number, to: number): void;
  takeUpBuckets(pen: number, at: number): void;
  layDownBuckets(pen: number, at: number): void;
  refreshBuckets(pen: number): void;
  drawBuckets(a: number, b: number, c: number, n: number): void;
}

/** What both methods have. */
interface Way {
  open(pen: number, from: number, to: number): void;
  takeUp(pen: number, at: number): void;
  layDown(pen: number, at: number): void;
  draw(a: number, b: number, c: number, n: number): void;
}

function wayOf(of: Exports, method: Method): Way {
  return method === 'dense'
    ? { open: of.openDense, takeUp: of.takeUpDense, layDown: of.layDownDense, draw: of.drawDense }
    : { open: of.openBuckets, takeUp: of.takeUpBuckets, layDown: of.layDownBuckets, draw: of.drawBuckets };
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
  grid: Grid;
  /** Whether n_ck of every chunk is kept from one drawing of it to the next. */
  keepsChunks: boolean;
  /** Numbers in which topics' sizes are told. */
  sizes: number;
  topics: number;
  words: number;
  tokens: number;
  chunks: Uint32Array;
  parts: Pick<Parts, 'blocks' | 'firsts' | 'words'>;
  seed: number;
  /** Where things lie: those of all threads, and those of thread t, t × apart further. */
  all: Record<'ids' | 'assigned' | 'text' | 'rows' | 'entries' | 'records' | 'order' | 'firsts' | 'chunks', number>;
  own: Record<'totals' | 'tallies' | 'alphas' | 'mixtures' | 'inverses' | 'sums' | 'places' | 'priors' | 'desks', number>;
  apart: number;
}

/**
 * Lay a problem out, its tokens as `partsOf` orders them. With several threads the memory is
 * shared, and each thread has how large the topics are for itself.
 * @throws WordspaceError when it does not fit in memory
 */
export function place(problem: LdaProblem, { threads = 1, shared = threads > 1, method = methodFor(problem) }: { threads?: number; shared?: boolean; method?: Method } = {}): Placed {
  const { chunks, words, topics, assignments, seed } = problem;
  const grid = gridFor(threads);
  const { ids, text, ...parts } = partsOf(problem, grid.parts);
  const starts = method === 'buckets' ? roomForTopics(ids, words, topics) : new Uint32Array(0);
  const layout = new Layout();
  const many = method === 'buckets' ? 1 : 0;
  const few = 1 - many;
  const span = vectors(topics);
  // Where chunks are longer than there are topics, n_ck is sooner copied than counted anew.
  const keepsChunks = (chunks.length - 1) * topics <= ids.length;
  const all = {
    ids: layout.take(ids.length * 4),
    assigned: layout.take(ids.length * 2),
    text: layout.take(threads > 1 ? ids.length * 4 : 0),
    rows: layout.take(few * words * span * 8),
    entries: layout.take((starts[words] ?? 0) * 16),
    records: layout.take(many * words * 8),
    order: layout.take(many * ids.length * 4),
    firsts: layout.take(many * (words + 1) * 4),
    chunks: layout.take(keepsChunks ? (chunks.length - 1) * span * 16 : 0),
  };
  const lay = () => ({
    totals: layout.take(span * 16),
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
  return { memory, shared, method, threads, grid, keepsChunks, sizes: span * 4, topics, words, tokens: ids.length, chunks, parts, seed, all, own, apart };
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
  private readonly way: Way;
  /** Over each block of a group and a part, and over the one that is drawn now. */
  private readonly blocks: Pens[][];
  private pens: Pens;

  /** With several threads, all must be made before the first one draws. */
  constructor(
    private readonly placed: Placed,
    private readonly thread = 0,
  ) {
    const { memory, shared, method, threads, grid, keepsChunks, sizes, topics, tokens, chunks, parts: { blocks, firsts }, seed, all } = placed;
    const own = (what: keyof Placed['own']) => this.own(what);
    this.exports = kernels.instance('simd', memory, shared);
    this.way = wayOf(this.exports, method);
    this.assignments = new Uint16Array(memory.buffer, all.assigned, tokens);
    this.totals = new Int32Array(memory.buffer, own('totals'), sizes);
    const { used, interval } = method === 'dense' ? { used: PENS, interval: refreshInterval(tokens, topics) } : bucketPens(tokens, topics);
    this.blocks = Array.from({ length: grid.groups }, (_, group) => {
      const order = chunksOf(chunks, group, grid.groups);
      return Array.from({ length: grid.parts }, (_, part) => new Pens({ blocks, parts: grid.parts, part }, order, interval, used));
    });
    this.pens = this.blocks[0][0];
    // Threads share the parts among them to count their words.
    const [from, to] = [thread, thread + 1].map((t) => firsts[Math.floor((t * grid.parts) / threads)]);
    this.exports.configure(all.ids, all.assigned, own('totals'), own('tallies'), topics, stateOfBlock(seed, 0));
    if (method === 'dense') {
      this.exports.configureDense(all.rows, own('alphas'), own('mixtures'), own('inverses'), own('sums'), own('places'), vectors(topics), interval);
      this.exports.countDense(tokens, from, to);
    } else {
      this.exports.configureLists(all.entries, all.records, all.order, all.firsts, topicBits(topics) + 2);
      // No pen is open yet: a desk is larger than the counts.
      this.exports.listWords(from, to, own('desks'));
      this.exports.configureBuckets(own('priors'), own('desks'), deskBytes(topics));
      this.exports.countTopics(0, tokens);
    }
    for (const chunk of keepsChunks ? chunksOf(chunks, thread, threads) : []) {
      this.way.open(0, chunks[chunk], chunks[chunk + 1]);
      this.close(0, chunk);
    }
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

  /** Tokens of this block; with one thread, all. */
  get tokens(): number {
    return this.pens.tokens;
  }

  /** With several threads not beyond the end of the block. */
  advance(limit: number): number {
    return this.pens.advance(this, limit);
  }

  /** How large the topics are, `placed.sizes` numbers; a copy. */
  sizes(): Int32Array {
    return this.totals.slice();
  }

  /** With several threads: turn to a block, whose topics are of such sizes. */
  begin({ part, group, step }: Block, sizes: Int32Array): void {
    const { grid, seed } = this.placed;
    this.totals.set(sizes);
    this.pens = this.blocks[group][part];
    this.exports.setState(stateOfBlock(seed, step * grid.parts + part));
  }

  /** What the block has changed. @param sizes that it began with */
  changes(sizes: Int32Array): Int32Array {
    return this.totals.map((size, k) => size - sizes[k]);
  }

  open(pen: number, chunk: number, from: number, to: number): void {
    if (this.placed.keepsChunks) this.way.takeUp(pen, this.chunkAt(chunk));
    else this.way.open(pen, from, to);
  }

  close(pen: number, chunk: number): void {
    if (this.placed.keepsChunks) this.way.layDown(pen, this.chunkAt(chunk));
  }

  refresh(at: Uint32Array): void {
    if (this.placed.method === 'dense') this.exports.refresh();
    else at.forEach((place, pen) => place !== RESTS && this.exports.refreshBuckets(pen));
  }

  draw(at: Uint32Array, n: number): void {
    this.way.draw(at[0], at[1], at[2], n);
  }

  /** Where the kept n_ck of a chunk lie. */
  private chunkAt(chunk: number): number {
    return this.placed.all.chunks + chunk * this.placed.sizes * 4;
  }

  private own(what: keyof Placed['own']): number {
    return this.placed.own[what] + this.thread * this.placed.apart;
  }
}

/** Where a topic lies among the vectors of four. */
function laneMajor(topic: number, span: number): number {
  return (topic % span) * 4 + Math.floor(topic / span);
}
