/**
 * The two shapes a matrix has here. Row i belongs to name i. Nobody passes
 * number[][] across a module border, and a sparse matrix is never made dense.
 */
export interface Dense {
  kind: 'dense';
  rows: number;
  dims: number;
  /** Row-major, length rows × dims. */
  values: Float32Array;
}

/** Compressed sparse rows, column indices ascending within a row. */
export interface Csr {
  kind: 'csr';
  rows: number;
  dims: number;
  /** Length rows + 1; row i is [indptr[i], indptr[i + 1]). */
  indptr: Uint32Array;
  indices: Uint32Array;
  values: Float32Array;
}

export type Matrix = Dense | Csr;

export function dense(rows: number, dims: number, values = new Float32Array(rows * dims)): Dense {
  return { kind: 'dense', rows, dims, values };
}

/** These rows in this order, with buffers of their own. */
export function pickRows(matrix: Csr, rows: ArrayLike<number>): Csr;
export function pickRows(matrix: Dense, rows: ArrayLike<number>): Dense;
export function pickRows(matrix: Matrix, rows: ArrayLike<number>): Matrix;
export function pickRows(matrix: Matrix, rows: ArrayLike<number>): Matrix {
  const count = rows.length;
  if (matrix.kind === 'dense') {
    const { dims } = matrix;
    const values = new Float32Array(count * dims);
    for (let i = 0; i < count; i++) values.set(matrix.values.subarray(rows[i] * dims, (rows[i] + 1) * dims), i * dims);
    return { ...matrix, rows: count, values };
  }
  const indptr = new Uint32Array(count + 1);
  for (let i = 0; i < count; i++) indptr[i + 1] = indptr[i] + matrix.indptr[rows[i] + 1] - matrix.indptr[rows[i]];
  const indices = new Uint32Array(indptr[count]);
  const values = new Float32Array(indptr[count]);
  for (let i = 0; i < count; i++) {
    const [from, to] = [matrix.indptr[rows[i]], matrix.indptr[rows[i] + 1]];
    indices.set(matrix.indices.subarray(from, to), indptr[i]);
    values.set(matrix.values.subarray(from, to), indptr[i]);
  }
  return { ...matrix, rows: count, indptr, indices, values };
}

/** The transpose in O(nnz + dims) by counting sort; row order makes columns ascend. */
export function transpose(m: Csr): Csr {
  const indptr = new Uint32Array(m.dims + 1);
  for (let e = 0; e < m.indices.length; e++) indptr[m.indices[e] + 1]++;
  for (let c = 0; c < m.dims; c++) indptr[c + 1] += indptr[c];
  const next = indptr.slice(0, m.dims);
  const indices = new Uint32Array(m.indices.length);
  const values = new Float32Array(m.values.length);
  for (let r = 0; r < m.rows; r++) {
    for (let e = m.indptr[r]; e < m.indptr[r + 1]; e++) {
      const at = next[m.indices[e]]++;
      indices[at] = r;
      values[at] = m.values[e];
    }
  }
  return { kind: 'csr', rows: m.dims, dims: m.rows, indptr, indices, values };
}

/** Euclidean length of every row, summed in double precision. */
export function rowNorms(m: Matrix): Float64Array {
  const norms = new Float64Array(m.rows);
  for (let r = 0; r < m.rows; r++) {
    const from = m.kind === 'dense' ? r * m.dims : m.indptr[r];
    const to = m.kind === 'dense' ? from + m.dims : m.indptr[r + 1];
    let sum = 0;
    for (let i = from; i < to; i++) sum += m.values[i] * m.values[i];
    norms[r] = Math.sqrt(sum);
  }
  return norms;
}

/** A plain loop: `every` with a function takes 50 ms for half a million values. */
export function allFinite(values: Float32Array): boolean {
  for (let i = 0; i < values.length; i++) if (values[i] - values[i] !== 0) return false;
  return true;
}
