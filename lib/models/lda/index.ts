/**
 * Topics of a text: latent Dirichlet allocation (Blei, Ng & Jordan 2003) by
 * collapsed Gibbs sampling.
 */
import type { Model } from '../model';
import { foldIn } from './foldin';
import { Training } from './training';

export const lda: Model = {
  id: 'lda',
  title: 'LDA',
  summary: 'Finds topics, groups of words that share documents; a word’s vector says which topics it belongs to.',
  source: 'Griffiths & Steyvers 2004, “Finding scientific topics”',
  options: [
    { name: 'topics', label: 'Topics', help: 'How many topics to look for.', default: 20, min: 2, max: 500, integer: true },
    { name: 'iterations', label: 'Iterations', help: 'Sweeps over the text: more give clearer topics and take longer.', default: 200, min: 1, max: 10_000, integer: true },
    { name: 'alpha', label: 'Alpha', help: 'Higher mixes more topics into a document; 0 shares 5 among all topics.', default: 0, min: 0, max: 100, integer: false, advanced: true },
    { name: 'beta', label: 'Beta', help: 'Higher spreads a topic over more words.', default: 0.01, min: 0.000_1, max: 10, integer: false, advanced: true },
    { name: 'optimizeInterval', label: 'Optimise priors every', help: 'Let alpha and beta fit the text every so many sweeps; 0 keeps them as they are.', default: 10, min: 0, max: 10_000, integer: true, advanced: true },
    { name: 'burnIn', label: 'Burn-in', help: 'Sweeps before alpha and beta are first optimised.', default: 50, min: 0, max: 10_000, integer: true, advanced: true },
    { name: 'minDocumentFrequency', label: 'Least document frequency', help: 'Leave out words in fewer documents or chunks; eased for small texts.', default: 5, min: 1, max: 100_000, integer: true },
    { name: 'maxDocumentShare', label: 'Largest document share', help: 'Leave out words in more than this share of the documents or chunks.', default: 0.4, min: 0.001, max: 1, integer: false },
    { name: 'minLetters', label: 'Least letters', help: 'Leave out words with fewer letters.', default: 3, min: 1, max: 30, integer: true, advanced: true },
    { name: 'chunk', label: 'Chunk', help: 'Cut long documents into pieces of about so many words; 0 keeps them whole.', default: 150, min: 0, max: 1_000_000, integer: true, advanced: true },
    { name: 'seed', label: 'Seed', help: 'Start of the random draws: the same seed gives the same topics.', default: 1, min: 0, max: 2_147_483_647, integer: true, advanced: true },
  ],
  parallel: true,
  keeps: true,
  train: (corpus, options) => new Training(corpus, options),
  place(parts, ids) {
    if (parts.kind !== 'lda') throw new TypeError(`the query parts of ${parts.kind} cannot place a text among topics`);
    return foldIn(parts.phi, parts.alpha, ids);
  },
};
