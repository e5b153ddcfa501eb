import { start } from '../jobs/client';
import { modelById } from '../models/registry';
import { meanVector, rankDocuments } from '../space/documents';
import { VectorSpace } from '../space/space';
import type { EncodedCorpus } from '../text/corpus';
import { queryIds } from '../text/encode';
import type { OpenSpace } from './state';
import { get } from './store';

/** Searching the documents of a corpus with every space that was trained on it. */

export interface FoundDocument {
  document: number;
  title: string;
  similarity: number;
}

/** The best documents for a text, or a sentence that says why there are none. */
export type DocumentAnswer = { space: OpenSpace; found: FoundDocument[] } | { space: OpenSpace; why: string };

/** Document vectors of spaces that have none of their own: made once, in a worker. */
const means = new WeakMap<VectorSpace, Promise<VectorSpace>>();

/** Every space of the corpus answers; those whose documents must first be made answer later than the rest. */
export function searchDocuments(corpusId: string, text: string, k = 8): Promise<DocumentAnswer>[] {
  const corpus = get().corpora.find((c) => c.id === corpusId);
  if (!corpus) return [];
  const ids = queryIds(text, wordIds(corpus.encoded), corpus.reading);
  return get()
    .spaces.filter((s) => s.corpusId === corpusId && !s.training)
    .map((space) => answer(space, corpus.encoded, ids, k));
}

async function answer(space: OpenSpace, corpus: EncodedCorpus, ids: Uint32Array, k: number): Promise<DocumentAnswer> {
  if (ids.length === 0) return { space, why: 'None of these words is in the corpus.' };
  const own = placedByModel(space, ids);
  const rows = Array.from(ids, (id) => space.words.rowOf(corpus.vocabulary.words[id])).filter((row) => row >= 0);
  if (!own && rows.length === 0) return { space, why: 'None of these words has a vector in this space.' };
  const { documents, query } = own ?? { documents: await meanDocuments(space.words, corpus), query: meanVector(space.words, rows) };
  const found = rankDocuments(documents, query, k);
  if (found.length === 0) return { space, why: 'No document shares anything with this text.' };
  return { space, found: found.map((n) => ({ document: n.row, title: n.name, similarity: n.similarity })) };
}

/** Where the model itself puts the text among its document vectors; null for models without any. */
function placedByModel({ model, query, documents }: OpenSpace, ids: Uint32Array) {
  const { place } = modelById(model);
  return place && query && documents ? { documents, query: place(query, ids) } : null;
}

function meanDocuments(words: VectorSpace, corpus: EncodedCorpus): Promise<VectorSpace> {
  let made = means.get(words);
  if (!made) {
    made = start('documents', { words: words.data, corpus }).promise.then((data) => new VectorSpace(data));
    means.set(words, made);
  }
  return made;
}

const idsOf = new WeakMap<EncodedCorpus, Map<string, number>>();

function wordIds(corpus: EncodedCorpus): Map<string, number> {
  let ids = idsOf.get(corpus);
  if (!ids) {
    ids = new Map(corpus.vocabulary.words.map((w, id) => [w, id]));
    idsOf.set(corpus, ids);
  }
  return ids;
}
