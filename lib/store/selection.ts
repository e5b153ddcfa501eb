/** Several words at once: selected with a loop on the map, by name, or as neighbours; one selection for all spaces. */
import { neighbours } from '../space/neighbours';
import { isPattern, matchingNames } from '../space/search';
import { activeSpace, get, set } from './store';
import { widestTable } from './tables';

/** Take up the tool that draws loops on the map, or put it down. */
export function lasso(on: boolean): void {
  set({ lassoing: on });
}

/** Look at these words together, and turn the page to them; the tool that drew around them is put down. */
export function selectWords(words: readonly string[]): void {
  set((s) => ({ selection: words, lassoing: false, view: words.length > 0 ? { ...s.view, ask: 'selection' } : s.view }));
}

/** Let go of the tool, or else of the selection, or of the category that stands alone in the light; whether there was something. */
export function letGo(): boolean {
  const { lassoing, selection, view } = get();
  if (lassoing) lasso(false);
  else if (selection.length > 0) selectWords([]);
  else if (view.highlight !== null) set({ view: { ...view, highlight: null } });
  else return false;
  return true;
}

/** A word and its k nearest in the space on the map. */
export function selectAround(word: string, k: number): void {
  const words = activeSpace(get())?.words;
  const row = words?.rowOf(word) ?? -1;
  if (words && row >= 0) selectWords([word, ...neighbours(words, row, { k, limit: get().view.words, table: widestTable(words) }).map((n) => n.name)]);
}

/**
 * Words typed with spaces or commas between, or a pattern between slashes; gives back what the space on the map does not know.
 * @throws WordspaceError for a pattern that is none
 */
export function selectTyped(text: string): string[] {
  const words = activeSpace(get())?.words;
  if (words && isPattern(text)) {
    const found = matchingNames(words, text);
    if (found.length > 0) selectWords(found);
    return found.length > 0 ? [] : [text.trim()];
  }
  const typed = [...new Set(text.split(/[\s,;]+/).filter((word) => word !== ''))];
  const rows = typed.map((word) => words?.rowOfFolded(word) ?? -1);
  const known = [...new Set(rows.filter((row) => row >= 0))];
  if (words && known.length > 0) selectWords(known.map((row) => words.names[row]));
  return typed.filter((_, i) => rows[i] < 0);
}
