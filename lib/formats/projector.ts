import type { VectorSpace } from '../space/space';
import { BytesWriter } from './bytes-writer';
import { cell } from './positions';

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

/** Where the names stand: `mine.tsv` has them in `mine.metadata.tsv`. */
export function metadataName(file: string): string {
  return file.replace(/\.tsv$/i, '.metadata.tsv');
}
