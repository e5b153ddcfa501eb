/**
 * npm run bench -- topics [PART …]: speed, threads, quality, peers (all of them by default), or mallet STOP-LIST.
 *
 * speed    draws a CPU second of the kernel and of the plain twin on the Brown Corpus, in turns, and the
 *          log-likelihood a token of both after equally many sweeps from six seeds
 * threads  one thread, two, and two trainings that share nothing, wall time
 * quality  coherence of the top ten words on Brown (whole documents) and on the State of the Union (chunks of 150)
 * peers    scikit-learn and gensim on the same tokens where Debian's Python has them, and how soon we are as coherent
 * mallet   log-likelihood a token on Brown with MALLET's tokens and a stop list of its own, 1000 sweeps, priors optimised
 *
 * Coherence is over the documents after the filter, as in lib/models/lda/coherence.ts.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { Worker } from 'node:worker_threads';
import { brown } from '../../data/readers/brown';
import { sotu } from '../../data/readers/sotu';
import { InlineSession } from '../../lib/jobs/session';
import { nodeThread } from '../../lib/jobs/threads';
import { LdaKernel, place } from '../../lib/kernels/lda/kernel';
import type { LdaProblem, LdaSampler } from '../../lib/kernels/lda/problem';
import { LdaTwin } from '../../lib/kernels/lda/twin';
import { Random } from '../../lib/kernels/random';
import { lda } from '../../lib/models/lda';
import { cvCoherence, npmiCoherence, type Texts } from '../../lib/models/lda/coherence';
import { WordIndex, type LdaState, type Tokens } from '../../lib/models/lda/counts';
import { logLikelihoodPerToken } from '../../lib/models/lda/likelihood';
import { ParallelTopics } from '../../lib/models/lda/parallel';
import type { TopicsPart } from '../../lib/models/lda/part';
import { optimisedPriors } from '../../lib/models/lda/priors';
import { textsOf } from '../../lib/models/lda/quality';
import { inBags, type Selection } from '../../lib/models/lda/selection';
import { beginning, samplerOf, selected } from '../../lib/models/lda/setup';
import { topWordIds } from '../../lib/models/lda/topwords';
import type { TrainingSession } from '../../lib/models/skipgram/session';
import { checkOptions, type OptionValues } from '../../lib/options';
import type { EncodedCorpus } from '../../lib/text/corpus';
import { encode } from '../../lib/text/encode';
import { drained, finish } from '../../lib/work';

const SEEDS = [1, 2, 3, 4, 5, 6];
/** Milliseconds for all peers together. */
const PATIENCE = 200_000;

/** Reads {chunks, topics} and prints {name, seconds, topics} a line; what is not installed is passed over. */
const PEERS = `
import json, sys, time, warnings
warnings.filterwarnings('ignore')
given = json.load(sys.stdin)
chunks, K = given['chunks'], given['topics']
def report(name, started, rows):
    tops = [[int(w) for w in sorted(range(len(row)), key=lambda w: -row[w])[:10]] for row in rows]
    print(json.dumps({'name': name, 'seconds': time.process_time() - started, 'topics': tops}), flush=True)
try:
    import numpy, scipy.sparse, sklearn
    from sklearn.decomposition import LatentDirichletAllocation
    words = numpy.concatenate([numpy.array(c) for c in chunks])
    rows = numpy.repeat(numpy.arange(len(chunks)), [len(c) for c in chunks])
    counts = scipy.sparse.csr_matrix((numpy.ones(len(words)), (rows, words)))
    for method, iterations in (('batch', 20), ('online', 10)):
        started = time.process_time()
        model = LatentDirichletAllocation(K, learning_method=method, max_iter=iterations, random_state=1).fit(counts)
        report(f'scikit-learn {sklearn.__version__}, {method}, {iterations} iterations', started, model.components_)
except ImportError:
    pass
try:
    import gensim
    from gensim.corpora import Dictionary
    texts = [[str(w) for w in c] for c in chunks]
    dictionary = Dictionary(texts)
    bags = [dictionary.doc2bow(t) for t in texts]
    started = time.process_time()
    model = gensim.models.LdaModel(bags, K, dictionary, passes=10, random_state=1)
    seconds = time.process_time()
    tops = [[int(dictionary[w]) for w, _ in model.get_topic_terms(k, 10)] for k in range(K)]
    print(json.dumps({'name': f'gensim {gensim.__version__}, 10 passes', 'seconds': seconds - started, 'topics': tops}))
except ImportError:
    pass
`;

export async function bench(...parts: string[]): Promise<void> {
  console.log(`Topics · ${cpus()[0].model}, Node ${process.version}`);
  if (parts[0] === 'mallet') return mallet(parts[1]);
  const wanted = (part: string) => parts.length === 0 || parts.includes(part);
  const corpus = finish(encode(brown()));
  if (wanted('speed')) for (const [topics, sweeps] of [[20, 60], [200, 20]]) speed(corpus, topics, sweeps);
  if (wanted('threads')) for (const topics of [20, 200]) await threads(corpus, topics);
  if (wanted('quality')) {
    quality('Brown', corpus, 0);
    quality('State of the Union', finish(encode(sotu())), 150);
  }
  if (wanted('peers')) {
    againstPeers('Brown, whole documents', corpus, 0);
    againstPeers('State of the Union, chunks of 150', finish(encode(sotu())), 150);
  }
}

const optionsOf = (given: Record<string, number>): OptionValues => checkOptions(lda, { chunk: 0, optimizeInterval: 0, ...given });

function speed(corpus: EncodedCorpus, topics: number, sweeps: number): void {
  const selection = inBags(drained(selected(corpus, optionsOf({ topics }))));
  const index = new WordIndex(selection);
  const tokens = selection.ids.length;
  console.log(`Brown, whole documents: ${tokens} tokens, ${selection.kept.length} types; ${topics} topics, one thread`);
  const likelihoods = SEEDS.map((seed) => {
    const problem = beginning(selection, optionsOf({ topics, seed }));
    return [kernelOf(problem), new LdaTwin(problem)].map((sampler) => {
      for (let s = 0; s < sweeps; s++) sampler.advance(Infinity);
      return logLikelihoodPerToken(stateOf(problem, sampler), selection, index);
    });
  });
  for (const [i, name] of ['kernel', 'plain twin'].entries()) console.log(`  ${name.padEnd(12)} LL/token after ${sweeps} sweeps, six seeds: ${spread(likelihoods.map((pair) => pair[i]), 4)}`);

  const problem = beginning(selection, optionsOf({ topics }));
  const warm = kernelOf(problem);
  for (let s = 0; s < 60; s++) warm.advance(Infinity);
  const settled = { ...problem, assignments: warm.assignments.slice() };
  const samplers = [kernelOf(settled), new LdaTwin(settled)];
  const speeds = samplers.map(() => [] as number[]);
  for (let round = 0; round < 7; round++) {
    samplers.forEach((sampler, i) => {
      const repeats = i === 0 ? 8 : 1;
      const before = cpuSeconds();
      for (let s = 0; s < repeats; s++) sampler.advance(Infinity);
      speeds[i].push((repeats * tokens) / (cpuSeconds() - before) / 1e6);
    });
  }
  const [kernel, twin] = speeds.map((all) => median(all.slice(1)));
  console.log(`  kernel ${kernel.toFixed(1)} M draws a CPU second, plain twin ${twin.toFixed(2)}: ${(kernel / twin).toFixed(1)} times`);
}

async function threads(corpus: EncodedCorpus, topics: number): Promise<void> {
  const options = optionsOf({ topics, iterations: 400 });
  const spawn = () => nodeThread<TopicsPart>(new Worker(new URL('../lda-thread.mjs', import.meta.url)));
  const likelihoods: number[][] = [[], []];
  const seconds: number[][] = [[], []];
  const ratios: number[][] = [[], []];
  for (const seed of SEEDS) {
    const open = (threads: number) => new ParallelTopics(corpus, { ...options, seed }, { threads, spawn });
    // One thread as a person gets it.
    const alone = await sampled(new InlineSession(lda.train(corpus, { ...options, seed })));
    const together = await sampled(open(2));
    const apart = await Promise.all([open(1), open(1)].map(sampled));
    [alone, together].forEach((each, i) => {
      seconds[i].push(each.seconds);
      likelihoods[i].push(each.likelihood);
    });
    ratios[0].push(alone.seconds / together.seconds);
    ratios[1].push((2 * alone.seconds) / Math.max(...apart.map((each) => each.seconds)));
  }
  const [one, two] = seconds.map(median);
  const [together, apart] = ratios.map((all) => median(all).toFixed(2));
  console.log(`${topics} topics, ${options.iterations} sweeps: one thread ${one.toFixed(2)} s, two ${two.toFixed(2)} s: ${together} times; LL/token ${likelihoods.map((all) => median(all).toFixed(3)).join(' and ')}`);
  console.log(`  two trainings that share nothing, side by side: ${apart} times`);
}

/** How long a training samples, and what it comes to. */
async function sampled(session: TrainingSession): Promise<{ seconds: number; likelihood: number }> {
  const { figures } = await session.trained;
  const { done, figures: last } = session.progress();
  return { seconds: done / last!.drawsPerSecond, likelihood: figures.logLikelihoodPerToken };
}

function quality(name: string, corpus: EncodedCorpus, chunk: number): void {
  console.log(`${name}, ${chunk > 0 ? `chunks of ${chunk}` : 'whole documents'}, 20 topics, 500 sweeps; over the documents after the filter`);
  for (const optimizeInterval of [0, 10]) {
    const figures = SEEDS.map((seed) => {
      const options = optionsOf({ seed, chunk, iterations: 500, optimizeInterval });
      return coherence(topWordIds(finish(lda.train(corpus, options)).topics!, 10), drained(textsOf(corpus, options)));
    });
    console.log(`  priors ${optimizeInterval > 0 ? 'optimised' : 'kept     '}  NPMI ${spread(figures.map((f) => f.npmi))}, C_v ${spread(figures.map((f) => f.cv))} over six seeds`);
  }
}

function againstPeers(name: string, corpus: EncodedCorpus, chunk: number): void {
  const options = checkOptions(lda, { chunk });
  const selection = drained(selected(corpus, options));
  const texts: Texts = { ids: selection.ids, documents: selection.chunks };
  console.log(`${name}, ${options.topics} topics`);
  let goal = -Infinity;
  for (const peer of peers(selection)) {
    const { npmi, cv } = coherence(peer.topics, texts);
    console.log(`  ${peer.name.padEnd(45)} NPMI ${npmi.toFixed(3)}, C_v ${cv.toFixed(3)}, ${peer.seconds.toFixed(1)} CPU s`);
    if (peer.name.includes('batch')) goal = npmi;
  }
  const words = drained(textsOf(corpus, options));
  for (const iterations of [5, 10, 20, 40, 80, 160, 500]) {
    const before = cpuSeconds();
    const { topics } = finish(lda.train(corpus, { ...options, iterations }));
    const seconds = cpuSeconds() - before;
    const { npmi, cv } = coherence(topWordIds(topics!, 10), words);
    console.log(`  ours, ${iterations} sweeps`.padEnd(47), ` NPMI ${npmi.toFixed(3)}, C_v ${cv.toFixed(3)}, ${seconds.toFixed(2)} CPU s${npmi >= goal ? ', as coherent as scikit-learn’s batch' : ''}`);
  }
}

/** MALLET's tokens: runs of letters with punctuation inside, at least three characters, lower case, without the stop list. */
function mallet(stopList: string | undefined): void {
  if (!stopList) return console.log('give the file of MALLET’s stop list (stoplists/en.txt)');
  const stop = new Set(readFileSync(stopList, 'utf8').split(/\s+/));
  const numbers = new Map<string, number>();
  const ids: number[] = [];
  const chunks = [0];
  for (const text of brown().texts) {
    for (const [word] of text.toLowerCase().matchAll(/\p{L}[\p{L}\p{P}]+\p{L}/gu)) {
      if (stop.has(word)) continue;
      if (!numbers.has(word)) numbers.set(word, numbers.size);
      ids.push(numbers.get(word)!);
    }
    chunks.push(ids.length);
  }
  const tokens: Tokens = { ids: Uint32Array.from(ids), chunks: Uint32Array.from(chunks), kept: { length: numbers.size } };
  const index = new WordIndex(tokens);
  const topics = 20;
  console.log(`Brown as MALLET reads it: ${ids.length} tokens, ${numbers.size} types; ${topics} topics, 1000 sweeps, priors optimised every 10 from 200`);
  const likelihoods = SEEDS.slice(0, 3).map((seed) => {
    const random = new Random(seed);
    const problem: LdaProblem = {
      ids: tokens.ids, chunks: tokens.chunks, words: numbers.size, topics, seed, beta: 0.01,
      alpha: new Float64Array(topics).fill(5 / topics), assignments: Uint16Array.from(ids, () => random.below(topics)),
    };
    const sampler = samplerOf(problem);
    const state = stateOf(problem, sampler);
    for (let sweep = 1; sweep <= 1000; sweep++) {
      sampler.advance(Infinity);
      if (sweep <= 200 || sweep % 10 !== 0) continue;
      Object.assign(state, optimisedPriors(state, tokens, index));
      sampler.setPriors(state.alpha, state.beta);
    }
    return logLikelihoodPerToken(state, tokens, index);
  });
  console.log(`  LL/token ${spread(likelihoods)} over three seeds`);
}

function kernelOf(problem: LdaProblem): LdaKernel {
  const kernel = new LdaKernel(place(problem));
  kernel.setPriors(problem.alpha, problem.beta);
  return kernel;
}

function stateOf({ topics, alpha, beta }: LdaProblem, { assignments }: LdaSampler): LdaState {
  return { topics, alpha, beta, assignments };
}

function peers({ ids, chunks }: Selection): { name: string; seconds: number; topics: number[][] }[] {
  const input = JSON.stringify({ topics: 20, chunks: Array.from(chunks.subarray(1), (end, c) => [...ids.subarray(chunks[c], end)]) });
  const env = { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' };
  const python = spawnSync('/usr/bin/python3', ['-c', PEERS], { input, env, encoding: 'utf8', maxBuffer: 1 << 26, timeout: PATIENCE });
  if (python.error) console.log(`  (no more peers: ${python.error.message})`);
  return (python.stdout ?? '').split('\n').filter(Boolean).map((line) => JSON.parse(line));
}

function coherence(tops: number[][], texts: Texts): { npmi: number; cv: number } {
  return { npmi: mean(npmiCoherence(tops, texts)), cv: mean(cvCoherence(tops, texts)) };
}

function spread(values: number[], digits = 3): string {
  const centre = mean(values);
  const sd = Math.sqrt(values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1));
  return `${centre.toFixed(digits)} ± ${sd.toFixed(digits)}`;
}

function mean(values: number[]): number {
  return values.reduce((a, b) => a + b) / values.length;
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1];
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}
