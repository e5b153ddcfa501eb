'use client';

import { layoutKey } from '../../lib/store/view';
import { percent } from '../ui/numbers';
import { useApp } from '../use-app';

/** The share of the variance of each component of the map, those on its axes in the accent colour. */
export function ExplainedVariance({ shown }: { shown: number[] }) {
  const shares = useApp((s) => (s.spaceId ? s.layouts[layoutKey(s.spaceId, s.view)]?.facts?.explainedVariance : undefined));
  if (!shares) return null;
  const greatest = Math.max(...shares, 1e-9);
  return (
    <div data-testid="explained-variance">
      <p className="mb-1 text-small text-muted">Share of the variance that each component explains</p>
      <ol className="figures space-y-0.5 text-small">
        {shares.map((share, i) => ({ share, number: i + 1 })).map(({ share, number }) => (
          <li key={number} className="flex items-center gap-2">
            <span className={`w-4 text-right ${shown.includes(number) ? 'font-medium text-accent' : 'text-muted'}`}>{number}</span>
            <span className="h-2 grow" aria-hidden><span className={`block h-full rounded-sm ${shown.includes(number) ? 'bg-accent' : 'bg-line'}`} style={{ width: `${(100 * share) / greatest}%` }} /></span>
            <span className="w-12 text-right text-soft">{percent(share)}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}
