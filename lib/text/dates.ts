/**
 * Dates as years with a fraction, so that a column of them is one of numbers: the beginning of the
 * day over the days of its year. Four decimals tell days apart.
 */

/** Of `2021`, `2021-03` (its first day), `2021-03-04`, also with a time behind (ISO 8601); undefined for anything else. */
export function yearOf(text: string): number | undefined {
  const found = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ]\d\d:\d\d\S*)?)?)?$/.exec(text.trim());
  if (!found) return undefined;
  const [year, month, day] = [Number(found[1]), Number(found[2] ?? 1), Number(found[3] ?? 1)];
  const date = utc(year, month - 1, day);
  // A 30th of February would be one of March.
  if (new Date(date).getUTCMonth() !== month - 1 || day < 1) return undefined;
  const begins = utc(year, 0, 1);
  return Number((year + (date - begins) / (utc(year + 1, 0, 1) - begins)).toFixed(4));
}

/** The year, or the month counted from year 0, that a date is in. */
export function periodOf(date: number, period: Period): number {
  const year = Math.floor(date);
  if (period === 'year') return year;
  const begins = utc(year, 0, 1);
  // Half a day more, since the fraction is rounded.
  const at = begins + (date - year) * (utc(year + 1, 0, 1) - begins) + DAY / 2;
  return year * 12 + Math.min(11, new Date(at).getUTCMonth());
}

/** `2021`, or of a month `2021-03`. */
export function periodName(count: number, period: Period): string {
  return period === 'year' ? String(count) : `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`;
}

export type Period = 'year' | 'month';

/** Dates are put together by year, or by month where they lie within two years. */
export function periodFor(dates: readonly (number | null)[]): Period {
  const [least, most] = dates.reduce<[number, number]>(([low, high], date) => (date === null ? [low, high] : [Math.min(low, date), Math.max(high, date)]), [Infinity, -Infinity]);
  return Math.floor(most) - Math.floor(least) < 2 ? 'month' : 'year';
}

const DAY = 86_400_000;

/** Date.UTC takes the years 0 to 99 for those of the last century. */
function utc(year: number, month: number, day: number): number {
  return new Date(0).setUTCFullYear(year, month, day);
}
