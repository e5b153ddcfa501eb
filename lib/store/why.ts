import { byDimensions, windowsOf, type Explanation } from '../space/evidence/explain';
import type { PairEvidence } from '../space/evidence/quotes';
import { similarity } from '../space/neighbours';
import { lookup } from '../space/suggest';
import type { AppState, OpenCorpus, OpenSpace } from './state';
import { activeCorpus, activeSpace, get, sentence, set } from './store';
import { textOfPair } from './texts';

/** Why the chosen word and another are close in a space. */

export interface Why {
  spaceId: string;
  word: string;
  other: string;
  similarity: number;
  /** By the space's own dimensions, where they mean something. */
  own: Explanation | null;
  /** What the text says, by the id of the corpus that was asked; null until it has answered. */
  text: { corpusId: string; told: PairEvidence } | null;
  /** Why the text says nothing. */
  silent: string | null;
}

/**
 * Ask for a word of the space on the map, or of another one; the Word panel turns to the answer.
 * @returns a sentence when it cannot be asked
 */
export function askWhy(word: string, other: string, space: OpenSpace | undefined = activeSpace(get())): string | null {
  if (!space) return 'Train or open a space first.';
  try {
    const [rowA, rowB] = [word, other].map((w) => lookup(space.words, w));
    if (rowA === rowB) return 'A word is as near to itself as can be; choose another one.';
    const corpus = textOf(get(), space);
    const documents = corpus?.id === space.corpusId ? corpus.encoded.titles : space.documents?.names;
    const why: Why = {
      spaceId: space.id,
      word: space.words.names[rowA],
      other: space.words.names[rowB],
      similarity: similarity(space.words, rowA, rowB),
      own: byDimensions(space.words, rowA, rowB, { documents }),
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

export function endWhy(): void {
  set({ why: null });
}

/** Ask the text again, which may have been opened since. */
export function askText(): void {
  const { why } = get();
  if (why && !why.text) void readText(why);
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
