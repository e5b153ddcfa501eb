/**
 * What sets some words apart by the company they keep: the sentences that hold one of them are taken as one
 * text and all other sentences as another, and terms are weighed between the two (see groups.ts).
 */
import type { EncodedCorpus } from '../../text/corpus';
import { groupTerms, type WeightedTerm, type Weighting } from './groups';

export interface Company {
  /** Sentences that hold one of the words, and tokens in them. */
  sentences: number;
  tokens: number;
  /** The words themselves, those first that weigh most in these sentences. */
  own: WeightedTerm[];
  /** What else weighs most in them. */
  beside: WeightedTerm[];
}

/**
 * @param words of the vocabulary; others are passed over
 * @param n terms of each kind
 * @param options as for `groupTerms`
 */
export function companyOf(corpus: EncodedCorpus, words: readonly string[], n: number, { leftOut = new Set(), weighting }: { leftOut?: ReadonlySet<string>; weighting?: Weighting } = {}): Company {
  const { ids, sentences, vocabulary } = corpus;
  const chosen = new Set(words);
  const isChosen = Uint8Array.from(vocabulary.words, (word) => Number(chosen.has(word)));
  const of = Array.from({ length: sentences.length - 1 }, (_, s) => {
    for (let i = sentences[s]; i < sentences[s + 1]; i++) if (isChosen[ids[i]]) return 0;
    return 1;
  });
  const halves = { ...corpus, documents: sentences };
  const terms = (out: ReadonlySet<string>) => groupTerms(halves, { of, names: ['with', 'without'] }, n, { leftOut: out, weighting })[0];
  const beside = terms(new Set([...chosen, ...leftOut]));
  const own = terms(new Set(vocabulary.words.filter((word) => !chosen.has(word) || leftOut.has(word))));
  return { sentences: beside.documents, tokens: beside.tokens, own: own.terms, beside: beside.terms };
}
