/**
 * The k best candidates of every row so far, best first: bounded sorted lists,
 * filled by insertion. Equal similarities are ordered by row, whatever the order
 * in which candidates come.
 */
export class NearestLists {
  /** @param indices rows × k, as `similarities`: where the lists are kept; by default new ones, empty */
  constructor(
    rows: number,
    readonly k: number,
    readonly indices = new Uint32Array(rows * k),
    readonly similarities = new Float32Array(rows * k).fill(-Infinity),
  ) {}

  clear(row: number): void {
    for (let at = row * this.k; at < (row + 1) * this.k; at++) {
      this.similarities[at] = -Infinity;
      this.indices[at] = 0;
    }
  }

  /** @param similarity already rounded to single precision, so that ties are ties */
  offer(row: number, candidate: number, similarity: number): void {
    const { indices, similarities, k } = this;
    const first = row * k;
    let at = first + k - 1;
    if (at < first || !before(similarity, candidate, similarities[at], indices[at])) return;
    for (; at > first && before(similarity, candidate, similarities[at - 1], indices[at - 1]); at--) {
      similarities[at] = similarities[at - 1];
      indices[at] = indices[at - 1];
    }
    similarities[at] = similarity;
    indices[at] = candidate;
  }
}

function before(similarity: number, row: number, otherSimilarity: number, otherRow: number): boolean {
  return similarity > otherSimilarity || (similarity === otherSimilarity && row < otherRow);
}
