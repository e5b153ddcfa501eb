/** What spaces disagree about, as tables: a row a word, a row a pair, or a row a space. */
import type { Classification } from '../space/classify';
import type { Comparison } from '../space/compare';
import type { DisagreedPair } from '../space/disagreement';
import type { Figure } from '../space/evaluation';
import { csv, type Cell } from './csv';

/** Every compared word; neighbours with spaces between. */
export function wordsCsv({ words }: Comparison): string {
  const names = ['word', 'count', 'overlap', 'low', 'high', 'only_a', 'only_b', 'both'];
  return csv(names, words.map((w) => [w.word, w.count, w.overlap, w.interval?.[0] ?? null, w.interval?.[1] ?? null, w.onlyA.join(' '), w.onlyB.join(' '), w.both.join(' ')]));
}

/** Pairs of both lists, `near_in` telling which. */
export function pairsCsv(lists: { near: string; pairs: DisagreedPair[] }[]): string {
  const names = ['near_in', 'first', 'second', 'count', 'similarity_a', 'similarity_b', 'place_a', 'place_b', 'sentences_together'];
  const row = (near: string, p: DisagreedPair) => [near, p.first, p.second, p.count, p.inA, p.inB, p.shareA, p.shareB, p.together];
  return csv(names, lists.flatMap(({ near, pairs }) => pairs.map((p) => row(near, p))));
}

/** One of several spaces; figures by the name of the other space or the kind of question. */
export interface SpaceRow {
  space: string;
  items: number;
  dims: number;
  overlaps: Record<string, number>;
  scores: Record<string, Pick<Figure, 'value' | 'interval' | 'asked'>>;
  classification: Pick<Classification, 'accuracy' | 'interval' | 'baseline'> | null;
  bytes: number;
  /** Of the training, where it is known. */
  seconds?: number;
  cpuSeconds?: number;
}

/** A table of spaces of the same questions: the columns follow from the first. */
export function overviewCsv(rows: SpaceRow[]): string {
  const kinds = Object.keys(rows[0].scores);
  const names = [
    'space', 'items', 'dims', ...rows.map((r) => `overlap_${r.space}`), ...kinds.flatMap((kind) => [kind, `${kind}_low`, `${kind}_high`, `${kind}_asked`]),
    'documents', 'documents_low', 'documents_high', 'documents_baseline', 'bytes', 'seconds', 'cpu_seconds',
  ];
  return csv(names, rows.map((row) => cells(row, rows, kinds)));
}

function cells({ space, items, dims, overlaps, scores, classification: c, bytes, seconds, cpuSeconds }: SpaceRow, rows: SpaceRow[], kinds: string[]): Cell[] {
  const figures = kinds.flatMap((kind) => [scores[kind].value, ...scores[kind].interval, scores[kind].asked]);
  const classes = c ? [c.accuracy, ...c.interval, c.baseline] : [null, null, null, null];
  return [space, items, dims, ...rows.map((r) => overlaps[r.space]), ...figures, ...classes, bytes, seconds ?? null, cpuSeconds ?? null];
}
