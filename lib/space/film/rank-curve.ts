import { Sliced, type Progress, type Work } from '../../work';
import type { AnalogyMethod } from '../analogy';
import type { Film } from './film';

export interface RankPoint {
  done: number;
  /** Place among the answers, 1 for the best; null where the word is not in the film. */
  rank: number | null;
}

/**
 * The place of a word among the answers to an expression at every frame, a frame a slice.
 * @param known points of an earlier curve of the same question: their frames are not asked again
 * @throws WordspaceError from `step`, as `analogy`
 */
export function rankCurve(film: Film, expression: string, answer: string, method: AnalogyMethod = 'add', known: RankPoint[] = []): Work<RankPoint[]> {
  return new Sliced(ranks(film, expression, answer, method, new Map(known.map((p) => [p.done, p]))), progress(0, film.length));
}

function* ranks(film: Film, expression: string, answer: string, method: AnalogyMethod, known: Map<number, RankPoint>): Generator<Progress, RankPoint[], void> {
  const points: RankPoint[] = [];
  for (let i = 0; i < film.length; i++) {
    const { done } = film.moment(i);
    points.push(known.get(done) ?? { done, rank: film.rank(expression, answer, i, method) });
    yield progress(i + 1, film.length);
  }
  return points;
}

function progress(done: number, total: number): Progress {
  return { stage: 'asking every frame', done, total };
}
