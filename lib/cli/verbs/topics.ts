import { Command } from 'commander';
import { topWords } from '../../models/lda/topwords';
import { checkOptions } from '../../options';
import { modelById } from '../../models/registry';
import { encodedCorpus, type CorpusChoice } from '../inputs';
import { modelOptions, positive, withCorpus, withModelOptions } from '../options';
import { answer, timed, watch } from '../terminal';

type Given = CorpusChoice & { top: number };

export function topicsVerb(): Command {
  const command = new Command('topics')
    .description('the topics of a text by latent Dirichlet allocation')
    .option('--top <n>', 'words a topic', positive, 10);
  return withModelOptions(withCorpus(command), ['lda']).action(async (given: Given) => {
    const model = modelById('lda');
    const options = checkOptions(model, modelOptions(given));
    const corpus = await encodedCorpus(given);
    const { result, cpuSeconds } = await timed(() => watch(model.train(corpus, options)));
    const topics = result.topics ? topWords(result.topics, corpus.vocabulary.words, given.top) : [];
    answer({
      topics,
      logLikelihoodPerToken: result.figures.logLikelihoodPerToken,
      tokens: result.figures.tokens,
      iterations: options.iterations,
      cpuSeconds,
    });
  });
}
