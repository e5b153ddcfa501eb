/** Nearest neighbours by Euclidean distance: the lengths of vectors, which grow with how often a word occurs, then count too. */
import { lengthOf } from './length';
import { neighbours, similarities, type Neighbour, type NeighbourOptions, type Query } from './neighbours';
import type { VectorSpace } from './space';
import { top } from './top';
import { wholeNumber } from './whole-number';

export interface Near extends Neighbour {
  /** |query − row|. */
  distance: number;
}

/** How near is measured. */
export const measures = ['cosine', 'euclidean'] as const;
export type Measure = (typeof measures)[number];

/**
 * The k rows of least distance to the query, ties in row order: |q − v|² = |q|² + |v|² − 2 |q| |v| cos(q, v), so
 * that distances below a thousandth of the lengths are rounded.
 * @throws WordspaceError as `neighbours` does
 */
export function nearest(space: VectorSpace, query: Query, options: Omit<NeighbourOptions, 'table'>): Near[] {
  const k = wholeNumber(options.k, 'The number of neighbours');
  const cosines = similarities(space, query, options.limit);
  const length = typeof query === 'number' ? space.norms[query] : lengthOf(query instanceof Float32Array ? query : query.values);
  const squares = Float32Array.from(cosines, (cosine, row) => -Math.max(0, length ** 2 + space.norms[row] ** 2 - 2 * length * space.norms[row] * cosine));
  const exclude = options.exclude ?? (typeof query === 'number' ? [query] : []);
  return top(squares, k, exclude).map(({ row, score }) => ({ row, name: space.names[row], similarity: cosines[row], distance: Math.sqrt(-score) }));
}

/** Neighbours by either measure; only those by Euclidean distance tell it. */
export function nearestBy(measure: Measure, space: VectorSpace, query: Query, options: NeighbourOptions): (Neighbour & Partial<Near>)[] {
  return measure === 'euclidean' ? nearest(space, query, options) : neighbours(space, query, options);
}
