/** The table that describes the rows of vectors, as it stands in its file. */
import type { NamedBytes } from './corpora';
import { decodeText } from './decode';
import { delimitedRows } from './delimited';
import { gunzip, isGzip } from './gzip';

/** The cells of a table of metadata: between tabs and never quoted, as the Embedding Projector has it, or CSV where its name says so and no tab stands on its first line. */
export function metadataRows({ name, bytes }: NamedBytes): string[][] {
  const text = decodeText(isGzip(bytes) ? gunzip(bytes, name) : bytes, name);
  const tabs = /^[^\n]*\t/.test(text) || !/\.csv(\.gz)?$/i.test(name);
  return tabs ? text.replace(/\n+$/, '').split('\n').map((line) => line.split('\t')) : delimitedRows(text, name, { tsv: false });
}

/** Whether a file is called as one that describes vectors. */
export function namedMetadata(name: string): boolean {
  return /(^|\.)metadata\.(tsv|csv)(\.gz)?$/i.test(name);
}
