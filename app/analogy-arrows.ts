/** An analogy as arrows on the map. */
import type { AnalogyResult } from '../lib/space/analogy';
import type { MapArrow } from './scene/marks';

/**
 * For a − b + c: the step b → a and its copy from c, whose computed end is where
 * the map itself would put the answer; the found word stands beside it.
 * @param place of a word of the space on the map, −1 for one that is not there
 */
export function analogyArrows(result: AnalogyResult, positions: Float32Array, place: (row: number) => number): MapArrow[] {
  const terms = result.terms.map(({ row, weight }) => ({ row: place(row), weight }));
  const answers = result.answers.slice(0, 1).map(({ row }) => ({ row: place(row) }));
  const plus = terms.filter((t) => t.weight === 1);
  const minus = terms.filter((t) => t.weight === -1);
  const drawn = [...terms, ...answers].every((t) => t.row >= 0 && t.row * 3 < positions.length);
  if (terms.length !== 3 || plus.length !== 2 || minus.length !== 1 || !drawn) return [];
  const [a, c] = plus;
  const [b] = minus;
  const at = (row: number, axis: number) => positions[row * 3 + axis];
  const end = [0, 1, 2].map((axis) => at(c.row, axis) + at(a.row, axis) - at(b.row, axis)) as [number, number, number];
  return [
    { from: b.row, to: a.row, kind: 'step' },
    { from: c.row, to: end, kind: 'answer', found: answers[0]?.row },
  ];
}
