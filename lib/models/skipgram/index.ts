/**
 * word2vec skip-gram with negative sampling (Mikolov et al. 2013): the vectors of words
 * that predict the words around them.
 *
 * Defaults: dims, window, negatives and learning rate are word2vec.c's. Epochs and
 * subsampling were chosen on the default corpus, where more training or less subsampling
 * lets rare names (Catherine, Henry VII) come too close to king, before queen.
 */
import type { Model } from '../model';
import { skipgramFamily } from './family';
import { SkipgramTraining } from './training';

export const skipgram: Model = {
  id: 'skipgram',
  title: 'Skip-gram',
  summary: 'A small neural network learns a vector for every word by predicting the words that stand around it.',
  source: 'Mikolov, Sutskever, Chen, Corrado & Dean 2013, “Distributed Representations of Words and Phrases and their Compositionality”',
  options: [
    option('dims', 'Dimensions', 'Length of each vector: more can hold more, and train slower.', 100, 1, 512),
    option('window', 'Window', 'How many words to each side count as context: small for grammar, large for topic.', 5, 1, 100),
    option('negative', 'Negative samples', 'Random words each true context is told apart from.', 5, 1, 100),
    option('epochs', 'Epochs', 'How often the whole text is read; small texts need more.', 10, 1, 1000),
    { ...option('alpha', 'Learning rate', 'Size of the first steps; falls to nothing by the end.', 0.025, 0.0001, 1), integer: false },
    {
      ...option('sample', 'Subsampling', 'Words with a larger share of the text are partly left out; 0 keeps all.', 1e-4, 0, 1),
      integer: false,
      advanced: true,
    },
    { ...option('seed', 'Seed', 'The same seed gives the same vectors again.', 1, 0, 2 ** 31 - 1), advanced: true },
  ],
  // Vectors part from each other after some 15 million words seen: with the default 10 epochs every word of Moby
  // Dick (0.2 M) is at .98 from whale; with 50 to 100 its neighbours are sperm, killer, fishery at .6 to .7.
  suggest: (tokens) => ({ epochs: Math.min(200, Math.max(10, Math.ceil(15e6 / Math.max(1, tokens)))) }),
  train: (corpus, options, from) => new SkipgramTraining(corpus, options, undefined, { from }),
  family: skipgramFamily,
};

function option(name: string, label: string, help: string, value: number, min: number, max: number) {
  return { name, label, help, default: value, min, max, integer: true };
}
