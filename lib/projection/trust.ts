import { NearestLists } from '../kernels/knn/nearest';
import type { Matrix } from '../kernels/matrix';
import { Random } from '../kernels/random';
import { spearman } from '../space/spearman';
import { Sliced, type Work } from '../work';
import { cosineScores } from './knn/scores';
import type { Positions } from './projection';
import { demandPositions, demandRows } from './rows';
import { SLICE, type Slices } from './slices';

export interface TrustOptions {
  /** Neighbours looked at, default 15; less where there are fewer than 2k + 1 rows. */
  k?: number;
  /** Rows judged, default 2000; all rows where there are fewer. */
  sample?: number;
  /** Chooses the sample and its pairs; default 1. */
  seed?: number;
}

/** How far the map shows the space: neighbours from 0 to 1, distances from −1 to 1. */
export interface Trust {
  /** Punishes neighbours on the map that are far in the space, by their rank there. */
  trustworthiness: number;
  /** Punishes neighbours in the space that are far on the map, by their rank there. */
  continuity: number;
  /** Share of the k neighbours in the space that are among the k on the map. */
  recall: number;
  /** Spearman's correlation of cosine distances in the space with distances on the map. */
  distanceCorrelation: number;
  k: number;
  /** Rows judged. */
  sample: number;
}

/** Pairs whose distances are compared, about. */
const PAIRS = 20_000;

/**
 * Trustworthiness and continuity (Venna & Kaski 2001, "Neighborhood preservation in
 * nonlinear projection methods"):
 * T(k) = 1 − 2 ÷ (n k (2N − 3k − 1)) · Σᵢ Σ_{j ∈ U(i)} (r(i, j) − k),
 * U(i) the k neighbours on the map that are not among the k in the space, r(i, j) the
 * rank of j in the space by cosine; the outer sum over n sampled rows of all N,
 * against exact neighbours. Continuity is the same with map and space changed over.
 *
 * The large arrangement is judged by the rank correlation of distances (Kobak & Berens 2019,
 * "The art of using t-SNE for single-cell transcriptomics"), here over some 20,000 pairs: each
 * sampled row with others drawn from all rows, or with all of them where they are few enough.
 * @throws WordspaceError where the matrix is empty or the positions are not of its rows
 */
export function trust(matrix: Matrix, positions: Positions, options: TrustOptions = {}): Work<Trust> {
  demandRows(matrix);
  demandPositions(matrix, positions);
  const { k = 15, sample = 2000, seed = 1 } = options;
  const random = new Random(seed);
  const rows = sampled(matrix.rows, sample, random);
  // Beyond k < N ÷ 2 the greatest possible penalty, by which the sum is divided, is another.
  const judged = Math.min(k, Math.floor((matrix.rows - 1) / 2));
  return new Sliced(slices(matrix, positions, judged, rows, random), { stage: 'judging the map', done: 0, total: rows.length });
}

function* slices(matrix: Matrix, positions: Positions, k: number, rows: Uint32Array, random: Random): Slices<Trust> {
  if (k === 0) return { trustworthiness: 1, continuity: 1, recall: 1, distanceCorrelation: 1, k, sample: rows.length };
  const scores = cosineScores(matrix);
  const space = new Float32Array(matrix.rows);
  const map = new Float32Array(matrix.rows);
  let intruders = 0;
  let missing = 0;
  let found = 0;
  const pairs = Math.min(matrix.rows - 1, Math.ceil(PAIRS / rows.length));
  const near = { space: new Float32Array(rows.length * pairs), map: new Float32Array(rows.length * pairs) };
  let spent = 0;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i];
    // Ranking looks at all rows again for each of the neighbours on either side.
    spent += scores(row, space) + 2 * k * matrix.rows;
    mapScores(positions, row, map);
    const inSpace = nearest(space, row, k);
    const onMap = nearest(map, row, k);
    for (const other of onMap) {
      if (inSpace.includes(other)) found++;
      else intruders += rank(space, row, other) - k;
    }
    for (const other of inSpace) {
      if (!onMap.includes(other)) missing += rank(map, row, other) - k;
    }
    partners(matrix.rows, row, pairs, random).forEach((other, pair) => {
      near.space[i * pairs + pair] = space[other];
      near.map[i * pairs + pair] = map[other];
    });
    if (spent >= SLICE) {
      spent = 0;
      yield { stage: 'judging the map', done: i + 1, total: rows.length };
    }
  }
  const share = 2 / (rows.length * k * (2 * matrix.rows - 3 * k - 1));
  return {
    trustworthiness: 1 - share * intruders,
    continuity: 1 - share * missing,
    recall: found / (rows.length * k),
    // Ranks are the same of a cosine and of minus its distance, of minus a distance and of its square.
    distanceCorrelation: spearman(near.space, near.map),
    k,
    sample: rows.length,
  };
}

/** Minus the squared distance on the map: greater is nearer, as with cosines. */
function mapScores({ dims, values }: Positions, row: number, out: Float32Array): void {
  for (let other = 0, at = 0; other < out.length; other++) {
    let sum = 0;
    for (let d = 0; d < dims; d++, at++) {
      const gap = values[at] - values[row * dims + d];
      sum -= gap * gap;
    }
    out[other] = sum;
  }
}

function nearest(scores: Float32Array, row: number, k: number): Uint32Array {
  const list = new NearestLists(1, k);
  for (let other = 0; other < scores.length; other++) if (other !== row) list.offer(0, other, scores[other]);
  return list.indices;
}

/** 1 for the nearest; ties by row. */
function rank(scores: Float32Array, row: number, of: number): number {
  const score = scores[of];
  let before = 0;
  for (let other = 0; other < scores.length; other++) {
    if (other !== row && (scores[other] > score || (scores[other] === score && other < of))) before++;
  }
  return before + 1;
}

/** n of the rows without repetition; all in order where n reaches them. */
function sampled(rows: number, n: number, random: Random): Uint32Array {
  const all = Uint32Array.from({ length: rows }, (_, i) => i);
  return n >= rows ? all : random.shuffle(all).slice(0, Math.max(1, n));
}

/** n other rows, drawn with replacement; all of them in order where n reaches them. */
function partners(rows: number, row: number, n: number, random: Random): Uint32Array {
  const past = (other: number) => (other < row ? other : other + 1);
  return Uint32Array.from({ length: n }, (_, i) => past(n >= rows - 1 ? i : random.below(rows - 1)));
}
