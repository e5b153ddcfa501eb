/**
 * word2vec skip-gram with negative sampling (Mikolov et al. 2013): the vectors of words
 * that predict the words around them.
 *
 * Defaults: dims, window, negatives and learning rate are word2vec.c's. Epochs and
 * subsampling were chosen on the default corpus, where more training or less subsampling
 * lets rare names (Catherine, Henry VII) come too close to king, before queen.
 */
import type { Model } from '../model';
import { presets } from './coach';
import { skipgramFamily } from './family';
import { advanced, alpha, dims, epochs, negative, window } from './options';
import { SkipgramTraining } from './training';

export const skipgram: Model = {
  id: 'skipgram',
  title: 'Skip-gram',
  summary: 'A small neural network learns a vector for every word by predicting the words that stand around it.',
  source: 'Mikolov, Sutskever, Chen, Corrado & Dean 2013, “Distributed Representations of Words and Phrases and their Compositionality”',
  options: [dims, window, negative, epochs, alpha, ...advanced],
  presets,
  train: (corpus, options, from) => new SkipgramTraining(corpus, options, undefined, { from }),
  family: skipgramFamily,
  keeps: true,
};
