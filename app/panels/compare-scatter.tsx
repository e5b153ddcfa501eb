'use client';

import { useMemo, useState } from 'react';
import type { Comparison } from '../../lib/space/compare';
import type { DisagreedPair } from '../../lib/space/disagreement';
import type { PairList } from '../../lib/store/comparing';
import { select } from '../../lib/store/questions';
import { share } from '../ui/numbers';
import { Swatch } from './compare-pairs';
import { nearestDot } from './nearest-dot';

/** In units of the drawing, which is as wide as the panel allows. */
const SIDE = 250;
const PLOT = { left: 28, right: 244, top: 18, bottom: 214 };
/** Squares a side in which pairs are counted. */
const CELLS = 36;
/** Shades of grey. */
const SHADES = 8;
/** Pairs of each list that have a mark. */
const MARKED = 40;

/** How dark each is: one pair must still be seen. */
const shades = Array.from({ length: SHADES }, (_, i) => 0.1 + (0.5 * i) / (SHADES - 1));

interface Dot extends DisagreedPair {
  near: 'a' | 'b';
  x: number;
  y: number;
}

/** Similarity in one space against similarity in the other: random pairs as density, the listed ones as marks. */
export function PairScatter({ result, lists, titles }: { result: Comparison; lists: PairList[]; titles: [string, string] }) {
  const [at, setAt] = useState(0);
  const { cells, dots, scale } = useMemo(() => drawing(result, lists), [result, lists]);
  const active = dots[Math.min(at, dots.length - 1)];
  const pairs = result.sample.inA.length;
  return (
    <figure className="space-y-1.5" data-testid="pair-scatter">
      <svg
        viewBox={`0 0 ${SIDE} ${SIDE}`}
        role="img"
        aria-label={`Similarity in ${titles[0]} against similarity in ${titles[1]}, for ${pairs.toLocaleString('en')} random pairs and the ${dots.length} listed below. Rank correlation ${share(result.spearman)}.`}
        className={`figures w-full touch-pan-y ${dots.length > 0 ? 'cursor-pointer' : ''}`}
        onPointerMove={(e) => dots.length > 0 && setAt(nearestDot(e, dots))}
        onPointerUp={(e) => dots.length > 0 && select(dots[nearestDot(e, dots)].first)}
      >
        <Axes scale={scale} titles={titles} />
        {cells.map((d, shade) => <path key={shades[shade]} d={d} fill="var(--ink)" fillOpacity={shades[shade]} />)}
        {dots.map((d) => (d.near === 'a'
          ? <circle key={`a ${d.first} ${d.second}`} cx={d.x} cy={d.y} r={2.4} fill="var(--accent)" />
          : <path key={`b ${d.first} ${d.second}`} d={`M${d.x} ${d.y - 3}l3 3-3 3-3-3Z`} fill="var(--torn)" />))}
        {active && <circle cx={active.x} cy={active.y} r={5} fill="none" stroke="var(--ink)" strokeWidth={1.4} />}
      </svg>
      {active && (
        <div className="flex items-center gap-2">
          <input
            type="range" min={0} max={dots.length - 1} value={Math.min(at, dots.length - 1)} onChange={(e) => setAt(Number(e.target.value))}
            aria-label="Pair on the chart" aria-valuetext={spoken(active, titles)} className="h-6 min-w-0 grow accent-accent max-lg:h-11"
          />
          <button type="button" className="figures flex min-h-6 max-w-[70%] items-center gap-1.5 rounded px-1 text-small hover:bg-sunken max-lg:min-h-11" onClick={() => select(active.first)} title={spoken(active, titles)}>
            <Swatch near={active.near} /><span className="truncate underline underline-offset-2">{active.first} · {active.second}</span>
          </button>
        </div>
      )}
      <figcaption className="text-small text-muted">Grey: any two words, darker where there are more. Marks: the pairs listed below.</figcaption>
    </figure>
  );
}

function spoken({ first, second, inA, inB }: Dot, [a, b]: [string, string]): string {
  return `${first} and ${second}: ${share(inA)} in ${a}, ${share(inB)} in ${b}`;
}

interface Range {
  low: number;
  high: number;
}

function Axes({ scale: { x, y, rangeX, rangeY }, titles }: { scale: Scale; titles: [string, string] }) {
  return (
    <g fontSize={10} fill="var(--muted)" aria-hidden>
      <path d={`M${PLOT.left} ${PLOT.top}V${PLOT.bottom}H${PLOT.right}`} fill="none" stroke="var(--strong-line)" />
      {ticks(rangeX).map((v) => <text key={v} x={x(v)} y={PLOT.bottom + 12} textAnchor="middle">{share(v).replace(/(\.\d)0$/, '$1')}</text>)}
      {ticks(rangeY).map((v) => <text key={v} x={PLOT.left - 4} y={y(v) + 3} textAnchor="end">{share(v).replace(/(\.\d)0$/, '$1')}</text>)}
      <text x={(PLOT.left + PLOT.right) / 2} y={PLOT.bottom + 28} textAnchor="middle" fill="var(--soft)">similarity in {titles[0]}</text>
      <text x={PLOT.left - 4} y={PLOT.top - 9} fill="var(--soft)">↑ similarity in {titles[1]}</text>
    </g>
  );
}

/** Three or so round values. */
function ticks({ low, high }: Range): number[] {
  const step = [0.1, 0.2, 0.5, 1].find((s) => (high - low) / s <= 5) ?? 1;
  const first = Math.ceil(low / step - 1e-9);
  return Array.from({ length: Math.floor(high / step + 1e-9) - first + 1 }, (_, i) => (first + i) * step);
}

interface Scale {
  x: (value: number) => number;
  y: (value: number) => number;
  rangeX: Range;
  rangeY: Range;
}

function drawing({ sample }: Comparison, lists: PairList[]) {
  const pairs = lists.flatMap(({ near, pairs: listed }) => listed.slice(0, MARKED).map((pair) => Object.assign({ near }, pair)));
  const range = (values: Float32Array, more: number[]): Range => {
    let [low, high] = [0, 0];
    for (const v of values) [low, high] = [Math.min(low, v), Math.max(high, v)];
    for (const v of more) [low, high] = [Math.min(low, v), Math.max(high, v)];
    return { low, high: Math.max(high, low + 0.1) };
  };
  const rangeX = range(sample.inA, pairs.map((p) => p.inA));
  const rangeY = range(sample.inB, pairs.map((p) => p.inB));
  const [width, height] = [PLOT.right - PLOT.left, PLOT.bottom - PLOT.top];
  const scale: Scale = {
    rangeX, rangeY,
    x: (v) => PLOT.left + ((v - rangeX.low) / (rangeX.high - rangeX.low)) * width,
    y: (v) => PLOT.bottom - ((v - rangeY.low) / (rangeY.high - rangeY.low)) * height,
  };
  const counts = new Uint32Array(CELLS * CELLS);
  const cell = (v: number, { low, high }: Range) => Math.min(CELLS - 1, Math.floor(((v - low) / (high - low)) * CELLS));
  for (let p = 0; p < sample.inA.length; p++) counts[cell(sample.inB[p], rangeY) * CELLS + cell(sample.inA[p], rangeX)]++;
  const most = Math.log1p(counts.reduce((a, b) => Math.max(a, b), 1));
  const cells = shades.map(() => '');
  counts.forEach((count, i) => {
    if (count === 0) return;
    const x = PLOT.left + ((i % CELLS) / CELLS) * width;
    const y = PLOT.bottom - (Math.floor(i / CELLS) / CELLS) * height;
    cells[Math.min(SHADES - 1, Math.floor((Math.log1p(count) / most) * SHADES))] += `M${x.toFixed(2)} ${y.toFixed(2)}h${(width / CELLS).toFixed(2)}v${(-height / CELLS).toFixed(2)}h${(-width / CELLS).toFixed(2)}Z`;
  });
  const dots: Dot[] = pairs.map((pair) => Object.assign(pair, { x: scale.x(pair.inA), y: scale.y(pair.inB) }));
  return { cells, dots, scale };
}
