/**
 * Exact nearest neighbours in plain TypeScript: every pair once. The specification of the
 * WASM kernel, its test oracle and its fallback.
 */
import { NearestLists } from './nearest';
import { similarityOf, type KnnProblem, type Similarity } from './problem';

export class KnnTwin {
  readonly lists: NearestLists;
  private readonly similarity: Similarity;

  constructor(
    private readonly problem: KnnProblem,
    k: number,
  ) {
    this.lists = new NearestLists(problem.matrix.rows, k);
    this.similarity = similarityOf(problem);
  }

  /** The pairs of the rows [from, to) with all rows after them. */
  compare(from: number, to: number): void {
    for (let row = from; row < to; row++) {
      for (let other = row + 1; other < this.problem.matrix.rows; other++) {
        const similarity = this.similarity(row, other);
        this.lists.offer(row, other, similarity);
        this.lists.offer(other, row, similarity);
      }
    }
  }
}
