import { createStore, type UseStore } from 'idb-keyval';

const shelves = new Map<string, UseStore>();

/**
 * Where what a person made is kept in this browser, for the page and its workers: an IndexedDB of its
 * own for each kind, opened when it is first asked for; null where there is none, as in Node.
 */
export function shelf(of: 'spaces' | 'corpora'): UseStore | null {
  if (typeof indexedDB === 'undefined') return null;
  if (!shelves.has(of)) shelves.set(of, createStore(`wordspace-${of}`, of));
  return shelves.get(of)!;
}
