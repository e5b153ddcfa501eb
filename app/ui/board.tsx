'use client';

import { useEffect, type ReactNode } from 'react';
import { Button } from './button';

/** What lies over the map where there is room, until it is left by its button or Escape. */
export function Board({ label, title, onLeave, children }: { label: string; title: string; onLeave: () => void; children: ReactNode }) {
  useEffect(() => {
    const leave = (e: KeyboardEvent) => e.key === 'Escape' && onLeave();
    addEventListener('keydown', leave);
    return () => removeEventListener('keydown', leave);
  }, [onLeave]);
  return (
    <section aria-label={label} className="absolute inset-0 z-20 flex flex-col bg-paper [--ground:var(--paper)]">
      <header className="flex shrink-0 items-baseline justify-between gap-3 border-b border-line px-4 py-2">
        <h2 className="truncate text-title font-medium">{title}</h2>
        <Button kind="quiet" onClick={onLeave}>Back to the map</Button>
      </header>
      {children}
    </section>
  );
}
