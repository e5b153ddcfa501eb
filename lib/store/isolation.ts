/** Laying out some words alone, and all again. */
import { neighbours } from '../space/neighbours';
import { closeFilm } from './film';
import { changeView } from './maps';
import { knownRows, LEAST_ALONE } from './on-map';
import { activeSpace, get, notify, set } from './store';
import { widestTable } from './tables';
import { layoutKey } from './view';

/**
 * Lay out these words alone and show nothing else; where that is cancelled or fails, the map stays as it was.
 * @returns whether it was begun: too few words are answered with a sentence
 */
export async function isolate(words: readonly string[]): Promise<boolean> {
  const space = activeSpace(get());
  if (!space) return false;
  if (space.training) {
    notify('note', 'Words can be isolated once the training is over.');
    return false;
  }
  const known = knownRows(space.words, words).length;
  if (known < LEAST_ALONE) {
    notify('note', `A map of its own takes at least ${LEAST_ALONE} words: ${known === 1 ? 'here is one' : `here are ${known}`}.`);
    return false;
  }
  const before = get().view.isolated;
  if (get().film) closeFilm();
  await changeView({ isolated: words, highlight: null });
  const { layouts, view, jobs } = get();
  const left = view.isolated !== words || layouts[layoutKey(space.id, view)] || jobs.some(({ kind }) => kind === 'map');
  if (!left) set({ view: { ...view, isolated: before } });
  return true;
}

/** A word and its k nearest of the whole space. */
export async function isolateAround(word: string, k: number): Promise<boolean> {
  const words = activeSpace(get())?.words;
  const row = words?.rowOf(word) ?? -1;
  if (!words || row < 0) return false;
  return isolate([word, ...neighbours(words, row, { k, table: widestTable(words) }).map((n) => n.name)]);
}

/** The way back. */
export async function showAll(): Promise<void> {
  await changeView({ isolated: null });
}
