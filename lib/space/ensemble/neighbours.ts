/**
 * The neighbours of a word over several seeds: a training is one draw among many, and a
 * neighbour that goes when the seed changes says more of the draw than of the text
 * (Antoniak and Mimno 2018, “Evaluating the Stability of Embedding-based Word Similarities”).
 */
import { similarities, type Neighbour } from '../neighbours';
import { top } from '../top';
import { limited, wholeNumber } from '../whole-number';
import type { Ensemble } from './aligned';
import { overlap } from './overlap';
import { means, spread } from './spread';

/** `similarity` is the mean over the seeds. */
export interface SeedNeighbour extends Neighbour {
  sd: number;
  /** In how many of the seeds it is among the k nearest. */
  seeds: number;
}

export interface SeedNeighbours {
  /** As asked, or all other words of a small vocabulary. */
  k: number;
  /** Mean share of the k nearest that two seeds have in common, 0 … 1. */
  stability: number;
  /** The k of highest mean similarity. */
  neighbours: SeedNeighbour[];
}

/**
 * @param options.limit only the first rows (the most frequent) are searched; default all
 * @throws WordspaceError where k is no count, or the word has a zero vector in one of the seeds
 */
export function seedNeighbours(spaces: Ensemble, row: number, options: { k: number; limit?: number }): SeedNeighbours {
  const [first] = spaces;
  const among = limited(first.size, options.limit);
  const k = Math.min(wholeNumber(options.k, 'The number of neighbours'), row < among ? among - 1 : among);
  const scores = spaces.map((space) => similarities(space, row, options.limit));
  const near = scores.map((s) => top(s, k, [row]).map((n) => n.row));
  const mean = means(scores);
  const neighbours = top(mean, k, [row]).map((found) => ({
    row: found.row,
    name: first.names[found.row],
    similarity: found.score,
    sd: spread(scores.map((s) => s[found.row])).sd,
    seeds: near.filter((rows) => rows.includes(found.row)).length,
  }));
  return { k, stability: overlap(near, k), neighbours };
}
