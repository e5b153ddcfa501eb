'use client';

import { useState, type FormEvent } from 'react';
import { followRank } from '../../lib/store/film';
import type { Shown } from '../../lib/store/film-moment';
import type { FilmView } from '../../lib/store/state';
import { changeView } from '../../lib/store/maps';
import { Swatch } from './swatch';

/** Which answer is followed through the film and what place it has at the moment; another can be typed. */
export function FollowedRank({ view, shown }: { view: FilmView; shown: Shown }) {
  const [draft, setDraft] = useState<string | null>(null);
  const { rank } = view;
  if (!rank) {
    return (
      <button type="button" className="min-h-6 text-left underline underline-offset-2 hover:text-ink max-lg:min-h-8" onClick={() => void changeView({ ask: 'analogy' })}>
        Ask an analogy to follow its answer through the training
      </button>
    );
  }
  const now = rank.points.find((p) => p.done === shown.done)?.rank;
  const known = shown.words.rowOf(rank.answer) >= 0;
  const submit = (e: FormEvent) => {
    e.preventDefault();
    setDraft(null);
    void followRank((draft ?? '').trim() || undefined);
  };
  return (
    <form onSubmit={submit} className="flex min-w-0 items-center gap-x-1.5" data-testid="film-rank">
      <Swatch className="bg-accent" />
      <span>place of</span>
      <input
        aria-label="Answer to follow"
        className="h-6 w-24 rounded border border-line bg-surface px-1.5 text-ink hover:border-strong-line max-lg:h-8"
        value={draft ?? rank.answer}
        onChange={(e) => setDraft(e.target.value)}
        onBlur={() => setDraft(null)}
        spellCheck={false}
        autoCapitalize="off"
      />
      <span className="min-w-0 truncate max-sm:sr-only">among the answers to {rank.expression.replaceAll(' - ', ' − ')}:</span>
      <output className="font-medium text-accent">{now ?? (known ? (rank.points.length > 0 ? 'none' : '…') : 'not in the film')}</output>
    </form>
  );
}
