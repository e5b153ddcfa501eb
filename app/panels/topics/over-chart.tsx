import type { Tick } from '../../../lib/text/ticks';

/** In units of a drawing, which is stretched to the panel's width. */
const HEIGHT = 32;
/** Names that stand side by side under bars, upright, and, where they are few, across. */
const MOST_NAMES = 34;
const ACROSS = 4;

interface Props {
  /** What the topic is called. */
  of: string;
  values: number[];
  labels: string[];
  /** Numbers follow each other and are joined by a line, each at its place from 0 to 1; without places, categories stand apart as bars. */
  places: number[] | null;
  colour: string;
  /** The share at the top of the drawing. */
  height: number;
}

/** A topic's share over the values of a column; each value is told where it is pointed at. */
export function OverChart({ of, values, labels, places, colour, height }: Props) {
  const n = values.length;
  const most = Math.max(height, 1e-9);
  const y = (value: number) => HEIGHT - (value / most) * (HEIGHT - 2);
  const x = (g: number) => 100 * (places?.[g] ?? 0);
  const told = values.map((value, g) => `${labels[g]}: ${(value * 100).toFixed(1)} %`);
  const path = `${values.map((v, g) => `${g === 0 ? 'M' : 'L'}${x(g).toFixed(2)} ${y(v).toFixed(2)}`).join('')}${n === 1 ? 'H100' : ''}`;
  // What is pointed at is the value that lies nearest.
  const from = (g: number) => (!places ? (100 * g) / n : g === 0 ? 0 : (x(g - 1) + x(g)) / 2);
  const width = (g: number) => (!places ? 100 / n : (g === n - 1 ? 100 : from(g + 1)) - from(g));
  return (
    <svg viewBox={`0 0 100 ${HEIGHT}`} preserveAspectRatio="none" className="mt-1 h-8 w-full border-b border-line" role="img" aria-label={`${of}: ${told.join(', ')}`}>
      {places ? (
        <>
          <path d={`${path}V${HEIGHT}H0Z`} fill={colour} fillOpacity={0.2} />
          <path d={path} fill="none" stroke={colour} strokeWidth={1.5} vectorEffect="non-scaling-stroke" />
        </>
      ) : values.map((v, g) => <rect key={labels[g]} x={(100 * g) / n + 10 / n} width={80 / n} y={y(v)} height={HEIGHT - y(v)} fill={colour} fillOpacity={0.75} />)}
      {told.map((text, g) => <rect key={text} x={from(g)} width={width(g)} height={HEIGHT} className="fill-transparent hover:fill-ink/10"><title>{text}</title></rect>)}
    </svg>
  );
}

/** What stands below the bars, in sight while they are scrolled: their names, all of them where there is room. */
export function BarNames({ labels }: { labels: string[] }) {
  const every = Math.ceil(labels.length / MOST_NAMES);
  const across = labels.length <= ACROSS;
  return (
    <p className="sticky -bottom-4 flex bg-surface px-2 pt-1 text-muted max-lg:static" aria-hidden data-testid="over-axis">
      {labels.map((label, i) => (
        <span key={label} title={label} className={`relative min-w-0 grow basis-0 ${across ? 'truncate text-center text-small' : 'h-24'}`}>
          {across ? label : i % every === 0 && <span className="absolute left-1/2 max-h-full -translate-x-1/2 overflow-hidden text-[10px] leading-none text-ellipsis whitespace-nowrap [writing-mode:vertical-rl]">{label}</span>}
        </span>
      ))}
    </p>
  );
}

/** The same below lines: some of the numbers or dates, each at its place. */
export function LineTicks({ ticks, placeOf }: { ticks: Tick[]; placeOf: (at: number) => number }) {
  return (
    <div className="figures sticky -bottom-4 bg-surface px-2 pb-1 text-small text-muted max-lg:static" aria-hidden data-testid="over-axis">
      <div className="relative h-6">
        {ticks.map(({ at, label }) => {
          const place = Math.min(1, Math.max(0, placeOf(at)));
          return (
            <span key={at} className="absolute top-0 h-1.5 border-l border-strong-line" style={{ left: `${100 * place}%` }}>
              <span className="absolute top-1.5 whitespace-nowrap" style={{ transform: `translateX(-${100 * edgewards(place)}%)` }}>{label}</span>
            </span>
          );
        })}
      </div>
    </div>
  );
}

/** A name stands in the middle below its mark, but for those that would go beyond an edge. */
function edgewards(place: number): number {
  return place < 0.08 ? 0 : place > 0.92 ? 1 : 0.5;
}
