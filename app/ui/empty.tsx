import type { ReactNode } from 'react';

/** An empty state says what to do. */
export function Empty({ children }: { children: ReactNode }) {
  return <div className="rounded-lg bg-sunken px-3 py-3 text-soft">{children}</div>;
}
