import { pickRows } from '../kernels/matrix';
import { Random } from '../kernels/random';
import { huffmanTree } from '../models/skipgram/huffman';
import { HIERARCHICAL_SOFTMAX } from '../models/skipgram/options';
import { bagStep, type BagUpdate } from '../models/skipgram/microscope/bag';
import type { BagNetwork } from '../models/skipgram/microscope/bag-rows';
import { seedThatStays, sharedStep, type SharedUpdate } from '../models/skipgram/microscope/shared';
import { sentenceAround, type Step } from '../models/skipgram/microscope/step';
import { lookup } from '../space/suggest';
import type { EncodedCorpus } from '../text/corpus';
import { remembered } from './remembered';
import { stages, type AppState, type Microscope, type OpenCorpus, type OpenSpace } from './state';
import { activeSpace, get, notify, sentence, set } from './store';

/**
 * One step of training at a place in the text, on the space that is on the map: all
 * that is shown follows from the place, the seed and the learning rate.
 */

/** What is under the microscope, or what is missing for it. */
export type Sight =
  | { kind: 'ready'; space: OpenSpace; corpus: OpenCorpus; place: Place | null }
  | { kind: 'no space' }
  /** Not of word2vec's family, or not trained here. */
  | { kind: 'other model'; space: OpenSpace }
  | { kind: 'in training'; space: OpenSpace }
  | { kind: 'no text'; space: OpenSpace }
  /** The open text has words that the space lacks. */
  | { kind: 'other text'; space: OpenSpace; corpus: OpenCorpus }
  /** The open text has other words or counts than the tree was built of. */
  | { kind: 'other tree'; space: OpenSpace; corpus: OpenCorpus }
  /** Without output vectors there is no dot product to take. */
  | { kind: 'no output'; space: OpenSpace; corpus: OpenCorpus };

export type Update = SharedUpdate | BagUpdate;

export interface Place {
  /** Number of the token in `EncodedCorpus.ids`. */
  token: number;
  document: number;
  /** First token of its sentence. */
  from: number;
  alpha: number;
  step: Step<Update>;
}

export function sight(state: AppState): Sight {
  const space = activeSpace(state);
  if (!space) return { kind: 'no space' };
  if (!FAMILY.has(space.model) || space.options.negative === undefined) return { kind: 'other model', space };
  if (space.training) return { kind: 'in training', space };
  const corpus = state.corpora.find((c) => c.id === space.corpusId);
  if (!corpus) return { kind: 'no text', space };
  if (!(hierarchical(space) ? space.nodes : space.output) || (space.model === 'subword' && !space.words.subwords)) return { kind: 'no output', space, corpus };
  const network = networkOf(space, corpus.encoded);
  if (!network) return { kind: hierarchical(space) ? 'other tree' : 'other text', space, corpus };
  const { token, corpusId, seed, alpha } = state.microscope;
  const here = token !== null && corpusId === corpus.id;
  return { kind: 'ready', space, corpus, place: here ? placeAt(space, corpus.encoded, network, token, seed, alpha ?? space.options.alpha) : null };
}

const FAMILY = new Set(['skipgram', 'cbow', 'subword']);

export function hierarchical({ options }: OpenSpace): boolean {
  return options.objective === HIERARCHICAL_SOFTMAX;
}

/** Whether the words around predict the one in the middle. */
export function isCbow({ model, options }: OpenSpace): boolean {
  return model === 'cbow' || (model === 'subword' && options.architecture === 1);
}

/** The stages of a step of this space: a mean is taken where several rows predict together. */
export function stagesOf(space: OpenSpace): Microscope['stage'][] {
  return stages.filter((stage) => stage !== 'mean' || isCbow(space) || space.model === 'subword');
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

const placeAt = remembered((space: OpenSpace, corpus: EncodedCorpus, network: BagNetwork, token: number, seed: number, alpha: number): Place => ({
  token,
  document: corpus.documents.findIndex((from) => from > token) - 1,
  from: sentenceAround(corpus.sentences, token)[0],
  alpha,
  step:
    space.model === 'skipgram' && !hierarchical(space)
      ? sharedStep(corpus, space.options, network, token, seed, alpha)
      : bagStep(corpus, isCbow(space) ? 'center' : 'contexts', space.options, network, token, seed, alpha),
}));

/** The space's vectors in the order of the text's words; null where a word has none, or the tree was another one. */
const networkOf = remembered((space: OpenSpace, { vocabulary }: EncodedCorpus): BagNetwork | null => {
  const { words: { matrix, names, counts, subwords }, output, nodes } = space;
  if (matrix.kind !== 'dense') return null;
  const inOrder = vocabulary.words.every((word, i) => names[i] === word);
  if (hierarchical(space)) {
    const same = inOrder && nodes?.rows === vocabulary.words.length - 1 && vocabulary.counts.every((count, i) => counts?.[i] === count);
    return same ? { input: matrix, output: nodes, subwords, tree: huffmanTree(vocabulary.counts) } : null;
  }
  if (!output) return null;
  if (inOrder) return { input: matrix, output, subwords };
  const rows = vocabulary.words.map((word) => space.words.rowOf(word));
  return rows.includes(-1) ? null : { input: pickRows(matrix, rows), output: pickRows(output, rows), subwords };
});
