/** Marks on an axis of numbers or dates: round ones, few enough to be read, that say the year once. */
import { beginningOf, periodName, periodOf, type Period } from './dates';
import { roundedUp } from './groups';

export interface Tick {
  at: number;
  label: string;
}

/** Steps of dates, the finest first; years go on in 1, 2, 5, 10 … */
const STEPS: [Period, number][] = [['day', 1], ['day', 2], ['day', 7], ['day', 14], ['month', 1], ['month', 2], ['month', 3], ['month', 6]];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/**
 * @param dates the numbers are dates, as years with a fraction (see dates.ts)
 * @param most marks, or one more
 */
export function ticksOf(low: number, high: number, { dates = false, most = 5 }: { dates?: boolean; most?: number } = {}): Tick[] {
  if (dates) {
    for (const [period, step] of STEPS) {
      const counts = multiples(periodOf(low, period), periodOf(high, period), step).filter((count) => beginningOf(count, period) >= low - 1e-3);
      if (counts.length <= most) return dated(counts.length > 0 ? counts : [periodOf(low, period)], period);
    }
  }
  const least = (high - low) / most;
  const step = least > 0 ? Math.max(dates ? 1 : 0, roundedUp(least)) : 0;
  const found = step > 0 ? multiples(low, high, step) : [low];
  return (found.length > 1 ? found : [low, ...(high > low ? [high] : [])]).map((at) => ({ at, label: String(Number(at.toPrecision(6))) }));
}

function multiples(low: number, high: number, step: number): number[] {
  const first = Math.ceil(low / step - 1e-9);
  return Array.from({ length: Math.max(0, Math.floor(high / step + 1e-9) - first + 1) }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

function dated(counts: number[], period: Period): Tick[] {
  let last = '';
  return counts.map((count) => {
    const [year, month, day] = periodName(count, period).split('-');
    const label = [day && String(Number(day)), MONTHS[Number(month) - 1], year !== last && year].filter(Boolean).join(' ');
    last = year;
    return { at: beginningOf(count, period), label };
  });
}
