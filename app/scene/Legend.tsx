'use client';

/** What the colours mean, in the map's lower left corner. */
import { ChevronDown, ChevronRight } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { endsOfSpan } from '../../lib/text/dates';
import { count } from '../ui/numbers';
import type { CategoryEntry, MapLegend, NumberLegend } from './colour';
import { ShowAll } from './ShowAll';

interface Props {
  /** What the colour stands for: “frequency”, “topic”. */
  title: string;
  /** Null while the values behind the colours are not there; the title then says what is awaited. */
  legend: MapLegend | null;
  /** The category kept bright, if any. */
  highlighted?: string | null;
  /** Lets categories be chosen; null lets go. */
  onHighlight?: (category: string | null) => void;
  /** Shows the words of the highlighted category alone. */
  onIsolate?: () => void;
  /** What else is to be explained. */
  children?: ReactNode;
}

/** Categories shown before “more”: on a wide page and on a phone. */
const SHOWN = 8;
const SHOWN_SMALL = 4;

export function Legend({ children, ...what }: Props) {
  return (
    <div data-map-obstacle className="absolute bottom-3 left-3 max-w-52 rounded-lg border border-line bg-surface/90 px-3 py-2 text-small text-soft">
      <Meaning {...what} />
      {children && <div className="mt-1.5 border-t border-line pt-1.5">{children}</div>}
    </div>
  );
}

/** The same where room is scarce: folded into a chip, which opens it as a sheet above. `children` stay in sight. */
export function FoldedLegend({ children, ...what }: Props) {
  const [open, setOpen] = useState(false);
  const { title, legend, highlighted = null, onHighlight } = what;
  const alone = highlighted !== null && legend?.kind === 'category' && onHighlight;
  const Arrow = open ? ChevronDown : ChevronRight;
  return (
    <div className="pointer-events-none absolute bottom-3 left-3 flex max-h-[calc(100%-24px)] max-w-[calc(100%-82px)] flex-col items-start gap-2 text-small text-soft *:pointer-events-auto">
      {open ? (
        <div data-map-obstacle className="min-h-0 w-52 max-w-full overflow-y-auto rounded-lg border border-line bg-surface/95 px-3 py-2">
          <Meaning {...what} />
        </div>
      ) : alone && (
        <div data-map-obstacle className="rounded-lg border border-line bg-surface/90 px-2 py-1">
          <ShowAll onShow={() => onHighlight(null)} />
        </div>
      )}
      {!open && children && <div data-map-obstacle className="rounded-lg border border-line bg-surface/90 px-2 py-1">{children}</div>}
      {legend ? (
        <button type="button" data-map-obstacle aria-expanded={open} title="What the colours mean" onClick={() => setOpen(!open)} className="flex min-h-11 max-w-full shrink-0 items-center gap-1 rounded-lg border border-line bg-surface/90 px-2.5 font-medium text-ink hover:bg-sunken short:max-w-30">
          <span className="truncate">{title}</span> <Arrow size={14} aria-hidden className="shrink-0" />
        </button>
      ) : title && <p data-map-obstacle className="rounded-lg border border-line bg-surface/90 px-3 py-2">{title}</p>}
    </div>
  );
}

function Meaning({ title, legend, highlighted = null, onHighlight, onIsolate }: Omit<Props, 'children'>) {
  if (!legend) return title && <p>{title}</p>;
  return (
    <>
      <div className="mb-1 flex items-center justify-between gap-3">
        <p className="font-medium text-ink">{title}</p>
        {legend.kind === 'category' && highlighted !== null && onHighlight && <ShowAll onShow={() => onHighlight(null)} />}
      </div>
      {legend.kind === 'number' ? <Gradient legend={legend} /> : <Categories entries={legend.entries} highlighted={highlighted} onHighlight={onHighlight} />}
      {legend.kind === 'category' && highlighted !== null && onIsolate && (
        <button type="button" onClick={onIsolate} className="-mx-1 block min-h-[24px] rounded px-1 text-accent hover:bg-sunken pointer-coarse:min-h-[44px]">Isolate these words</button>
      )}
    </>
  );
}

function Gradient({ legend }: { legend: NumberLegend }) {
  const { gradient, log, missing } = legend;
  const [low, high] = ends(legend);
  return (
    <div className="w-40">
      <div className="h-2 rounded-full" style={{ background: gradient }} />
      <div className="figures mt-1 flex justify-between">
        <span>{low}</span>
        {log && <span className="text-muted">log</span>}
        <span>{high}</span>
      </div>
      {missing > 0 && <p className="text-muted">{missing.toLocaleString('en')} without, grey</p>}
    </div>
  );
}

function Categories({ entries, highlighted, onHighlight }: { entries: CategoryEntry[] } & Pick<Props, 'highlighted' | 'onHighlight'>) {
  const [open, setOpen] = useState(false);
  // “1 more” would take the place of the one.
  const fold = (shown: number): number => (entries.length > shown + 1 ? shown : entries.length);
  const [wide, small] = [fold(SHOWN), fold(SHOWN_SMALL)];
  return (
    <>
      <ul className="max-h-64 overflow-y-auto">
        {(open ? entries : entries.slice(0, wide)).map((entry, i) => (
          <li key={`${entry.label} ${entry.category === null}`} className={open || i < small ? '' : 'max-sm:hidden'}>
            {onHighlight && entry.category !== null ? (
              <button
                type="button"
                aria-pressed={entry.category === highlighted}
                onClick={() => onHighlight(entry.category === highlighted ? null : entry.category)}
                className={`-mx-1 flex min-h-[24px] w-[calc(100%+0.5rem)] items-center gap-2 rounded px-1 text-left hover:bg-sunken pointer-coarse:min-h-[44px] ${highlighted && entry.category !== highlighted ? 'text-muted' : ''}`}
              >
                <Entry {...entry} />
              </button>
            ) : (
              <span className={`flex items-center gap-2 ${onHighlight ? 'min-h-[24px]' : 'min-h-[18px]'}`}>
                <Entry {...entry} />
              </span>
            )}
          </li>
        ))}
      </ul>
      {small < entries.length && (
        <button
          type="button"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
          className={`mt-1 min-h-[24px] text-muted hover:text-ink pointer-coarse:min-h-[44px] ${wide === entries.length ? 'sm:hidden' : ''}`}
        >
          {open ? 'fewer' : <More wide={entries.length - wide} small={entries.length - small} />}
        </button>
      )}
    </>
  );
}

function More({ wide, small }: { wide: number; small: number }) {
  return (
    <>
      <span className="max-sm:hidden">{wide} more</span>
      <span className="sm:hidden">{small} more</span>
    </>
  );
}

function Entry({ label, colour, count }: CategoryEntry) {
  return (
    <>
      <span className="size-2.5 shrink-0 rounded-full" style={{ background: colour }} aria-hidden />
      <span className="truncate">{label}</span>
      <span className="figures ml-auto pl-2 text-muted">{count.toLocaleString('en')}</span>
    </>
  );
}

/** What both ends of the scale are called, as finely as tells them apart. */
export function ends({ low, high, dates }: Pick<NumberLegend, 'low' | 'high' | 'dates'>): [string, string] {
  if (dates) return endsOfSpan(low, high);
  const told: [string, string] = [figure(low), figure(high)];
  const whole = Number.isInteger(low) && Number.isInteger(high);
  if (whole || low === high || (told[0] !== told[1] && (high - low >= 2 || high < 10))) return told;
  const digits = Math.min(8, Math.max(1, 1 - Math.floor(Math.log10(high - low))));
  return [low.toFixed(digits), high.toFixed(digits)];
}

function figure(value: number): string {
  if (value >= 9_995) return count(value);
  // A year has no thousands.
  if (Math.abs(value) >= 1000) return value.toFixed(0);
  return Number(value.toPrecision(2)).toString().replace(/^(-?)0\./, '$1.');
}
