import { run } from '../jobs/run';
import type { Film } from '../space/film/film';
import { rankCurve } from '../space/film/rank-curve';
import { filmOf } from './film-moment';
import { changeView } from './maps';
import { answerAgain } from './questions';
import type { RankView } from './state';
import { activeSpace, get, set } from './store';

/** Looking at the film of a training: opening, playing, going to a frame, following an answer. */

/** Frames a second at speed 1. */
const PACE = 10;

export const SPEEDS = [0.5, 1, 2, 4];

/** Open the film of the space on the map, at its end: what is on the screen already. */
export function openFilm(): void {
  const space = activeSpace(get());
  const film = filmOf(get(), space);
  if (!space || !film) return;
  set({ film: { spaceId: space.id, frame: film.length - 1, playing: false, speed: 1, rank: null } });
  // A film shows the most frequent words.
  if (get().view.isolated) void changeView({ isolated: null });
  answerAgain();
}

export function closeFilm(): void {
  pause();
  set({ film: null });
  answerAgain();
}

/** Go to a frame; playing stops. */
export function seek(frame: number): void {
  pause();
  show(frame);
}

let timer: ReturnType<typeof setInterval> | undefined;

/** Play on, from the beginning where the film is at its end. */
export function play(): void {
  const { film } = get();
  const length = openedFilm()?.length ?? 0;
  if (!film || length < 2) return;
  if (film.frame >= length - 1) show(0);
  set((s) => ({ film: s.film && { ...s.film, playing: true } }));
  clearInterval(timer);
  timer = setInterval(next, 1000 / (PACE * film.speed));
}

export function pause(): void {
  clearInterval(timer);
  if (get().film?.playing) set((s) => ({ film: s.film && { ...s.film, playing: false } }));
}

export function setSpeed(speed: number): void {
  set((s) => ({ film: s.film && { ...s.film, speed } }));
  if (get().film?.playing) play();
}

function next(): void {
  const film = openedFilm();
  const at = get().film?.frame ?? 0;
  if (!film || at >= film.length - 1) return pause();
  show(at + 1);
  if (at + 1 === film.length - 1) pause();
}

function show(frame: number): void {
  const last = (openedFilm()?.length ?? 1) - 1;
  set((s) => ({ film: s.film && { ...s.film, frame: Math.max(0, Math.min(last, Math.round(frame))) } }));
  answerAgain();
}

function openedFilm(): Film | null {
  const { film, spaces } = get();
  const space = spaces.find((s) => s.id === film?.spaceId);
  return filmOf(get(), space);
}

let following: AbortController | null = null;

/**
 * Follow an answer to the open analogy through the whole film, by default the best one at
 * the end. Frames that were asked before are not asked again.
 */
export async function followRank(answer?: string): Promise<void> {
  following?.abort();
  const film = openedFilm();
  const { film: view, analogy } = get();
  const expression = analogy.result?.expression;
  if (!film || !view || !expression) return set((s) => ({ film: s.film && { ...s.film, rank: null } }));
  const { method } = analogy;
  const same = view.rank?.expression === expression && view.rank.method === method ? view.rank : null;
  const followed = answer ?? same?.answer ?? film.best(expression, film.length - 1, method);
  if (followed === null) return;
  const known = same?.answer === followed ? same.points : [];
  const rank: RankView = { expression, method, answer: followed, points: known };
  set({ film: { ...view, rank } });
  const controller = (following = new AbortController());
  const points = await run(rankCurve(film, expression, followed, method, known), { signal: controller.signal }).catch(() => null);
  if (points && !controller.signal.aborted) set((s) => ({ film: s.film && { ...s.film, rank: { ...rank, points } } }));
}
