/**
 * What sets groups of documents apart, in one of two weightings; and of one document, its words of the highest
 * tf-idf (smooth, as scikit-learn has it).
 *
 * Log-odds ratio with an informative Dirichlet prior (Monroe, Colaresi & Quinn 2008, "Fightin' Words: lexical
 * feature selection and evaluation for identifying the content of political conflict", eqs. 16, 20 and 22), a
 * group i against all others j, the prior being the words of both in their proportions:
 *
 *   α(t) = α₀ f(t) ÷ f,  ω_i(t) = ln (y_i(t) + α(t)) ÷ (n_i + α₀ − y_i(t) − α(t)),
 *   W(t, i) = (ω_i(t) − ω_j(t)) ÷ √(1 ÷ (y_i(t) + α(t)) + 1 ÷ (y_j(t) + α(t))),
 *
 * a z-score: how sure it is that t is more frequent there. Class-based tf-idf (Grootendorst 2022, "BERTopic:
 * Neural topic modeling with a class-based TF-IDF procedure", eq. 2), with the documents of a group as one text c:
 *
 *   W(t, c) = tf(t, c) ÷ |c| · ln(1 + A ÷ f(t)),
 *
 * where A is the mean length of the groups and f(t) how often t occurs in all of them. With few, large groups its
 * second factor hardly falls for words that all groups use, and these come first in each.
 */
import { logarithm } from '../../kernels/elementary';
import { top } from '../../space/top';
import type { EncodedCorpus } from '../../text/corpus';
import { frequenciesIn } from '../../text/frequencies';
import type { Groups } from '../../text/groups';

export interface WeightedTerm {
  word: string;
  weight: number;
  /** Occurrences in the group or document. */
  count: number;
}

export interface GroupTerms {
  group: string;
  documents: number;
  tokens: number;
  /** The highest weight first; ties in order of the vocabulary. */
  terms: WeightedTerm[];
}

export const WEIGHTINGS = ['log-odds', 'c-tf-idf'] as const;
export type Weighting = (typeof WEIGHTINGS)[number];

interface GroupTermsOptions {
  /** Words that are no answer, such as stop words; they count for the lengths. */
  leftOut?: ReadonlySet<string>;
  /** Default log-odds. */
  weighting?: Weighting;
}

/** Tokens that the prior is worth, α₀. */
const PRIOR = 500;

/** Groups of numbers that are told, at most. */
export const RANGES = 8;

/**
 * The n top terms of every group: those that weigh more than nothing. Documents of no group count nowhere.
 * @param of the group of each document; null belongs to none
 */
export function groupTerms({ ids, documents, vocabulary }: EncodedCorpus, { of, names }: Pick<Groups, 'of' | 'names'>, n: number, { leftOut = new Set(), weighting = 'log-odds' }: GroupTermsOptions = {}): GroupTerms[] {
  const members = names.map((): number[] => []);
  of.forEach((group, document) => group !== null && members[group].push(document));
  const totals = new Float64Array(vocabulary.words.length);
  const lengths = members.map((rows) => rows.reduce((sum, d) => sum + documents[d + 1] - documents[d], 0));
  for (const rows of members) for (const d of rows) for (let i = documents[d]; i < documents[d + 1]; i++) totals[ids[i]]++;
  const all: Tokens = { counts: totals, length: lengths.reduce((sum, length) => sum + length, 0) };
  const weigh = weighting === 'log-odds' ? logOdds(all) : classTfidf(all, names.length);
  const counts = new Float64Array(vocabulary.words.length);
  return names.map((group, g) => {
    counts.fill(0);
    for (const d of members[g]) for (let i = documents[d]; i < documents[d + 1]; i++) counts[ids[i]]++;
    const weights = weigh({ counts, length: lengths[g] });
    vocabulary.words.forEach((word, id) => leftOut.has(word) && (weights[id] = 0));
    return { group, documents: members[g].length, tokens: lengths[g], terms: best(weights, counts, vocabulary.words, n) };
  });
}

interface Tokens {
  /** Of every word. */
  counts: Float64Array;
  length: number;
}

/** Nothing is weighed in a group that has no others beside it. */
function logOdds(all: Tokens): (group: Tokens) => Float64Array {
  return ({ counts, length }) => counts.map((count, id) => {
    const rest = all.counts[id] - count;
    if (count === 0 || length === all.length) return 0;
    const prior = (PRIOR * all.counts[id]) / all.length;
    const odds = (y: number, of: number) => logarithm((y + prior) / (of + PRIOR - y - prior));
    return (odds(count, length) - odds(rest, all.length - length)) / Math.sqrt(1 / (count + prior) + 1 / (rest + prior));
  });
}

function classTfidf(all: Tokens, groups: number): (group: Tokens) => Float64Array {
  const mean = all.length / Math.max(1, groups);
  const idf = all.counts.map((total) => (total > 0 ? logarithm(1 + mean / total) : 0));
  return ({ counts, length }) => counts.map((count, id) => (count * idf[id]) / Math.max(1, length));
}

/** In how many documents each word occurs. */
export function documentFrequencies({ ids, documents, vocabulary }: EncodedCorpus): Uint32Array {
  return frequenciesIn(ids, documents, vocabulary.words.length);
}

/** The n words of the highest tf-idf in a document; those left out are no answer, but count for its length. */
export function documentTerms({ ids, documents, vocabulary }: EncodedCorpus, document: number, frequencies: Uint32Array, n: number, leftOut: ReadonlySet<string> = new Set()): WeightedTerm[] {
  const counts = new Float64Array(vocabulary.words.length);
  for (let i = documents[document]; i < documents[document + 1]; i++) counts[ids[i]]++;
  const size = documents.length - 1;
  const weights = counts.map((count, id) => (count > 0 ? count * (logarithm((1 + size) / (1 + frequencies[id])) + 1) : 0));
  const length = Math.sqrt(weights.reduce((sum, w) => sum + w * w, 0)) || 1;
  return best(weights.map((w, id) => (leftOut.has(vocabulary.words[id]) ? 0 : w / length)), counts, vocabulary.words, n);
}

function best(weights: Float64Array, counts: Float64Array, words: string[], n: number): WeightedTerm[] {
  return top(weights, n).filter(({ score }) => score > 0).map(({ row, score }) => ({ word: words[row], weight: score, count: counts[row] }));
}
