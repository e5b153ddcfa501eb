import { Command, Option } from 'commander';
import { UsageError } from '../../error';
import type { VectorFormat } from '../../formats/vectors';
import type { Model, Preset } from '../../models/model';
import { checkOptions, checkThreads, named, type OptionValues } from '../../options';
import { modelById, models } from '../../models/registry';
import { SkipgramTraining } from '../../models/skipgram/training';
import { VectorSpace } from '../../space/space';
import { encodedCorpus, type CorpusChoice } from '../inputs';
import { kernelFor, kernels, trainerOf } from '../kernel';
import { warnOfCommon, warnOfFewDocuments } from '../left-out';
import { modelOptions, positive, withCorpus, withModelOptions } from '../options';
import { suitedOptions } from '../presets';
import { demandWritable, filesOf, formatOf, writeSpace } from '../outputs';
import { demandSeedFiles, trainSeeds } from '../seeds';
import { beginningOf, carriedOver, trainToKeep, warnOfLost, warnOfStrange } from '../session';
import { streamAndWrite, streams, withStreaming, type StreamChoice } from '../stream/command';
import { completed } from '../stream/resumed';
import { answer, timed, warn, watch } from '../terminal';
import { sessionOnThreads } from '../threads';

type Given = CorpusChoice & StreamChoice & { model: string; out: string; from?: string; preset?: Preset; threads: number; seeds: number; kernel: (typeof kernels)[number] };

export function trainVerb(): Command {
  const command = new Command('train')
    .description('train a model on text and write its word vectors')
    .requiredOption('--out <file>', 'where the vectors go: .txt or .vec (word2vec text), .bin (word2vec binary; of subword fastText’s, which keeps the pieces for unseen words), .tsv (Embedding Projector, the words beside it in .metadata.tsv), .npz (SciPy sparse)')
    .option('--model <id>', models.map((m) => m.id).join(', '), 'skipgram')
    .option('--from <file>', 'go on from these vectors: any vector file (word2vec, gensim, Spark, fastText .vec, GloVe) or a space by name')
    .addOption(new Option('--preset <name>', 'dims, epochs and learning rate that suit the size of the text (see “wordspace coach”); what is given beside it goes before').choices(['fast', 'quality']))
    .option('--threads <n>', 'skip-gram, CBOW and subword on so many processor cores; with more than one, runs differ', positive, 1)
    .option('--seeds <n>', 'train with so many seeds from --seed on, one thread each and --threads at a time; mine.vec becomes mine.1.vec, mine.2.vec …', positive, 1)
    .addOption(
      new Option('--kernel <name>', 'inner loop of skip-gram, CBOW and subword: simd gives the same vectors everywhere, fma is fastest, plain is the specification; auto is simd on one thread, else the fastest')
        .choices(kernels)
        .default('auto'),
    )
    .addHelpText('after', '\nCtrl+C once stops a training of word2vec, GloVe or LDA and writes what it has learned (of several seeds nothing); twice leaves.\n\nExample: wordspace train --corpus default --model skipgram --seed 1 --out default.vec');
  return withStreaming(withModelOptions(withCorpus(command))).action(trainAndWrite);
}

async function trainAndWrite(asGiven: Given, command: Command): Promise<void> {
  const given = completed(asGiven, command);
  const model = modelById(given.model);
  const from = given.from === undefined ? undefined : beginningOf(given.from, model);
  const asked = from ? carriedOver(modelOptions(given), from, model) : modelOptions(given);
  const checked = checkOptions(model, asked);
  checkThreads(given.threads);
  const format = formatOf(given.out, model.sparse === true, model.id === 'subword');
  for (const file of filesOf(given.out, format)) demandWritable(file, [given.from, ...(given.text ?? [])]);
  if (from) warnOfLost(given.from!, model, checked, from);
  if (streams(given, model)) {
    if (given.preset) throw new UsageError('--preset needs the number of tokens, which is not known before a text is streamed: give --epochs, --alpha and --dims instead.');
    return streamAndWrite(given, model, checked, format, from);
  }
  if (given.seeds > 1 && from) throw new UsageError('--from goes on with one training: leave --seeds out.');
  if (given.seeds > 1) return trainManyAndWrite(given, model, checked, format);
  const corpus = await encodedCorpus(given);
  if (from) warnOfStrange(given.from!, from, corpus);
  const options = given.preset ? suitedOptions(model, given.preset, corpus, given.corpus, asked) : checked;
  const threads = model.family ? given.threads : 1;
  const kernel = model.family ? kernelFor(given.kernel, given.threads) : null;
  if (threads < given.threads) warn(`${model.title} trains on one thread.`);
  if (threads > 1) warn(`${threads} threads: runs differ a little; one thread repeats exactly.`);
  const { result, seconds, cpuSeconds } = await timed(() => trainToKeep(corpus, { model, options, threads, kernel, from }));
  if (result.fault) warn(result.fault);
  const words = new VectorSpace(result.words);
  if (result.topics) warnOfCommon(result.topics, options);
  if (result.documents && !result.topics) warnOfFewDocuments(result.documents.names.length, words.dims, options);
  writeSpace(given.out, words, format);
  // Fewer than asked for, and perhaps not a whole number, where it was stopped early.
  const whole = options.epochs ?? options.iterations ?? 1;
  const passes = result.figures.epochs ?? result.figures.iterations ?? whole;
  answer({
    model: model.id,
    items: words.size,
    dims: words.dims,
    tokens: corpus.tokens,
    types: corpus.types,
    documents: corpus.documents.length - 1,
    epochs: passes,
    seconds,
    cpuSeconds,
    tokensPerSecond: Math.round((corpus.tokens * passes) / Math.max(cpuSeconds, 0.001)),
    loss: result.figures.loss ?? null,
    seed: options.seed ?? null,
    threads,
    repeats: threads === 1,
    stopped: passes < whole,
    kernel,
    figures: result.figures,
    options: named(model, options),
    out: given.out,
  });
}

/** Every seed on one thread, so that each is what a training of its own with that seed would be. */
async function trainManyAndWrite(given: Given, model: Model, checked: OptionValues, format: VectorFormat): Promise<void> {
  if (checked.seed === undefined) throw new UsageError(`${model.title} draws nothing at random: every seed would give the same vectors.`);
  const { family } = model;
  const kernel = family ? kernelFor(given.kernel, 1) : null;
  const side = kernel && kernel !== 'plain' ? kernel : null;
  const threads = side ? given.threads : 1;
  if (threads < given.threads) warn(`${kernel ? 'The plain kernel' : model.title} trains one seed at a time.`);
  const plan = { first: checked.seed, seeds: given.seeds, threads, out: given.out, format };
  demandSeedFiles(plan, given.text);
  const corpus = await encodedCorpus(given);
  const options = given.preset ? suitedOptions(model, given.preset, corpus, given.corpus, modelOptions(given)) : checked;
  const train = (seed: number) => {
    const mine = { ...options, seed };
    if (family && side && threads > 1) return sessionOnThreads(corpus, mine, { threads: 1, family, flavour: side }).trained;
    return watch(family && kernel ? new SkipgramTraining(corpus, mine, trainerOf(kernel, family), { family }) : model.train(corpus, mine));
  };
  const { items, dims, ...told } = await trainSeeds(train, plan);
  const epochs = options.epochs ?? options.iterations ?? 1;
  answer({ model: model.id, items, dims, tokens: corpus.tokens, types: corpus.types, documents: corpus.documents.length - 1, epochs, threads, kernel, options: named(model, options), ...told });
}
