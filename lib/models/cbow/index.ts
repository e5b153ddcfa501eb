/**
 * CBOW (Mikolov et al. 2013): the mean of the words around predicts the word in the middle.
 * As in word2vec.c and gensim (cbow_mean = 1) each of them then moves by the whole gradient,
 * and all weigh the same wherever they stand. The learning rate is word2vec.c's for CBOW.
 */
import type { Model } from '../model';
import { presets } from '../skipgram/coach';
import { cbowFamily } from '../skipgram/family';
import { advanced, alpha, dims, epochs, negative, window } from '../skipgram/options';
import { SkipgramTraining } from '../skipgram/training';

export const cbow: Model = {
  id: 'cbow',
  title: 'CBOW',
  summary: 'The words around a gap, taken together, learn to predict the word in it: fast, and good for frequent words.',
  source: 'Mikolov, Chen, Corrado & Dean 2013, “Efficient Estimation of Word Representations in Vector Space”',
  options: [dims, window, negative, epochs, { ...alpha, default: 0.05 }, ...advanced],
  presets,
  train: (corpus, options, from) => new SkipgramTraining(corpus, options, undefined, { from, family: cbowFamily }),
  family: cbowFamily,
  keeps: true,
};
