/**
 * Why are these two close? The similarity on the screen as a sum: parts with names, what the
 * parts that are not listed add, and the remainder that the parts do not explain. In spaces
 * whose dimensions mean something the remainder is rounding; in neural spaces the parts are
 * the PPMI of shared contexts, and the remainder is what counting them does not say.
 */
import { WordspaceError } from '../../error';
import type { EncodedCorpus } from '../../text/corpus';
import { similarity } from '../neighbours';
import type { VectorSpace } from '../space';
import type { Term } from './concordance';
import type { ContextOptions, SharedContexts } from './contexts';
import { dimensionName, meaningOf, type DimensionName, type Meaning } from './meaning';
import { cosineParts, type CosinePart } from './parts';

export interface Part extends Partial<DimensionName> {
  name: string;
  /** What it adds to the similarity. */
  value: number;
  /** What each of the two has of it: its weight in a unit vector; for contexts its PMI; for a document's word its cosine with the word asked about, and what it adds. */
  a: number;
  b: number;
  /** Contexts: how often it stands near each word. */
  timesA?: number;
  timesB?: number;
  /** Words of a document: how often it occurs there. */
  times?: number;
}

export interface Explanation {
  /** Cosine, as the neighbours' list shows it: parts + others.value + remainder. */
  similarity: number;
  /** What the parts are. */
  by: Exclude<Meaning, 'none'> | 'contexts' | 'document words';
  /** The largest first. */
  parts: Part[];
  /** Those that are not listed. */
  others: { count: number; value: number };
  /** similarity − all parts: below 10⁻⁶ in size where the parts are the space's own dimensions. */
  remainder: number;
}

/** How the space's own dimensions make the similarity, or null where they mean nothing. */
export function byDimensions(space: VectorSpace, rowA: number, rowB: number, options: { limit?: number; documents?: string[] } = {}): Explanation | null {
  const meaning = meaningOf(space);
  if (meaning === 'none') return null;
  return ofDimensions(space, meaning, similarity(space, rowA, rowB), cosineParts(space, rowA, rowB), options);
}

/** A cosine taken apart by dimensions that mean something, those that are listed with their names. */
export function ofDimensions(space: VectorSpace, meaning: Exclude<Meaning, 'none'>, cosine: number, all: CosinePart[], options: { limit?: number; documents?: string[] } = {}): Explanation {
  const parts = all.map(({ dimension, value, a, b }) => ({ dimension, name: '', value, a, b }));
  const { parts: largest, ...rest } = summed(cosine, meaning, parts, options.limit);
  return { ...rest, parts: largest.map(({ dimension, value, a, b }) => Object.assign(dimensionName(space, meaning, dimension, options.documents), { value, a, b })) };
}

/** How the contexts that two words share make their similarity, as far as they do. */
export function byContexts(cosine: number, { contexts }: SharedContexts, words: string[], limit?: number): Explanation {
  const parts = contexts.map(({ word, value, pmiA, pmiB, timesA, timesB }) => ({ name: words[word], value, a: pmiA, b: pmiB, timesA, timesB }));
  return summed(cosine, 'contexts', parts, limit);
}

/** The windows that a space was trained with, as far as it tells. */
export function windowsOf({ provenance: { model, options } }: VectorSpace): Required<Pick<ContextOptions, 'window' | 'weighting'>> {
  const window = typeof options.window === 'number' ? options.window : 5;
  if (typeof options.weighting === 'number') return { window, weighting: (['flat', 'linear', 'harmonic'] as const)[options.weighting] ?? 'linear' };
  if (model === 'glove') return { window: typeof options.window === 'number' ? window : 10, weighting: 'harmonic' };
  return { window, weighting: options.windowKind === 1 ? 'flat' : 'linear' };
}

/**
 * The vocabulary id of a word of a space in a corpus.
 * @throws WordspaceError where the corpus does not have it
 */
export function idIn(corpus: EncodedCorpus, word: string): number {
  const id = corpus.vocabulary.words.indexOf(word);
  if (id < 0) throw new WordspaceError(`“${word}” is not among the words of ${corpus.name} as it was read; read it with a lower min count, or give the text that the vectors were trained on.`);
  return id;
}

/**
 * The same of a term of a counted space, which may be a run of words.
 * @throws WordspaceError where the corpus lacks a word of it
 */
export function termIn(corpus: EncodedCorpus, term: string): Term {
  const words = corpus.vocabulary.words.includes(term) ? [term] : term.split(' ');
  return words.map((word) => idIn(corpus, word));
}

/** Parts, the largest first, as an explanation that lists `limit` of them. */
export function summed<P extends Part>(similarity: number, by: Explanation['by'], all: P[], limit = 12): Omit<Explanation, 'parts'> & { parts: P[] } {
  const value = (parts: P[]) => parts.reduce((sum, part) => sum + part.value, 0);
  const [parts, others] = [all.slice(0, limit), all.slice(limit)];
  return { similarity, by, parts, others: { count: others.length, value: value(others) }, remainder: similarity - value(all) };
}
