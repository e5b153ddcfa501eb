'use client';

import { Clapperboard } from 'lucide-react';
import { filmOf } from '../../lib/store/film-moment';
import { openFilm } from '../../lib/store/film';
import { activeSpace } from '../../lib/store/store';
import { useApp } from '../use-app';

/** Opens the film of the space on the map, where there is one and it is closed. */
export function FilmButton() {
  const { film, open, isolated } = useApp((s) => ({ film: filmOf(s, activeSpace(s)), open: s.film?.spaceId === s.spaceId, isolated: s.view.isolated !== null }));
  // A film is of the most frequent words.
  if (!film || open || isolated) return null;
  return (
    <button
      type="button"
      data-map-obstacle
      title="See how the words found their places: the map, the neighbours and an analogy over the time of the training"
      onClick={openFilm}
      className="absolute bottom-3 left-1/2 flex min-h-8 -translate-x-1/2 items-center max-lg:top-3 max-lg:bottom-auto max-lg:left-3 max-lg:translate-x-0 gap-1.5 rounded-lg border border-line bg-surface/90 px-2.5 text-small text-soft hover:border-strong-line hover:text-ink max-lg:min-h-11"
    >
      <Clapperboard size={14} aria-hidden /> Training film
    </button>
  );
}
