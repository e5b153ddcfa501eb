/** Numbers as they are spoken on the page. */
import type { Progress } from '../../lib/work';

/** A similarity or share without its leading zero: .81, −.07, 1.00. */
export function share(value: number): string {
  return value.toFixed(2).replace(/^(-?)0\./, '$1.').replace('-', '−');
}

/** A share in whole percent: 27 %. */
export function wholePercent(share: number): string {
  return `${Math.round(100 * share)} %`;
}

/** The same, finer where it is small: 0 %, 4.1 %, 13 %. */
export function percent(share: number): string {
  return share > 0 && share < 0.0995 ? `${(100 * share).toFixed(1)} %` : wholePercent(share);
}

/** 12–18 %. */
export function percentRange([low, high]: readonly [number, number]): string {
  return `${Math.round(100 * low)}–${wholePercent(high)}`;
}

/** How good something is: a correlation as a share, anything else in whole percent. */
export function score(value: number, correlation: boolean): string {
  return correlation ? share(value) : wholePercent(value);
}

/** What part of its work a job has done, 0 … 1; 0 while it is not known how much there is. */
export function partDone({ done, total }: Pick<Progress, 'done' | 'total'>): number {
  return total > 0 ? Math.min(1, done / total) : 0;
}

/** 4.2 M, 27 k, 812. */
export function count(value: number): string {
  if (value >= 9_995_000) return `${(value / 1e6).toFixed(0)} M`;
  if (value >= 999_500) return `${(value / 1e6).toFixed(1)} M`;
  if (value >= 9_995) return `${(value / 1e3).toFixed(0)} k`;
  if (value >= 1_000) return `${(value / 1e3).toFixed(1)} k`;
  return value.toFixed(0);
}

/** 8 s, 2 min, 1 h 10 min. */
export function duration(seconds: number): string {
  if (seconds < 9.95) return `${seconds.toFixed(seconds < 0.95 ? 1 : 0)} s`;
  if (seconds < 99.5) return `${seconds.toFixed(0)} s`;
  if (seconds < 3600) return `${Math.round(seconds / 60)} min`;
  return `${Math.floor(seconds / 3600)} h ${Math.round((seconds % 3600) / 60)} min`;
}

/** 5.2 MB. */
export function size(bytes: number): string {
  return bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

/** An option's or figure's value: four significant digits at most. */
export function plain(value: number): string {
  return String(Number(value.toPrecision(4)));
}

/** A small number with two significant digits and no leading zero: .0031, −.25, 1.4. */
export function small(value: number): string {
  const digits = value === 0 ? 0 : Math.min(8, Math.max(0, 1 - Math.floor(Math.log10(Math.abs(value)))));
  return value.toFixed(digits).replace(/^(-?)0\./, '$1.').replace('-', '−');
}
