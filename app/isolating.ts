/** Isolating from the page: the camera shows the other map whole. */
import { isolate, isolateAround, showAll } from '../lib/store/isolation';
import { screen } from './scene/screen';

export const isolateWords = (words: readonly string[]): Promise<void> => seenWhole(isolate(words));

export const isolateWithNearest = (word: string, k: number): Promise<void> => seenWhole(isolateAround(word, k));

export const showAllWords = (): Promise<void> => seenWhole(showAll().then(() => true));

async function seenWhole(begun: Promise<boolean>): Promise<void> {
  if (await begun) screen()?.rig.goHome(performance.now());
}
