/**
 * What of a space is on the map: its most frequent words, or some words alone. These stand
 * as a space of their own, so that layouts and whatever is drawn need not know of it;
 * questions are asked of the whole one.
 */
import { pickRows, type Matrix } from '../kernels/matrix';
import { rowsOfAxis, type AxisWords } from '../space/axis-words';
import { VectorSpace } from '../space/space';
import { spaceOfRows } from '../space/subset';
import { remembered } from './remembered';
import type { AppState, OpenSpace } from './state';
import { activeSpace } from './store';

/** Fewer words make no map of their own. */
export const LEAST_ALONE = 5;

/** By the whole space, then by the list of words. */
const parts = new WeakMap<VectorSpace, WeakMap<readonly string[], VectorSpace>>();
const rowsOf = new WeakMap<VectorSpace, readonly number[]>();
const wholes = new WeakMap<OpenSpace, OpenSpace>();

/** The rows of the words that a space knows, each once, ascending. */
export function knownRows(words: VectorSpace, names: readonly string[]): number[] {
  return [...new Set(names.map((name) => words.rowOf(name)))].filter((row) => row >= 0).sort((a, b) => a - b);
}

/** The space on the map, with the isolated words alone where some are; the same object while nothing changes. */
export function onMap(state: Pick<AppState, 'spaces' | 'spaceId' | 'view'>): OpenSpace | undefined {
  const space = activeSpace(state);
  const { isolated } = state.view;
  return space && isolated && !space.training ? alone(space, isolated) : space;
}

/** The space that words on the map are part of. */
export function wholeOf(shown: OpenSpace): OpenSpace {
  return wholes.get(shown) ?? shown;
}

/** Which rows of the whole space the rows on the map are; undefined where they are the first ones. */
export function rowsOnMap(words: VectorSpace): readonly number[] | undefined {
  return rowsOf.get(words);
}

/**
 * The vectors that axes are laid out from, which words at their ends belong to: the words of the map come first.
 * @returns with the rows of each axis' ends among them
 */
export function withEnds(shown: OpenSpace, axes: readonly AxisWords[]): { matrix: Matrix; ends: { from: number[]; to: number[] }[] } {
  const { words } = wholeOf(shown);
  const ends = axes.map((axis) => rowsOfAxis(words, axis));
  const rows = rowsOnMap(shown.words);
  if (!rows) return { matrix: words.matrix, ends };
  const all = [...new Set([...rows, ...ends.flatMap(({ from, to }) => [...from, ...to])])];
  const places = new Map(all.map((row, i) => [row, i]));
  const placed = (ofEnd: number[]) => ofEnd.map((row) => places.get(row)!);
  return { matrix: pickRows(words.matrix, all), ends: ends.map(({ from, to }) => ({ from: placed(from), to: placed(to) })) };
}

const alone = remembered((space: OpenSpace, names: readonly string[]): OpenSpace => {
  const shown = { ...space, words: partOf(space.words, names) };
  wholes.set(shown, space);
  return shown;
});

function partOf(words: VectorSpace, names: readonly string[]): VectorSpace {
  const known = parts.get(words) ?? new WeakMap<readonly string[], VectorSpace>();
  parts.set(words, known);
  let part = known.get(names);
  if (!part) {
    const rows = knownRows(words, names);
    part = new VectorSpace(spaceOfRows(words, rows));
    rowsOf.set(part, rows);
    known.set(names, part);
  }
  return part;
}
