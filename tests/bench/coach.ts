/**
 * The evidence behind what the coach suggests: one text cut to several sizes, each
 * trained with several numbers of epochs, learning rates and dimensions, scored on
 * files of questions and of judged similarity among the words that size knows.
 *
 *   npm run bench -- coach TEXT QUESTIONS SIMILARITY [SIMILARITY …]
 *
 * Prints a line a training as it ends: tokens, words, dims, epochs, rate, tokens seen,
 * accuracy and Spearman in per cent, CPU seconds.
 */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { checkOptions } from '../../lib/options';
import { skipgram } from '../../lib/models/skipgram';
import { evaluateAnalogies, evaluateSimilarity } from '../../lib/space/evaluate';
import { VectorSpace } from '../../lib/space/space';
import { encode } from '../../lib/text/encode';
import { finish } from '../../lib/work';

/** Tokens of the cuts; the whole text is the last. */
const SIZES = [2.5e5, 1e6, 4e6, Infinity];
/** Tokens seen in all epochs together. */
const SEEN = [3e6, 10e6, 30e6, 90e6];
const RATES = [0.025, 0.05, 0.1];
const DIMS = [50, 200];

export async function bench(file: string, questions: string, ...similarities: string[]): Promise<void> {
  const words = readFileSync(file, 'utf8').split(/\s+/);
  console.log('tokens words dims epochs rate seen questions', ...similarities.map((path) => basename(path)), 'CPU');
  for (const size of SIZES) {
    const text = words.slice(0, size).join(' ');
    const corpus = finish(encode({ name: 'cut', title: 'cut', texts: [text], titles: [''], columns: [] }));
    const run = (dims: number, epochs: number, alpha: number) => {
      const before = process.cpuUsage();
      const trained = finish(skipgram.train(corpus, checkOptions(skipgram, { dims, epochs, alpha })));
      const { user, system } = process.cpuUsage(before);
      const space = new VectorSpace(trained.words);
      const { accuracy } = finish(evaluateAnalogies(space, readFileSync(questions, 'utf8'), { name: questions }));
      const scores = similarities.map((path) => finish(evaluateSimilarity(space, readFileSync(path, 'utf8'), { name: path })).spearman);
      const seen = (corpus.ids.length * epochs) / 1e6;
      console.log(corpus.tokens, space.size, dims, epochs, alpha, `${seen.toFixed(1)}M`, ...[accuracy, ...scores].map((s) => (100 * s).toFixed(1)), ((user + system) / 1e6).toFixed(1));
    };
    const epochsFor = (seen: number) => Math.min(400, Math.max(1, Math.round(seen / corpus.ids.length)));
    for (const seen of SEEN) for (const alpha of RATES) run(100, epochsFor(seen), alpha);
    for (const dims of DIMS) for (const seen of [10e6, 30e6]) run(dims, epochsFor(seen), 0.05);
  }
}
