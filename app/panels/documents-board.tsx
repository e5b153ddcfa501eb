'use client';

import { useEffect } from 'react';
import { changeSearch } from '../../lib/store/search';
import { Button } from '../ui/button';
import { useApp } from '../use-app';
import { useWays, WayAnswer } from './documents';

/** Over the map: what every way found, side by side. */
export function DocumentsBoard() {
  const { open, query } = useApp((s) => ({ open: s.view.ask === 'documents' && s.search.wide && s.search.query !== '', query: s.search.query }));
  const all = useWays();
  useEffect(() => {
    if (!open) return;
    const leave = (e: KeyboardEvent) => e.key === 'Escape' && changeSearch({ wide: false });
    addEventListener('keydown', leave);
    return () => removeEventListener('keydown', leave);
  }, [open]);
  if (!open) return null;
  return (
    <section aria-label="Documents side by side" className="absolute inset-0 z-20 flex flex-col bg-paper">
      <header className="flex shrink-0 items-baseline justify-between gap-3 border-b border-line px-4 py-2">
        <h2 className="truncate text-title font-medium">{query}</h2>
        <Button kind="quiet" onClick={() => changeSearch({ wide: false })}>Back to the map</Button>
      </header>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keyboard */}
      <div className="more-sideways grid min-h-0 grow [--ground:var(--paper)] auto-cols-[minmax(9.5rem,1fr)] grid-flow-col overflow-auto" tabIndex={0} role="group" aria-label="Ways to find documents">
        {all.map((way) => (
          <section key={way.id} aria-label={way.title} className="border-r border-line p-2.5 last:border-r-0">
            <h3 className="font-medium">{way.title}</h3>
            <p className="mb-3 text-small text-muted">{way.method.summary}</p>
            <WayAnswer way={way} />
          </section>
        ))}
      </div>
    </section>
  );
}
