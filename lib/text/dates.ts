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

/** The year a date is in, the month counted from year 0, or the day counted from a Monday. */
export function periodOf(date: number, period: Period): number {
  const year = Math.floor(date);
  if (period === 'year') return year;
  const begins = utc(year, 0, 1);
  // Half a day more, since the fraction is rounded.
  const at = begins + (date - year) * (utc(year + 1, 0, 1) - begins) + DAY / 2;
  return period === 'day' ? Math.floor((at - MONDAY) / DAY) : year * 12 + Math.min(11, new Date(at).getUTCMonth());
}

/** When a period begins, as a date; a fraction of a period counts on into it. */
export function beginningOf(count: number, period: Period): number {
  if (period === 'year') return count;
  if (period === 'month') return count / 12;
  const at = MONDAY + count * DAY;
  const year = new Date(at).getUTCFullYear();
  const begins = utc(year, 0, 1);
  return year + (at - begins) / (utc(year + 1, 0, 1) - begins);
}

/** `2021`, of a month `2021-03`, of a day `2021-03-04`. */
export function periodName(count: number, period: Period): string {
  if (period === 'year') return String(count);
  if (period === 'month') return `${Math.floor(count / 12)}-${twoDigits((((count % 12) + 12) % 12) + 1)}`;
  const day = new Date(MONDAY + count * DAY);
  return `${day.getUTCFullYear()}-${twoDigits(day.getUTCMonth() + 1)}-${twoDigits(day.getUTCDate())}`;
}

export type Period = 'year' | 'month' | 'day';

/** Dates are put together by year; where they lie within two years by month; within two months, and not all on the first of one, by day. */
export function periodFor(dates: readonly (number | null)[]): Period {
  const known = dates.filter((date) => date !== null);
  const [least, most] = known.reduce<[number, number]>(([low, high], date) => [Math.min(low, date), Math.max(high, date)], [Infinity, -Infinity]);
  if (!(Math.floor(most) - Math.floor(least) < 2)) return 'year';
  if (periodOf(most, 'month') - periodOf(least, 'month') > 1) return 'month';
  return known.every((date) => periodName(periodOf(date, 'day'), 'day').endsWith('-01')) ? 'month' : 'day';
}

/** Both ends of a span of dates, no finer than tells them apart. */
export function endsOfSpan(low: number, high: number): [string, string] {
  const period = (['year', 'month'] as const).find((each) => periodOf(high, each) - periodOf(low, each) > 1) ?? 'day';
  return [periodName(periodOf(low, period), period), periodName(periodOf(high, period), period)];
}

function twoDigits(n: number): string {
  return String(n).padStart(2, '0');
}

const DAY = 86_400_000;
/** The one before 1970. */
const MONDAY = -3 * DAY;

/** Date.UTC takes the years 0 to 99 for those of the last century. */
function utc(year: number, month: number, day: number): number {
  return new Date(0).setUTCFullYear(year, month, day);
}
