import { small } from '../../ui/numbers';

/** In units of the drawing, which is as wide as the panel allows. */
const WIDTH = 250;
const HEIGHT = 150;
const PLOT = { left: 34, right: 240, top: 8, bottom: 122 };

interface Point {
  topics: number;
  mean: number | null;
  sd: number | null;
}

/** A figure against the number of topics (on a logarithmic axis), with a bar of one standard deviation over seeds either way. */
export function SweepChart({ label, points }: { label: string; points: Point[] }) {
  const known = points.flatMap(({ topics, mean, sd }) => (mean === null ? [] : [{ topics, mean, sd: sd ?? 0 }]));
  if (known.length === 0) return <p className="text-small text-muted">Nothing to draw: it takes several seeds, or more documents.</p>;
  const low = Math.min(...known.map((p) => p.mean - p.sd));
  const high = Math.max(...known.map((p) => p.mean + p.sd));
  const first = Math.log(known[0].topics);
  const last = Math.log(known[known.length - 1].topics);
  const x = (topics: number) => (last > first ? PLOT.left + 10 + ((Math.log(topics) - first) / (last - first)) * (PLOT.right - PLOT.left - 20) : (PLOT.left + PLOT.right) / 2);
  const y = (value: number) => (high > low ? PLOT.bottom - 6 - ((value - low) / (high - low)) * (PLOT.bottom - PLOT.top - 12) : (PLOT.top + PLOT.bottom) / 2);
  const told = known.map((p) => `${p.topics} topics ${small(p.mean)}${p.sd > 0 ? ` ± ${small(p.sd)}` : ''}`).join(', ');
  return (
    <figure data-testid="sweep-chart">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={`${label}: ${told}`} className="figures w-full">
        <g fontSize={10} fill="var(--muted)" aria-hidden>
          {(high > low ? [low, (low + high) / 2, high] : [low]).map((value) => (
            <g key={value}>
              <path d={`M${PLOT.left} ${y(value)}H${PLOT.right}`} stroke="var(--line)" />
              <text x={PLOT.left - 4} y={y(value) + 3.5} textAnchor="end">{small(value)}</text>
            </g>
          ))}
          {known.map((p) => <text key={p.topics} x={x(p.topics)} y={PLOT.bottom + 12} textAnchor="middle">{p.topics}</text>)}
          <text x={PLOT.right} y={HEIGHT - 2} textAnchor="end">topics →</text>
        </g>
        {known.map((p) => p.sd > 0 && <path key={p.topics} d={`M${x(p.topics)} ${y(p.mean - p.sd)}V${y(p.mean + p.sd)}`} stroke="var(--accent)" strokeWidth={1.4} opacity={0.6} />)}
        <path d={known.map((p, i) => `${i === 0 ? 'M' : 'L'}${x(p.topics)} ${y(p.mean)}`).join('')} fill="none" stroke="var(--accent)" strokeWidth={1.8} strokeLinejoin="round" />
        {known.map((p) => <circle key={p.topics} cx={x(p.topics)} cy={y(p.mean)} r={2.8} fill="var(--accent)" />)}
      </svg>
    </figure>
  );
}
