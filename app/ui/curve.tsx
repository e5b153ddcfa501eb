import type { CurvePoint } from '../../lib/store/state';

/** A live line of one figure over the course of a job, with its first and last value said. */
export function Curve({ label, points }: { label: string; points: CurvePoint[] }) {
  if (points.length === 0) return null;
  const values = points.map((p) => p.value);
  const low = Math.min(...values);
  const high = Math.max(...values);
  const y = (v: number) => 38 - ((v - low) / (high - low || 1)) * 34;
  const line = points.map((p, i) => `${i === 0 ? 'M' : 'L'}${(p.done * 100).toFixed(2)} ${y(p.value).toFixed(2)}`).join('') + (points.length === 1 ? 'h0' : '');
  const last = values[values.length - 1];
  return (
    <figure data-curve={values.length}>
      <svg viewBox="0 0 100 40" preserveAspectRatio="none" className="h-16 w-full overflow-visible border-b border-line" role="img" aria-label={`${label} from ${values[0].toFixed(3)} to ${last.toFixed(3)}`}>
        <path d={line} fill="none" stroke="var(--accent)" strokeWidth="1.5" vectorEffect="non-scaling-stroke" strokeLinejoin="round" strokeLinecap="round" />
      </svg>
      <figcaption className="figures mt-1 flex justify-between text-small text-muted">
        <span>{label}</span>
        <span>{values[0].toFixed(3)} → <span className="text-ink">{last.toFixed(3)}</span></span>
      </figcaption>
    </figure>
  );
}
