/**
 * The nearest neighbours of a space's words, found once: the layouts of all methods and
 * options begin with them, what a map keeps of them is measured against them, and lists and
 * comparisons of words read them. Two tables by cosine are kept a space, of the words last
 * laid out and of all: 120 bytes a word, 6 MB for 50,000.
 */
import { start, type Job } from '../jobs/client';
import { TABLE } from '../jobs/layout';
import type { Neighbours } from '../projection/projection';
import { compactRows, copiedBuffers } from '../projection/rows';
import type { VectorSpace } from '../space/space';
import type { Progress } from '../work';
import { mostThreads } from './threads';

/** The one last found first. */
const tables = new WeakMap<VectorSpace, Neighbours[]>();
/** By how many first words. */
const underWay = new WeakMap<VectorSpace, Map<number, Promise<Neighbours>>>();

/** Those that are known of so many first words. */
export function knownTable(words: VectorSpace, rows: number): Neighbours | undefined {
  return tables.get(words)?.find((table) => rowsOf(table) === rows && table.k >= Math.min(TABLE, rows - 1));
}

/** The known ones of the most words. */
export function widestTable(words: VectorSpace): Neighbours | undefined {
  const known = tables.get(words) ?? [];
  return known.reduce((widest, table) => (rowsOf(table) > rowsOf(widest) ? table : widest), known[0]);
}

export function rememberTable(words: VectorSpace, table: Neighbours | null): void {
  if (!table || (table.metric ?? 'cosine') !== 'cosine') return;
  const others = (tables.get(words) ?? []).filter((other) => rowsOf(other) === words.size && rowsOf(table) < words.size);
  tables.set(words, [table, ...others]);
}

function rowsOf({ k, indices }: Neighbours): number {
  return k > 0 ? indices.length / k : 1;
}

interface Watcher {
  started?: (job: Job<Neighbours>) => void;
  report?: (progress: Progress) => void;
}

/** Found where they are not known. @throws Cancelled, or WordspaceError where a value is not finite */
export async function tableOf(words: VectorSpace, rows: number, { started, report }: Watcher = {}): Promise<Neighbours> {
  const known = knownTable(words, rows);
  if (known) return known;
  const running = underWay.get(words) ?? new Map<number, Promise<Neighbours>>();
  const before = running.get(rows);
  if (before) return before;
  const matrix = compactRows(words.matrix, rows);
  const job = start('neighbours', { matrix, k: TABLE, threads: mostThreads() }, report, copiedBuffers(matrix, words.matrix));
  underWay.set(words, running.set(rows, job.promise));
  started?.(job);
  try {
    const table = await job.promise;
    rememberTable(words, table);
    return table;
  } finally {
    running.delete(rows);
  }
}
