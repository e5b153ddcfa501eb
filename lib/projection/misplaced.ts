/** One word's neighbourhood as the picture shows it: for lines on the map, drawn while one points at words. */
import { NearestLists } from '../kernels/knn/nearest';
import { similarityOf } from '../kernels/knn/problem';
import type { Neighbours, Positions } from './projection';

export interface Misplaced {
  /** Neighbours looked at on either side. */
  k: number;
  /** True neighbours among the k nearest on the map, nearest in the space first. */
  kept: Uint32Array;
  /** True neighbours that the picture tore away. */
  torn: Uint32Array;
  /** Near on the map alone, nearest there first: as many as are torn. */
  pushed: Uint32Array;
}

/**
 * The row of `keptNeighbours` of one word, found by looking at every point once (a
 * millisecond for 50,000).
 * @param table true neighbours of the rows of `positions`
 * @param k default 15; at most the table's
 */
export function misplaced(table: Neighbours, positions: Positions, row: number, k = 15): Misplaced {
  const { dims, values } = positions;
  const rows = values.length / dims;
  const wanted = Math.min(k, table.k);
  const similarity = similarityOf({ matrix: { kind: 'dense', rows, dims, values }, metric: 'euclidean', inverse: new Float64Array(0) });
  const onMap = new NearestLists(1, wanted);
  for (let other = 0; other < rows; other++) if (other !== row) onMap.offer(0, other, similarity(row, other));
  const inSpace = table.indices.subarray(row * table.k, row * table.k + wanted);
  return {
    k: wanted,
    kept: inSpace.filter((other) => onMap.indices.includes(other)),
    torn: inSpace.filter((other) => !onMap.indices.includes(other)),
    pushed: onMap.indices.filter((other) => !inSpace.includes(other)),
  };
}
