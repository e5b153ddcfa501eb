/** What is known of a whole space, for the words on the map where these are some alone. */
import type { ColourValues } from '../lib/store/view';
import { similarities, similarity } from '../lib/space/neighbours';
import type { VectorSpace } from '../lib/space/space';
import type { Neighbour } from './scene/marks';

/** @param rows of the whole space, one a point; undefined where the points are its first rows */
export function valuesOnMap(values: ColourValues, rows: readonly number[] | undefined): ColourValues {
  if (!rows) return values;
  return values.kind === 'number'
    ? { ...values, values: Float32Array.from(rows, (row) => values.values[row] ?? Number.NaN) }
    : { ...values, values: rows.map((row) => values.values[row] ?? null) };
}

/** Of the first `count` points to a word of the whole space. */
export function similaritiesOnMap(whole: VectorSpace, word: number, count: number, rows: readonly number[] | undefined): Float32Array {
  return rows ? Float32Array.from(rows, (row) => similarity(whole, word, row)) : similarities(whole, word, count);
}

/** Those of a word's neighbours that are on the map. */
export function linesOnMap(lines: readonly Neighbour[], whole: VectorSpace, shown: VectorSpace): Neighbour[] {
  return lines.map((line) => ({ ...line, row: shown.rowOf(whole.names[line.row]) })).filter(({ row }) => row >= 0);
}

/** The words on the map whose value is this one. */
export function namesOf(values: ColourValues | undefined, category: string | null, names: readonly string[]): string[] {
  return values?.kind === 'category' ? names.filter((_, row) => values.values[row] === category) : [];
}
