import { del, keys, set as put, values } from 'idb-keyval';
import { shelf } from '../jobs/shelves';
import type { SpaceData } from '../space/space';
import { pack, unpack, type Packed } from './packing';
import { notify } from './store';
import type { OpenSpace } from './state';

/** What a person made is kept in this browser (IndexedDB), so that a reload loses nothing. */

export type SavedSpace = Omit<OpenSpace, 'words' | 'documents' | 'ensemble'> & { words: SpaceData; documents?: SpaceData; siblings?: SpaceData[] };

export async function saveSpace(space: OpenSpace): Promise<void> {
  const { ensemble, ...rest } = space;
  const siblings = ensemble?.slice(1).map((other) => other.data);
  const saved: SavedSpace = { ...rest, words: space.words.whole, documents: space.documents?.data, siblings };
  const spaces = shelf('spaces');
  if (spaces) await put(space.id, pack(saved), spaces).catch(() => notify('note', notSaved(space.title)));
}

/** What is said where something could not be kept. */
export function notSaved(title: string): string {
  return `${title} stays open, but this browser did not let it be saved for the next visit.`;
}

export async function forgetSpace(id: string): Promise<void> {
  const spaces = shelf('spaces');
  if (spaces) await del(id, spaces).catch(() => {});
}

export async function forgetText(id: string): Promise<void> {
  const corpora = shelf('corpora');
  if (corpora) await del(id, corpora).catch(() => {});
}

/** Ids of the texts, which whoever opens them reads (jobs/corpus-desk). */
export async function savedTexts(): Promise<string[]> {
  const corpora = shelf('corpora');
  return corpora ? keys<string>(corpora).catch(() => []) : [];
}

/** Oldest first. */
export async function savedSpaces(): Promise<SavedSpace[]> {
  const spaces = shelf('spaces');
  if (!spaces) return [];
  try {
    // Earlier versions kept a space as it is.
    const read = await Promise.allSettled((await values<Packed | SavedSpace>(spaces)).map((each) => ('bytes' in each ? unpack(each) : each)));
    // What the browser has lost the bytes of takes no other space along.
    const found = read.flatMap((each) => (each.status === 'fulfilled' ? [each.value as SavedSpace] : []));
    return found.toSorted((a, b) => a.created - b.created);
  } catch {
    return [];
  }
}
