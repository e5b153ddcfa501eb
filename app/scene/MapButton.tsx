'use client';

import type { ReactNode } from 'react';

interface Props {
  label: string;
  /** For a button that stays on. */
  pressed?: boolean;
  onClick: () => void;
  children: ReactNode;
}

/** One of the buttons in the map's corner. */
export function MapButton({ label, pressed, onClick, children }: Props) {
  return (
    <button
      type="button"
      aria-label={label}
      aria-pressed={pressed}
      title={label}
      onClick={onClick}
      className="grid size-[30px] place-items-center border-line not-first:border-t short:not-first:border-t-0 short:not-first:border-l hover:bg-sunken hover:text-ink focus-visible:-outline-offset-2 aria-pressed:bg-accent aria-pressed:text-on-accent pointer-coarse:size-[44px]"
    >
      {children}
    </button>
  );
}
