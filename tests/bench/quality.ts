/**
 * Quality of skip-gram vectors beside gensim's, speed beside it, with the same sentences,
 * vocabulary and settings, 5 epochs, 3 seeds, both scored by lib/space/evaluate:
 *
 *   npm run bench -- quality TEXT|default [--analogies FILE] [--similarity FILE …] [--seeds 3] [--workers 1]
 *
 * TEXT is a text file. Figures are percent of analogy questions and 100 × Spearman's rank
 * correlation, mean ± standard deviation over the seeds. `--workers`: gensim's.
 */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { readVectors } from '../../lib/formats/vectors';
import { allowRelaxedSimd } from '../../lib/jobs/relaxed-simd.node';
import { nodeThread } from '../../lib/jobs/threads';
import { skipgram } from '../../lib/models/skipgram';
import { ParallelSession } from '../../lib/models/skipgram/parallel';
import { checkOptions, type OptionValues } from '../../lib/options';
import { evaluateAnalogies, evaluateSimilarity } from '../../lib/space/evaluate';
import { VectorSpace } from '../../lib/space/space';
import type { EncodedCorpus } from '../../lib/text/corpus';
import { finish } from '../../lib/work';
import { fasterBlas, gensim, type Blas } from './peers/gensim';
import { benchCorpus, prefix, withLines } from './peers/text';

interface Scored {
  /** Tokens a CPU second of training. */
  speed: number;
  figures: Record<string, number>;
}

type Train = (options: OptionValues) => Promise<{ space: VectorSpace; cpu: number } | null>;

export async function bench(...given: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: given,
    allowPositionals: true,
    options: { analogies: { type: 'string' }, similarity: { type: 'string', multiple: true, default: [] }, seeds: { type: 'string', default: '3' }, workers: { type: 'string', default: '1' } },
  });
  allowRelaxedSimd();
  const corpus = benchCorpus(positionals[0] === 'default' ? undefined : positionals[0]);
  const optionsOf = (seed: number) => checkOptions(skipgram, { dims: 100, window: 5, negative: 5, sample: 1e-3, epochs: 5, seed });
  const blas = withLines(prefix(corpus, 400_000), (lines) => fasterBlas(lines, { ...optionsOf(1), epochs: 1 }));
  const score = (space: VectorSpace) => figures(space, values.analogies, values.similarity);
  const trainers: [string, Train][] = [
    ['simd, 1 thread', (options) => ours(corpus, options, 1)],
    ['fma, 2 threads', (options) => ours(corpus, options, 2)],
    [`gensim, workers: ${values.workers}`, async (options) => theirs(corpus, options, Number(values.workers), blas)],
  ];
  const runs = new Map<string, Scored[]>(trainers.map(([name]) => [name, []]));
  for (let seed = 1; seed <= Number(values.seeds); seed++) {
    for (const [name, train] of trainers) {
      const trained = await train(optionsOf(seed));
      if (!trained) continue;
      const scored = { speed: (5 * corpus.ids.length) / trained.cpu, figures: score(trained.space) };
      runs.get(name)!.push(scored);
      console.log(`seed ${seed}, ${name}: ${Object.entries(scored.figures).map(([what, value]) => `${what} ${value.toFixed(1)}`).join(', ')}`);
    }
  }
  const { dims, window, negative, sample, epochs } = optionsOf(1);
  console.log(`${cpus()[0].model}, ${cpus().length} cores, Node ${process.version}`);
  console.log(`${corpus.name}: ${corpus.ids.length} tokens, ${corpus.vocabulary.words.length} words; dims ${dims}, window ${window}, negative ${negative}, sample ${sample}, epochs ${epochs}`);
  console.table([...runs].map(([trainer, scored]) => row(trainer, scored)));
}

async function ours(corpus: EncodedCorpus, options: OptionValues, threads: number) {
  const spawn = () => nodeThread(new Worker(new URL('../skipgram-thread.mjs', import.meta.url)));
  const before = process.cpuUsage();
  const { words } = await new ParallelSession(corpus, options, { threads, spawn }).trained;
  const { user, system } = process.cpuUsage(before);
  return { space: new VectorSpace(words), cpu: (user + system) / 1e6 };
}

function theirs(corpus: EncodedCorpus, options: OptionValues, workers: number, blas: Blas) {
  return withLines(corpus, (lines, out) => {
    const seconds = gensim(lines, options, workers, blas, out);
    return seconds && { space: readVectors('gensim', readFileSync(out)), cpu: seconds.cpu };
  });
}

function figures(space: VectorSpace, analogies: string | undefined, similarity: string[]): Record<string, number> {
  const found: Record<string, number> = {};
  if (analogies) {
    const { accuracy } = finish(evaluateAnalogies(space, readFileSync(analogies, 'utf8'), { name: analogies, draws: 1 }));
    found[`${basename(analogies)} %`] = 100 * accuracy;
  }
  for (const file of similarity) {
    found[basename(file)] = 100 * finish(evaluateSimilarity(space, readFileSync(file, 'utf8'), { name: file, draws: 1 })).spearman;
  }
  return found;
}

function row(trainer: string, scored: Scored[]): Record<string, string | number> {
  if (scored.length === 0) return { trainer, 'tokens/s CPU': 'not installed' };
  const measures = Object.keys(scored[0].figures).map((what) => [what, meanAndSpread(scored.map((s) => s.figures[what]))]);
  const speed = Math.round(scored.reduce((sum, s) => sum + s.speed, 0) / scored.length);
  return { trainer, 'tokens/s CPU': speed, ...Object.fromEntries(measures) };
}

function meanAndSpread(values: number[]): string {
  const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
  const variance = values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / Math.max(1, values.length - 1);
  return `${mean.toFixed(1)} ± ${Math.sqrt(variance).toFixed(1)}`;
}
