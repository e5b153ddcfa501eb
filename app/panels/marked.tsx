import type { ReactNode } from 'react';
import type { Passage } from '../../lib/text/stretch';

/** A passage with its words marked. */
export function Marked({ passage: { text, marks, cutBefore, cutAfter } }: { passage: Passage }) {
  const parts: ReactNode[] = [];
  let done = 0;
  for (const [from, to] of marks) {
    parts.push(text.slice(done, from), <mark key={from} className="rounded-sm bg-accent-wash px-px font-medium text-ink">{text.slice(from, to)}</mark>);
    done = to;
  }
  return <>{cutBefore && '… '}{parts}{text.slice(done)}{cutAfter && ' …'}</>;
}
