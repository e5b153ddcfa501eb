'use client';

import { X } from 'lucide-react';
import { useEffect } from 'react';
import { dismiss } from '../../lib/store/store';
import { useApp } from '../use-app';

/** Problems stay until they are dismissed or something else is begun; the rest leaves by itself. */
export function Notices() {
  const notices = useApp((s) => s.notices);
  const passing = notices.find((n) => n.kind !== 'problem');
  useEffect(() => {
    if (!passing) return;
    const timer = setTimeout(() => dismiss(passing.id), passing.action ? 20_000 : 8000);
    return () => clearTimeout(timer);
  }, [passing]);
  return (
    <div role="status" aria-live="polite" className="pointer-events-none absolute inset-x-3 bottom-10 z-40 flex flex-col items-center gap-2">
      {notices.map((n) => (
        <div key={n.id} className={`pointer-events-auto flex max-w-130 items-start gap-2 rounded-lg border bg-surface py-2 pr-1 pl-3 shadow-float ${n.kind === 'problem' ? 'border-accent' : 'border-line'}`}>
          <p className="grow py-1 break-words [overflow-wrap:anywhere]">{n.text}</p>
          {n.action && (
            <button
              type="button"
              className="min-h-8 shrink-0 rounded-md px-2 font-medium text-accent hover:bg-sunken"
              onClick={() => {
                dismiss(n.id);
                n.action?.run();
              }}
            >
              {n.action.label}
            </button>
          )}
          <button type="button" aria-label="Dismiss" onClick={() => dismiss(n.id)} className="grid size-8 shrink-0 place-items-center rounded-md text-muted hover:bg-sunken hover:text-ink">
            <X size={14} aria-hidden />
          </button>
        </div>
      ))}
    </div>
  );
}
