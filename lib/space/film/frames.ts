/** A film as plain, cloneable data: what is saved with a space and crosses workers. */
import { decodeChain, type CodedRows, type Shape } from '../../kernels/film/coded-rows';
import type { CodedPlaces } from './places';

/** A point of the training. */
export interface Moment {
  /** Share of the work done, 0 … 1; rises from frame to frame. */
  done: number;
  /** The epoch under way, from 1. */
  epoch: number;
  /** Loss as the training reported it; NaN where it did not. */
  loss: number;
}

export interface FilmFrame extends Moment {
  /** Number of the frame that the rows are coded against; −1 for none. */
  after: number;
  rows: CodedRows;
  places?: CodedPlaces;
}

export interface FilmData extends Shape {
  /** In the order of time; the first and the last one recorded are always there. */
  frames: FilmFrame[];
}

/** The frame that frame `index` (1 or more) is coded against: the number without its lowest set bit. */
export function earlierOf(index: number): number {
  return index & (index - 1);
}

/** Bytes a frame takes: its buffers, and what describes them, generously. */
export function bytesOf({ rows, places }: FilmFrame): number {
  const placed = places ? places.low.byteLength + places.step.byteLength + places.values.byteLength : 0;
  return 500 + rows.codes.byteLength + rows.scales.byteLength + rows.values.byteLength + placed;
}

/** The coded rows that lead to a frame, its own last; none for −1. */
export function chainTo({ frames }: FilmData, index: number): CodedRows[] {
  const chain: CodedRows[] = [];
  for (let i = index; i >= 0; i = frames[i].after) chain.push(frames[i].rows);
  return chain.reverse();
}

/** The vectors of a frame, rows × dims, in a new array. */
export function decodeFrame(film: FilmData, index: number): Float32Array<ArrayBuffer> {
  return decodeChain(chainTo(film, index), film);
}
