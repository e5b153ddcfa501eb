import { zipSync } from 'fflate';
import { WordspaceError } from '../error';
import type { Csr, Matrix } from '../kernels/matrix';
import type { SpaceData, VectorSpace } from '../space/space';
import { decodeText } from './decode';
import { readNpy, writeNpy, type NpyArray } from './npy';
import { isZip, zipMembers } from './zip';

/**
 * Our sparse vector file: what scipy.sparse.save_npz writes for a csr_matrix
 * (members format, shape, data, indices, indptr as .npy) with one member more,
 * `names.txt`: UTF-8, one name a line, in row order. scipy.sparse.load_npz reads
 * it and does not mind the names; in Python they are
 * `zipfile.ZipFile(f).read('names.txt').decode().splitlines()`. A member
 * `names.npy` (an array of str) serves as well.
 */
export function readNpz(bytes: Uint8Array, file: string): SpaceData {
  const members = new Map(zipMembers(bytes, file).map((member) => [member.name, member]));
  const array = (name: string): NpyArray => {
    const member = members.get(`${name}.npy`);
    if (!member) throw new WordspaceError(`${file} has no member ${name}.npy; save a CSR matrix with scipy.sparse.save_npz.`);
    return readNpy(member.read(), `${name}.npy in ${file}`);
  };
  const numbers = (name: string) => {
    const found = array(name).numbers;
    if (!found) throw new WordspaceError(`${name}.npy in ${file} holds text where numbers are expected; save it again with scipy.sparse.save_npz.`);
    return found;
  };
  const format = array('format').texts?.[0];
  if (format !== 'csr') throw new WordspaceError(`${file} holds a matrix in the format “${format ?? '?'}”; convert it with .tocsr() before scipy.sparse.save_npz.`);
  const [rows, dims] = numbers('shape');
  const matrix = checkedCsr(file, rows, dims, numbers('indptr'), numbers('indices'), numbers('data'));
  const texts = members.get('names.txt');
  const names = texts ? namesOf(decodeText(texts.read(), `names.txt in ${file}`)) : members.has('names.npy') ? array('names').texts : undefined;
  if (!names) throw new WordspaceError(`${file} does not say what its rows are called; add a member names.txt with one name a line.`);
  if (names.length !== rows) throw new WordspaceError(`${file} has ${rows} rows but ${names.length} names; names.txt needs one name a line.`);
  return { names, matrix, columns: [], provenance: { model: 'npz', corpus: file, options: {} } };
}

/** Whether the first member of a zip file is an array, which no archive of texts holds. */
export function isNpz(bytes: Uint8Array): boolean {
  const name = bytes.subarray(30, 30 + (bytes[26] ?? 0) + 256 * (bytes[27] ?? 0));
  return isZip(bytes) && new TextDecoder().decode(name).endsWith('.npy');
}

/** See readNpz; the entries of a dense space that are not zero. Line ends in a name become spaces. */
export function writeNpz({ names, matrix }: VectorSpace): Uint8Array<ArrayBuffer> {
  const { indptr, indices, values } = sparse(matrix);
  const npy = (data: Parameters<typeof writeNpy>[0]) => writeNpy(data);
  return zipSync(
    {
      'indices.npy': npy(Int32Array.from(indices)),
      'indptr.npy': npy(Int32Array.from(indptr)),
      'format.npy': npy('csr'),
      'shape.npy': npy(BigInt64Array.of(BigInt(matrix.rows), BigInt(matrix.dims))),
      'data.npy': npy(values),
      'names.txt': new TextEncoder().encode(names.map((name) => `${name.replace(/[\r\n]+/g, ' ')}\n`).join('')),
    },
    { level: 6, mtime: '1980-01-01' },
  );
}

function namesOf(text: string): string[] {
  const names = text.split('\n');
  if (names.at(-1) === '') names.pop();
  return names;
}

/** A CSR matrix whose every promise was checked, its columns in order within each row. */
function checkedCsr(file: string, rows: number, dims: number, indptr: ArrayLike<number>, indices: ArrayLike<number>, data: ArrayLike<number>): Csr {
  const wrong = (what: string) => new WordspaceError(`${file}: ${what}; save the matrix again with scipy.sparse.save_npz.`);
  const size = (n: number) => Number.isInteger(n) && n >= 1 && n < 2 ** 32;
  if (!size(rows) || !size(dims)) throw wrong(`the shape ${rows} × ${dims} is not a matrix`);
  if (indptr.length !== rows + 1) throw wrong(`indptr has ${indptr.length} entries where ${rows + 1} are expected`);
  if (indices.length !== data.length || indptr[0] !== 0 || indptr[rows] !== data.length) throw wrong(`${indices.length} indices, ${data.length} values and the end ${indptr[rows]} in indptr differ`);
  const matrix: Csr = { kind: 'csr', rows, dims, indptr: Uint32Array.from(indptr), indices: Uint32Array.from(indices), values: Float32Array.from(data) };
  for (let row = 0; row < rows; row++) {
    if (indptr[row] > indptr[row + 1]) throw wrong(`indptr falls at row ${row + 1}`);
  }
  for (let row = 0; row < rows; row++) {
    let ordered = true;
    for (let e = indptr[row]; e < indptr[row + 1]; e++) {
      if (!(indices[e] >= 0 && indices[e] < dims)) throw wrong(`row ${row + 1} has a value in column ${indices[e]} of ${dims}`);
      if (!Number.isFinite(matrix.values[e])) throw wrong(`row ${row + 1} has a value that is not a finite number`);
      ordered &&= e === indptr[row] || indices[e - 1] < indices[e];
    }
    if (!ordered && !sortRow(matrix, indptr[row], indptr[row + 1])) throw wrong(`row ${row + 1} has two values in one column: call .sum_duplicates()`);
  }
  return matrix;
}

/** Puts a row's entries in order of columns; false where a column comes twice. */
function sortRow({ indices, values }: Csr, from: number, to: number): boolean {
  const order = Array.from({ length: to - from }, (_, i) => ({ column: indices[from + i], value: values[from + i] })).sort((a, b) => a.column - b.column);
  order.forEach(({ column, value }, i) => {
    indices[from + i] = column;
    values[from + i] = value;
  });
  return order.every(({ column }, i) => i === 0 || order[i - 1].column < column);
}

function sparse(matrix: Matrix): Csr {
  if (matrix.kind === 'csr') return matrix;
  const { rows, dims, values } = matrix;
  const nonzero = values.reduce((count, value) => count + (value === 0 ? 0 : 1), 0);
  const csr: Csr = { kind: 'csr', rows, dims, indptr: new Uint32Array(rows + 1), indices: new Uint32Array(nonzero), values: new Float32Array(nonzero) };
  let at = 0;
  for (let row = 0; row < rows; row++) {
    for (let d = 0; d < dims; d++) {
      const value = values[row * dims + d];
      if (value === 0) continue;
      csr.indices[at] = d;
      csr.values[at++] = value;
    }
    csr.indptr[row + 1] = at;
  }
  return csr;
}
