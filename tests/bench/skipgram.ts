/**
 * Speed of skip-gram training beside its plain twin and gensim, on the same tokens with
 * the same settings: npm run bench -- skipgram [TEXT FILE]. Tokens are those in the
 * vocabulary, times epochs. CPU seconds are the process's, over all its threads.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { defaultCorpus } from '../../data/readers/default';
import { nodeThread } from '../../lib/jobs/skipgram-threads';
import { SkipgramTwin } from '../../lib/kernels/skipgram/twin';
import { checkOptions } from '../../lib/options';
import { skipgram } from '../../lib/models/skipgram';
import { trainSkipgramParallel } from '../../lib/models/skipgram/parallel';
import { SkipgramTraining } from '../../lib/models/skipgram/training';
import type { Corpus, EncodedCorpus } from '../../lib/text/corpus';
import { encode } from '../../lib/text/encode';
import { finish } from '../../lib/work';

const options = checkOptions(skipgram, { dims: 100, window: 5, negative: 5, sample: 1e-3, epochs: 1 });
const TOKENS = 2_000_000;
/** The twin is slow: a part is enough. */
const TWIN_TOKENS = 100_000;
const REPEATS = 3;

const GENSIM = `
import json, sys, time
from gensim.models import Word2Vec
sentences = [line.split() for line in open(sys.argv[1], encoding='utf8')]
settings = json.loads(sys.argv[2])
model = Word2Vec(sg=1, hs=0, min_count=1, vector_size=settings['dims'], window=settings['window'],
  negative=settings['negative'], alpha=settings['alpha'], sample=settings['sample'], seed=1, workers=1)
model.build_vocab(sentences)
wall, cpu = time.perf_counter(), time.process_time()
model.train(sentences, total_examples=len(sentences), epochs=settings['epochs'])
print(json.dumps({'cpu': time.process_time() - cpu, 'wall': time.perf_counter() - wall}))
`;

interface Speed {
  cpu: number;
  wall: number;
}

export async function bench(file?: string): Promise<void> {
  const corpus = prefix(finish(encode(file ? textFile(file) : defaultCorpus())), TOKENS);
  const short = prefix(corpus, TWIN_TOKENS);
  const thread = () => nodeThread(new Worker(new URL('../skipgram-thread.mjs', import.meta.url)));
  const speeds = new Map<string, Speed | null>([
    ['gensim, 1 worker', gensim(corpus)],
    ['wordspace, 1 thread', best(await times(() => timed(corpus, () => finish(skipgram.train(corpus, options)))))],
    ['wordspace, 2 threads', best(await times(() => timed(corpus, () => trainSkipgramParallel(corpus, options, 2, thread))))],
    ['plain twin', best([await timed(short, () => finish(new SkipgramTraining(short, options, (p) => new SkipgramTwin(p))))])],
  ]);
  print(corpus, speeds);
}

function print(corpus: EncodedCorpus, speeds: Map<string, Speed | null>): void {
  const { dims, window, negative, sample, epochs } = options;
  console.log(`${cpus()[0].model}, ${cpus().length} cores, Node ${process.version}`);
  console.log(
    `${corpus.name}: ${corpus.ids.length} tokens, ${corpus.vocabulary.words.length} words; ` +
      `dims ${dims}, window ${window}, negative ${negative}, sample ${sample}, epochs ${epochs}; best of ${REPEATS}`,
  );
  const peer = speeds.get('gensim, 1 worker');
  const rows = [...speeds].map(([trainer, speed]) => ({
    trainer,
    'tokens/s CPU': speed ? Math.round(speed.cpu) : 'absent: /usr/bin/python3 cannot import gensim',
    'tokens/s wall': speed ? Math.round(speed.wall) : '',
    'CPU × gensim': speed && peer ? (speed.cpu / peer.cpu).toFixed(2) : '',
    'wall × gensim': speed && peer ? (speed.wall / peer.wall).toFixed(2) : '',
  }));
  console.table(rows);
}

async function times(measure: () => Promise<Speed>): Promise<Speed[]> {
  const speeds: Speed[] = [];
  for (let i = 0; i < REPEATS; i++) speeds.push(await measure());
  return speeds;
}

/** The fastest of several measurements. */
function best(speeds: Speed[]): Speed {
  return { cpu: Math.max(...speeds.map((s) => s.cpu)), wall: Math.max(...speeds.map((s) => s.wall)) };
}

async function timed(corpus: EncodedCorpus, train: () => unknown): Promise<Speed> {
  const cpu = process.cpuUsage();
  const wall = performance.now();
  await train();
  const { user, system } = process.cpuUsage(cpu);
  return speed(corpus, { cpu: (user + system) / 1e6, wall: (performance.now() - wall) / 1e3 });
}

/** Tokens a second from seconds. */
function speed({ ids }: EncodedCorpus, seconds: Speed): Speed {
  const tokens = ids.length * options.epochs;
  return { cpu: tokens / seconds.cpu, wall: tokens / seconds.wall };
}

/** One run of gensim in a process of its own; null where it is not installed. */
function gensim(corpus: EncodedCorpus): Speed | null {
  const folder = mkdtempSync(join(tmpdir(), 'wordspace-bench-'));
  try {
    const file = join(folder, 'corpus.txt');
    writeFileSync(file, sentenceLines(corpus));
    const { status, stdout } = spawnSync('/usr/bin/python3', ['-c', GENSIM, file, JSON.stringify(options)], {
      encoding: 'utf8',
      env: { ...process.env, OPENBLAS_NUM_THREADS: '1' },
    });
    return status === 0 ? speed(corpus, JSON.parse(stdout) as Speed) : null;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function sentenceLines({ ids, sentences, vocabulary }: EncodedCorpus): string {
  const lines: string[] = [];
  for (let s = 1; s < sentences.length; s++) {
    lines.push(Array.from(ids.subarray(sentences[s - 1], sentences[s]), (id) => vocabulary.words[id]).join(' '));
  }
  return lines.join('\n');
}

/** The first sentences of a corpus, about so many tokens, with counts of their own. */
function prefix(corpus: EncodedCorpus, tokens: number): EncodedCorpus {
  const cut = corpus.sentences.findIndex((bound) => bound >= tokens);
  const sentences = cut < 0 ? corpus.sentences : corpus.sentences.slice(0, cut + 1);
  const ids = corpus.ids.subarray(0, sentences[sentences.length - 1]);
  // A word that the prefix lacks keeps a count of 1.
  const counts = new Uint32Array(corpus.vocabulary.words.length);
  for (const id of ids) counts[id]++;
  return { ...corpus, ids, sentences, vocabulary: { words: corpus.vocabulary.words, counts: counts.map((c) => Math.max(1, c)) } };
}

/** A file as one document. */
function textFile(path: string): Corpus {
  return { name: path, title: path, texts: [readFileSync(path, 'utf8')], titles: [path], columns: [] };
}
