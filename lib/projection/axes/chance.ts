/**
 * Does an axis separate the words more widely than chance? Its spread, the standard deviation
 * of the words along it, beside that of axes between words drawn by chance: as many at either
 * end, each in the place of a word of the axis and about as frequent as it (of half its rank to
 * twice), since frequency alone moves vectors (Mu & Viswanath 2018, "All-but-the-top").
 *
 * The share of chance that spreads words at least as widely, with one added to both counts so
 * that it is never 0, is the p of a Monte Carlo test (Davison & Hinkley 1997, § 4.2). A great
 * p does not say that the axis means nothing: it says that the words as a whole differ along
 * it no more than along any other.
 */
import type { Matrix } from '../../kernels/matrix';
import type { Random } from '../../kernels/random';
import { CentredRows } from '../centred';
import type { AxisTest } from '../projection';
import { everyRow } from '../rows';
import { SLICE, type Slices } from '../slices';
import { between, directionOf, type AxisEnds } from './direction';

/** Words that spreads are measured over, evenly taken from those on the map. */
const MEASURED = 2000;
/** Axes projected on at a time. */
const BATCH = 32;
/** Words of chance stand in for one of these ranks at least. */
const LEAST_CHOICE = 50;
/** Draws of one axis before it counts as one without spread. */
const ATTEMPTS = 5;

/** @param words the first so many rows are measured; ends are drawn from all rows of the matrix */
export function* axisTest(matrix: Matrix, ends: AxisEnds, words: number, { trials, random }: { trials: number; random: Random }): Slices<AxisTest> {
  const step = Math.max(1, Math.ceil(words / MEASURED));
  const rows = new CentredRows(everyRow(matrix, words, step), true);
  const [spread] = spreads(rows, [directionOf(matrix, ends)]);
  const perSlice = Math.max(1, Math.floor(SLICE / (BATCH * rows.rows * Math.min(rows.dims, 1000))));
  const byChance: number[] = [];
  for (let batch = 0; byChance.length < trials; batch++) {
    if (batch % perSlice === 0) yield { stage: 'drawing axes by chance', done: byChance.length, total: trials };
    const count = Math.min(BATCH, trials - byChance.length);
    byChance.push(...spreads(rows, Array.from({ length: count }, () => drawn(matrix, ends, random))));
  }
  byChance.sort((a, b) => a - b);
  const asWide = byChance.filter((s) => s >= spread).length;
  const chance = { median: placed(byChance, 0.5), upper: placed(byChance, 0.95) };
  return { spread, chance, trials, asWide, p: (asWide + 1) / (trials + 1), words: rows.rows };
}

/** Standard deviations of the rows along directions of length 1. */
function spreads(rows: CentredRows, directions: Float64Array[]): number[] {
  const width = directions.length;
  const loadings = new Float64Array(rows.dims * width);
  directions.forEach((direction, c) => direction.forEach((x, d) => (loadings[d * width + c] = x)));
  const places = rows.times(loadings, width);
  const squares = new Float64Array(width);
  for (let at = 0; at < places.length; at++) squares[at % width] += places[at] * places[at];
  return Array.from(squares, (sum) => Math.sqrt(sum / rows.rows));
}

/** The direction between words drawn by chance, each once and none of the axis itself where there are others. */
function drawn(matrix: Matrix, { from, to }: AxisEnds, random: Random): Float64Array {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const taken = new Set([...from, ...to]);
    const others = [from, to].map((end) => end.map((row) => standIn(row, matrix.rows, taken, random)));
    const direction = between(matrix, { from: others[0], to: others[1] });
    if (direction) return direction;
  }
  return new Float64Array(matrix.dims);
}

/** A row of half the rank to twice, not taken yet if that can be had; it is taken then. */
function standIn(row: number, rows: number, taken: Set<number>, random: Random): number {
  const least = Math.max(0, Math.min(Math.floor((row + 1) / 2) - 1, row - LEAST_CHOICE / 2, rows - LEAST_CHOICE));
  const most = Math.min(rows, Math.max(2 * (row + 1), least + LEAST_CHOICE));
  let chosen = row;
  for (let i = 0; i < 4 * LEAST_CHOICE; i++) {
    chosen = least + random.below(most - least);
    if (!taken.has(chosen)) break;
  }
  taken.add(chosen);
  return chosen;
}

/** The value at this share of the sorted ones, one of them: nothing between two is made up. */
function placed(sorted: number[], share: number): number {
  return sorted.length > 0 ? sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] : 0;
}
