'use client';

import { useSyncExternalStore } from 'react';

/** The theme lives on the root element, where the first paint finds it (see layout.tsx). */
export type Theme = 'light' | 'dark';

export function useTheme(): Theme {
  return useSyncExternalStore(subscribe, current, () => 'light');
}

export function changeTheme(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
  try {
    localStorage.setItem('theme', theme);
  } catch {
    // Private windows may refuse: the choice then lasts for this visit.
  }
}

function current(): Theme {
  return document.documentElement.dataset.theme === 'dark' ? 'dark' : 'light';
}

function subscribe(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  return () => observer.disconnect();
}

export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const list = matchMedia(query);
      list.addEventListener('change', changed);
      return () => list.removeEventListener('change', changed);
    },
    () => matchMedia(query).matches,
    () => false,
  );
}

/** Where the map has no room for an open legend: phones, in either direction. `short` in globals.css is the latter. */
export const CRAMPED = '(max-width: 640px), (max-height: 599px) and (max-width: 1023px)';
