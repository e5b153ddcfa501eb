/**
 * Stability of one word: the share of its k nearest neighbours that two seeds have in
 * common, |N_a ∩ N_b| / k, averaged over all pairs of seeds (Wendlandt, Kummerfeld and
 * Mihalcea 2018, “Factors Influencing the Surprising Instability of Word Embeddings”).
 *
 * Summed by word: one that is near in m seeds is shared by m(m − 1)/2 of the pairs.
 * @param lists the rows of the k nearest, one list a seed, two seeds or more
 */
export function overlap(lists: readonly number[][], k: number): number {
  const times = new Map<number, number>();
  for (const list of lists) for (const row of list) times.set(row, (times.get(row) ?? 0) + 1);
  let shared = 0;
  for (const m of times.values()) shared += m * (m - 1);
  return shared / (lists.length * (lists.length - 1) * k);
}

/** How many neighbours two lists share. */
export function commonCount(x: readonly number[], y: readonly number[]): number {
  let common = 0;
  for (const j of x) if (y.includes(j)) common++;
  return common;
}
