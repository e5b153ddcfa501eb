import { Command } from 'commander';
import { writeVectors } from '../../formats/vectors';
import { checkOptions, checkThreads } from '../../options';
import { modelById, models } from '../../models/registry';
import { VectorSpace } from '../../space/space';
import { encodedCorpus, type CorpusChoice } from '../inputs';
import { modelOptions, positive, withCorpus, withModelOptions } from '../options';
import { demandWritable, formatOf, writeOut } from '../outputs';
import { answer, timed, warn, watch } from '../terminal';
import { trainOnThreads } from '../threads';

type Given = CorpusChoice & { model: string; out: string; threads: number };

export function trainVerb(): Command {
  const command = new Command('train')
    .description('train a model on text and write its word vectors')
    .requiredOption('--out <file>', 'where the vectors go: .txt or .vec (word2vec text), .bin (word2vec binary), .npz (SciPy sparse)')
    .option('--model <id>', models.map((m) => m.id).join(', '), 'skipgram')
    .option('--threads <n>', 'skip-gram on so many processor cores; with more than one, runs differ', positive, 1)
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
  if (alone && given.threads > 1) warn(`${model.title} trains on one thread.`);
  const { result, seconds, cpuSeconds } = await timed(() =>
    alone ? watch(model.train(corpus, options)) : trainOnThreads(corpus, options, given.threads),
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
    figures: result.figures,
    out: given.out,
  });
}
