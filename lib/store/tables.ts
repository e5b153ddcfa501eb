/**
 * The nearest neighbours of a space's words, found once: the layouts of all methods and
 * options begin with them, and what a map keeps of them is measured against them. One table
 * by cosine is kept a space, of the words last laid out: 120 bytes a word, 6 MB for 50,000.
 */
import { start } from '../jobs/client';
import { TABLE } from '../jobs/layout';
import type { Neighbours } from '../projection/projection';
import { compactRows, copiedBuffers } from '../projection/rows';
import type { VectorSpace } from '../space/space';
import { mostThreads } from './threads';

const tables = new WeakMap<VectorSpace, Neighbours>();
const underWay = new WeakMap<VectorSpace, { rows: number; table: Promise<Neighbours> }>();

/** Those that are known of so many first words. */
export function knownTable(words: VectorSpace, rows: number): Neighbours | undefined {
  const table = tables.get(words);
  return table && table.indices.length === table.k * rows && table.k >= Math.min(TABLE, rows - 1) ? table : undefined;
}

export function rememberTable(words: VectorSpace, table: Neighbours | null): void {
  if (table && (table.metric ?? 'cosine') === 'cosine') tables.set(words, table);
}

/** Found where they are not known. @throws Cancelled, or WordspaceError where a value is not finite */
export async function tableOf(words: VectorSpace, rows: number): Promise<Neighbours> {
  const known = knownTable(words, rows);
  if (known) return known;
  const before = underWay.get(words);
  if (before?.rows === rows) return before.table;
  const matrix = compactRows(words.matrix, rows);
  const job = start('neighbours', { matrix, k: TABLE, threads: mostThreads() }, undefined, copiedBuffers(matrix, words.matrix));
  underWay.set(words, { rows, table: job.promise });
  try {
    const table = await job.promise;
    rememberTable(words, table);
    return table;
  } finally {
    underWay.delete(words);
  }
}
