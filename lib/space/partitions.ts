/** How well do two ways of sorting the same things agree? Both given as a label an item. */

/** Counts of each pair of labels: `table[a][b]` items have label a in one and b in the other. */
export function contingency(one: ArrayLike<number>, other: ArrayLike<number>): number[][] {
  const height = labels(one);
  const width = labels(other);
  const table = Array.from({ length: height }, () => Array.from({ length: width }, () => 0));
  for (let i = 0; i < one.length; i++) table[one[i]][other[i]]++;
  return table;
}

/** One more than the highest label. */
function labels(of: ArrayLike<number>): number {
  let highest = -1;
  for (let i = 0; i < of.length; i++) highest = Math.max(highest, of[i]);
  return highest + 1;
}

/** For each cluster the class most of its items belong to; the first of equals, −1 for an empty cluster. */
export function majorities(clusters: ArrayLike<number>, classes: ArrayLike<number>): number[] {
  return contingency(clusters, classes).map((row) => {
    const most = Math.max(...row);
    return most > 0 ? row.indexOf(most) : -1;
  });
}

/**
 * The adjusted Rand index (Hubert and Arabie 1985): pairs of items that both put together or both keep apart,
 * beyond chance. 1 for the same partition, about 0 for one made at random.
 * @returns 1 where both are trivial in the same way (all together or all apart)
 */
export function adjustedRand(one: ArrayLike<number>, other: ArrayLike<number>): number {
  const table = contingency(one, other);
  const pairs = (n: number) => (n * (n - 1)) / 2;
  const sum = (values: number[]) => values.reduce((total, n) => total + n, 0);
  const together = sum(table.flat().map(pairs));
  const rows = sum(table.map((row) => pairs(sum(row))));
  const columns = sum((table[0] ?? []).map((_, c) => pairs(sum(table.map((row) => row[c])))));
  const all = pairs(one.length);
  const expected = all > 0 ? (rows * columns) / all : 0;
  const most = (rows + columns) / 2;
  return most === expected ? 1 : (together - expected) / (most - expected);
}
