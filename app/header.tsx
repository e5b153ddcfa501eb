'use client';

import { Moon, Sun } from 'lucide-react';
import { colouringChoices } from '../lib/store/colouring';
import { chooseLayout } from '../lib/store/layout-choice';
import { changeView } from '../lib/store/maps';
import { MAP_SIZES, type Colouring } from '../lib/store/view';
import { activeSpace } from '../lib/store/store';
import { projectionById, projections } from '../lib/projection/methods';
import { SearchField } from './search-field';
import { changeTheme, useTheme } from './theme';
import { Choice } from './ui/choice';
import { useApp } from './use-app';

/** Up to so many are offered to every space, more to those that have them. */
const USUAL = 50_000;

/** Name, search, and what the map shows. */
export function Header() {
  return (
    <header className="flex shrink-0 items-center gap-3 border-b border-line bg-surface px-3 max-lg:flex-wrap max-lg:gap-y-2 max-lg:py-2 lg:h-12 short:sm:flex-nowrap short:sm:gap-2 short:sm:py-1">
      <h1 className="flex items-center gap-2 font-semibold tracking-tight max-sm:sr-only short:sr-only">
        <img src="/icon.svg" alt="" width={20} height={20} /> Wordspace
      </h1>
      <div className="min-w-0 grow lg:mx-auto lg:max-w-120"><SearchField /></div>
      <ThemeButton className="lg:order-last short:sm:order-last" />
      <ViewControls />
    </header>
  );
}

function ViewControls() {
  const { view, spaces, corpora, spaceId, size } = useApp((s) => ({ view: s.view, spaces: s.spaces, corpora: s.corpora, spaceId: s.spaceId, size: activeSpace(s)?.words.size ?? 0 }));
  const colourings = colouringChoices({ spaces, corpora, spaceId });
  const most = projectionById(view.method).options.find((o) => o.name === 'words')?.max ?? Infinity;
  const words = MAP_SIZES.filter((n, i) => n <= most && (n <= USUAL || MAP_SIZES[i - 1] < size || n === view.words));
  return (
    <div className="flex min-w-0 items-center gap-2 max-lg:w-full max-sm:gap-1.5 short:gap-1.5 short:sm:w-auto short:sm:shrink-0">
      <Choice className="w-24 shrink-0 max-sm:w-20 short:w-20" showLabel={false} label="Layout" value={view.method} options={projections.map((p) => ({ value: p.id, label: p.title, detail: p.summary }))} onChange={(method) => void chooseLayout(method)} />
      <div role="group" aria-label="Dimensions of the map" className="flex shrink-0 rounded-md border border-line bg-surface">
        {([2, 3] as const).map((dims) => (
          <button key={dims} type="button" aria-pressed={view.dims === dims} className={`min-h-7.5 min-w-9 rounded-[5px] px-2 max-lg:min-h-10.5 max-sm:px-1 short:px-1 ${view.dims === dims ? 'bg-sunken font-medium' : 'text-soft hover:text-ink'}`} onClick={() => void changeView({ dims })}>
            {dims}D
          </button>
        ))}
      </div>
      <Choice className="w-35 shrink-0 max-sm:w-21 short:w-21" showLabel={false} label="Words on the map" value={String(view.words)} options={words.map((n) => ({ value: String(n), label: `${n.toLocaleString('en')} words`, short: n.toLocaleString('en') }))} onChange={(words) => void changeView({ words: Number(words), isolated: null })} />
      <Choice className="w-36 min-w-0 max-sm:grow sm:shrink-0 short:w-30" showLabel={false} label="Colour by" value={colourings.some((c) => c.id === view.colouring) ? view.colouring : 'frequency'} options={colourings.map((c) => ({ value: c.id, label: c.label }))} onChange={(c) => void changeView({ colouring: c as Colouring, highlight: null })} />
    </div>
  );
}

function ThemeButton({ className }: { className: string }) {
  const theme = useTheme();
  const next = theme === 'dark' ? 'light' : 'dark';
  return (
    <button type="button" aria-label={`Change to ${next} theme`} title={`Change to ${next} theme`} className={`grid size-8 shrink-0 place-items-center rounded-md text-soft hover:bg-sunken hover:text-ink max-lg:size-11 ${className}`} onClick={() => changeTheme(next)}>
      {theme === 'dark' ? <Sun size={16} aria-hidden /> : <Moon size={16} aria-hidden />}
    </button>
  );
}
