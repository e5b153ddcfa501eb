'use client';

import { Trash2 } from 'lucide-react';
import { showSpace } from '../../lib/store/maps';
import type { OpenSpace } from '../../lib/store/state';
import { loadBuiltInSpace } from '../../lib/store/boot';
import { discardSpace } from '../../lib/store/spaces';
import { Empty } from '../ui/empty';
import { IconButton } from '../ui/icon-button';
import { count, duration, size } from '../ui/numbers';
import { useApp } from '../use-app';
import { DownloadMenu } from './download-menu';
import { JoinSeeds, SeedsOfSpace } from './seeds';
import { settingsInWords, textsInWords } from './space-in-words';

/** The trained spaces side by side; one of them is on the map. */
export function SpacesPanel() {
  const { spaces, spaceId, catalogue, loading } = useApp((s) => ({ spaces: s.spaces, spaceId: s.spaceId, catalogue: s.catalogue, loading: s.jobs.some((j) => j.kind === 'load') }));
  const offered = (catalogue?.spaces ?? []).filter((e) => !spaces.some((s) => s.id === e.id));
  return (
    <section aria-label="Spaces" className="space-y-2">
      {spaces.length === 0 && <Empty>No vectors yet: open a text and train a model on it.</Empty>}
      <ul className="space-y-1">
        {spaces.map((s) => <SpaceRow key={s.id} space={s} shown={s.id === spaceId} />)}
      </ul>
      <JoinSeeds />
      {offered.map((e) => (
        <button key={e.id} type="button" disabled={loading} className="w-full rounded-lg border border-dashed border-strong-line px-2.5 py-2 text-left hover:bg-sunken disabled:opacity-50" onClick={() => void loadBuiltInSpace(e.id)}>
          <span className="block font-medium">Load {e.title}</span>
          <span className="figures block text-small text-soft">{count(e.words)} words × {e.dims} · {size(e.bytes)} · {e.licence}</span>
        </button>
      ))}
    </section>
  );
}

function SpaceRow({ space, shown }: { space: OpenSpace; shown: boolean }) {
  return (
    <li className={`flex flex-wrap items-start rounded-lg border ${shown ? 'border-accent bg-accent-wash' : 'border-line bg-surface'}`}>
      <button type="button" aria-pressed={shown} className="min-w-0 grow basis-0 rounded-lg px-2.5 py-2 text-left" onClick={() => void showSpace(space.id)}>
        <span className="block truncate font-medium">{space.title}</span>
        <span className="figures block truncate text-small text-soft" title={textsInWords(space)}>{textsInWords(space)}</span>
        <span className="figures block text-small text-soft">
          {count(space.words.size)} words × {count(space.words.dims)}{space.seconds > 0 ? ` · ${duration(space.seconds)}` : ''}
        </span>
        <span className="figures block text-small text-soft">{settingsInWords(space)}</span>
      </button>
      <div className="m-1 flex shrink-0 flex-col">
        {!space.training && <DownloadMenu space={space} shown={shown} />}
        {!space.builtIn && !space.training && <IconButton label={`Remove ${space.title}`} onClick={() => discardSpace(space.id)}><Trash2 size={14} aria-hidden /></IconButton>}
      </div>
      <SeedsOfSpace space={space} />
    </li>
  );
}
