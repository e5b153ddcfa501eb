import { wordAndDocument, type Weighed } from '../space/evidence/document';
import { byDimensions, windowsOf, type Explanation } from '../space/evidence/explain';
import { meaningOf } from '../space/evidence/meaning';
import type { PairEvidence } from '../space/evidence/quotes';
import { similarity } from '../space/neighbours';
import { fold, VectorSpace } from '../space/space';
import { find, lookup } from '../space/suggest';
import type { AppState, OpenCorpus, OpenSpace } from './state';
import { readDocument } from './search';
import { activeCorpus, activeSpace, get, sentence, set } from './store';
import { textOfPair } from './texts';
import { partsAsShown } from './topic-parts';

/** Why the chosen word and another are close in a space. */

export interface Why {
  spaceId: string;
  word: string;
  other: string;
  similarity: number;
  /** By the space's own dimensions, where they mean something; by topics as they were trained, all of them (see `partsAsShown`). */
  own: Explanation | null;
  /** What the text says, by the id of the corpus that was asked; null until it has answered. */
  text: { corpusId: string; told: PairEvidence } | null;
  /** Why the text says nothing. */
  silent: string | null;
}

/**
 * Ask for a word of the space on the map, or of another one; the Word panel turns to the answer. What is no word
 * of the space may be the title of a document, which the Documents panel then opens.
 * @returns a sentence when it cannot be asked
 */
export function askWhy(word: string, other: string, space: OpenSpace | undefined = activeSpace(get())): string | null {
  if (!space) return 'Train or open a space first.';
  try {
    const corpus = textOf(get(), space);
    const document = find(space.words, other) < 0 ? documentCalled(corpus, other) : -1;
    if (corpus && document >= 0) {
      readDocument(corpus, { document, words: [word], near: word });
      return null;
    }
    const [rowA, rowB] = [word, other].map((w) => lookup(space.words, w));
    if (rowA === rowB) return 'A word is as near to itself as can be; choose another one.';
    const documents = corpus?.id === space.corpusId ? corpus.encoded.titles : space.documents?.names;
    const why: Why = {
      spaceId: space.id,
      word: space.words.names[rowA],
      other: space.words.names[rowB],
      similarity: similarity(space.words, rowA, rowB),
      own: byDimensions(space.words, rowA, rowB, { documents, limit: listed(space.words) }),
      text: null,
      silent: null,
    };
    set((s) => ({ why, selected: why.word, view: { ...s.view, ask: 'word' } }));
    void readText(why);
    return null;
  } catch (error) {
    return sentence(error);
  }
}

function documentCalled(corpus: OpenCorpus | undefined, title: string): number {
  return corpus ? corpus.encoded.titles.findIndex((t) => fold(t) === fold(title)) : -1;
}

export function endWhy(): void {
  set({ why: null });
}

/** Ask the text again, which may have been opened since. */
export function askText(): void {
  const { why } = get();
  if (why && !why.text) void readText(why);
}

/**
 * The spaces that can say how close a word is to a document of a text, the one on the map first: all but those
 * that counted the documents of another text.
 */
export function spacesOfDocuments({ spaces, spaceId }: Pick<AppState, 'spaces' | 'spaceId'>, corpus: OpenCorpus): OpenSpace[] {
  const able = ({ words, corpusId }: OpenSpace) => corpusId === corpus.id || meaningOf(words) !== 'documents';
  return spaces.filter((s) => !s.training && able(s)).sort((a, b) => Number(b.id === spaceId) - Number(a.id === spaceId));
}

/**
 * How close a word is to a document of an open text.
 * @throws WordspaceError for a word that the space does not have
 */
export function whyDocument(space: OpenSpace, asked: string, corpus: OpenCorpus, document: number): { word: string; told: Explanation | Weighed } {
  const row = lookup(space.words, asked);
  const documents = space.corpusId === corpus.id ? space.documents : undefined;
  // LSA folds a query in without its singular values (retrieval/index.ts): what a search of the word tells shall be explained here.
  const words = documents && space.query?.kind === 'lsa' ? new VectorSpace({ ...space.words.data, matrix: space.query.components }) : space.words;
  const told = wordAndDocument(words, row, corpus.encoded, document, { documents, limit: listed(words) });
  return { word: space.words.names[row], told: told.by === 'weight' ? told : partsAsShown(told, space) };
}

/** Of topics every part is wanted: a person may have merged them. */
function listed(words: VectorSpace): number | undefined {
  return meaningOf(words) === 'topics' ? Infinity : undefined;
}

/** The text a space was trained on, where it is open; else the one that is. */
export function textOf(state: Pick<AppState, 'corpora' | 'corpusId'>, space: OpenSpace): OpenCorpus | undefined {
  return state.corpora.find((c) => c.id === space.corpusId) ?? activeCorpus(state as AppState);
}

async function readText(why: Why): Promise<void> {
  const space = get().spaces.find((s) => s.id === why.spaceId);
  const corpus = space && textOf(get(), space);
  if (!space || !corpus) return;
  const { word: a, other: b, similarity: cosine } = why;
  const tell = (change: Pick<Why, 'text' | 'silent'>) => set((s) => (s.why && s.why.word === a && s.why.other === b && s.why.spaceId === space.id ? { why: { ...s.why, ...change } } : {}));
  try {
    const told = await textOfPair(corpus.id, { a, b, similarity: cosine, windows: windowsOf(space.words) });
    if (told) tell({ text: { corpusId: corpus.id, told }, silent: null });
  } catch (error) {
    tell({ text: null, silent: sentence(error) });
  }
}
