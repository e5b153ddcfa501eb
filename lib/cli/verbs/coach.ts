import { Command } from 'commander';
import { corpora } from '../../../data/catalogue';
import { UsageError } from '../../error';
import { beginning, calibrate } from '../../jobs/calibrate';
import { allowRelaxedSimd } from '../../jobs/relaxed-simd.node';
import type { Preset } from '../../models/model';
import { modelById, models } from '../../models/registry';
import { askable, expectation, USUAL } from '../../models/skipgram/coach';
import { memoryBytes } from '../../models/skipgram/memory';
import { keptShare } from '../../models/skipgram/sampling';
import { leavesNothing } from '../../models/skipgram/subsampled';
import { checkThreads, named, type OptionValues } from '../../options';
import { encodedCorpus, type CorpusChoice } from '../inputs';
import { positive, withCorpus } from '../options';
import { suitedOptions } from '../presets';
import { answer, warn } from '../terminal';
import { spawnThread } from '../threads';

type Given = CorpusChoice & { model: string; threads: number; ask?: string[] };

export function coachVerb(): Command {
  const command = new Command('coach')
    .description('what a training of this text can give and takes here, and settings that suit its size')
    .option('--model <id>', models.filter((m) => m.family).map((m) => m.id).join(', '), 'skipgram')
    .option('--threads <n>', 'processor cores it may use', positive, 1)
    .option('--ask <expressions...>', 'analogies that the vocabulary is checked for; by default those shown with the corpus, or some known to all');
  return withCorpus(command).action(coach);
}

async function coach(given: Given): Promise<void> {
  const model = modelById(given.model);
  checkThreads(given.threads);
  allowRelaxedSimd();
  if (!model.presets) throw new UsageError(`${model.title} needs no coach: it is trained in one way. Ask about ${models.filter((m) => m.presets).map((m) => m.id).join(', ')}.`);
  const corpus = await encodedCorpus(given);
  const { vocabulary, ids, tokens, types } = corpus;
  const entry = corpora.find((c) => c.id === given.corpus);
  const tell = async (options: OptionValues) => {
    const input = { corpus: beginning(corpus), model: model.id, options, threads: given.threads };
    const tokensPerSecond = await calibrate(input, { spawn: spawnThread });
    const memory = memoryBytes(corpus, model.id, options);
    return { ...named(model, options), tokensPerSecond: Math.round(tokensPerSecond), seconds: (ids.length * options.epochs) / tokensPerSecond, memoryMB: memory / 1e6, tokensKept: keptShare(vocabulary.counts, options.sample) };
  };
  const suited = (preset: Preset) => tell(suitedOptions(model, preset, corpus, given.corpus));
  const shown = entry ? entry.showcase.flatMap((s) => (s.kind === 'analogy' ? [s.expression] : [])) : USUAL;
  const expected = expectation(tokens);
  if (leavesNothing(corpus, suitedOptions(model, 'quality', corpus, given.corpus))) {
    warn('Hardly two words of this text stand beside each other in a sentence: there is next to nothing to learn from. Give it more text, or lower --min-count.');
  }
  answer({
    model: model.id,
    tokens,
    types,
    items: vocabulary.words.length,
    threads: given.threads,
    fast: await suited('fast'),
    quality: await suited('quality'),
    // null: too small to expect more than that frequent words keep company
    expected: expected && { atTokens: expected.tokens, similarity: expected.similarity, analogies: expected.analogies },
    questions: askable(vocabulary, given.ask ?? shown),
  });
}
