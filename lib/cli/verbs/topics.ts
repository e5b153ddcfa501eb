import { Worker } from 'node:worker_threads';
import { Command } from 'commander';
import { UsageError } from '../../error';
import { run } from '../../jobs/run';
import { openSession } from '../../jobs/session';
import { nodeThread } from '../../jobs/threads';
import { mixtureOf } from '../../models/lda/browse/reading';
import { foldIn, knownTokens } from '../../models/lda/foldin';
import type { TopicsPart } from '../../models/lda/part';
import { qualityOf, textsOf } from '../../models/lda/quality';
import { sweepOptions, sweepPoints, sweepWork, topicNumbers, type SweepRun } from '../../models/lda/sweep';
import { topWords } from '../../models/lda/topwords';
import type { Model, Topics } from '../../models/model';
import { modelById } from '../../models/registry';
import { checkOptions, checkThreads, type OptionValues } from '../../options';
import type { EncodedCorpus } from '../../text/corpus';
import { drained } from '../../work';
import { queryIds } from '../../text/encode';
import { idsOf } from '../../text/vocabulary';
import { encodedCorpus, fileText, textOptions, type CorpusChoice } from '../inputs';
import { warnOfCommon } from '../left-out';
import { modelOptions, positive, withCorpus, withModelOptions } from '../options';
import { answer, report, timed, warn } from '../terminal';
import { spawnThread } from '../threads';

type Given = CorpusChoice & { top: number; threads: number; coherence: boolean; sweep?: string; seeds?: number; infer?: string[] };

/** Words that a topic of an inferred mixture is told by. */
const TELLING = 4;

const HELP = `
The answer: topics [{weight (share of the tokens), words [{word, probability}]}], logLikelihoodPerToken (of p(w, z)),
tokens, iterations, threads, alpha (of each topic) and beta as they ended, seconds, cpuSeconds.

--coherence adds quality {npmi, cv, uMass (as gensim's c_npmi, c_v, u_mass), exclusivity, diversity}, means over the
topics, and to each topic its own; over the top 10 words a topic, in whole documents without stop words and the other
words that were left out (NPMI over the raw text is some .09 lower); diversity is the share of different words among the top 25 of all topics (Dieng, Ruiz & Blei 2020).

--infer adds inferred [{document, tokens (that take part), topics [{topic (counted from 1 in the order of topics), share, words}]}],
the topics held fixed (CVB0, Asuncion et al. 2009), the largest share first.

--sweep answers sweep [{topics, seeds, npmi, cv, uMass, diversity, exclusivity, logLikelihoodPerToken, perplexity
(each {mean, sd} over the seeds), stability (likeness of matched topics between seeds, 0 to 1)}]. Every tenth document
is held out for the perplexity (document completion); with fewer than ten documents it is null.

Example: wordspace topics --corpus brown --topics 20 --iterations 500 --coherence --threads 2
         wordspace topics --corpus sotu --topics 20 --infer speech.txt
         wordspace topics --corpus brown --sweep 5,10,20,40 --seeds 3`;

export function topicsVerb(): Command {
  const command = new Command('topics')
    .description('the topics of a text by latent Dirichlet allocation, and how good they are')
    .option('--top <n>', 'words a topic', positive, 10)
    .option('--threads <n>', 'sweep on so many processor cores, no two at the same word; the same number gives the same topics', positive, 1)
    .option('--coherence', 'judge the topics', false)
    .option('--sweep <numbers>', 'train with several numbers of topics, such as 5,10,20,40, and judge each, one thread')
    .option('--seeds <n>', 'with --sweep: seeds each, from --seed on (default: 3)', positive)
    .option('--infer <files...>', 'texts that are no part of the training: tells the mixture of topics in each')
    .addHelpText('after', HELP);
  return withModelOptions(withCorpus(command), ['lda']).action(async (given: Given) => {
    const model = modelById('lda');
    const asked = modelOptions(given);
    const options = checkOptions(model, asked);
    checkThreads(given.threads);
    const numbers = given.sweep === undefined ? null : topicNumbers(given.sweep);
    if (!numbers && given.seeds !== undefined) throw new UsageError('--seeds is of a sweep: give --sweep 5,10,20 too, or choose one seed with --seed.');
    if (numbers && asked.topics !== undefined) throw new UsageError('--sweep names the numbers of topics; leave --topics out.');
    if (numbers && given.coherence) throw new UsageError('--sweep judges every number of topics; leave --coherence out.');
    if (numbers && given.infer) throw new UsageError('--infer is of one training: choose a number of topics with --topics in place of --sweep.');
    const texts = given.infer?.map((path) => ({ path, text: fileText(path) }));
    const corpus = await encodedCorpus(given);
    return numbers ? sweep(corpus, options, numbers, given) : once(corpus, model, options, given, texts);
  });
}

async function once(corpus: EncodedCorpus, model: Model, options: OptionValues, given: Given, texts?: { path: string; text: string }[]): Promise<void> {
  const { top, threads, coherence } = given;
  const host = { spawn: spawnThread, spawnTopics: () => nodeThread<TopicsPart>(new Worker(new URL('./lda-thread.mjs', import.meta.url))), onProgress: report() };
  const { result, seconds, cpuSeconds } = await timed(() => openSession({ corpus, model: model.id, options, threads }, host).trained);
  const found = result.topics!;
  warnOfCommon(found, options);
  const judged = coherence ? qualityOf(found, drained(textsOf(corpus, options))) : null;
  const { topics: each = [], ...quality } = judged ?? {};
  answer({
    topics: topWords(found, corpus.vocabulary.words, top).map((topic, k) => Object.assign(topic, each[k])),
    ...(judged && { quality }),
    ...(texts && { inferred: texts.map(({ path, text }) => inferred(found, corpus, path, queryIds(text, idsOf(corpus.vocabulary.words), textOptions(given)))) }),
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

/** The topics of a text folded in, the largest share first. */
function inferred(topics: Topics, { name, vocabulary }: EncodedCorpus, path: string, ids: Uint32Array) {
  const tokens = knownTokens(topics.phi, ids);
  if (tokens === 0) warn(`no word of ${path} takes part in the topics of ${name}: its mixture is what any text has before a word of it is read.`);
  const words = topWords(topics, vocabulary.words, TELLING);
  const mixture = mixtureOf(foldIn(topics.phi, topics.alpha!, ids));
  return { document: path, tokens, topics: mixture.map(({ topic, share }) => ({ topic: topic + 1, share, words: words[topic].words.map(({ word }) => word) })) };
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
