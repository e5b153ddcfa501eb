/**
 * Latent semantic analysis: the truncated singular value decomposition A ≈ U Σ Vᵀ of the
 * unit-row tf-idf matrix (documents × words). Documents are the rows of U Σ, words the
 * rows of V Σ; a new text with tf-idf row a stands at a V, among the documents.
 * (Deerwester, Dumais, Furnas, Landauer and Harshman 1990, "Indexing by latent semantic analysis".)
 */
import type { Model } from '../model';
import { smooth, sublinear } from '../tfidf';
import { weighText } from '../tfidf/weigh';
import { rowTimes } from './projection';
import { Training } from './training';

export const lsa: Model = {
  id: 'lsa',
  title: 'LSA',
  summary: 'Finds the few directions that explain most of the tf-idf table, so that words of like documents come together.',
  source: 'Deerwester, Dumais, Furnas, Landauer and Harshman (1990), Indexing by latent semantic analysis.',
  options: [
    {
      name: 'dims',
      label: 'Dimensions',
      help: 'Directions to keep; fewer where the text has not that many.',
      default: 100,
      min: 1,
      max: 300,
      integer: true,
    },
    {
      name: 'iterations',
      label: 'Steps per dimension',
      help: 'Passes over the table for each direction; 3 is exact to many digits.',
      default: 3,
      min: 1,
      max: 10,
      integer: true,
      advanced: true,
    },
    { name: 'seed', label: 'Seed', help: 'Where the search begins; the answer hardly depends on it.', default: 1, min: 0, max: 2 ** 31 - 1, integer: true, advanced: true },
    smooth,
    sublinear,
  ],
  train: (corpus, options) => new Training(corpus, options),
  place(parts, ids) {
    if (parts.kind !== 'lsa') throw new TypeError(`LSA cannot place a text with the parts of ${parts.kind}`);
    return Float32Array.from(rowTimes(weighText(ids, parts.idf, parts.sublinear), 0, parts.components));
  },
};
