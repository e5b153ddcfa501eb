/**
 * The two files that TensorFlow's Embedding Projector loads: vectors, a row a line and nothing
 * but numbers, and beside them what the rows are called.
 */
import { WordspaceError } from '../error';
import type { SpaceData, VectorSpace } from '../space/space';
import { BytesWriter } from './bytes-writer';
import type { NamedBytes } from './corpora';
import { metadataRows } from './metadata-rows';
import { distinct } from './part';
import { cell } from './positions';
import { column } from './table';
import { readNameless } from './vector-text';

/**
 * Rows in the order of their names, which keep " (2)", " (3)" … where they come again: labels do.
 * @param metadata one name a line, or a table whose first column names the rows and whose others become columns
 * @throws WordspaceError where there is none, or it has not one line a vector (and one more, its header)
 */
export function readProjector(bytes: Uint8Array, file: string, metadata?: NamedBytes): SpaceData {
  if (!metadata) {
    const [own, , shared] = metadataNames(file, true);
    throw new WordspaceError(`${file} holds only numbers and does not say what its rows are called: put the names, one a line, in a file ${own} or ${shared} beside it, or each name before its numbers.`);
  }
  const matrix = readNameless(bytes, file);
  const cells = metadataRows(metadata);
  const headed = cells.length === matrix.rows + 1;
  if (!headed && cells.length !== matrix.rows) {
    throw new WordspaceError(`${metadata.name} has ${cells.length} lines for the ${matrix.rows} vectors of ${file}; it needs one a vector, and may have a header before them.`);
  }
  const headers = headed ? cells.shift()! : cells[0].map((_, i) => (i === 0 ? 'name' : `column ${i + 1}`));
  return {
    names: distinct(cells.map(([name]) => name || '_')),
    matrix,
    columns: headers.slice(1).flatMap((header, i) => column(header.trim() || `column ${i + 2}`, cells.map((row) => row[i + 1] ?? null)) ?? []),
    provenance: { model: 'projector', corpus: file, options: {} },
  };
}

/**
 * A dense space as the two files that TensorFlow's Embedding Projector loads: vectors, a row
 * a line without a header, and beside them what the rows are called.
 */
export function* projectorVectors({ matrix }: VectorSpace): Generator<Uint8Array<ArrayBuffer>> {
  const out = new BytesWriter();
  for (let row = 0; row < matrix.rows; row++) {
    for (let d = 0; d < matrix.dims; d++) {
      if (d > 0) out.text('\t');
      out.decimal(matrix.values[row * matrix.dims + d]);
    }
    out.text('\n');
    if (row % 1000 === 999) yield out.take();
  }
  yield out.take();
}

/** Names and columns, with a header only where there are columns: the projector's own rule. */
export function projectorMetadata({ names, columns }: Pick<VectorSpace, 'names' | 'columns'>): Uint8Array<ArrayBuffer> {
  const out = new BytesWriter();
  if (columns.length > 0) out.text(`${['word', ...columns.map((column) => cell(column.name))].join('\t')}\n`);
  names.forEach((name, row) => {
    // The projector drops empty lines, and with them the match of rows.
    const cells = [name || '_', ...columns.map((column) => String(column.values[row] ?? ''))];
    out.text(`${cells.map(cell).join('\t')}\n`);
  });
  return out.take();
}

/** Where the names are written: beside `mine.tsv` in `mine.metadata.tsv`. */
export function metadataName(file: string): string {
  return file.replace(/\.tsv$/i, '.metadata.tsv');
}

/**
 * Where a table of the rows may be read: beside `mine.vec` or `mine.vectors.tsv` in `mine.metadata.tsv` (or .csv).
 * @param shared whether `metadata.tsv` is one as well, which may be of other vectors
 */
export function metadataNames(file: string, shared: boolean): string[] {
  const bases = [file.replace(/((\.vectors)?\.\w+(\.gz)?)?$/i, '.metadata'), ...(shared ? [file.replace(/[^/\\]*$/, 'metadata')] : [])];
  return bases.flatMap((base) => [`${base}.tsv`, `${base}.csv`]);
}
