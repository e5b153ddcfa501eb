import { createStore, keys, type UseStore } from 'idb-keyval';

const shelves = new Map<string, UseStore>();

/**
 * Where what a person made is kept in this browser, for the page and its workers: an IndexedDB of its
 * own for each kind, opened when it is first asked for; null where there is none, as in Node. Where the
 * browser forbids it, whatever is asked of a shelf is refused.
 */
export function shelf(of: 'spaces' | 'corpora'): UseStore | null {
  if (!hasIndexedDb()) return null;
  if (!shelves.has(of)) {
    const store = createStore(`wordspace-${of}`, of);
    // A browser that forbids it throws on opening, instead of refusing: here both are one.
    shelves.set(of, async (mode, ask) => store(mode, ask));
  }
  return shelves.get(of)!;
}

/** Whether this browser lets anything be kept for the next visit. */
export async function canKeep(): Promise<boolean> {
  const spaces = shelf('spaces');
  return spaces !== null && keys(spaces).then(() => true, () => false);
}

/** Where it is forbidden the mere mention of it may throw. */
function hasIndexedDb(): boolean {
  try {
    return typeof indexedDB !== 'undefined';
  } catch {
    return true;
  }
}
