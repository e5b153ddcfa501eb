import { Worker } from 'node:worker_threads';
import { Command } from 'commander';
import { WordspaceError } from '../../error';
import { run } from '../../jobs/run';
import { openSession } from '../../jobs/session';
import { nodeThread } from '../../jobs/threads';
import type { TopicsPart } from '../../models/lda/part';
import { qualityOf, textsOf } from '../../models/lda/quality';
import { sweepOptions, sweepPoints, sweepWork, topicNumbers, type SweepRun } from '../../models/lda/sweep';
import { topWords } from '../../models/lda/topwords';
import type { Model } from '../../models/model';
import { modelById } from '../../models/registry';
import { checkOptions, checkThreads, type OptionValues } from '../../options';
import type { EncodedCorpus } from '../../text/corpus';
import { drained } from '../../work';
import { encodedCorpus, type CorpusChoice } from '../inputs';
import { warnOfCommon } from '../left-out';
import { modelOptions, positive, withCorpus, withModelOptions } from '../options';
import { answer, report, timed, warn } from '../terminal';
import { spawnThread } from '../threads';

type Given = CorpusChoice & { top: number; threads: number; coherence: boolean; sweep?: string; seeds?: number };

const HELP = `
The answer: topics [{weight (share of the tokens), words [{word, probability}]}], logLikelihoodPerToken (of p(w, z)),
tokens, iterations, threads, alpha (of each topic) and beta as they ended, seconds, cpuSeconds.

--coherence adds quality {npmi, cv, uMass (as gensim's c_npmi, c_v, u_mass), exclusivity, diversity}, means over the
topics, and to each topic its own; over the top 10 words a topic, in whole documents without stop words and the other
words that were left out (NPMI over the raw text is some .09 lower); diversity is the share of different words among the top 25 of all topics (Dieng, Ruiz & Blei 2020).

--sweep answers sweep [{topics, seeds, npmi, cv, uMass, diversity, exclusivity, logLikelihoodPerToken, perplexity
(each {mean, sd} over the seeds), stability (likeness of matched topics between seeds, 0 to 1)}]. Every tenth document
is held out for the perplexity (document completion); with fewer than ten documents it is null.

Example: wordspace topics --corpus brown --topics 20 --iterations 500 --coherence --threads 2
         wordspace topics --corpus brown --sweep 5,10,20,40 --seeds 3`;

export function topicsVerb(): Command {
  const command = new Command('topics')
    .description('the topics of a text by latent Dirichlet allocation, and how good they are')
    .option('--top <n>', 'words a topic', positive, 10)
    .option('--threads <n>', 'sweep on so many processor cores, no two at the same word; the same number gives the same topics', positive, 1)
    .option('--coherence', 'judge the topics', false)
    .option('--sweep <numbers>', 'train with several numbers of topics, such as 5,10,20,40, and judge each, one thread')
    .option('--seeds <n>', 'with --sweep: seeds each, from --seed on (default: 3)', positive)
    .addHelpText('after', HELP);
  return withModelOptions(withCorpus(command), ['lda']).action(async (given: Given) => {
    const model = modelById('lda');
    const asked = modelOptions(given);
    const options = checkOptions(model, asked);
    checkThreads(given.threads);
    const numbers = given.sweep === undefined ? null : topicNumbers(given.sweep);
    if (!numbers && given.seeds !== undefined) throw new WordspaceError('--seeds is of a sweep: give --sweep 5,10,20 too, or choose one seed with --seed.');
    if (numbers && asked.topics !== undefined) throw new WordspaceError('--sweep names the numbers of topics; leave --topics out.');
    if (numbers && given.coherence) throw new WordspaceError('--sweep judges every number of topics; leave --coherence out.');
    const corpus = await encodedCorpus(given);
    return numbers ? sweep(corpus, options, numbers, given) : once(corpus, model, options, given);
  });
}

async function once(corpus: EncodedCorpus, model: Model, options: OptionValues, { top, threads, coherence }: Given): Promise<void> {
  const host = { spawn: spawnThread, spawnTopics: () => nodeThread<TopicsPart>(new Worker(new URL('./lda-thread.mjs', import.meta.url))), onProgress: report() };
  const { result, seconds, cpuSeconds } = await timed(() => openSession({ corpus, model: model.id, options, threads }, host).trained);
  const found = result.topics!;
  warnOfCommon(found, options);
  const judged = coherence ? qualityOf(found, drained(textsOf(corpus, options))) : null;
  const { topics: each = [], ...quality } = judged ?? {};
  answer({
    topics: topWords(found, corpus.vocabulary.words, top).map((topic, k) => Object.assign(topic, each[k])),
    ...(judged && { quality }),
    logLikelihoodPerToken: result.figures.logLikelihoodPerToken,
    tokens: result.figures.tokens,
    iterations: options.iterations,
    threads,
    alpha: Array.from(found.alpha!),
    beta: found.beta,
    seconds,
    cpuSeconds,
  });
}

async function sweep(corpus: EncodedCorpus, options: OptionValues, numbers: number[], { seeds = 3, threads }: Given): Promise<void> {
  if (threads > 1) warn('a sweep trains on one thread.');
  const all = sweepOptions(numbers, seeds, options);
  const tell = report();
  const { result, seconds, cpuSeconds } = await timed(async () => {
    const runs: SweepRun[] = [];
    for (const values of all) {
      const onProgress = ({ done, total }: { done: number; total: number }) => tell({ stage: `${values.topics} topics, seed ${values.seed}`, done: runs.length + done / total, total: all.length });
      runs.push(await run(sweepWork(corpus, values), { onProgress }));
    }
    return runs;
  });
  answer({ sweep: sweepPoints(result), iterations: options.iterations, seed: options.seed, seeds, seconds, cpuSeconds });
}
