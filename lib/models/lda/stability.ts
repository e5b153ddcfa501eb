/**
 * Do two trainings find the same topics? Each topic of the one is matched with one of the other
 * so that together they are most alike, by the words they share among their first ones (Greene,
 * O'Callaghan & Cunningham 2014, "How many topics? Stability analysis for topic models").
 */

/** @returns of each topic of `a` the topic of `b` it is matched with and their likeness, 0 … 1; both have equally many */
export function matchTopics(a: number[][], b: number[][]): { match: number; likeness: number }[] {
  const likeness = a.map((words) => b.map((others) => averageJaccard(words, others)));
  const match = bestMatching(likeness);
  return match.map((j, i) => ({ match: j, likeness: likeness[i][j] }));
}

/** The mean likeness of matched topics over all pairs of trainings; NaN for fewer than two. */
export function topicStability(trainings: number[][][]): number {
  let sum = 0;
  let pairs = 0;
  trainings.forEach((a, i) => {
    for (const b of trainings.slice(0, i)) {
      sum += matchTopics(a, b).reduce((all, { likeness }) => all + likeness, 0) / a.length;
      pairs++;
    }
  });
  return pairs > 0 ? sum / pairs : NaN;
}

/** The mean over d = 1 … of the Jaccard index of the first d words of both lists: early words weigh more. */
function averageJaccard(a: number[], b: number[]): number {
  const depth = Math.min(a.length, b.length);
  const seenA = new Set<number>();
  const seenB = new Set<number>();
  let shared = 0;
  let sum = 0;
  for (let d = 0; d < depth; d++) {
    seenA.add(a[d]);
    if (seenB.has(a[d])) shared++;
    seenB.add(b[d]);
    if (seenA.has(b[d])) shared++;
    sum += shared / (2 * (d + 1) - shared);
  }
  return depth > 0 ? sum / depth : 0;
}

/**
 * Of each row the column it is given so that the sum is largest: the Hungarian algorithm in O(n³),
 * by shortest augmenting paths (Jonker & Volgenant 1987).
 */
export function bestMatching(values: number[][]): number[] {
  const n = values.length;
  // Row 0 and column 0 stand for nothing; of column j, rowOf[j] is its row.
  const rowPrice = new Float64Array(n + 1);
  const columnPrice = new Float64Array(n + 1);
  const rowOf = new Int32Array(n + 1);
  const before = new Int32Array(n + 1);
  for (let row = 1; row <= n; row++) {
    const cost = new Float64Array(n + 1).fill(Infinity);
    const done = new Uint8Array(n + 1);
    rowOf[0] = row;
    let column = 0;
    do {
      done[column] = 1;
      let least = Infinity;
      let next = 0;
      for (let j = 1; j <= n; j++) {
        if (done[j]) continue;
        const reduced = -values[rowOf[column] - 1][j - 1] - rowPrice[rowOf[column]] - columnPrice[j];
        if (reduced < cost[j]) {
          cost[j] = reduced;
          before[j] = column;
        }
        if (cost[j] < least) {
          least = cost[j];
          next = j;
        }
      }
      for (let j = 0; j <= n; j++) {
        if (done[j]) {
          rowPrice[rowOf[j]] += least;
          columnPrice[j] -= least;
        } else cost[j] -= least;
      }
      column = next;
    } while (rowOf[column] !== 0);
    for (; column !== 0; column = before[column]) rowOf[column] = rowOf[before[column]];
  }
  const match = Array<number>(n).fill(0);
  for (let j = 1; j <= n; j++) match[rowOf[j] - 1] = j - 1;
  return match;
}
