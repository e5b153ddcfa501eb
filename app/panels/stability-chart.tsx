'use client';

import { useMemo, useState } from 'react';
import { byFrequency, type StabilityByFrequency } from '../../lib/space/ensemble/frequency';
import type { Stability } from '../../lib/space/ensemble/stability';
import { select } from '../../lib/store/questions';
import type { OpenSpace } from '../../lib/store/state';
import { count, share } from '../ui/numbers';
import { useApp } from '../use-app';
import { nearestDot } from './nearest-dot';

/** In units of the drawing, which is as wide as the panel allows. */
const WIDTH = 250;
const HEIGHT = 160;
const PLOT = { left: 26, right: 246, top: 6, bottom: 134 };
/** Words in a bin that has a median worth drawing. */
const FEWEST = 5;
/** Dots drawn: more only hide each other. */
const DOTS = 360;
/** A difference of medians, or a rank correlation, that is worth a word. */
const CLEAR = 0.1;

interface Dot {
  name: string;
  occurrences: number;
  stability: number;
  x: number;
  y: number;
}

/** Stability against frequency: a dot a word of a sample, and the median and middle half of every bin. */
export function StabilityChart({ space, stability }: { space: OpenSpace; stability: Stability }) {
  const selected = useApp((s) => s.selected);
  const [at, setAt] = useState(0);
  const { dots, bins, scale, spearman } = useMemo(() => drawing(space, stability), [space, stability]);
  if (dots.length === 0) return null;
  const active = dots[Math.min(at, dots.length - 1)];
  const chosen = selected === null ? undefined : dots.find((d) => d.name === selected);
  const told = summary(stability, spearman, bins);
  return (
    <figure className="space-y-2" data-testid="stability-chart">
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={`Stability against frequency. ${told}`}
        className="figures w-full cursor-pointer touch-pan-y"
        onPointerMove={(e) => setAt(nearestDot(e, dots))}
        onPointerUp={(e) => select(dots[nearestDot(e, dots)].name)}
      >
        <Axes scale={scale} />
        {dots.map((d) => <circle key={d.name} cx={d.x} cy={d.y} r={1.6} fill="var(--soft)" fillOpacity={0.4} />)}
        {bins.map((b) => (
          <path key={b.from} d={`M${scale.x(middle(b))} ${scale.y(b.lower)}V${scale.y(b.upper)}`} stroke="var(--accent)" strokeWidth={1.2} opacity={0.7} />
        ))}
        <path d={bins.map((b, i) => `${i === 0 ? 'M' : 'L'}${scale.x(middle(b))} ${scale.y(b.median)}`).join('')} fill="none" stroke="var(--accent)" strokeWidth={1.8} />
        {bins.map((b) => <circle key={b.from} cx={scale.x(middle(b))} cy={scale.y(b.median)} r={2.6} fill="var(--accent)" />)}
        {chosen && <circle cx={chosen.x} cy={chosen.y} r={4.5} fill="none" stroke="var(--accent)" strokeWidth={1.5} />}
        <circle cx={active.x} cy={active.y} r={3} fill="var(--ink)" stroke="var(--surface)" />
      </svg>
      <div className="flex items-center gap-2">
        <input
          type="range"
          min={0}
          max={dots.length - 1}
          value={Math.min(at, dots.length - 1)}
          onChange={(e) => setAt(Number(e.target.value))}
          aria-label="Word on the chart, from frequent to rare"
          aria-valuetext={spoken(active)}
          className="h-6 min-w-0 grow accent-accent max-lg:h-11"
        />
        <button type="button" className="figures max-w-[65%] min-h-6 truncate rounded px-1 text-left text-small underline underline-offset-2 hover:bg-sunken max-lg:min-h-11" onClick={() => select(active.name)} title={spoken(active)}>
          {active.name} {share(active.stability)}
        </button>
      </div>
      <figcaption className="figures text-small text-muted">{told}</figcaption>
    </figure>
  );
}

type Scale = { x: (occurrences: number) => number; y: (stability: number) => number; ticks: number[]; label: string };

function Axes({ scale }: { scale: Scale }) {
  return (
    <g fontSize={10} fill="var(--muted)" aria-hidden>
      {[0, 0.5, 1].map((v) => (
        <g key={v}>
          <path d={`M${PLOT.left} ${scale.y(v)}H${PLOT.right}`} stroke="var(--line)" />
          <text x={PLOT.left - 4} y={scale.y(v) + 3.5} textAnchor="end">{v === 0.5 ? '.5' : v}</text>
        </g>
      ))}
      {scale.ticks.map((t) => <text key={t} x={scale.x(t)} y={PLOT.bottom + 13} textAnchor="middle">{count(t)}</text>)}
      <text x={PLOT.right} y={HEIGHT - 1} textAnchor="end">{scale.label}</text>
    </g>
  );
}

function drawing(space: OpenSpace, stability: Stability) {
  const { counts, names } = space.words;
  const words = Array.from(stability.rows, (row, i) => ({ row, occurrences: counts?.[row] ?? row + 1, stability: stability.values[i] }));
  const known = words.filter((w) => !Number.isNaN(w.stability));
  const frequencies = known.map((w) => w.occurrences);
  const { spearman, bins: all } = byFrequency(known.map((w) => w.stability), frequencies);
  const bins = all.filter((b) => b.words >= FEWEST);
  const low = Math.log(frequencies.reduce((a, b) => Math.min(a, b), Infinity));
  const high = Math.log(frequencies.reduce((a, b) => Math.max(a, b), 1));
  const scale: Scale = {
    x: (n) => PLOT.left + 4 + ((Math.min(high, Math.max(low, Math.log(n))) - low) / (high - low || 1)) * (PLOT.right - PLOT.left - 8),
    y: (v) => PLOT.bottom - v * (PLOT.bottom - PLOT.top),
    ticks: [1, 10, 100, 1000, 10_000, 100_000, 1e6].filter((t) => Math.log(t) >= low - 0.01 && Math.log(t) <= high + 0.01),
    label: counts ? 'occurrences →' : 'frequency rank →',
  };
  const dots = spaced(known.length, DOTS).map((i): Dot => {
    const { row, occurrences, stability } = known[i];
    return { name: names[row], occurrences, stability, x: scale.x(occurrences), y: scale.y(stability) };
  });
  return { dots, bins, scale, spearman };
}

/** Indices at even steps of the logarithm, so that frequent words are not lost among the many rare ones. */
function spaced(length: number, most: number): number[] {
  if (length <= most) return Array.from({ length }, (_, i) => i);
  return [...new Set(Array.from({ length: most }, (_, i) => Math.floor(Math.exp((i / (most - 1)) * Math.log(length))) - 1))];
}

/** Where a bin stands on the logarithmic axis. */
function middle({ from, to }: StabilityByFrequency['bins'][number]): number {
  return Math.sqrt(from * to);
}

/** What the chart shows, in words: where its ends clearly differ they tell more than a correlation, which the many rare words decide. */
export function summary({ mean, rows, seeds, k }: Stability, spearman: number, bins: StabilityByFrequency['bins']): string {
  const [rare, frequent] = [bins[0], bins.at(-1)];
  const apart = rare && frequent ? frequent.median - rare.median : 0;
  const trend = Math.abs(apart) > CLEAR ? apart : spearman;
  const more = trend > CLEAR ? 'Frequent words keep more of their neighbours' : trend < -CLEAR ? 'Frequent words keep fewer of their neighbours' : 'Frequency hardly matters';
  const medians = rare && frequent && rare !== frequent ? ` Medians: ${share(rare.median)} for ${count(rare.from)} to ${count(rare.to)}, ${share(frequent.median)} from ${count(frequent.from)} on.` : '';
  return `Any two of ${seeds} seeds share ${share(mean)} of a word’s ${k} nearest, over ${rows.length.toLocaleString('en')} words. ${more}.${medians} Rank correlation ${share(spearman)}.`;
}

function spoken({ name, occurrences, stability }: Dot): string {
  return `${name}, ${occurrences.toLocaleString('en')} occurrences, stability ${share(stability)}`;
}
