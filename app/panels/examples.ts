import type { PreparedCatalogue } from '../../data/catalogue';
import { USUAL } from '../../lib/models/skipgram/coach';

/** Analogies to try: those that hold in the first of these spaces or corpora that is built in, then some known to all. */
export function analogyExamples(catalogue: PreparedCatalogue | null, ids: (string | undefined)[], most: number): string[] {
  const entries = [...(catalogue?.spaces ?? []), ...(catalogue?.corpora ?? [])];
  const showcase = ids.map((id) => entries.find((e) => e.id === id)?.showcase).find((s) => s !== undefined) ?? [];
  return [...new Set([...showcase.flatMap((s) => (s.kind === 'analogy' ? [s.expression] : [])), ...USUAL])].slice(0, most);
}
