import { partDone } from './numbers';

/** How far a job is. */
export function ProgressBar({ done, total, label }: { done: number; total: number; label: string }) {
  const percent = 100 * partDone({ done, total });
  return (
    <div role="progressbar" aria-label={label} aria-valuemin={0} aria-valuemax={100} aria-valuenow={Math.round(percent)} className="h-1 overflow-hidden rounded-full bg-line">
      <div className="h-full rounded-full bg-accent" style={{ width: `${percent}%` }} />
    </div>
  );
}
