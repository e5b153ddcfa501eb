/**
 * The evidence behind the subsampling that the coach suggests for small texts: the beginning
 * of a built-in text cut to several sizes, each trained with several thresholds, three seeds.
 *
 *   npm run bench -- small [CORPUS]
 *
 * Prints a line a training: tokens, words, threshold, share of the tokens that remain, epochs,
 * loss a pair at the end, and the mean rank correlation of a word's cosines with GloVe's, over
 * all words that both know.
 */
import { readers } from '../../data/readers';
import { chosenSpace } from '../../lib/cli/inputs';
import { skipgram } from '../../lib/models/skipgram';
import { presets } from '../../lib/models/skipgram/coach';
import { keptShare } from '../../lib/models/skipgram/sampling';
import { checkOptions } from '../../lib/options';
import { similarity } from '../../lib/space/neighbours';
import { VectorSpace } from '../../lib/space/space';
import { spearman } from '../../lib/space/spearman';
import { find } from '../../lib/space/suggest';
import { encode } from '../../lib/text/encode';
import { finish } from '../../lib/work';

const SIZES = [65, 300, 1000, 4000, 16_000, 64_000, 256_000];
const SAMPLES = [1e-4, 1e-3, 1e-2, 0];
const SEEDS = 3;
/** Words compared: the most frequent. */
const WORDS = 500;

export async function bench(name = 'brown'): Promise<void> {
  const glove = chosenSpace('glove');
  const words = readers[name]().texts.join(' ').split(/\s+/);
  console.log('tokens words sample kept epochs loss agreement');
  for (const size of SIZES) {
    const text = words.slice(0, size).join(' ');
    const corpus = finish(encode({ name: 'cut', title: 'cut', texts: [text], titles: [''], columns: [] }, { minCount: size < 1000 ? 1 : size < 16_000 ? 2 : 5 }));
    const { counts } = corpus.vocabulary;
    const { quality } = presets(corpus);
    const { epochs } = quality;
    for (const sample of [...new Set([...SAMPLES, quality.sample])].sort()) {
      const runs = Array.from({ length: SEEDS }, (_, seed) => {
        try {
          const trained = finish(skipgram.train(corpus, checkOptions(skipgram, { ...quality, epochs, sample, seed: seed + 1 })));
          return [trained.figures.loss, agreement(new VectorSpace(trained.words), glove)];
        } catch (error) {
          console.log(String(error));
          return [NaN, NaN];
        }
      });
      const mean = (column: number) => runs.reduce((sum, run) => sum + run[column], 0) / SEEDS;
      console.log(corpus.tokens, counts.length, sample, keptShare(counts, sample).toFixed(2), epochs, mean(0).toFixed(2), mean(1).toFixed(3));
    }
  }
}

function agreement(ours: VectorSpace, glove: VectorSpace): number {
  const pairs = ours.names.slice(0, WORDS).flatMap((word, row) => {
    const theirs = find(glove, word);
    return theirs < 0 ? [] : [[row, theirs]];
  });
  const each = pairs.map(([row, theirs], i) => {
    const others = pairs.filter((_, j) => j !== i);
    return spearman(others.map(([other]) => similarity(ours, row, other)), others.map(([, other]) => similarity(glove, theirs, other)));
  });
  return each.reduce((sum, value) => sum + value, 0) / each.length;
}
