/** What two spaces disagree about, as tables: a row a word, or a row a pair. */
import type { Comparison } from '../space/compare';
import type { DisagreedPair } from '../space/disagreement';
import { csv } from './csv';

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
