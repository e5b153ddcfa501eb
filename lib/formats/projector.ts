import { WordspaceError } from '../error';
import type { SpaceData } from '../space/space';
import { BytesWriter } from './bytes-writer';
import { cell } from './positions';

/**
 * A space as the two files that TensorFlow's Embedding Projector loads:
 * vectors.tsv (no header, one row a name) and metadata.tsv, which has a header
 * only when there is more than the names (its own rule).
 * @throws WordspaceError for a sparse space
 */
export function writeProjector({ names, matrix, columns }: SpaceData): { vectors: Uint8Array<ArrayBuffer>; metadata: Uint8Array<ArrayBuffer> } {
  if (matrix.kind !== 'dense') throw new WordspaceError('The Embedding Projector reads dense vectors only; choose a skip-gram, LSA or LDA space.');
  const vectors = new BytesWriter();
  const metadata = new BytesWriter();
  if (columns.length > 0) metadata.text(`${['word', ...columns.map((column) => cell(column.name))].join('\t')}\n`);
  names.forEach((name, row) => {
    for (let d = 0; d < matrix.dims; d++) {
      if (d > 0) vectors.text('\t');
      vectors.decimal(matrix.values[row * matrix.dims + d]);
    }
    vectors.text('\n');
    // The projector drops empty lines, and with them the match of rows.
    const cells = [name || '_', ...columns.map((column) => String(column.values[row] ?? ''))];
    metadata.text(`${cells.map(cell).join('\t')}\n`);
  });
  return { vectors: vectors.take(), metadata: metadata.take() };
}
