'use client';

import { changeSearch } from '../../lib/store/search';
import { Board } from '../ui/board';
import { useApp } from '../use-app';
import { useWays, WayAnswer } from './documents';

/** Over the map: what every way found, side by side. */
export function DocumentsBoard() {
  const { open, query } = useApp((s) => ({ open: s.view.ask === 'documents' && s.search.wide && s.search.query !== '', query: s.search.query }));
  const all = useWays();
  if (!open) return null;
  return (
    <Board label="Documents side by side" title={query} onLeave={leave}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keyboard */}
      <div className="more-sideways grid min-h-0 grow auto-cols-[minmax(9.5rem,1fr)] grid-flow-col overflow-auto" tabIndex={0} role="group" aria-label="Ways to find documents">
        {all.map((way) => (
          <section key={way.id} aria-label={way.title} className="border-r border-line p-2.5 last:border-r-0">
            <h3 className="font-medium">{way.title}</h3>
            <p className="mb-3 text-small text-muted">{way.method.summary}</p>
            <WayAnswer way={way} />
          </section>
        ))}
      </div>
    </Board>
  );
}

function leave(): void {
  changeSearch({ wide: false });
}
