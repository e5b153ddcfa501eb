/** What can be drawn over the points of a map. */
import type { Point3 } from './flight';

/** A line from the chosen word. */
export interface Neighbour {
  row: number;
  similarity: number;
  /** Drawn thin and dashed: it goes when the seed changes. */
  faint?: boolean;
}

/** What the map does to the neighbourhood of the word pointed at or chosen: rows it tore away, and rows that only stand near. */
export interface Astray {
  row: number;
  torn: ArrayLike<number> & Iterable<number>;
  pushed: ArrayLike<number> & Iterable<number>;
}

/** What one dimension of the map runs between; an end without a name is not written. */
export interface MapAxis {
  from: string;
  to: string;
}

/** Words that an outline holds together. */
export interface MapRegion {
  id: number;
  name: string;
  rows: readonly number[];
  /** CSS colour. */
  colour: string;
}

/** An end of an arrow: a row, or a place in the scene. */
export type End = number | Point3;

/** An arrow drawn in the accent colour. */
export interface MapArrow {
  from: End;
  to: End;
  /** `step`: the known pair of an analogy. `answer`: its copy; a place it ends in is drawn as a hollow ring. `move`: where a word goes. */
  kind: 'step' | 'answer' | 'move';
  /** The row of the word found for a computed end: a filled ring, the miss dashed between them. */
  found?: number;
}

/** The rows that arrows start from, end in or were found. */
export function wordsOf(arrows: readonly MapArrow[]): number[] {
  return arrows.flatMap(({ from, to, found }) => [from, to, found]).filter((end) => typeof end === 'number');
}
