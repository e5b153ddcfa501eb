/** What of a space is on the map, and how it is drawn. */
import type { OptionValues } from '../options';
import type { Facts, Neighbours, Positions } from '../projection/projection';
import type { KeptNeighbours } from '../projection/kept';
import type { Trust } from '../projection/trust';
import { axisText, type AxisWords } from '../space/axis-words';

export interface MapLayout {
  positions: Positions;
  /** Counts the changes of `positions`. */
  version: number;
  /** False while the layout is still moving. */
  finished: boolean;
  trust?: Trust;
  /** What it tells of itself, once it is finished. */
  facts?: Facts;
  /** What its axes run between, where they were named. */
  axes?: AxisWords[];
  /** Options were changed while it was laid out: the same options and seed give another map. */
  steered?: boolean;
  /** The true neighbours of its words in the space, by cosine, once they are known; shared by the maps of a space. */
  neighbours?: Neighbours;
  /** Which neighbours every word keeps on this map, once that was asked for. */
  kept?: KeptNeighbours;
}

/** Numbers of words that a map can be asked to hold. */
export const MAP_SIZES = [1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000, 200_000];

export type Colouring = 'frequency' | 'cluster' | 'trust' | 'stability' | 'topic' | 'similarity' | `column:${string}`;

/** One value a word, in the order of the space's names; `reversed` where low stands out, as ranks do; `range` and `order` where colours are to compare between maps. */
export type ColourValues =
  | { kind: 'number'; label: string; values: Float32Array; log: boolean; reversed: boolean; range?: [low: number, high: number]; dates?: boolean }
  | { kind: 'category'; label: string; values: (string | null)[]; order?: readonly string[] };

export interface View {
  method: string;
  dims: 2 | 3;
  /** How many of the most frequent words the map holds. */
  words: number;
  /** The words that are laid out and shown alone; null while all are. Another list is another map. */
  isolated: readonly string[] | null;
  /** Of each method the options that differ from its defaults. */
  settings: Record<string, OptionValues>;
  /** Words at the ends of the axes that the method “axes” places words on; as many are drawn as there are dimensions. */
  axes: AxisWords[];
  colouring: Colouring;
  /** Only the words of this topic or category stay bright. */
  highlight: string | null;
  /** Outlines hold the words of each topic together while the map is coloured by topic. */
  regions: boolean;
  /** Open panel on the asking side. */
  ask: 'word' | 'selection' | 'analogy' | 'axes' | 'compare' | 'evaluate' | 'topics' | 'documents' | 'step';
}

export function layoutKey(spaceId: string, { method, dims, words, settings, isolated, axes = [] }: Pick<View, 'method' | 'dims' | 'words'> & Partial<Pick<View, 'settings' | 'axes' | 'isolated'>>): string {
  const own = Object.entries(settings?.[method] ?? {}).toSorted().map(([name, value]) => ` ${name}=${value}`);
  const ends = method === 'axes' ? axes.slice(0, dims).map((axis) => ` ${axisText(axis)}`) : [];
  // Maps of some words alone begin otherwise: no other map is begun on them or turned onto them.
  const shown = isolated ? `${spaceId} only-${listNumber(isolated)} ${method} ${dims}` : `${spaceId} ${method} ${dims} ${words}`;
  return `${shown}${own.join('')}${ends.join('')}`;
}

const numbers = new WeakMap<readonly string[], number>();
let lists = 0;

function listNumber(list: readonly string[]): number {
  const number = numbers.get(list) ?? ++lists;
  numbers.set(list, number);
  return number;
}
