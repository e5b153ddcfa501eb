import { Backwards } from '../projection/backwards';
import { sceneCoordinates } from '../projection/normalise';
import type { Positions } from '../projection/projection';
import { Film } from '../space/film/film';
import type { FilmData, Moment } from '../space/film/frames';
import type { VectorSpace } from '../space/space';
import type { AppState, OpenSpace } from './state';
import type { MapLayout } from './view';

/** The moment of a training that is on the screen, and what follows from it. */

/** A moment of a training in the place of the finished space. */
export interface Shown extends Moment {
  film: Film;
  frame: number;
  /** The film's words as they were. */
  words: VectorSpace;
}

const films = new WeakMap<FilmData, Film>();

/** The film of a space: of its training under way, or saved with it. */
export function filmOf(state: AppState, space: OpenSpace | undefined): Film | null {
  const { recording } = state;
  const live = space && recording?.spaceId === space.id ? recording : null;
  const data = live?.film ?? space?.film;
  if (!data || data.frames.length < 2) return null;
  let film = films.get(data);
  if (!film) films.set(data, (film = new Film(data, live?.of ?? space!.words.data)));
  return film;
}

let latest: Shown | null = null;

/** The moment that stands for a space while its film is open; the same object while nothing changes. */
export function shownMoment(state: AppState, space: OpenSpace | undefined): Shown | null {
  const film = space && state.film?.spaceId === space.id && state.spaceId === space.id ? filmOf(state, space) : null;
  if (!film || !state.film) return null;
  const frame = Math.min(state.film.frame, film.length - 1);
  if (latest?.film !== film || latest.frame !== frame) {
    // A film that has only grown shows the same words: what was derived from them stays.
    const same = latest && latest.film.data.frames[latest.frame] === film.data.frames[frame];
    latest = { film, frame, words: same && latest ? latest.words : film.space(frame), ...film.moment(frame) };
  }
  return latest;
}

/** Linear maps into the past, by the positions they end at. */
const pasts = new WeakMap<Positions, Backwards>();

/**
 * Scene coordinates at a moment. On a UMAP the places are those of the live map, as recorded
 * with the film; on maps of another kind or other dimensions, and where nothing was recorded,
 * the finished map is carried back in time.
 * @param method of the finished map
 * @returns rows × 3, of as many rows as film and map both know
 */
export function scenePositions({ film, frame, words }: Shown, space: OpenSpace, { positions: finished }: MapLayout, method: string): Float32Array {
  const recorded = film.positions(frame);
  const end = film.positions(film.length - 1);
  if (method === 'umap' && recorded?.dims === finished.dims && end) return sceneCoordinates(recorded, end).subarray(0, (3 * finished.values.length) / finished.dims);
  const { matrix } = words;
  const final = space.words.matrix;
  if (matrix.kind !== 'dense' || final.kind !== 'dense') return sceneCoordinates(finished);
  let past = pasts.get(finished);
  if (!past) pasts.set(finished, (past = new Backwards(final, finished)));
  return sceneCoordinates(past.at(matrix), finished);
}
