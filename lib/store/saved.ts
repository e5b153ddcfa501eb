import { createStore, del, entries, set as put, type UseStore } from 'idb-keyval';
import type { Corpus } from '../text/corpus';
import type { SpaceData } from '../space/space';
import { notify } from './store';
import type { OpenSpace } from './state';

/** What a person made is kept in this browser (IndexedDB), so that a reload loses nothing. */

export type SavedSpace = Omit<OpenSpace, 'words' | 'documents' | 'ensemble'> & { words: SpaceData; documents?: SpaceData; siblings?: SpaceData[] };

/** One database each: IndexedDB opens them lazily, and Node has none. */
let stores: { spaces: UseStore; corpora: UseStore } | null = null;

function shelves(): { spaces: UseStore; corpora: UseStore } | null {
  if (typeof indexedDB === 'undefined') return null;
  return (stores ??= { spaces: createStore('wordspace-spaces', 'spaces'), corpora: createStore('wordspace-corpora', 'corpora') });
}

export async function saveSpace(space: OpenSpace): Promise<void> {
  const { ensemble, ...rest } = space;
  const siblings = ensemble?.slice(1).map((other) => other.data);
  const saved: SavedSpace = { ...rest, words: space.words.whole, documents: space.documents?.data, siblings };
  await shelve('spaces', space.id, saved, `${space.title} stays open, but this browser did not let it be saved for the next visit.`);
}

export async function saveCorpus(id: string, corpus: Corpus): Promise<void> {
  await shelve('corpora', id, corpus, `${corpus.title} stays open, but this browser did not let it be saved for the next visit.`);
}

export async function forgetSpace(id: string): Promise<void> {
  const { spaces } = shelves() ?? {};
  if (spaces) await del(id, spaces).catch(() => {});
}

export async function savedThings(): Promise<{ spaces: SavedSpace[]; corpora: { id: string; corpus: Corpus }[] }> {
  const s = shelves();
  if (!s) return { spaces: [], corpora: [] };
  try {
    const [spaces, corpora] = await Promise.all([entries<string, SavedSpace>(s.spaces), entries<string, Corpus>(s.corpora)]);
    return { spaces: spaces.map(([, space]) => space).sort((a, b) => a.created - b.created), corpora: corpora.map(([id, corpus]) => ({ id, corpus })) };
  } catch {
    return { spaces: [], corpora: [] };
  }
}

async function shelve(shelf: 'spaces' | 'corpora', id: string, value: unknown, sorry: string): Promise<void> {
  const s = shelves();
  if (s) await put(id, value, s[shelf]).catch(() => notify('note', sorry));
}
