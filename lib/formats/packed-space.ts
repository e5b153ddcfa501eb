import { WordspaceError } from '../error';
import { allFinite, type Matrix } from '../kernels/matrix';
import type { SpaceData } from '../space/space';
import { unpack } from './pack';
import { restore, type QuantisedSpace } from './quantise';

/**
 * A space in our own container: SpaceData, or a QuantisedSpace, alone or as the
 * `words` of something larger. `unpack` only says that the container is sound;
 * here its shapes are checked.
 */
export function readPackedSpace(bytes: Uint8Array, file: string): SpaceData {
  const content = unpack<unknown>(bytes, file);
  const space = asSpace(content) ?? (isRecord(content) ? asSpace(content.words) : undefined);
  if (!space) throw new WordspaceError(`${file} is a Wordspace file but holds no sound vector space; save the space again.`);
  return space;
}

function asSpace(value: unknown): SpaceData | undefined {
  if (!isRecord(value)) return undefined;
  const { names, columns, provenance } = value;
  if (!Array.isArray(names) || names.length === 0 || !names.every((name) => typeof name === 'string')) return undefined;
  const sized = (column: unknown) => isRecord(column) && typeof column.name === 'string' && Array.isArray(column.values) && column.values.length === names.length;
  if (!Array.isArray(columns) || !columns.every(sized)) return undefined;
  if (!isRecord(provenance) || typeof provenance.model !== 'string' || typeof provenance.corpus !== 'string' || !isRecord(provenance.options)) return undefined;
  if ('matrix' in value) return isMatrix(value.matrix, names.length) ? (value as unknown as SpaceData) : undefined;
  const { dims, values, scales } = value;
  const whole = values instanceof Int8Array && scales instanceof Float32Array && isDims(dims);
  if (!whole || scales.length !== names.length || values.length !== names.length * dims || !scales.every(Number.isFinite)) return undefined;
  return restore(value as unknown as QuantisedSpace);
}

function isMatrix(value: unknown, rows: number): value is Matrix {
  if (!isRecord(value) || value.rows !== rows || !isDims(value.dims)) return false;
  const { kind, dims, values, indptr, indices } = value;
  if (!(values instanceof Float32Array) || !allFinite(values)) return false;
  if (kind === 'dense') return values.length === rows * dims;
  if (kind !== 'csr' || !(indptr instanceof Uint32Array) || !(indices instanceof Uint32Array)) return false;
  const ends = indptr.length === rows + 1 && indptr[0] === 0 && indptr[rows] === values.length && indices.length === values.length;
  if (!ends || !indptr.every((end, i) => i === 0 || indptr[i - 1] <= end) || !indices.every((column) => column < dims)) return false;
  for (let row = 0; row < rows; row++) {
    for (let e = indptr[row] + 1; e < indptr[row + 1]; e++) if (indices[e - 1] >= indices[e]) return false;
  }
  return true;
}

const isDims = (dims: unknown): dims is number => Number.isInteger(dims) && (dims as number) >= 1;

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
