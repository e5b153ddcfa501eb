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
  /** Numbers follow each other and are joined by a line; categories stand apart as bars. */
  line: boolean;
  colour: string;
  /** The share at the top of the drawing. */
  height: number;
}

/** A topic's share over the values of a column; each value is told where it is pointed at. */
export function OverChart({ of, values, labels, line, colour, height }: Props) {
  const n = values.length;
  const most = Math.max(height, 1e-9);
  const y = (value: number) => HEIGHT - (value / most) * (HEIGHT - 2);
  const x = (g: number) => (n === 1 ? 0 : (100 * g) / (n - 1));
  const told = values.map((value, g) => `${labels[g]}: ${(value * 100).toFixed(1)} %`);
  const path = `${values.map((v, g) => `${g === 0 ? 'M' : 'L'}${x(g).toFixed(2)} ${y(v).toFixed(2)}`).join('')}${n === 1 ? 'H100' : ''}`;
  // A line begins and ends at the edges, so that its first and last value have half the room.
  const from = (g: number) => (line ? Math.max(0, x(g) - 50 / Math.max(1, n - 1)) : (100 * g) / n);
  const width = (g: number) => (line ? Math.min(100, n === 1 ? 100 : x(g) + 50 / (n - 1)) - from(g) : 100 / n);
  return (
    <svg viewBox={`0 0 100 ${HEIGHT}`} preserveAspectRatio="none" className="mt-1 h-8 w-full border-b border-line" role="img" aria-label={`${of}: ${told.join(', ')}`}>
      {line ? (
        <>
          <path d={`${path}V${HEIGHT}H0Z`} fill={colour} fillOpacity={0.2} />
          <path d={path} fill="none" stroke={colour} strokeWidth={1.5} vectorEffect="non-scaling-stroke" />
        </>
      ) : values.map((v, g) => <rect key={labels[g]} x={(100 * g) / n + 10 / n} width={80 / n} y={y(v)} height={HEIGHT - y(v)} fill={colour} fillOpacity={0.75} />)}
      {told.map((text, g) => <rect key={text} x={from(g)} width={width(g)} height={HEIGHT} className="fill-transparent hover:fill-ink/10"><title>{text}</title></rect>)}
    </svg>
  );
}

/** What stands below the charts, in sight while they are scrolled: the names of bars, all of them where there is room; of a line its ends and its middle. */
export function OverAxis({ labels, bars }: { labels: string[]; bars: boolean }) {
  const n = labels.length;
  if (!bars) {
    return <p className="figures flex justify-between px-2 text-small text-muted" aria-hidden><span>{labels[0]}</span>{n > 2 && <span>{labels[n >> 1]}</span>}{n > 1 && <span>{labels[n - 1]}</span>}</p>;
  }
  const every = Math.ceil(n / MOST_NAMES);
  const across = n <= ACROSS;
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
