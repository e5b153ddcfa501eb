'use client';

import { Tabs as Radix } from 'radix-ui';
import { useEffect, useRef, type ReactNode } from 'react';
import { Boundary } from './boundary';

export interface Tab {
  id: string;
  label: string;
  content: ReactNode;
}

/** Tabs with their panels; they wrap into rows where it is narrow, so that none is out of sight, and scroll where height is scarce. */
export function Tabs({ label, tabs, value, onChange }: { label: string; tabs: Tab[]; value: string; onChange: (id: string) => void }) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector('[data-state=active]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [value]);
  return (
    <Radix.Root value={value} onValueChange={onChange} className="flex min-h-0 grow flex-col">
      <Radix.List ref={list} aria-label={label} className="more-sideways flex shrink-0 flex-wrap border-b border-line px-2 [scrollbar-width:thin] short:flex-nowrap short:overflow-x-auto">
        {tabs.map((t) => (
          <Radix.Trigger
            key={t.id}
            value={t.id}
            className="-mb-px short:mb-0 min-h-9 shrink-0 border-b-2 border-transparent px-2 text-soft hover:text-ink focus-visible:-outline-offset-2 data-[state=active]:border-accent data-[state=active]:font-medium data-[state=active]:text-ink max-lg:min-h-11 max-sm:px-1.5"
          >
            {t.label}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {tabs.map((t) => (
        <Radix.Content key={t.id} value={t.id} className="min-h-0 grow overflow-y-auto p-4 focus-visible:-outline-offset-2">
          <Boundary>{t.content}</Boundary>
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}
