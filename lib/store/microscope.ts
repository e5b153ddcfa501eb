import { dense, type Dense } from '../kernels/matrix';
import { Random } from '../kernels/random';
import { HIERARCHICAL_SOFTMAX } from '../models/skipgram/options';
import { oneStep, seedThatStays, sentenceAround, type Network, type Step } from '../models/skipgram/microscope';
import { lookup } from '../space/suggest';
import type { EncodedCorpus } from '../text/corpus';
import { remembered } from './remembered';
import type { AppState, Microscope, OpenCorpus, OpenSpace } from './state';
import { activeSpace, get, notify, sentence, set } from './store';

/**
 * One step of training at a place in the text, on the space that is on the map: all
 * that is shown follows from the place, the seed and the learning rate.
 */

/** What is under the microscope, or what is missing for it. */
export type Sight =
  | { kind: 'ready'; space: OpenSpace; corpus: OpenCorpus; place: Place | null }
  | { kind: 'no space' }
  /** Not skip-gram with negative sampling, or not trained here. */
  | { kind: 'other model'; space: OpenSpace }
  | { kind: 'in training'; space: OpenSpace }
  | { kind: 'no text'; space: OpenSpace }
  /** The open text has words that the space lacks. */
  | { kind: 'other text'; space: OpenSpace; corpus: OpenCorpus }
  /** Without output vectors there is no dot product to take. */
  | { kind: 'no output'; space: OpenSpace; corpus: OpenCorpus };

export interface Place {
  /** Number of the token in `EncodedCorpus.ids`. */
  token: number;
  document: number;
  /** First token of its sentence. */
  from: number;
  alpha: number;
  step: Step;
}

export function sight(state: AppState): Sight {
  const space = activeSpace(state);
  if (!space) return { kind: 'no space' };
  const { negative, objective } = space.options;
  if (space.model !== 'skipgram' || negative === undefined || objective === HIERARCHICAL_SOFTMAX) return { kind: 'other model', space };
  if (space.training) return { kind: 'in training', space };
  const corpus = state.corpora.find((c) => c.id === space.corpusId);
  if (!corpus) return { kind: 'no text', space };
  if (!space.output) return { kind: 'no output', space, corpus };
  const network = networkOf(space, corpus.encoded);
  if (!network) return { kind: 'other text', space, corpus };
  const { token, corpusId, seed, alpha } = state.microscope;
  const here = token !== null && corpusId === corpus.id;
  return { kind: 'ready', space, corpus, place: here ? placeAt(space, corpus.encoded, network, token, seed, alpha ?? space.options.alpha) : null };
}

/** Look at a token of the text that the space on the map was trained on. */
export function lookAt(token: number): void {
  const corpusId = activeSpace(get())?.corpusId ?? null;
  set((s) => ({ microscope: { ...s.microscope, corpusId, token, error: null } }));
}

/** Look at the first occurrence of a word; an unknown word leaves a sentence that says so. */
export function lookFor(word: string): void {
  const space = activeSpace(get());
  const corpus = get().corpora.find((c) => c.id === space?.corpusId);
  if (!space || !corpus) return;
  try {
    const found = occurrences(corpus.encoded, space.words.names[lookup(space.words, word)]);
    if (found.length > 0) lookAt(found[0]);
  } catch (error) {
    set((s) => ({ microscope: { ...s.microscope, error: sentence(error) } }));
  }
}

const chance = new Random(1);

export function lookAnywhere({ ids }: EncodedCorpus): void {
  lookAt(Math.floor(chance.uniform() * ids.length));
}

export function adjust(change: Partial<Pick<Microscope, 'seed' | 'alpha' | 'stage'>>): void {
  set((s) => ({ microscope: { ...s.microscope, ...change } }));
}

/** Toss coins until the token that is looked at is trained on. */
export function tossUntilItStays(): void {
  const seen = sight(get());
  if (seen.kind !== 'ready' || !seen.place) return;
  const { space, corpus, place } = seen;
  const seed = seedThatStays(corpus.encoded, space.options, place.token, get().microscope.seed);
  if (seed === null) notify('note', 'None of 2,000 coins let this word stay: it is left out nearly always. Choose another one.');
  else adjust({ seed });
}

/** Tokens at which the word stands, in text order. */
export const occurrences = remembered(({ ids, vocabulary }: EncodedCorpus, word: string): Uint32Array => {
  const id = vocabulary.words.indexOf(word);
  const found: number[] = [];
  ids.forEach((other, token) => {
    if (other === id) found.push(token);
  });
  return Uint32Array.from(found);
});

const placeAt = remembered((space: OpenSpace, corpus: EncodedCorpus, network: Network, token: number, seed: number, alpha: number): Place => ({
  token,
  document: corpus.documents.findIndex((from) => from > token) - 1,
  from: sentenceAround(corpus.sentences, token)[0],
  alpha,
  step: oneStep(corpus, space.options, network, token, seed, alpha),
}));

/** The space's vectors in the order of the text's words; null where a word has none. */
const networkOf = remembered(({ words: space, output }: OpenSpace, { vocabulary }: EncodedCorpus): Network | null => {
  const { matrix } = space;
  if (matrix.kind !== 'dense' || !output) return null;
  if (vocabulary.words.every((word, i) => space.names[i] === word)) return { input: matrix, output };
  const rows = vocabulary.words.map((word) => space.rowOf(word));
  return rows.includes(-1) ? null : { input: gathered(matrix, rows), output: gathered(output, rows) };
});

function gathered({ dims, values }: Dense, rows: number[]): Dense {
  const some = dense(rows.length, dims);
  rows.forEach((row, i) => some.values.set(values.subarray(row * dims, (row + 1) * dims), i * dims));
  return some;
}
