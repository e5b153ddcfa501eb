import { WordspaceError } from '../../error';
import type { Model } from '../model';

export const skipgram: Model = {
  id: 'skipgram',
  title: 'Skip-gram',
  summary: 'Learns a vector for every word by predicting the words around it.',
  source: 'Mikolov et al. 2013, “Distributed Representations of Words and Phrases and their Compositionality”',
  options: [],
  train() {
    throw new WordspaceError('Skip-gram cannot train yet.');
  },
};
