/**
 * Skip-gram or CBOW over character n-grams (Bojanowski et al. 2017), as in fastText: a
 * word's vector is the mean of its own row and those of its n-grams, so that words alike in
 * spelling help each other, and words never seen get a vector from their n-grams alone.
 *
 * n-grams, hashing and learning rate are fastText's; it has 2,000,000 buckets, which at 100
 * dimensions would take 800 MB of a tab.
 */
import type { Model } from '../model';
import { presets } from '../skipgram/coach';
import { subwordFamily } from '../skipgram/family';
import { advanced, alpha, choice, dims, epochs, negative, whole, window } from '../skipgram/options';
import { SkipgramTraining } from '../skipgram/training';

export const subword: Model = {
  id: 'subword',
  title: 'Subword skip-gram',
  summary: 'Skip-gram that also learns pieces of words, as fastText does, so that unseen words and misspellings get vectors.',
  source: 'Bojanowski, Grave, Joulin & Mikolov 2017, “Enriching Word Vectors with Subword Information”',
  options: [
    dims,
    window,
    negative,
    epochs,
    { ...alpha, default: 0.05 },
    { ...whole('minn', 'Shortest piece', 'Characters in the shortest piece of a word, its two ends counted as one each.', 3, 1, 20) },
    { ...whole('maxn', 'Longest piece', 'Characters in the longest piece; long pieces are nearly whole words.', 6, 1, 20) },
    { ...whole('buckets', 'Places for pieces', 'Pieces share these; more tell them apart better: 4 bytes × dimensions each.', 200_000, 1, 2_000_000), advanced: true },
    choice('architecture', 'Architecture', 'The word predicts the words around it, or they predict it.', ['skip-gram', 'CBOW']),
    ...advanced,
  ],
  presets,
  train: (corpus, options, from) => new SkipgramTraining(corpus, options, undefined, { from, family: subwordFamily }),
  family: subwordFamily,
  keeps: true,
};
