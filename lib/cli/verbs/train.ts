import { Command, Option } from 'commander';
import { writeVectors } from '../../formats/vectors';
import { checkOptions, checkThreads } from '../../options';
import { modelById, models } from '../../models/registry';
import { SkipgramTraining } from '../../models/skipgram/training';
import { VectorSpace } from '../../space/space';
import { encodedCorpus, type CorpusChoice } from '../inputs';
import { kernelFor, kernels, trainerOf, type Kernel } from '../kernel';
import { modelOptions, positive, withCorpus, withModelOptions } from '../options';
import { demandWritable, formatOf, writeOut } from '../outputs';
import { answer, timed, warn, watch } from '../terminal';
import { trainOnThreads } from '../threads';

type Given = CorpusChoice & { model: string; out: string; threads: number; kernel: (typeof kernels)[number] };

export function trainVerb(): Command {
  const command = new Command('train')
    .description('train a model on text and write its word vectors')
    .requiredOption('--out <file>', 'where the vectors go: .txt or .vec (word2vec text), .bin (word2vec binary), .npz (SciPy sparse)')
    .option('--model <id>', models.map((m) => m.id).join(', '), 'skipgram')
    .option('--threads <n>', 'skip-gram on so many processor cores; with more than one, runs differ', positive, 1)
    .addOption(
      new Option('--kernel <name>', 'inner loop of skip-gram: simd gives the same vectors everywhere, fma is fastest, plain is the specification; auto is simd on one thread, else the fastest')
        .choices(kernels)
        .default('auto'),
    )
    .addHelpText('after', '\nExample: wordspace train --corpus default --model skipgram --seed 1 --out default.vec');
  return withModelOptions(withCorpus(command)).action(trainAndWrite);
}

async function trainAndWrite(given: Given): Promise<void> {
  const model = modelById(given.model);
  const options = checkOptions(model, modelOptions(given));
  checkThreads(given.threads);
  const format = formatOf(given.out, model.id === 'tfidf');
  demandWritable(given.out);
  const corpus = await encodedCorpus(given);
  const alone = given.threads === 1 || model.id !== 'skipgram';
  const kernel = model.id === 'skipgram' ? kernelFor(given.kernel, given.threads) : null;
  if (alone && given.threads > 1) warn(`${model.title} trains on one thread.`);
  const { result, seconds, cpuSeconds } = await timed(() =>
    alone ? watch(kernel ? new SkipgramTraining(corpus, options, trainerOf(kernel)) : model.train(corpus, options))
      : trainOnThreads(corpus, options, given.threads, kernel as Exclude<Kernel, 'plain'>),
  );
  const words = new VectorSpace(result.words);
  writeOut(given.out, writeVectors(words, format));
  const passes = options.epochs ?? options.iterations ?? 1;
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
    threads: alone ? 1 : given.threads,
    kernel,
    figures: result.figures,
    out: given.out,
  });
}
