import { rowNorms, transpose, type Csr } from '../../kernels/matrix';
import { NearestLists } from '../../kernels/knn/nearest';
import type { Metric } from '../../kernels/knn/problem';
import { inverseNorms } from '../rows';
import { SLICE, type Slices } from '../slices';
import { report } from './report';

/** A product here may wait for memory twice where a dense one streams: it counts as so many. */
const COST = 4;

/**
 * Exact neighbours of sparse rows through an inverted index (the transpose): each pair of
 * rows that share a column is met once, at the first of the two; rows that share none are
 * at cosine 0 without being looked at.
 */
export function* sparseNeighbours(matrix: Csr, k: number, metric: Metric): Slices<NearestLists> {
  const { rows } = matrix;
  const lists = new NearestLists(rows, k);
  const inverse = inverseNorms(matrix);
  const lengths = rowNorms(matrix);
  const index = new After(matrix);
  let spent = 0;
  for (let row = 0; row < rows; row++) {
    spent += COST * index.meet(row);
    const { met, count, sums } = index;
    if (metric === 'cosine') {
      for (let i = 0; i < count; i++) offerBoth(lists, row, met[i], Math.fround(sums[met[i]] * (inverse[row] * inverse[met[i]])));
    } else {
      for (let other = row + 1; other < rows; other++) {
        const square = lengths[row] * lengths[row] + lengths[other] * lengths[other] - 2 * sums[other];
        offerBoth(lists, row, other, -Math.fround(Math.sqrt(Math.max(0, square))));
      }
      spent += rows;
    }
    if (spent >= SLICE) {
      spent = 0;
      yield report(row + 1, rows);
    }
  }
  if (metric === 'cosine') fillWithStrangers(matrix, index, lists);
  return lists;
}

function offerBoth(lists: NearestLists, row: number, other: number, similarity: number): void {
  lists.offer(row, other, similarity);
  lists.offer(other, row, similarity);
}

/** Where fewer than k rows are at a cosine above 0: rows without a shared column, at 0, the first ones first. */
function fillWithStrangers(matrix: Csr, index: After, lists: NearestLists): void {
  const { k } = lists;
  for (let row = 0; row < matrix.rows; row++) {
    if (lists.similarities[(row + 1) * k - 1] >= 0) continue;
    const known = index.sharing(row);
    for (let other = 0, offered = 0; other < matrix.rows && offered < k; other++) {
      if (other === row || known.has(other)) continue;
      lists.offer(row, other, 0);
      offered++;
    }
  }
}

/** The products of a row with all rows after it; rows must be asked for in order. */
class After {
  /** The rows met, and how many. */
  readonly met: Uint32Array;
  count = 0;
  /** Products by row; 0 where not met. */
  readonly sums: Float64Array;
  private readonly columns: Csr;
  /** In each column, the first row that comes after those asked for. */
  private readonly next: Uint32Array;
  private readonly metBy: Int32Array;

  constructor(private readonly matrix: Csr) {
    this.columns = transpose(matrix);
    this.next = this.columns.indptr.slice(0, matrix.dims);
    this.met = new Uint32Array(matrix.rows);
    this.metBy = new Int32Array(matrix.rows).fill(-1);
    this.sums = new Float64Array(matrix.rows);
  }

  /** Fills `met`, `count` and `sums`; returns the number of products. */
  meet(row: number): number {
    const { matrix, columns, next, met, metBy, sums } = this;
    for (let i = 0; i < this.count; i++) sums[met[i]] = 0;
    let count = 0;
    let products = 0;
    for (let e = matrix.indptr[row]; e < matrix.indptr[row + 1]; e++) {
      const column = matrix.indices[e];
      const weight = matrix.values[e];
      const from = ++next[column];
      const to = columns.indptr[column + 1];
      for (let p = from; p < to; p++) {
        const other = columns.indices[p];
        if (metBy[other] !== row) {
          metBy[other] = row;
          met[count++] = other;
        }
        sums[other] += weight * columns.values[p];
      }
      products += to - from;
    }
    this.count = count;
    return products;
  }

  /** All rows that share a column with a row. */
  sharing(row: number): Set<number> {
    const { matrix, columns } = this;
    const found = new Set<number>();
    for (let e = matrix.indptr[row]; e < matrix.indptr[row + 1]; e++) {
      const column = matrix.indices[e];
      for (let p = columns.indptr[column]; p < columns.indptr[column + 1]; p++) found.add(columns.indices[p]);
    }
    return found;
  }
}
