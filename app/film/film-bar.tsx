'use client';

import { Pause, Play, X } from 'lucide-react';
import { useEffect } from 'react';
import { closeFilm, followRank, pause, play, seek, setSpeed, SPEEDS } from '../../lib/store/film';
import { shownMoment, type Shown } from '../../lib/store/film-moment';
import type { FilmView, OpenSpace } from '../../lib/store/state';
import { activeSpace } from '../../lib/store/store';
import { useApp } from '../use-app';
import { Button } from '../ui/button';
import { FollowedRank } from './followed-rank';
import { FilmPlot } from './plot';
import { SaveFilm } from './save-film';
import { Swatch } from './swatch';
import { momentInWords } from './words';

/** Under the map while a film is open: what moment it shows, and how to move in time. */
export function FilmBar() {
  const { view, space, shown } = useApp((s) => {
    const active = activeSpace(s);
    return { view: s.film, space: active, shown: shownMoment(s, active) };
  });
  if (!view || !space || !shown) return null;
  return <OpenFilm view={view} space={space} shown={shown} />;
}

function OpenFilm({ view, space, shown }: { view: FilmView; space: OpenSpace; shown: Shown }) {
  const { saving, asked } = useApp((s) => ({ saving: s.jobs.find((j) => j.kind === 'film'), asked: s.analogy.result?.expression }));
  const { film, frame } = shown;
  const epochs = space.options.epochs;
  useEffect(() => {
    void followRank();
  }, [film, asked, view.rank?.method]);
  return (
    <section aria-label="Training film" data-film={film.length} data-frame={frame} className="figures shrink-0 space-y-1.5 border-t border-line bg-surface px-3 pt-2 pb-2.5 max-sm:space-y-1 max-sm:pt-1 max-sm:pb-1">
      <div className="flex items-center gap-x-3 max-sm:gap-x-1.5">
        <Button kind="plain" className="w-9 px-0 max-lg:w-11" aria-label={view.playing ? 'Pause the film' : 'Play the film'} disabled={saving !== undefined} onClick={view.playing ? pause : play}>
          {view.playing ? <Pause size={15} aria-hidden /> : <Play size={15} aria-hidden />}
        </Button>
        <Speed value={view.speed} />
        <p data-testid="film-moment" className="min-w-0 grow truncate font-medium max-sm:text-small">{momentInWords(shown, epochs)}</p>
        <SaveFilm space={space} film={film} />
        <button type="button" aria-label="Close the film" title="Close the film" disabled={saving !== undefined} onClick={closeFilm} className="grid size-8 shrink-0 place-items-center rounded-md text-muted hover:bg-sunken hover:text-ink disabled:opacity-50 max-lg:size-11">
          <X size={16} aria-hidden />
        </button>
      </div>
      <div className="relative h-12 rounded-md bg-sunken max-sm:h-10">
        <FilmPlot film={film.data} rank={view.rank?.points ?? []} frame={frame} />
        <input
          type="range"
          aria-label="Moment of the training"
          aria-valuetext={momentInWords(shown, epochs)}
          className="scrubber absolute inset-0 size-full"
          min={0}
          max={film.length - 1}
          value={frame}
          disabled={saving !== undefined}
          onChange={(e) => seek(Number(e.target.value))}
        />
      </div>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-small text-muted">
        <span className="flex items-center gap-1.5 max-sm:hidden"><Swatch className="bg-strong-line" /> loss</span>
        <FollowedRank view={view} shown={shown} />
      </div>
    </section>
  );
}

function Speed({ value }: { value: number }) {
  const next = SPEEDS[(SPEEDS.indexOf(value) + 1) % SPEEDS.length];
  return (
    <Button kind="quiet" className="w-12 max-sm:hidden" aria-label={`Speed ${value} times; change to ${next} times`} title="How fast the film plays" onClick={() => setSpeed(next)}>
      {value === 0.5 ? '½' : value} ×
    </Button>
  );
}
