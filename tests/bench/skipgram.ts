/**
 * Speed of skip-gram training beside its plain twin, gensim and fastText, on the same
 * sentences with the same settings: npm run bench -- skipgram [TEXT FILE [ROUNDS]].
 *
 * Tokens are those in the vocabulary. CPU seconds are those of all threads of the process.
 * All trainers run in every round; a ratio is the median over the rounds of the ratio
 * within a round, because a machine that is shared is not equally fast all the time.
 */
import { cpus } from 'node:os';
import { Worker } from 'node:worker_threads';
import { allowRelaxedSimd } from '../../lib/jobs/relaxed-simd.node';
import { nodeThread } from '../../lib/jobs/threads';
import { place, SkipgramKernel } from '../../lib/kernels/skipgram/kernel';
import type { Flavour } from '../../lib/kernels/wasm';
import { SkipgramTwin } from '../../lib/kernels/skipgram/twin';
import { skipgram } from '../../lib/models/skipgram';
import { ParallelSession } from '../../lib/models/skipgram/parallel';
import { SkipgramTraining } from '../../lib/models/skipgram/training';
import { checkOptions } from '../../lib/options';
import type { EncodedCorpus } from '../../lib/text/corpus';
import { finish } from '../../lib/work';
import { fasttext } from './peers/fasttext';
import { fasterBlas, gensim, type Seconds } from './peers/gensim';
import { benchCorpus, prefix, withLines } from './peers/text';

const options = checkOptions(skipgram, { dims: 100, window: 5, negative: 5, sample: 1e-3, epochs: 1 });
/** Slow trainers and single threads are given the beginning of the text. */
const ONE_THREAD = 2_000_000;
const FASTTEXT = 400_000;
const TWIN = 100_000;

interface Trainer {
  name: string;
  threads: number;
  corpus: EncodedCorpus;
  run(corpus: EncodedCorpus): Promise<Seconds | null>;
  speeds: Seconds[];
}

export async function bench(file?: string, rounds = '3'): Promise<void> {
  allowRelaxedSimd();
  const whole = benchCorpus(file);
  const part = prefix(whole, ONE_THREAD);
  const blas = withLines(prefix(whole, FASTTEXT), (lines) => fasterBlas(lines, options));
  const trainers: Trainer[] = [];
  const add = (name: string, threads: number, corpus: EncodedCorpus, run: Trainer['run']) => trainers.push({ name, threads, corpus, run, speeds: [] });
  for (const threads of [1, 2]) {
    const corpus = threads === 1 ? part : whole;
    add('gensim', threads, corpus, async (c) => withLines(c, (lines) => gensim(lines, options, threads, blas)));
    for (const flavour of ['fma', 'simd'] as const) add(flavour, threads, corpus, (c) => timed(begin(c, threads, flavour)));
    add('fastText', threads, prefix(whole, FASTTEXT), async (c) => withLines(c, (lines, out) => fasttext(lines, options, threads, out)));
  }
  add('plain TypeScript', 1, prefix(whole, TWIN), (c) => timed(async () => finish(new SkipgramTraining(c, options, (p) => new SkipgramTwin(p)))));
  const scalings: Scaling[] = [];
  for (let round = 0; round < Number(rounds); round++) {
    for (const { corpus, run, speeds } of trainers) {
      const seconds = await run(corpus);
      if (seconds) speeds.push({ cpu: corpus.ids.length / seconds.cpu, wall: corpus.ids.length / seconds.wall });
    }
    scalings.push(await scaling(whole));
  }
  print(whole, blas, Number(rounds), trainers);
  const middle = (of: keyof Scaling) => median(scalings.map((s) => s[of])).toFixed(2);
  console.log(`fma on the whole text against one thread before and after it, wall: two threads ${middle('together')}, two trainings that share nothing ${middle('apart')}`);
}

/** How much faster two threads are than one, by wall clock. */
interface Scaling {
  /** Two threads on one training. */
  together: number;
  /** Two trainings that share nothing, a thread each: what the cores can do at most. */
  apart: number;
}

/** One thread runs before, between and after the pairs, so that a machine growing slower or faster in a round favours neither. */
async function scaling(corpus: EncodedCorpus): Promise<Scaling> {
  const one = async () => (await timed(begin(corpus, 1, 'fma'))).wall;
  const before = await one();
  const together = (await timed(begin(corpus, 2, 'fma'))).wall;
  const between = await one();
  const apart = await twice(corpus);
  const after = await one();
  return { together: (before + between) / 2 / together, apart: (between + after) / 2 / apart };
}

/** Wall seconds a text of two trainings at once that share nothing, a thread each. */
async function twice(corpus: EncodedCorpus): Promise<number> {
  const spawn = () => nodeThread(new Worker(new URL('../skipgram-thread.mjs', import.meta.url)));
  const sessions = [0, 1].map(() => new ParallelSession(corpus, options, { threads: 1, spawn, flavour: 'fma' }));
  const { wall } = await timed(() => Promise.all(sessions.map((session) => session.trained)));
  return wall / 2;
}

/** All that gensim does before `train`, which is not timed there either: tables and first vectors. Gives back the training. */
function begin(corpus: EncodedCorpus, threads: number, flavour: Flavour): () => Promise<unknown> {
  if (threads === 1) {
    const work = new SkipgramTraining(corpus, options, (problem) => new SkipgramKernel(place(problem, { flavour })));
    return async () => finish(work);
  }
  const spawn = () => nodeThread(new Worker(new URL('../skipgram-thread.mjs', import.meta.url)));
  const session = new ParallelSession(corpus, options, { threads, spawn, flavour });
  return () => session.trained;
}

async function timed(work: () => Promise<unknown>): Promise<Seconds> {
  const cpu = process.cpuUsage();
  const wall = performance.now();
  await work();
  const { user, system } = process.cpuUsage(cpu);
  return { cpu: (user + system) / 1e6, wall: (performance.now() - wall) / 1e3 };
}

function print(corpus: EncodedCorpus, blas: string, rounds: number, trainers: Trainer[]): void {
  const { dims, window, negative, sample, epochs } = options;
  console.log(`${cpus()[0].model}, ${cpus().length} cores, Node ${process.version}; medians of ${rounds} rounds`);
  console.log(
    `${corpus.name}: ${corpus.ids.length} tokens, ${corpus.vocabulary.words.length} words; ` +
      `dims ${dims}, window ${window}, negative ${negative}, sample ${sample}, epochs ${epochs}`,
  );
  console.log(`gensim with OpenBLAS ${blas === 'as set here' ? 'as the environment sets it' : "by its own choice, OPENBLAS_CORETYPE and OPENBLAS_L2_SIZE unset"}: the faster of the two here`);
  console.table(trainers.map((trainer) => row(trainer, trainers)));
}

function row(trainer: Trainer, all: Trainer[]): Record<string, string | number> {
  const { name, threads, corpus, speeds } = trainer;
  const first = { trainer: name, threads, 'tokens given': corpus.ids.length };
  if (speeds.length === 0) return { ...first, 'tokens/s CPU': 'not installed' };
  const peer = all.find((t) => t.name === 'gensim' && t.threads === threads)!;
  const times = (unit: keyof Seconds) => (peer.speeds.length > 0 ? ratio(trainer, peer, unit).toFixed(2) : '');
  return {
    ...first,
    'tokens/s CPU': Math.round(median(speeds.map((s) => s.cpu))),
    'tokens/s wall': Math.round(median(speeds.map((s) => s.wall))),
    'CPU × gensim': times('cpu'),
    'wall × gensim': times('wall'),
  };
}

/** Median over the rounds of how much faster a is than b. */
function ratio(a: Trainer, b: Trainer, unit: keyof Seconds): number {
  return median(a.speeds.map((speed, round) => speed[unit] / b.speeds[round][unit]));
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1];
}
