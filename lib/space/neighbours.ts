/**
 * Exact nearest neighbours by cosine: every row is looked at. Dense rows are
 * scanned; sparse rows are reached through the inverted index, so the cost is
 * that of the query's postings (Manning et al. 2008, "Introduction to
 * Information Retrieval", fig. 6.14, term-at-a-time). Where a table of
 * neighbours is at hand, only the rows that it lists are.
 */
import { WordspaceError } from '../error';
import type { Csr, Dense, Matrix } from '../kernels/matrix';
import { covers, listed, type NeighbourTable } from './neighbour-table';
import type { VectorSpace } from './space';
import { top } from './top';
import { limited, wholeNumber } from './whole-number';

export interface Neighbour {
  row: number;
  name: string;
  /** Cosine, −1 … 1. */
  similarity: number;
}

/** A row of the space, a vector of its dimensions, or one sparse row. */
export type Query = number | Float32Array | Csr;

export interface NeighbourOptions {
  /** How many, 1 or more; fewer come back from a smaller space. */
  k: number;
  /** Rows that are never an answer; default: the queried row itself. */
  exclude?: Iterable<number>;
  /** Only the first `limit` rows (the most frequent) are searched; default all. */
  limit?: number;
  /** Neighbours found before: the answer is the same, and sooner there where they hold it. */
  table?: NeighbourTable;
}

/**
 * The k rows of highest cosine with the query, ties in row order.
 * @throws WordspaceError where k or limit is no count, or the query has no direction (see `similarities`)
 */
export function neighbours(space: VectorSpace, query: Query, options: NeighbourOptions): Neighbour[] {
  const k = wholeNumber(options.k, 'The number of neighbours');
  const known = fromTable(space, query, k, options);
  if (known) return known.map(({ row, score }) => ({ row, name: space.names[row], similarity: score }));
  const scores = similarities(space, query, options.limit);
  const exclude = options.exclude ?? (typeof query === 'number' ? [query] : []);
  return top(scores, k, exclude).map(({ row, score }) => ({ row, name: space.names[row], similarity: score }));
}

/** What the scan would find, where the table can tell. */
function fromTable(space: VectorSpace, query: Query, k: number, { exclude, limit, table }: NeighbourOptions): { row: number; score: number }[] | null {
  if (!table || typeof query !== 'number' || exclude) return null;
  const rows = limited(space.size, limit);
  if (!covers(table, Math.max(rows, query + 1))) return null;
  const { indices, values } = unitQuery(space, query);
  return listed(table, query, k, (row) => (row < rows ? row : -1), scorer(space.unit, indices, values));
}

/** The score of single rows, each added up in the order of the scan. */
function scorer(unit: Matrix, indices: Uint32Array, values: Float64Array): (row: number) => number {
  if (unit.kind === 'csr') {
    return (row) => {
      let sum = 0;
      for (let p = unit.indptr[row], e = 0; p < unit.indptr[row + 1] && e < indices.length; ) {
        const ahead = unit.indices[p] - indices[e];
        if (ahead === 0) sum += values[e++] * unit.values[p++];
        else if (ahead < 0) p++;
        else e++;
      }
      return Math.fround(sum);
    };
  }
  return (row) => {
    let sum = 0;
    for (let e = 0; e < indices.length; e++) sum += values[e] * unit.values[row * unit.dims + indices[e]];
    return Math.fround(sum);
  };
}

/** Cosine of two rows; 0 where one of them is a zero vector. */
export function similarity(space: VectorSpace, rowA: number, rowB: number): number {
  const { unit } = space;
  if (unit.kind === 'csr') return sparseDot(unit, rowA, rowB);
  const a = rowA * unit.dims;
  const b = rowB * unit.dims;
  let dot = 0;
  for (let d = 0; d < unit.dims; d++) dot += unit.values[a + d] * unit.values[b + d];
  return dot;
}

/**
 * Cosine of the query with every row (or the first `limit`), in row order.
 * @throws WordspaceError where the query is all zeros, not finite, or of another number of dimensions
 */
export function similarities(space: VectorSpace, query: Query, limit?: number): Float32Array {
  const rows = limited(space.size, limit);
  const { indices, values } = unitQuery(space, query);
  return space.unit.kind === 'csr'
    ? sparseScores(space.invertedIndex, indices, values, rows)
    : denseScores(space.unit, indices, values, rows);
}

/** The query as its non-zero dimensions (ascending), scaled to length 1. */
function unitQuery(space: VectorSpace, query: Query): { indices: Uint32Array; values: Float64Array } {
  const { indices, values } = nonZeros(space, query);
  let squares = 0;
  for (const v of values) squares += v * v;
  if (!(squares > 0 && squares < Infinity)) {
    const whose = typeof query === 'number' ? `“${space.names[query]}”` : 'The query';
    const how = squares === 0 ? 'is all zeros and so is near nothing' : 'holds a value that is not a finite number';
    throw new WordspaceError(`${whose} has a vector that ${how}; choose another word or text.`);
  }
  const scale = 1 / Math.sqrt(squares);
  return { indices, values: Float64Array.from(values, (v) => v * scale) };
}

function nonZeros(space: VectorSpace, query: Query): { indices: Uint32Array; values: Float32Array } {
  const { matrix } = space;
  if (typeof query !== 'number') {
    const dims = query instanceof Float32Array ? query.length : query.dims;
    if (dims !== space.dims) {
      throw new WordspaceError(`The query has ${dims} dimensions and the space ${space.dims}; use a vector made by the same model.`);
    }
    return query instanceof Float32Array ? withoutZeros(query) : query;
  }
  if (!(Number.isInteger(query) && query >= 0 && query < space.size)) {
    throw new WordspaceError(`There is no row ${query} in this space of ${space.size}; rows count from 0.`);
  }
  if (matrix.kind === 'dense') return withoutZeros(matrix.values.subarray(query * matrix.dims, (query + 1) * matrix.dims));
  const [from, to] = [matrix.indptr[query], matrix.indptr[query + 1]];
  return { indices: matrix.indices.subarray(from, to), values: matrix.values.subarray(from, to) };
}

function withoutZeros(vector: Float32Array): { indices: Uint32Array; values: Float32Array } {
  const indices: number[] = [];
  for (let d = 0; d < vector.length; d++) if (vector[d] !== 0) indices.push(d);
  return { indices: Uint32Array.from(indices), values: Float32Array.from(indices, (d) => vector[d]) };
}

/** Four sums at a time keep the additions from waiting on each other. */
function denseScores(unit: Dense, indices: Uint32Array, values: Float64Array, rows: number): Float32Array {
  const { dims, values: matrix } = unit;
  const query = new Float64Array(dims);
  for (let e = 0; e < indices.length; e++) query[indices[e]] = values[e];
  const scores = new Float32Array(rows);
  const last = rows - 1;
  for (let r = 0; r < rows; r += 4) {
    const at0 = r * dims;
    const at1 = Math.min(r + 1, last) * dims;
    const at2 = Math.min(r + 2, last) * dims;
    const at3 = Math.min(r + 3, last) * dims;
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let s3 = 0;
    for (let d = 0; d < dims; d++) {
      const q = query[d];
      s0 += q * matrix[at0 + d];
      s1 += q * matrix[at1 + d];
      s2 += q * matrix[at2 + d];
      s3 += q * matrix[at3 + d];
    }
    scores[r] = s0;
    // past the last row these fall outside the array and are dropped
    scores[r + 1] = s1;
    scores[r + 2] = s2;
    scores[r + 3] = s3;
  }
  return scores;
}

function sparseScores(index: Csr, indices: Uint32Array, values: Float64Array, rows: number): Float32Array {
  const sums = new Float64Array(rows);
  for (let e = 0; e < indices.length; e++) {
    const weight = values[e];
    const to = index.indptr[indices[e] + 1];
    for (let p = index.indptr[indices[e]]; p < to && index.indices[p] < rows; p++) {
      sums[index.indices[p]] += weight * index.values[p];
    }
  }
  return Float32Array.from(sums);
}

/** Merge join of two ascending rows. */
function sparseDot(m: Csr, rowA: number, rowB: number): number {
  let a = m.indptr[rowA];
  let b = m.indptr[rowB];
  let dot = 0;
  while (a < m.indptr[rowA + 1] && b < m.indptr[rowB + 1]) {
    const ahead = m.indices[a] - m.indices[b];
    if (ahead === 0) dot += m.values[a++] * m.values[b++];
    else if (ahead < 0) a++;
    else b++;
  }
  return dot;
}
