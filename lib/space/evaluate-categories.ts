/**
 * Do words of one category lie together? The known words are clustered by
 * spherical k-means, refined row by row, into as many clusters as there are
 * categories, and purity is the share of words that belong to the category most frequent in their cluster
 * (Almuhareb and Poesio 2004; Baroni, Dinu and Kruszewski 2014). Purity grows with
 * the number of clusters, so the adjusted Rand index, 0 by chance, stands beside it.
 */
import { Random } from '../kernels/random';
import { Sliced, type Progress, type Work } from '../work';
import { shareIntervals, type Interval } from './bootstrap';
import { clusters } from './cluster';
import type { EvaluationOptions } from './evaluate';
import { parseCategories, type Categorised } from './evaluation-files';
import { KnownWords } from './evaluation-score';
import { adjustedRand, majorities } from './partitions';
import { refine } from './refine';
import { VectorSpace } from './space';
import { spaceOfRows } from './subset';
import { limited, wholeNumber } from './whole-number';

export interface CategoriesReport {
  /** Share of the words that lie in a cluster of their category; 0 where no word is known. */
  purity: number;
  /** Of the purity: 95 % by bootstrap over the words, the clusters as they are. */
  interval: Interval;
  /** Agreement of clusters and categories beyond chance: 1 at best, about 0 by chance. */
  adjustedRand: number;
  /** Words clustered. */
  words: number;
  /** Words outside the vocabulary. */
  missing: number;
  /** words / all words. */
  coverage: number;
  /** Words outside the vocabulary; at most 12. */
  unknown: string[];
  /** By category: how many of its known words lie in a cluster of that category. */
  categories: { name: string; right: number; words: number; missing: number; interval: Interval }[];
  /** Each cluster with its words, where `detail` was asked for. */
  clusters?: { category: string; words: { word: string; category: string }[] }[];
}

export interface CategoriesOptions extends EvaluationOptions {
  /** Times k-means begins anew; the tightest clusters count. Default 10. */
  starts?: number;
}

/**
 * Cluster the words of a file and hold the clusters against its categories.
 * @throws WordspaceError for a malformed file or starts that are no count (at once, not while stepping)
 */
export function evaluateCategories(space: VectorSpace, text: string, options: CategoriesOptions): Work<CategoriesReport> {
  const rows = limited(space.size, options.vocabulary, 'The vocabulary');
  const starts = wholeNumber(options.starts ?? 10, 'The number of starts');
  const { categories, words } = parseCategories(text, options.name);
  return new Sliced(sort(space, rows, categories, words, { ...options, starts }), { stage: 'sorting words', done: 0, total: starts });
}

function* sort(
  space: VectorSpace,
  rows: number,
  categories: string[],
  words: Categorised[],
  { starts, detail, draws, seed = 1 }: CategoriesOptions & { starts: number },
): Generator<Progress, CategoriesReport, void> {
  const vocabulary = new KnownWords(space, rows);
  const found = words.map((entry) => ({ ...entry, row: vocabulary.row(entry.word) }));
  const known = found.filter((entry) => entry.row >= 0);
  const classes = known.map((entry) => entry.category);
  const k = new Set(classes).size;
  const assigned = yield* bestClusters(new VectorSpace(spaceOfRows(space, known.map((entry) => entry.row))), k, starts, seed);
  const category = majorities(assigned, classes);
  const right = known.map((entry, i) => category[assigned[i]] === entry.category);

  const tallies = categories.map((_, c) => ({
    correct: known.filter((entry, i) => entry.category === c && right[i]).length,
    asked: known.filter((entry) => entry.category === c).length,
  }));
  const correct = right.filter(Boolean).length;
  // over all words: within categories, which mostly stay together whole, nothing would vary
  const whole = yield* shareIntervals([{ correct, asked: known.length }], { draws, seed });
  const intervals = yield* shareIntervals(tallies, { draws, seed });
  const report: CategoriesReport = {
    purity: known.length > 0 ? correct / known.length : 0,
    interval: whole.total,
    adjustedRand: known.length > 0 ? adjustedRand(assigned, classes) : 0,
    words: known.length,
    missing: words.length - known.length,
    coverage: known.length / words.length,
    unknown: vocabulary.unknown,
    categories: categories.map((name, c) => ({
      name, right: tallies[c].correct, words: tallies[c].asked,
      missing: found.filter((entry) => entry.category === c && entry.row < 0).length, interval: intervals.sections[c],
    })),
  };
  if (!detail) return report;
  const said = (i: number) => ({ word: known[i].word, category: categories[known[i].category] });
  const clusterWords = category.map((c, cluster) => ({ category: categories[c], words: known.flatMap((_, i) => (assigned[i] === cluster ? [said(i)] : [])) }));
  return { ...report, clusters: clusterWords };
}

/** The clusters of the start whose rows lie nearest to their centroids. */
function* bestClusters(space: VectorSpace, k: number, starts: number, seed: number): Generator<Progress, Uint16Array, void> {
  let best = new Uint16Array(space.size);
  let highest = -Infinity;
  if (k < 2) return best;
  const random = new Random(seed);
  for (let start = 0; start < starts; start++) {
    const work = clusters(space, { k, iterations: 100, seed: random.next() });
    while (!work.step()) yield { stage: 'sorting words', done: start, total: starts };
    const found = work.result().slice();
    const tight = refine(space.unit, found);
    if (tight > highest) {
      highest = tight;
      best = found;
    }
    yield { stage: 'sorting words', done: start + 1, total: starts };
  }
  return best;
}
